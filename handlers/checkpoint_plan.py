"""`/gamma checkpoint plan` and `move`: a moment is understood, shown back with its weekday, then counts."""

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from gamma.chat import SHORT_CHARACTERS, Errors, Field, Form, Message, Option
from gamma.checkpoint_words import change_buttons, headline, moment_of, to_choose, to_confirm, typed_moment
from gamma.checkpoints import Checkpoint
from gamma.errors import TypedError, UserError
from gamma.moments import LocalMoment
from gamma.people import Startup
from gamma.text import one_line
from gamma.typed_moment import TwoReadingsError, read_moment
from gamma.words import N_
from handlers.checkpoint_meant import (
    NOT_ENROLLED,
    NOTHING_PLANNED,
    PLACE_TOO_LONG,
    checkpoint_meant,
    confirmed,
    number_in,
    planned_with,
    startup_for,
    zone_of,
)
from handlers.checkpoint_slots import slots
from handlers.context import Context, Outcome, Said
from storage import checkpoints, enrolment, reminding, startups


def plan(context: Context, typed: str) -> Said:
    sure, words = confirmed(typed)
    startup = startup_for(context, f"checkpoint plan {typed}".strip())
    if isinstance(startup, Message):
        return startup
    if not words:
        return _form(context, startup, None)
    return _understood(context, startup, None, words, sure=sure)


def move(context: Context, typed: str) -> Said:
    sure, words = confirmed(typed)
    number, words = number_in(words)
    startup = startup_for(context, f"checkpoint move {typed}".strip())
    if isinstance(startup, Message):
        return startup
    checkpoint = checkpoint_meant(context, startup, number, f"checkpoint move # {words}".strip())
    if isinstance(checkpoint, Message):
        return checkpoint
    if not words:
        return _form(context, startup, checkpoint)
    return _understood(context, startup, checkpoint, words, sure=sure)


def _understood(
    context: Context, startup: Startup, moved: Checkpoint | None, typed: str, *, sure: bool
) -> Message:
    zone = moved.moment.zone if moved else zone_of(context, startup.id)
    when, place = _with_place(typed, context.now, zone)
    if len(place) > SHORT_CHARACTERS:
        raise UserError(PLACE_TOO_LONG, limit=SHORT_CHARACTERS)
    try:
        moment = read_moment(when, context.now, zone)
    except TwoReadingsError as question:
        words, now = context.words, context.now
        buttons = [to_choose(words, startup, moved, choice, place, now) for choice in question.choices]
        return Message((question.told(words),), tuple(buttons))
    if not sure:
        return _shown_back(context, startup, moved, moment, place)
    return done(context, startup, _kept(context, startup, moved, moment, place))


