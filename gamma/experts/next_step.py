"""What comes next for a question that is asked: who is there for it, and from when."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import Button
from gamma.dates import day_in
from gamma.experts.question import Question
from gamma.programme.file import Programme
from gamma.text import Text
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class Outlook:
    """nobody: nobody helps in its domain. at: when somebody is asked, None for now."""

    nobody: bool = False
    at: datetime | None = None


def what_comes(
    programme: Programme,
    translator: Translator,
    question: Question,
    outlook: Outlook,
    now: datetime,
    reader: ZoneInfo,
) -> Text:
    """To its asker, who is not told another thing a moment later."""
    if outlook.nobody:
        told = N_(
            "Nobody helps in {domain} yet: the programme team is told of it, and I go on as soon as somebody "
            "joins. Would another domain do? `/gamma expert choose {number}`"
        )
        known = programme.domain(question.domain)
        name = translator.local(known.title) if known else question.domain
        return translator.render(told, domain=name, number=question.id)
    if outlook.at is None:
        return translator.render(
            N_("I offer it to one person at a time, in private, and tell you at each step.")
        )
    told = N_("I offer it {moment}, in private, to one person at a time, and tell you at each step.")
    return translator.render(told, moment=from_when(translator, outlook.at, now, reader))


def from_when(translator: Translator, at: datetime, now: datetime, reader: ZoneInfo) -> str:
    local, today = at.astimezone(reader), day_in(now, reader)
    said = N_("from {day} at {time}")
    if local.date() == today:
        said = N_("today from {time}")
    return translator.text(said, day=translator.day(local.date(), today), time=translator.clock(local.time()))


def elsewhere_button(translator: Translator, question: Question) -> Button:
    return Button(
        translator.text(N_("Try another domain")),
        f"expert choose {question.id}",
        question.startup_id,
        main=True,
    )
