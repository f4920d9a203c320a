"""What should have been said while the bot was away, in one message to each reader."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from gamma.chat import BUTTON_CHARACTERS, MESSAGE_BUTTONS, Button, Message
from gamma.dates import LocalMoment
from gamma.outbox import Waiting
from gamma.text import MESSAGE_CHARACTERS, Span, Text, fit_paragraphs, truncate
from gamma.translator import N_
from jobs.message_context import (
    FactMessage,
    MessageContext,
    MessageKind,
    NothingLeftToSay,
    Render,
    Subject,
)

log = logging.getLogger(__name__)

_LONGEST_LINE = 300
_ROOM = MESSAGE_CHARACTERS - 400
"""For the lines; the rest is for what stands before and after them."""


def collect(waiting: Sequence[Waiting], now: datetime) -> dict[str, Any]:
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


def catch_up(context: MessageContext, subject: Subject) -> Message | None:
    """Names each thing once; of what is gone meanwhile it says nothing."""
    by_thing: dict[str | Text, Message] = {}
    for message in _messages(context, subject):
        by_thing.setdefault(_thing(message), message)
    messages = list(by_thing.values())
    if not messages:
        return None
    gathered = _gathered(context, subject, messages)
    return FactMessage.of(gathered, _facts(gathered, messages), needed=True)


def _thing(message: Message) -> str | Text:
    """What it asks for, where that has a number: it may be asked in several words. Else what it says."""
    asked = next((f"{each.says} {each.about}" for each in message.buttons if each.main), "")
    return asked if "#" in asked else message.paragraphs[0]


def _facts(gathered: Message, messages: Sequence[Message]) -> dict[str, str]:
    """Those of the messages that are said to their end: a first line does not name what follows it."""
    said = str(gathered)
    return {
        fact: state
        for message in messages
        if isinstance(message, FactMessage) and all(str(each) in said for each in message.paragraphs)
        for fact, state in message.facts.items()
    }


def _gathered(context: MessageContext, subject: Subject, messages: Sequence[Message]) -> Message:
    intro = _intro(context, subject, len(messages))
    if len(messages) == 1:
        return Message(fit_paragraphs((intro, *messages[0].paragraphs)), messages[0].buttons)
    first_lines = _first_lines(messages)
    buttons = _buttons(messages[: len(first_lines)])
    marks = [f"{number}. " if buttons else "• " for number in range(1, len(first_lines) + 1)]
    lines = [Text((Span(mark), *line.spans)) for mark, line in zip(marks, first_lines, strict=True)]
    rest = len(messages) - len(first_lines)
    left = context.translator.plural(
        "…and one more: `/gamma` shows what matters now.",
        "…and {count} more: `/gamma` shows what matters now.",
        rest,
    )
    more = [left] if rest else []
    return Message((intro, Text.lines(*lines), *more), buttons)


def _messages(context: MessageContext, subject: Subject) -> Iterator[Message]:
    for missed in subject["missed"]:
        kind = context.kinds.get(missed["kind"])
        if kind is None or kind.missed is None or not context.wants(kind):
            continue
        try:
            message = _message(context, (kind.render, kind.missed), missed["subject"])
        except Exception:
            log.exception("a missed reminder of kind %s cannot be worded", missed["kind"])
            continue  # the others are worth saying
        if message and not _is_known(context, message):
            yield message


def _is_known(context: MessageContext, message: Message) -> bool:
    if not isinstance(message, FactMessage) or message.needed or not message.facts:
        return False
    return not context.find_news(message.facts)


def _message(context: MessageContext, renders: Sequence[Render], subject: Subject) -> Message | None:
    """What the first says that has something to say."""
    for render in renders:
        with suppress(NothingLeftToSay):
            if message := render(context, subject):
                return message
    return None


def _intro(context: MessageContext, subject: Subject, count: int) -> Text:
    absence = _absence(context, subject)
    if context.for_all:
        return context.translator.plural(
            "During my absence ({absence}), I should have said one thing here:",
            "During my absence ({absence}), I should have said {count} things here:",
            count,
            absence=absence,
        )
    return context.translator.plural(
        "During my absence ({absence}), I should have told you one thing:",
        "During my absence ({absence}), I should have told you {count} things:",
        count,
        absence=absence,
    )


def _absence(context: MessageContext, subject: Subject) -> str:
    """From the first thing that was not said, until the bot was back."""
    translator, zone = context.translator, context.reader_zone
    instants = (datetime.fromisoformat(subject[name]) for name in ("since", "until"))
    since, until = (LocalMoment.of(instant, zone) for instant in instants)
    if since.day == until.day:
        day, begun, ended = (
            translator.day(since.day, until.day),
            translator.clock(since.time),
            translator.clock(until.time),
        )
        return translator.text(N_("{day}, from {begun} to {ended}"), day=day, begun=begun, ended=ended)
    begun, ended = (translator.moment(moment, context.now) for moment in (since, until))
    return translator.text(N_("from {begun} to {ended}"), begun=begun, ended=ended)


def _first_lines(messages: Sequence[Message]) -> list[Text]:
    """The first paragraphs, as many as fit."""
    lines: list[Text] = []
    room = _ROOM
    for line in (truncate(message.paragraphs[0], _LONGEST_LINE) for message in messages):
        room -= len(str(line)) + len("10. ")
        if room < 0:
            break
        lines.append(line)
    return lines


def _buttons(messages: Sequence[Message]) -> tuple[Button, ...]:
    """What each of them mainly asks for, by its number in the list; once, and as many as fit."""
    buttons: dict[tuple[str, str], Button] = {}
    for number, message in enumerate(messages, start=1):
        for button in message.buttons:
            if button.main and (button.says, button.about) not in buttons:
                label = f"{number}. {button.label}"[:BUTTON_CHARACTERS]
                buttons[button.says, button.about] = replace(button, label=label, main=False)
    return tuple(buttons.values())[:MESSAGE_BUTTONS]


CATCH_UP = catch_up.__name__


MESSAGES: Mapping[str, MessageKind] = {
    "catch_up": MessageKind(catch_up),
}
