"""`/gamma checkpoint settings`, `cadence`, `zone`, `reminders`, `place`: how a startup meets its sponsor."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from gamma.calendar.regions import parse_region, parse_zone, region_of_zone
from gamma.chat import SHORT_CHARACTERS, Errors, Field, Form, Message
from gamma.checkpoints.parse_cadence import parse_cadence
from gamma.checkpoints.parse_offsets import parse_offsets
from gamma.checkpoints.settings import CheckpointSettings, kept_offsets
from gamma.checkpoints.settings_messages import FIELDS, as_typed, rhythm_told
from gamma.errors import InvalidInputError
from gamma.form_fingerprint import fingerprint, form_changes
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_, Translator
from handlers.checkpoints.resolve import PLACE_TOO_LONG, resolve_plannable_startup
from handlers.context import Context, Outcome, Response
from handlers.resolve import require_form_startup
from handlers.typed_text import SayVerb
from storage.checkpoints import checkpoints
from storage.startups import startups


def say(context: Context, typed: str) -> Response:
    """The form with all of it."""
    startup = resolve_plannable_startup(context, typed, "checkpoint settings")
    return _form(context, startup)


def say_one(part: str, context: Context, typed: str) -> Response:
    """One part in one line; the form where nothing is said."""
    startup = resolve_plannable_startup(context, "", f"checkpoint {part} {typed}".strip())
    if not typed:
        return _form(context, startup)
    startups.lock_startup(context.session, startup.id)
    _keep(context, startup, _READ[part](typed, checkpoints.rhythm_of(context.session, startup.id)))
    kept = told(context, startup)
    return replace(kept, paragraphs=(context.translator.render(N_("Noted.")), *kept.paragraphs))


ONE_LINES: Mapping[str, SayVerb] = {part: partial(say_one, part) for part in FIELDS}


def _cadence(typed: str, rhythm: CheckpointSettings) -> CheckpointSettings:
    return replace(rhythm, cadence=parse_cadence(typed).code)


def _zone(typed: str, rhythm: CheckpointSettings) -> CheckpointSettings:
    """A region brings its holidays; another zone of the world only its clock."""
    try:
        region = parse_region(typed)
    except InvalidInputError:
        zone = parse_zone(typed)
        known = region_of_zone(zone)
        return replace(rhythm, zone=zone.key, region=known.id if known else "")
    return replace(rhythm, zone=region.zone.key, region=region.id)


def _reminders(typed: str, rhythm: CheckpointSettings) -> CheckpointSettings:
    return replace(rhythm, offsets=kept_offsets(parse_offsets(typed)))


def _place(typed: str, rhythm: CheckpointSettings) -> CheckpointSettings:
    place = one_line(typed)
    if len(place) > SHORT_CHARACTERS:
        raise InvalidInputError(PLACE_TOO_LONG, limit=SHORT_CHARACTERS)
    return replace(rhythm, place=place)


_READ: Mapping[str, Callable[[str, CheckpointSettings], CheckpointSettings]] = {
    "cadence": _cadence,
    "zone": _zone,
    "reminders": _reminders,
    "place": _place,
}
_CLEARED: Mapping[str, Callable[[CheckpointSettings], CheckpointSettings]] = {
    "cadence": lambda rhythm: replace(rhythm, cadence=""),
    "zone": lambda rhythm: replace(rhythm, zone="", region=""),
    "reminders": lambda rhythm: replace(rhythm, offsets=""),
    "place": lambda rhythm: replace(rhythm, place=""),
}
"""Back to what the programme says."""


def _keep(context: Context, startup: Startup, rhythm: CheckpointSettings) -> None:
    """Checkpoints planned keep their time; their reminders follow the new rhythm."""
    checkpoints.keep_rhythm(context.session, startup.id, rhythm)
    context.remind_again(startup.id)


def told(context: Context, startup: Startup) -> Message:
    """The rhythm as it stands."""
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    return rhythm_told(context.translator, startup, rhythm, context.zone)


def _form(context: Context, startup: Startup) -> Form:
    translator = context.translator
    known = _said(context, checkpoints.rhythm_of(context.session, startup.id))
    return Form(
        route=f"checkpoint.rhythm.{fingerprint(known.values())}",
        title=translator.text(N_("Rhythm")),
        intro=translator.text(N_("{startup}: how often you meet your sponsor."), startup=startup.name),
        fields=tuple(_field(translator, name, value) for name, value in known.items()),
        submit=translator.text(N_("Keep")),
        about=startup.id,
    )


def _said(context: Context, rhythm: CheckpointSettings) -> dict[str, str]:
    """What the form shows, what the programme says included."""
    return as_typed(context.translator, rhythm, context.zone)


def _field(translator: Translator, name: str, value: str) -> Field:
    label, help = {
        "cadence": (N_("How often"), N_("For example “every 6 weeks” or “the last Thursday of the month”.")),
        "zone": (N_("Region or town"), N_("For the clock and the public holidays: Paris, Cayenne, Alsace…")),
        "reminders": (N_("Reminders before"), N_("For example “7 days, 1 day, 1 hour”, or “none”.")),
        "place": (N_("Place or link"), N_("Proposed for each checkpoint; may be left empty.")),
    }[name]
    return Field(name, translator.text(label), "text", help=translator.text(help), value=value)


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    """Only what the person changed: the rest stays as others changed it, or as the programme says."""
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    startups.lock_startup(context.session, startup.id)
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    known = _said(context, rhythm)
    written = {name: typed.get(name, shown).strip() for name, shown in known.items()}
    changed = form_changes(detail, written, known).values
    errors = {}
    for name, words in changed.items():
        try:
            rhythm = _READ[name](words, rhythm) if words else _CLEARED[name](rhythm)
        except InvalidInputError as error:
            errors[name] = error.text(context.translator)
    if errors:
        return Errors(errors)
    _keep(context, startup, rhythm)
    key = f"checkpoint-rhythm:{startup.id}:{context.actor.id}:{context.now.isoformat()}"
    context.tell_after_form("checkpoint_rhythm", key, {"startup": startup.id})
    return {"startup": startup.id}


def show(context: Context, _outcome: Outcome) -> Response:
    return told(context, require_form_startup(context, Right.PLAN_CHECKPOINTS))
