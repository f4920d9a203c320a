"""A question to the expert network in words: its short form, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.experts.question import ClosedAs, Outlook, Question
from gamma.programme.file import Programme
from gamma.sections import Section, fit
from gamma.text import Text, one_line
from gamma.translator import N_, Translator

SHORT_LENGTH = 200
"""Characters of a question's text in a list or a message."""
QUOTE_LENGTH = 900


def domain_name(programme: Programme, translator: Translator, domain: str) -> str:
    """As in a sentence. One that the programme's file does not name any more is said as it is stored."""
    known = programme.domain(domain)
    return translator.local(known.title) if known else domain


def shorten(typed: str, limit: int = SHORT_LENGTH) -> str:
    line = one_line(typed)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def headline(programme: Programme, translator: Translator, question: Question) -> Text:
    """ "#12 growth hacking “How do we …?” · confidential"."""
    sentence = N_("**#{number} {domain}**: “{text}”")
    if question.confidential:
        sentence = N_("**#{number} {domain}**, confidential: “{text}”")
    if not question.domain:
        sentence = N_("**#{number}**: “{text}”")
    if not question.text:
        sentence = N_("**#{number}**: its words are erased")
    name = domain_name(programme, translator, question.domain)
    return translator.render(sentence, number=question.id, domain=name, text=shorten(question.text))


@dataclass(frozen=True)
class QuestionStatus:
    """What its state is told from, beside the question itself.

    offered_at: when it was offered to who has not answered yet. again_at: when somebody else may be
    asked. expert: the name of who took it. asker: of who asked, told to everybody else.
    """

    question: Question
    offered_at: datetime | None = None
    again_at: datetime | None = None
    expert: str = ""
    asker: str = ""
    reads: Literal["asker", "expert", "team"] = "asker"


def status_text(
    programme: Programme, translator: Translator, status: QuestionStatus, now: datetime, reader: ZoneInfo
) -> Text:
    """Where it stands, since when, and what comes next."""
    question = status.question
    if question.state == "draft":
        return translator.render(N_("not asked yet: `/gamma expert choose {number}`"), number=question.id)
    if question.state == "taken" and question.taken_at:
        return _taken(translator, status, _day(translator, question.taken_at, now, reader))
    if question.state == "closed":
        day = _day(translator, question.closed_at or question.asked_at, now, reader)
        text = translator.render(_CLOSED[question.resolution], day=day)
    else:
        text = _open(programme, translator, status, now, reader)
    if status.reads == "asker":
        return text
    return translator.render(N_("by {asker}: {told}"), asker=translator.name(status.asker), told=text)


def _day(translator: Translator, moment: datetime, now: datetime, reader: ZoneInfo) -> str:
    return translator.day(day_in(moment, reader), day_in(now, reader))


def _open(
    programme: Programme, translator: Translator, status: QuestionStatus, now: datetime, reader: ZoneInfo
) -> Text:
    question, asked = status.question, _day(translator, status.question.asked_at, now, reader)
    if status.offered_at:
        return translator.plural(
            "asked somebody on {day}; without an answer in {count} working day, I ask somebody else",
            "asked somebody on {day}; without an answer in {count} working days, I ask somebody else",
            round(programme.experts.next_after),
            day=_day(translator, status.offered_at, now, reader),
        )
    if question.held_until and question.held_until > now:
        sentence = N_("asked on {asked}; what is known already is looked at first, I ask somebody {moment}")
        moment = offer_time(translator, question.held_until, now, reader)
        return translator.render(sentence, asked=asked, moment=moment)
    if question.no_expert_notified_at:
        sentence = N_(
            "there has been nobody to ask since {day}; the programme team knows, and I go on when "
            "somebody joins"
        )
        return translator.render(sentence, day=_day(translator, question.no_expert_notified_at, now, reader))
    if status.again_at and day_in(status.again_at, reader) == day_in(now, reader):
        sentence = N_("asked on {asked}; I offer it {moment}")
        return translator.render(
            sentence, asked=asked, moment=offer_time(translator, status.again_at, now, reader)
        )
    if status.again_at:
        sentence = N_("asked on {asked}; nobody is free just now, I ask again on {then}")
        return translator.render(sentence, asked=asked, then=_day(translator, status.again_at, now, reader))
    return translator.render(N_("asked on {asked}; I am choosing whom to ask"), asked=asked)


def _taken(translator: Translator, status: QuestionStatus, day: str) -> Text:
    """What comes next is said to who can do it."""
    sentence = N_("{expert} took it on {day}. Once you have your answer: `/gamma expert close {number}`")
    if status.reads == "team":
        sentence = N_("asked by {asker}; {expert} took it on {day}")
    elif status.reads == "expert" and status.question.talked_at:
        sentence = N_("asked by {asker}; you have talked, and {asker} closes it once its use is known")
    elif status.reads == "expert":
        sentence = N_(
            "asked by {asker}; you took it on {day}. Once you have talked: `/gamma expert talked {number}`"
        )
    names = {"asker": translator.name(status.asker), "expert": translator.name(status.expert)}
    return translator.render(sentence, day=day, number=status.question.id, **names)


_CLOSED: Mapping[ClosedAs, str] = {
    "": N_("closed on {day}"),
    "answered": N_("closed on {day}"),
    "known": N_("answered by what is shared, on {day}"),
    "withdrawn": N_("taken back on {day}"),
    "expired": N_("closed by itself on {day}"),
    "erased": N_("closed on {day}"),
}


