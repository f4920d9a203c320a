"""A question to the expert network in words: its short form, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.calendar import day_in
from gamma.chat import Button
from gamma.programme import Programme
from gamma.questions import ClosedAs, Question
from gamma.text import Text, one_line
from gamma.words import N_, Words

IN_SHORT = 200
"""Characters of a question's text in a list or a message."""


def domain_name(programme: Programme, words: Words, domain: str) -> str:
    """As in a sentence. One that the programme's file does not name any more is said as it is stored."""
    known = programme.domain(domain)
    return known.title.said(words.locale) if known else domain


def in_short(typed: str, limit: int = IN_SHORT) -> str:
    line = one_line(typed)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def headline(programme: Programme, words: Words, question: Question) -> Text:
    """ "#12 growth hacking “How do we …?” · confidential"."""
    told = N_("**#{number} {domain}**: “{text}”")
    if question.confidential:
        told = N_("**#{number} {domain}**, confidential: “{text}”")
    name = domain_name(programme, words, question.domain)
    return words.rich(told, number=question.id, domain=name, text=in_short(question.text))


@dataclass(frozen=True)
class Standing:
    """What its state is told from, beside the question itself.

    offered_at: when it was offered to the person who has not answered yet. expert: the name of who took it.
    """

    question: Question
    offered_at: datetime | None = None
    expert: str = ""


def standing(programme: Programme, words: Words, found: Standing, now: datetime, reader: ZoneInfo) -> Text:
    """Where it stands, since when, and what comes next."""
    question = found.question

    def day(moment: datetime) -> str:
        return words.day(day_in(moment, reader), day_in(now, reader))

    if question.state == "draft":
        return words.rich(N_("not asked yet: its domain is still to be chosen"))
    if question.state == "taken" and question.taken_at:
        told = N_("{expert} took it on {day}; close it once you have your answer")
        somebody = found.expert or words.text(N_("Somebody"))
        return words.rich(told, expert=somebody, day=day(question.taken_at))
    if question.state == "closed":
        return words.rich(_CLOSED[question.closed_as], day=day(question.closed_at or question.asked_at))
    if found.offered_at:
        return words.plural(
            "asked somebody on {day}; without an answer in {count} working day, I ask somebody else",
            "asked somebody on {day}; without an answer in {count} working days, I ask somebody else",
            round(programme.experts.next_after),
            day=day(found.offered_at),
        )
    if question.nobody_told_at and question.next_at is None:
        told = N_(
            "nobody is left to ask since {day}; the programme team knows, and I go on when somebody joins"
        )
        return words.rich(told, day=day(question.nobody_told_at))
    if question.next_at and question.next_at > now:
        asked, then = day(question.asked_at), day(question.next_at)
        told = N_("asked on {asked}; nobody is free just now, I ask again on {then}")
        return words.rich(told, asked=asked, then=then)
    return words.rich(N_("asked on {asked}; I am choosing whom to ask"), asked=day(question.asked_at))


_CLOSED: Mapping[ClosedAs, str] = {
    "": N_("closed on {day}"),
    "answered": N_("closed on {day}"),
    "withdrawn": N_("taken back on {day}"),
    "expired": N_("closed by itself on {day}"),
    "erased": N_("closed on {day}"),
}


def follow_button(words: Words, question: Question, *, for_all: bool = False) -> Button:
    label = words.text(N_("Where it stands"))
    return Button(label, "expert status", question.startup_id, for_all=for_all)


def withdraw_button(words: Words, question: Question) -> Button:
    return Button(words.text(N_("Take it back")), f"expert withdraw {question.id}", question.startup_id)
