"""What the programme team reads of questions that found nobody: domains and counts, and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.experts.question import Question
from gamma.experts.question_messages import domain_name
from gamma.programme.file import Programme
from gamma.sections import Section, fit_sections
from gamma.text import Text
from gamma.translator import N_, Translator


def nobody_yet(
    programme: Programme, translator: Translator, waiting: Sequence[Question], now: datetime, zone: ZoneInfo
) -> Message:
    found = {each.domain: [other for other in waiting if other.domain == each.domain] for each in waiting}
    domains = sorted(found, key=lambda domain: (-len(found[domain]), domain))
    lines = [_line(programme, translator, found[domain], now, zone) for domain in domains]
    head = translator.render(N_("Hello! These questions to the expert network have found nobody yet:"))
    help_ = N_("Would you know somebody? They can join with `/gamma expert join {domain}`.")
    known = programme.domain(domains[0])
    typed = translator.local(known.label).lower() if known else domains[0]
    coverage = Button(translator.text(N_("Who helps in what")), says="expert list")
    closing = [translator.render(help_, domain=typed)]
    return Message(fit_sections(translator, [], [Section(head, lines)], closing), (coverage,))


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
