"""What an expert reads of their own settings, and what everybody reads of who helps in what."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.experts.parse_expertise import describe_expertise
from gamma.experts.question import UNTIL_BACK, Expert, Workload
from gamma.programme.experts import Domain
from gamma.programme.file import Programme
from gamma.sections import Section, fit_sections, literal_text
from gamma.text import Text
from gamma.translator import N_, Translator


def profile(
    programme: Programme,
    translator: Translator,
    expert: Expert,
    busy: Workload,
    now: datetime,
    zone: ZoneInfo,
) -> Message:
    """For the expert alone."""
    helps = translator.listed(describe_expertise(programme, translator, expert.domains))
    lines = [
        translator.render(N_("You help in: {domains}"), domains=helps),
        *capacity_lines(translator, expert, busy.taken, now, zone),
    ]
    waiting = translator.plural(
        "{count} question is waiting for your answer: `/gamma expert status`",
        "{count} questions are waiting for your answer: `/gamma expert status`",
        busy.waiting,
    )
    title = translator.render(N_("**You, in the expert network**"))
    text = Text.lines(*lines, *([waiting] if busy.waiting else []))
    return Message((title, text), tuple(_buttons(translator, expert, now)))


def capacity_lines(
    translator: Translator, expert: Expert, taken: int, now: datetime, zone: ZoneInfo
) -> list[Text]:
    """How much they wish to be asked, and until when not at all. taken: this month."""
    lines = [_capacity_line(translator, expert, taken)]
    if expert.paused_until and expert.is_paused(now):
        lines.append(pause_end(translator, expert.paused_until, zone))
    return lines


def _capacity_line(translator: Translator, expert: Expert, taken: int) -> Text:
    most = translator.plural(
        "At most {count} question a month", "At most {count} questions a month", expert.capacity
    )
    if not taken:
        return translator.render(N_("{most}; none taken this month"), most=most)
    return translator.render(
        N_("{most}; you took {taken} this month"), most=most, taken=translator.number(taken)
    )


def pause_end(translator: Translator, until: datetime, zone: ZoneInfo) -> Text:
    """The last day, with its weekday: nobody has to count."""
    if until == UNTIL_BACK:
        sentence = N_("My messages did not reach you: I propose nothing to you until `/gamma expert resume`")
        return translator.render(sentence)
    last = day_in(until, zone) - timedelta(days=1)
    return translator.render(
        N_("On pause until {day} included: I propose nothing to you"), day=translator.full_day(last)
    )


def _buttons(translator: Translator, expert: Expert, now: datetime) -> list[Button]:
    pause = Button(translator.text(N_("Take a break")), says="expert pause")
    resume = Button(translator.text(N_("I am back")), says="expert resume", main=True)
    return [
        Button(translator.text(N_("Change")), says="expert join"),
        resume if expert.is_paused(now) else pause,
        Button(translator.text(N_("Leave the network")), says="expert leave"),
        domains_button(translator),
    ]


def domains_button(translator: Translator) -> Button:
    return Button(translator.text(N_("Who helps in what")), says="expert list")


def domain_coverage(
    programme: Programme, translator: Translator, experts: Mapping[str, int], *, helps: bool
) -> Message:
    """For everybody: how many help in each domain, and where a hand is wanted. helps: whoever reads it."""
    lines = [_count_line(translator, domain, experts.get(domain.id, 0)) for domain in programme.domains]
    section = Section(translator.render(N_("**The expert network, by domain**")), lines)
    ask = N_("A question? `/gamma expert`, then the domain and your question. To help: `/gamma expert join`.")
    mine = Button(translator.text(N_("My profile")), says="expert profile")
    join = Button(translator.text(N_("Join the network")), says="expert join", main=True)
    closing = [*_missing(programme, translator, experts), translator.render(ask)]
    return Message(fit_sections(translator, [], [section], closing), (mine if helps else join,))


def coverage_changed(
    programme: Programme, translator: Translator, before: Mapping[str, int], experts: Mapping[str, int]
) -> Message:
    """For the programme team. before: how many there were when they were last told."""
    changed = [
        domain for domain in programme.domains if before.get(domain.id, 0) != experts.get(domain.id, 0)
    ]
    lines = [
        _count_line(translator, each, experts.get(each.id, 0), before.get(each.id, 0)) for each in changed
    ]
    head = translator.render(N_("Hello! The **expert network** has changed since I last told you."))
    section = Section(translator.render(N_("**What changed**")), lines)
    how = N_("Somebody who would like to help types `/gamma expert join`.")
    closing = [*_missing(programme, translator, experts), translator.render(how)]
    return Message(fit_sections(translator, [head], [section], closing), (domains_button(translator),))


def _count_line(translator: Translator, domain: Domain, count: int, before: int | None = None) -> Text:
    title = translator.local(domain.label)
    people = translator.plural("{count} person", "{count} people", count)
    if before is not None:
        sentence = (
            N_("{domain}: {people}, {before} before") if before else N_("{domain}: {people} (nobody before)")
        )
        return translator.render(sentence, domain=title, people=people, before=translator.number(before))
    if not count:
        return translator.render(N_("{domain}: nobody yet"), domain=title)
    return translator.render(N_("{domain}: {people}"), domain=title, people=people)


def _missing(programme: Programme, translator: Translator, experts: Mapping[str, int]) -> list[Text]:
    """The domains in which a hand would be welcome."""
    nobody = [domain for domain in programme.domains if not experts.get(domain.id)]
    one = [domain for domain in programme.domains if experts.get(domain.id) == 1]
    lines = []
    if nobody:
        lines.append(
            _named(translator, N_("Nobody helps in these yet: {domains}. Would you know somebody?"), nobody)
        )
    if one:
        alone = N_("Only one person helps in: {domains}. A second one would be welcome.")
        lines.append(_named(translator, alone, one))
    return [Text.lines(*lines)] if lines else []


def _named(translator: Translator, sentence: str, domains: Sequence[Domain]) -> Text:
    names = translator.listed([translator.local(domain.label) for domain in domains])
    return translator.render(sentence, domains=literal_text(names))
