"""How a checkpoint is said: when, where, and what can be done about it."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from gamma.chat import BUTTON_CHARACTERS, Button, Message
from gamma.checkpoints import Checkpoint
from gamma.moments import LocalMoment
from gamma.people import Startup
from gamma.text import Span, Text, link, one_line
from gamma.words import N_, Words

_ADDRESS = re.compile(r"(https://[^\s<>\"]*[^\s<>\".,;:!?)\]])")


def headline(
    words: Words, startup: Startup, checkpoint: Checkpoint, now: datetime, reader: ZoneInfo | None = None
) -> Text:
    """The startup, the moment and the place, in one line."""
    when = words.moment(checkpoint.moment, now, reader)
    if checkpoint.place:
        told = N_("**Checkpoint of {startup}: {when}** · {place}")
    else:
        told = N_("**Checkpoint of {startup}: {when}**")
    return words.rich(told, startup=startup.name, when=when, place=place_text(checkpoint.place))


def place_text(place: str) -> Text:
    """As it was typed; an address in it leads to what it says, so that a call is one press away."""
    spans: list[Span] = []
    for part in _ADDRESS.split(one_line(place)):
        try:
            spans += link(part, part).spans if _ADDRESS.fullmatch(part) else (Span(part),)
        except ValueError:
            spans.append(Span(part))
    return Text(tuple(spans))


def typed_moment(moment: LocalMoment) -> str:
    """As a command says it, in both languages: "2026-12-08 14:30"."""
    return f"{moment.day} {moment.time:%H:%M}"


def moment_of(typed: str, zone: ZoneInfo) -> LocalMoment:
    """What typed_moment wrote."""
    day, clock = typed.split(" ")
    return LocalMoment(date.fromisoformat(day), time.fromisoformat(clock), zone)


def typed_plan(moment: LocalMoment, place: str) -> str:
    """The words after `checkpoint plan` or `move` that mean this moment and place."""
    return f"{typed_moment(moment)}, {place}" if place else typed_moment(moment)


def numbered(checkpoint: Checkpoint) -> str:
    """How a command names this one checkpoint: "#12"."""
    return f"#{checkpoint.id}"


def change_buttons(words: Words, checkpoint: Checkpoint, *, for_all: bool = False) -> tuple[Button, ...]:
    """Move it, cancel it."""
    about, which = checkpoint.startup_id, numbered(checkpoint)
    return (
        Button(words.text(N_("Move")), says=f"checkpoint move {which}", about=about, for_all=for_all),
        Button(words.text(N_("Cancel")), says=f"checkpoint cancel {which}", about=about, for_all=for_all),
    )


def to_confirm(
    words: Words,
    startup: Startup,
    moved: Checkpoint | None,
    moment: LocalMoment,
    place: str,
    now: datetime,
    reader: ZoneInfo,
) -> Message:
    """What was understood, with its weekday: nothing counts before it is confirmed."""
    told = N_("I understand: **{when}**. Nothing is planned yet: is that right?")
    if moved:
        told = N_("I understand: **{when}**. Nothing is moved yet: is that right?")
    label = words.text(N_("Yes, move it") if moved else N_("Yes, plan it"))
    sure = Button(label, says=_typed(moved, moment, place), about=startup.id, main=True)
    other = Button(words.text(N_("Another moment")), says=_verb(moved), about=startup.id)
    return Message((words.rich(told, when=words.moment(moment, now, reader)),), (sure, other))


def to_choose(
    words: Words, startup: Startup, moved: Checkpoint | None, moment: LocalMoment, place: str, now: datetime
) -> Button:
    """One of the two moments that what was typed may mean."""
    label = words.moment(moment, now)[:BUTTON_CHARACTERS]
    return Button(label, says=_typed(moved, moment, place), about=startup.id)


def _typed(moved: Checkpoint | None, moment: LocalMoment, place: str) -> str:
    return f"{_verb(moved)} {typed_plan(moment, place)} yes"


def _verb(moved: Checkpoint | None) -> str:
    return f"checkpoint move {numbered(moved)}" if moved else "checkpoint plan"