def _with_place(typed: str, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """The words of a moment, and those of a place after a comma."""
    text = one_line(typed)
    when, comma, place = text.partition(",")
    return (when, place.strip()) if comma and not _is_moment(text, now, zone) else (text, "")


def _is_moment(typed: str, now: datetime, zone: ZoneInfo) -> bool:
    """Also of two, of which it is to be asked."""
    try:
        read_moment(typed, now, zone)
    except TwoReadingsError:
        return True
    except TypedError:
        return False
    return True


def _kept(
    context: Context, startup: Startup, moved: Checkpoint | None, moment: LocalMoment, place: str
) -> Checkpoint:
    """Plan or move, with its reminders. Asked twice, it is one."""
    session, now = context.session, context.now
    checkpoints.load_for_change(session, startup.id)
    if moved is None:
        known = checkpoints.planned(session, startup.id)
        same = next((each for each in known if each.moment == moment), None)
        if same:
            return same
        where = place or checkpoints.rhythm_of(session, startup.id).place
        kept = checkpoints.plan(session, startup.id, moment, where, context.actor, now)
        kind = "checkpoint_planned"
    else:
        moved = planned_with(context, startup, moved.id)  # unless somebody ended it meanwhile
        if moved.moment == moment and place in ("", moved.place):
            return moved
        kept = checkpoints.move(session, moved, moment, place or moved.place, now)
        kind = "checkpoint_elsewhere" if moved.moment == moment else "checkpoint_moved"
    reminding.after_change(session, kept, now, context.zone)
    before = moved.moment if kind == "checkpoint_moved" and moved else None
    reminding.announce(session, kept, kind, context.actor, now, context.zone, before)
    return kept


def done(context: Context, startup: Startup, checkpoint: Checkpoint) -> Message:
    """It is planned: what comes now."""
    words = context.words
    line = headline(words, startup, checkpoint, context.now, context.reader_zone)
    told = [line, words.rich(_what_comes(context, startup, checkpoint))]
    if not enrolment.enrolled_at(context.session, startup.id):
        told.append(words.rich(NOT_ENROLLED))
    return Message(tuple(told), change_buttons(words, checkpoint))


def _what_comes(context: Context, startup: Startup, checkpoint: Checkpoint) -> str:
    """Promised is only what is planned."""
    reminded = reminding.audiences(context.session, checkpoint)
    if startups.team_channel(context.session, startup.id):
        return _KNOWN_AND_REMINDED if None in reminded else _KNOWN
    return _ONLY_MANAGERS if reminded else _NO_CHANNEL


_KNOWN_AND_REMINDED = N_("It is planned. The team’s channel knows, and I will remind you in time.")
_KNOWN = N_("It is planned. The team’s channel knows.")
_ONLY_MANAGERS = N_(
    "It is planned. No channel is linked to this startup yet, so I remind its portfolio managers alone."
)
_NO_CHANNEL = N_(
    "It is planned. No channel is linked to this startup yet: `/gamma startup link` in the team’s channel "
    "links it."
)


def _form(context: Context, startup: Startup, moved: Checkpoint | None) -> Form:
    words = context.words
    proposed = slots(context, startup, moved)
    options = tuple(Option(words.moment(slot, context.now), _slot_id(slot)) for slot in proposed)
    place = moved.place if moved else checkpoints.rhythm_of(context.session, startup.id).place
    fields = (
        Field("slot", words.text(N_("Proposals")), "choice", options=options),
        Field("when", words.text(N_("Or another moment")), "text", help=words.text(_WHEN_HELP)),
        Field("place", words.text(N_("Place or link")), "text", value=place[:SHORT_CHARACTERS]),
    )
    return Form(
        route=f"checkpoint.plan.{moved.id if moved else ''}",
        title=words.text(N_("Move the checkpoint") if moved else N_("Plan a checkpoint")),
        intro=words.text(_INTRO, startup=startup.name, place=words.place(_zone(context, startup, moved))),
        fields=fields,
        submit=words.text(N_("Continue")),
        about=startup.id,
    )


_WHEN_HELP = N_("For example “tuesday 8 december 2:30 pm”, “in two weeks at 10” or “2026-12-08 14:30”.")
_INTRO = N_("{startup} · the time is that of {place}. Choose a proposal, or write another moment.")


def _zone(context: Context, startup: Startup, moved: Checkpoint | None) -> ZoneInfo:
    return moved.moment.zone if moved else zone_of(context, startup.id)


def _slot_id(slot: LocalMoment) -> str:
    return f"{slot.day}_{slot.time:%H.%M}"


def _slot(chosen: str, zone: ZoneInfo) -> LocalMoment:
    """Raises ValueError."""
    day, _, clock = chosen.partition("_")
    return LocalMoment(datetime.fromisoformat(day).date(), time.fromisoformat(clock.replace(".", ":")), zone)


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    """A chosen proposal counts at once; a moment that was typed is shown back first."""
    startup = context.startup
    if startup is None:
        raise UserError(N_("I do not know this startup any more. Nothing was changed."))
    startup_for(context, "checkpoint plan")
    moved = planned_with(context, startup, int(detail)) if detail else None
    zone = _zone(context, startup, moved)
    place, wanted = one_line(typed.get("place", "")), one_line(typed.get("when", ""))
    try:
        moment = read_moment(wanted, context.now, zone) if wanted else _slot(typed.get("slot", ""), zone)
    except TypedError as error:
        return Errors({"when": error.tell(context.words)})
    except ValueError:
        return Errors({"when": context.words.text(N_("Choose a proposal, or write another moment."))})
    if wanted or moment.instant <= context.now:
        outcome = {"when": typed_moment(moment), "place": place, "moved": moved.id if moved else None}
        _ask_in_private(context, startup, outcome)
        return outcome
    return {"checkpoint": _kept(context, startup, moved, moment, place).id}


def show(context: Context, outcome: Outcome) -> Said:
    startup = context.startup
    if startup is None:
        raise UserError(N_("I do not know this startup any more. Nothing was changed."))
    startup_for(context, "checkpoint plan")
    if "checkpoint" in outcome:
        kept = checkpoints.load(context.session, outcome["checkpoint"])
        if kept is None:
            raise UserError(NOTHING_PLANNED, startup=startup.name)
        return done(context, startup, kept)
    moved = checkpoints.load(context.session, outcome["moved"]) if outcome["moved"] else None
    moment = moment_of(outcome["when"], _zone(context, startup, moved))
    return _shown_back(context, startup, moved, moment, outcome["place"])


def _shown_back(
    context: Context, startup: Startup, moved: Checkpoint | None, moment: LocalMoment, place: str
) -> Message:
    return to_confirm(context.words, startup, moved, moment, place, context.now, context.reader_zone)


def _ask_in_private(context: Context, startup: Startup, outcome: Outcome) -> None:
    """Where nothing can be shown after a form, the question goes to the person's direct conversation."""
    if not context.chains_forms:
        key = f"checkpoint-to-confirm:{startup.id}:{context.actor.id}:{context.now.isoformat()}"
        subject = {**outcome, "startup": startup.id}
        context.tell_person(context.actor, "checkpoint_to_confirm", key, subject)
