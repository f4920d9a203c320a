"""`/gamma checkpoint cadence`, `zone`, `reminders`, `place`: how a startup meets its sponsor."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from gamma.chat import SHORT_CHARACTERS, Button, Errors, Field, Form, Message
from gamma.checkpoints import Rhythm
from gamma.errors import TypedError, UserError
from gamma.people import Startup
from gamma.regions import read_region, read_zone, region_in
from gamma.text import Span, Text, one_line
from gamma.typed_cadence import read_cadence, said_cadence, said_of_short_months
from gamma.typed_offsets import read_offsets, said_offsets
from gamma.words import N_, Words
from handlers.checkpoint_meant import startup_for
from handlers.checkpoint_slots import cadence_of
from handlers.context import Context, Outcome, Said
from storage import checkpoints, reminding

_TOO_LONG = N_("The place is too long: {limit} characters fit. Nothing was changed.")
_FIELDS = ("cadence", "zone", "offsets", "place")


def say(context: Context, typed: str) -> Said:
    """The form with all of it."""
    startup = startup_for(context, "checkpoint settings", typed)
    return startup if isinstance(startup, Message) else _form(context, startup)


def say_one(part: str, context: Context, typed: str) -> Said:
    """One part in one line; the form where nothing is said."""
    verb = {"offsets": "reminders"}.get(part, part)
    startup = startup_for(context, f"checkpoint {verb} {typed}".strip())
    if isinstance(startup, Message):
        return startup
    if not typed:
        return _form(context, startup)
    _keep(context, startup, _READ[part](typed, checkpoints.rhythm_of(context.session, startup.id)))
    return told(context, startup)


ONE_LINES: Mapping[str, Callable[[Context, str], Said]] = {
    {"offsets": "reminders"}.get(part, part): partial(say_one, part) for part in _FIELDS
}


def _cadence(typed: str, rhythm: Rhythm) -> Rhythm:
    return replace(rhythm, cadence=read_cadence(typed).code)


def _zone(typed: str, rhythm: Rhythm) -> Rhythm:
    """A region brings its holidays; another zone of the world only its clock."""
    try:
        region = read_region(typed)
    except TypedError:
        zone = read_zone(typed)
        known = region_in(zone)
        return replace(rhythm, zone=zone.key, region=known.id if known else "")
    return replace(rhythm, zone=region.zone.key, region=region.id)


def _offsets(typed: str, rhythm: Rhythm) -> Rhythm:
    return replace(rhythm, offsets=",".join(offset.id for offset in read_offsets(typed)))


def _place(typed: str, rhythm: Rhythm) -> Rhythm:
    place = one_line(typed)
    if len(place) > SHORT_CHARACTERS:
        raise TypedError(_TOO_LONG, limit=SHORT_CHARACTERS)
    return replace(rhythm, place=place)


_READ: Mapping[str, Callable[[str, Rhythm], Rhythm]] = {
    "cadence": _cadence,
    "zone": _zone,
    "offsets": _offsets,
    "place": _place,
}


def _keep(context: Context, startup: Startup, rhythm: Rhythm) -> None:
    """Checkpoints planned keep their time; their reminders follow the new rhythm."""
    checkpoints.load_for_change(context.session, startup.id)
    checkpoints.keep_rhythm(context.session, startup.id, rhythm)
    context.remind_again(startup.id)


def told(context: Context, startup: Startup) -> Message:
    """The rhythm as it stands."""
    words = context.words
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    cadence = cadence_of(rhythm)
    title = words.rich(N_("**Rhythm of {startup} with its sponsor**"), startup=startup.name)
    lines = [
        words.rich(N_("How often: {cadence}"), cadence=said_cadence(cadence, words)),
        words.rich(N_("Time of: {place}"), place=_where(context, rhythm)),
        words.rich(N_("Reminders: {offsets}"), offsets=said_offsets(reminding.offsets_of(rhythm), words)),
    ]
    if rhythm.place:
        lines.append(words.rich(N_("Place or link: {place}"), place=rhythm.place))
    short = said_of_short_months(cadence, words)
    if short:
        lines.append(Text((Span(short),)))
    buttons = (
        Button(words.text(N_("Change the rhythm")), says="checkpoint settings", about=startup.id),
        Button(words.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id),
    )
    return Message((title, Text.lines(*lines)), buttons)


def _where(context: Context, rhythm: Rhythm) -> str:
    zone = reminding.zone_for(rhythm, context.zone)
    region = reminding.region_for(rhythm, zone)
    return f"{context.words.place(zone)} ({region.named(context.words)})"


def _form(context: Context, startup: Startup) -> Form:
    words = context.words
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    known = {
        "cadence": said_cadence(cadence_of(rhythm), words),
        "zone": words.place(reminding.zone_for(rhythm, context.zone)),
        "offsets": said_offsets(reminding.offsets_of(rhythm), words),
        "place": rhythm.place,
    }
    if rhythm.region:
        known["zone"] = reminding.region_for(rhythm, context.zone).named(words)
    return Form(
        route="checkpoint.rhythm",
        title=words.text(N_("Rhythm")),
        intro=words.text(N_("{startup}: how you meet your sponsor."), startup=startup.name),
        fields=tuple(_field(words, name, known[name]) for name in _FIELDS),
        submit=words.text(N_("Keep")),
        about=startup.id,
    )


def _field(words: Words, name: str, value: str) -> Field:
    label, help = {
        "cadence": (N_("How often"), N_("For example “every 6 weeks” or “the last Thursday of the month”.")),
        "zone": (N_("Region or town"), N_("For the clock and the public holidays: Paris, Cayenne, Alsace…")),
        "offsets": (N_("Reminders before"), N_("For example “7 days, 1 day, 1 hour”.")),
        "place": (N_("Place or link"), N_("Proposed for each checkpoint; may be left empty.")),
    }[name]
    return Field(name, words.text(label), "text", help=words.text(help), value=value[:SHORT_CHARACTERS])


def save(context: Context, _detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = context.startup
    if startup is None:
        raise UserError(N_("I do not know this startup any more. Nothing was changed."))
    startup_for(context, "checkpoint settings")
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    errors = {}
    for name in _FIELDS:
        words = typed.get(name, "").strip()
        try:
            rhythm = _READ[name](words, rhythm) if words else replace(rhythm, **{name: ""})
        except TypedError as error:
            errors[name] = error.tell(context.words)
    if errors:
        return Errors(errors)
    _keep(context, startup, rhythm)
    if not context.chains_forms:
        key = f"checkpoint-rhythm:{startup.id}:{context.actor.id}:{context.now.isoformat()}"
        context.tell_person(context.actor, "checkpoint_rhythm", key, {"startup": startup.id})
    return {"startup": startup.id}


def show(context: Context, _outcome: Outcome) -> Said:
    if context.startup is None:
        raise UserError(N_("I do not know this startup any more. Nothing was changed."))
    startup_for(context, "checkpoint settings")
    return told(context, context.startup)
