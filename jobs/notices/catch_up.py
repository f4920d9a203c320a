"""What should have been said while the bot was away, in one message to each reader."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from gamma.chat import MESSAGE_CHARACTERS, Message
from gamma.fitting import cut, fitting
from gamma.moments import LocalMoment
from gamma.outbox import Waiting
from gamma.text import Span, Text
from gamma.words import N_
from jobs.notices.facts import Facts, Render, Subject

log = logging.getLogger(__name__)

_LONGEST_LINE = 300
_ROOM = MESSAGE_CHARACTERS - 400
"""For the lines; the rest is for what stands before and after them."""


def gathered(waiting: Sequence[Waiting], now: datetime) -> dict[str, Any]:
    """The subject of a catch-up for all these; a catch-up among them that was not said goes into it."""
    missed: list[dict[str, Any]] = []
    since = now
    for row in waiting:
        if row.kind == catch_up.__name__:
            missed = row.subject["missed"] + missed
            since = min(since, datetime.fromisoformat(row.subject["since"]))
        else:
            missed.append({"kind": row.kind, "subject": dict(row.subject)})
            since = min(since, row.due_at)
    subject = {"missed": missed, "since": since.isoformat(), "until": now.isoformat()}
    people = [entry["subject"]["person"] for entry in missed if "person" in entry["subject"]]
    return subject | {"person": people[0]} if people else subject  # who may be asked to invite the bot


def catch_up(facts: Facts, subject: Subject) -> Message | None:
    """Names each thing once; of what is gone meanwhile it says nothing."""
    messages = list(_messages(facts, subject))
    lines = list(dict.fromkeys(message.paragraphs[0] for message in messages))
    if not lines:
        return None
    intro = _intro(facts, subject, len(lines))
    if len(lines) == 1:
        return Message(fitting((intro, *messages[0].paragraphs)), messages[0].buttons)
    return Message((intro, *_listed(facts, lines)))


def _messages(facts: Facts, subject: Subject) -> Iterator[Message]:
    for missed in subject["missed"]:
        kind = facts.reminders.get(missed["kind"])
        try:
            message = kind and (
                kind.render(facts, missed["subject"]) or kind.missed(facts, missed["subject"])
            )
        except Exception:
            log.exception("a missed reminder of kind %s cannot be worded", missed["kind"])
            continue  # the others are worth saying
        if message:
            yield message


def _intro(facts: Facts, subject: Subject, count: int) -> Text:
    absence = _absence(facts, subject)
    if facts.for_all:
        return facts.words.plural(
            "During my absence ({absence}), I should have said one thing here:",
            "During my absence ({absence}), I should have said {count} things here:",
            count,
            absence=absence,
        )
    return facts.words.plural(
        "During my absence ({absence}), I should have told you one thing:",
        "During my absence ({absence}), I should have told you {count} things:",
        count,
        absence=absence,
    )


def _absence(facts: Facts, subject: Subject) -> str:
    """From the first thing that was not said, until the bot was back."""
    words, zone = facts.words, facts.reader_zone
    instants = (datetime.fromisoformat(subject[name]) for name in ("since", "until"))
    since, until = (LocalMoment.of(instant, zone) for instant in instants)
    if since.day == until.day:
        day, begun, ended = words.day(since.day, until.day), words.clock(since.time), words.clock(until.time)
        return words.text(N_("{day}, from {begun} to {ended}"), day=day, begun=begun, ended=ended)
    begun, ended = (words.moment(moment, facts.now) for moment in (since, until))
    return words.text(N_("from {begun} to {ended}"), begun=begun, ended=ended)


def _listed(facts: Facts, lines: list[Text]) -> Iterator[Text]:
    """As many as fit, and how many more there are."""
    shown: list[Text] = []
    room = _ROOM
    for line in (cut(each, _LONGEST_LINE) for each in lines):
        room -= len(str(line)) + 3
        if room < 0:
            break
        shown.append(Text((Span("• "), *line.spans)))
    yield Text.lines(*shown)
    if rest := len(lines) - len(shown):
        yield facts.words.plural("…and one more.", "…and {count} more.", rest)


RENDERS: tuple[Render, ...] = (catch_up,)