def underway_line(translator: Translator, count: int) -> list[Text]:
    """How many are under way, in one line; nothing where there is none."""
    if not count:
        return []
    return [
        translator.plural(
            "{count} question to the expert network under way",
            "{count} questions to the expert network under way",
            count,
        )
    ]


def status_button(translator: Translator, question: Question, *, for_all: bool = False) -> Button:
    label = translator.text(N_("Where it stands"))
    return Button(label, "expert status", question.startup_id, for_all=for_all)


def withdraw_button(translator: Translator, question: Question) -> Button:
    return Button(translator.text(N_("Take it back")), f"expert withdraw {question.id}", question.startup_id)


def go_on_button(translator: Translator, question: Question) -> Button:
    label = translator.text(N_("Ask somebody"))
    return Button(label, f"expert go-on {question.id}", question.startup_id, main=True)


def question_asked(
    programme: Programme,
    translator: Translator,
    question: Question,
    startup: str,
    comes: Text,
    *,
    nobody: bool = False,
) -> Message:
    """To the asker: what was understood, who sees it, and what comes next. nobody: to ask in that domain."""
    sentence = N_("Your question for **{startup}** is asked in **{domain}** (#{number}):")
    name = domain_name(programme, translator, question.domain)
    who = N_(
        "Your team and your portfolio manager see it too, in `/gamma expert status`. Add “confidential” "
        "after the domain for a question that they do not see."
    )
    if question.confidential:
        who = N_("It is confidential: you and whoever I offer it to are the only ones who can read this.")
    paragraphs = [
        translator.render(sentence, startup=startup, domain=name, number=question.id),
        translator.render(N_("“{text}”"), text=shorten(question.text, QUOTE_LENGTH)),
        Text.lines(comes, translator.render(who)),
    ]
    if question.context:
        line = translator.render(N_("Context: {context}"), context=shorten(question.context, QUOTE_LENGTH))
        paragraphs.insert(2, line)
    elsewhere = (other_domain_button(translator, question),) if nobody else ()
    buttons = (*elsewhere, withdraw_button(translator, question), status_button(translator, question))
    return Message(tuple(paragraphs), buttons)


def next_step(
    programme: Programme,
    translator: Translator,
    question: Question,
    outlook: Outlook,
    now: datetime,
    reader: ZoneInfo,
) -> Text:
    """To its asker, who is not told another thing a moment later."""
    if outlook.nobody:
        sentence = N_(
            "Nobody helps in {domain} yet: the programme team is told of it, and I go on as soon as somebody "
            "joins. Would another domain do? `/gamma expert choose {number}`"
        )
        known = programme.domain(question.domain)
        name = translator.local(known.title) if known else question.domain
        return translator.render(sentence, domain=name, number=question.id)
    if outlook.at is None:
        return translator.render(
            N_("I offer it to one person at a time, in private, and tell you at each step.")
        )
    sentence = N_("I offer it {moment}, in private, to one person at a time, and tell you at each step.")
    return translator.render(sentence, moment=offer_time(translator, outlook.at, now, reader))


def offer_time(translator: Translator, at: datetime, now: datetime, reader: ZoneInfo) -> str:
    local, today = at.astimezone(reader), day_in(now, reader)
    sentence = N_("from {day} at {time}")
    if local.date() == today:
        sentence = N_("today from {time}")
    return translator.text(
        sentence, day=translator.day(local.date(), today), time=translator.clock(local.time())
    )


def other_domain_button(translator: Translator, question: Question) -> Button:
    return Button(
        translator.text(N_("Try another domain")),
        f"expert choose {question.id}",
        question.startup_id,
        main=True,
    )


# --- to the programme team ------------------------------------------------------------------------


def escalated_questions(
    programme: Programme,
    translator: Translator,
    waiting: Sequence[Question],
    now: datetime,
    zone: ZoneInfo,
    *,
    known: int,
    stop: Button,
) -> tuple[Message, Sequence[Question]]:
    """With those of them that it tells of.

    known: how many others wait that the reader was told of. stop: switches these messages off.
    """
    by_domain = {each.domain: [other for other in waiting if other.domain == each.domain] for each in waiting}
    domains = sorted(by_domain, key=lambda domain: (-len(by_domain[domain]), domain))
    lines = [_line(programme, translator, by_domain[domain], now, zone) for domain in domains]
    head = translator.render(N_("Hello! These questions to the expert network have found nobody yet:"))
    help_ = N_("Would you know somebody? They can join with `/gamma expert join {domain}`.")
    first = programme.domain(domains[0])
    typed = translator.local(first.label).lower() if first else domains[0]
    coverage = Button(translator.text(N_("Who helps in what")), says="expert list")
    others = [translator.render(N_("Still waiting: {count}."), count=known)] if known else []
    closing = [*others, translator.render(help_, domain=typed)]
    fitted = fit(translator, [], [Section(head, lines)], closing)
    said = [question for domain in domains[: fitted.shown] for question in by_domain[domain]]
    return Message(fitted.paragraphs, (coverage, stop)), said


def _line(
    programme: Programme, translator: Translator, waiting: Sequence[Question], now: datetime, zone: ZoneInfo
) -> Text:
    first = day_in(min(each.asked_at for each in waiting), zone)
    return translator.plural(
        "**{domain}**: {count} question, asked on {day}",
        "**{domain}**: {count} questions, the first asked on {day}",
        len(waiting),
        domain=domain_name(programme, translator, waiting[0].domain),
        day=translator.day(first, day_in(now, zone)),
    )
