"""How a checkpoint is said: when, where, and what can be done about it."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.calendar import EARLIEST, LATEST, Region, holiday_on
from gamma.chat import BUTTON_CHARACTERS, Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.dates import LocalMoment
from gamma.sections import join_line
from gamma.startups.startup import Startup
from gamma.text import Span, Text, link, one_line
from gamma.translator import N_, Translator

_SATURDAY = 5
_ADDRESS = re.compile(r"(https://[^\s<>\"]*[^\s<>\".,;:!?)\]])")


def headline(
    translator: Translator,
    startup: Startup,
    checkpoint: Checkpoint,
    now: datetime,
    reader: ZoneInfo | None = None,
) -> Text:
    """The startup, the moment and the place, in one line."""
    when = translator.moment(checkpoint.moment, now, reader)
    if checkpoint.place:
        sentence = N_("**Checkpoint of {startup}: {when}** · {place}")
    else:
        sentence = N_("**Checkpoint of {startup}: {when}**")
    return translator.render(sentence, startup=startup.name, when=when, place=place_text(checkpoint.place))


def asked_if_held(checkpoint: Checkpoint) -> dict[str, str]:
    """The fact that somebody was asked whether it took place, by whichever message; moved, it is another."""
    return {f"held:{checkpoint.id}:{checkpoint.revision}": ""}


def place_text(place: str) -> Text:
    """As it was typed; an address in it leads to what it says, so that a call is one press away."""
    spans: list[Span] = []
    for part in _ADDRESS.split(one_line(place)):
        try:
            spans += link(part, part).spans if _ADDRESS.fullmatch(part) else (Span(part),)
        except ValueError:
            spans.append(Span(part))
    return Text(tuple(spans))


def typed_moment(moment: LocalMoment, place: str) -> str:
    """The words after `checkpoint plan` or `move` that mean this moment and place."""
    return f"{moment.code}, {place}" if place else moment.code


def number_sign(checkpoint: Checkpoint) -> str:
    """How a command names this one checkpoint: "#12"."""
    return f"#{checkpoint.id}"


def held_buttons(
    translator: Translator, checkpoint: Checkpoint, *, for_all: bool = False
) -> tuple[Button, ...]:
    """Of one that has begun: it took place, or it did not."""
    about, which = checkpoint.startup_id, number_sign(checkpoint)
    yes, no = translator.text(N_("Yes, it did")), translator.text(N_("No, it did not"))
    return (
        Button(yes, says=f"checkpoint held {which}", about=about, main=True, for_all=for_all),
        Button(no, says=f"checkpoint not-held {which}", about=about, for_all=for_all),
    )


def change_buttons(
    translator: Translator, checkpoint: Checkpoint, *, for_all: bool = False
) -> tuple[Button, ...]:
    """Move it, cancel it."""
    about, which = checkpoint.startup_id, number_sign(checkpoint)
    return (
        Button(translator.text(N_("Move")), says=f"checkpoint move {which}", about=about, for_all=for_all),
        Button(
            translator.text(N_("Cancel")), says=f"checkpoint cancel {which}", about=about, for_all=for_all
        ),
    )


def confirm_message(
    translator: Translator,
    startup: Startup,
    existing: Checkpoint | None,
    moment: LocalMoment,
    place: str,
    now: datetime,
    reader: ZoneInfo,
    region: Region | None = None,
    same_day: Checkpoint | None = None,
) -> Message:
    """What was understood, with its weekday: nothing counts before it is confirmed.

    region: whose holidays count. same_day: what is planned on that day already.
    """
    understood = translator.render(
        N_("I understand: **{when}**"), when=translator.moment(moment, now, reader)
    )
    line = join_line([understood, *([place_text(place)] if place else [])])
    sentence = (
        N_("Nothing is moved yet: is that right?")
        if existing
        else N_("Is that right? Nothing is planned until you say yes.")
    )
    doubts = _unusual_moment_warnings(translator, moment, region) if region else []
    if doubts:
        sentence = N_("Do you want it all the same? Nothing is planned yet.")
        if existing:
            sentence = N_("Do you want it all the same? Nothing is moved yet.")
    if same_day and not existing:
        doubts.append(_day_taken(translator, same_day))
        sentence = N_("Move it, or add a second one? Nothing is changed yet.")
    question = " ".join([*doubts, translator.text(sentence)])
    buttons = _same_day_buttons(translator, same_day, moment, place) if same_day and not existing else ()
    if not buttons:
        label = translator.text(N_("Yes, move it") if existing else N_("Yes, plan it"))
        buttons = (
            Button(label, says=_confirmed_command(existing, moment, place), about=startup.id, main=True),
        )
    other = Button(translator.text(N_("Another moment")), says=_command(existing), about=startup.id)
    return Message((Text.lines(line, Text((Span(question),))),), (*buttons, other))


def _unusual_moment_warnings(translator: Translator, moment: LocalMoment, region: Region) -> list[str]:
    """What is unusual about a moment for a meeting, in sentences: people may want it all the same."""
    local = moment.local
    warnings = []
    if holiday := holiday_on(local.date(), region, translator):
        warnings.append(translator.text(N_("That is a public holiday: {name}."), name=holiday))
    elif local.weekday() >= _SATURDAY:
        warnings.append(translator.text(N_("That is a {weekday}."), weekday=translator.weekday(local.date())))
    if local.time() < EARLIEST:
        warnings.append(translator.text(N_("That is early: before {hour}."), hour=translator.clock(EARLIEST)))
    elif local.time() > LATEST:
        warnings.append(translator.text(N_("That is late: after {hour}."), hour=translator.clock(LATEST)))
    return warnings


def _day_taken(translator: Translator, same_day: Checkpoint) -> str:
    sentence = N_("A checkpoint is planned on that day already, at {time}.")
    return translator.text(sentence, time=translator.clock(same_day.moment.time))


def _same_day_buttons(
    translator: Translator, same_day: Checkpoint, moment: LocalMoment, place: str
) -> tuple[Button, ...]:
    about = same_day.startup_id
    return (
        Button(
            translator.text(N_("Move it there")),
            _confirmed_command(same_day, moment, place),
            about,
            main=True,
        ),
        Button(
            translator.text(N_("Add a second one")),
            f"{_command(None)} {typed_moment(moment, place)} anyway",
            about,
        ),
    )


def place_question(
    translator: Translator,
    startup: Startup,
    existing: Checkpoint | None,
    moment: LocalMoment,
    rest: str,
    now: datetime,
    reader: ZoneInfo,
) -> Message:
    """The words after a moment may be its place: nobody guesses."""
    sentence = N_("I understood **{when}**, but not “{rest}”. Is that the place? Nothing is planned yet.")
    if existing:
        sentence = N_("I understood **{when}**, but not “{rest}”. Is that the place? Nothing is moved yet.")
    buttons = (
        Button(
            translator.text(N_("Yes, the place")),
            _confirmed_command(existing, moment, rest),
            startup.id,
            main=True,
        ),
        Button(translator.text(N_("Without that")), _confirmed_command(existing, moment, ""), startup.id),
        Button(translator.text(N_("Another moment")), _command(existing), startup.id),
    )
    return Message(
        (translator.render(sentence, when=translator.moment(moment, now, reader), rest=rest),), buttons
    )


def choice_button(
    translator: Translator,
    startup: Startup,
    existing: Checkpoint | None,
    moment: LocalMoment,
    place: str,
    now: datetime,
    rest: str = "",
) -> Button:
    """One of the two moments that what was typed may mean. rest: words of which it is asked next."""
    label = translator.moment(moment, now)[:BUTTON_CHARACTERS]
    says = _confirmed_command(existing, moment, place)
    if rest:
        says = f"{_command(existing)} {moment.code} {rest}"
    return Button(label, says=says, about=startup.id)


def _confirmed_command(existing: Checkpoint | None, moment: LocalMoment, place: str) -> str:
    return f"{_command(existing)} {typed_moment(moment, place)} yes"


def _command(existing: Checkpoint | None) -> str:
    return f"checkpoint move {number_sign(existing)}" if existing else "checkpoint plan"
