"""`/gamma checkpoint plan` and `move`: a moment is understood, shown back with its weekday, then counts."""

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from gamma.chat import SHORT_CHARACTERS, Errors, Field, Form, Message, Option
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import to_choose, to_confirm, to_place
from gamma.checkpoints.settings import region_for
from gamma.errors import InvalidInputError, UserError
from gamma.local_time import LocalMoment
from gamma.normalise import normalise
from gamma.parsing.moment import AmbiguousMomentError, parse_leading_moment, parse_moment
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_
from handlers.checkpoints.confirmation import done, done_as
from handlers.checkpoints.proposals import slots
from handlers.checkpoints.resolve import (
    NOTHING_PLANNED,
    PLACE_TOO_LONG,
    number_in,
    planned_with,
    resolve_checkpoint,
    resolve_plannable_startup,
)
from handlers.context import Context, Outcome, Response
from handlers.resolve import require_form_startup
from handlers.typed_text import confirmed
from storage.checkpoints import checkpoints, notifications, reminder_plan
from storage.startups import startups


def plan(context: Context, typed: str) -> Response:
    sure, words = confirmed(typed)
    second, words = (True, words.rpartition(" ")[0]) if _ends_in_anyway(words) else (False, words)
    startup = resolve_plannable_startup(context, "", f"checkpoint plan {typed}".strip())
    if not words:
        return _form(context, startup, None)
    return _understood(context, startup, None, words, sure=sure or second, second=second)


def _ends_in_anyway(words: str) -> bool:
    """Said of a second checkpoint on one day."""
    return normalise(words.rpartition(" ")[2]) in map(normalise, _ANYWAY)


_ANYWAY = ("anyway", "quand-même")


def move(context: Context, typed: str) -> Response:
    sure, words = confirmed(typed)
    number, words = number_in(words)
    startup = resolve_plannable_startup(context, "", f"checkpoint move {typed}".strip())
    checkpoint = resolve_checkpoint(context, startup, number, f"checkpoint move # {words}".strip())
    if not words:
        return _form(context, startup, checkpoint)
    return _understood(context, startup, checkpoint, words, sure=sure)


def _understood(
    context: Context,
    startup: Startup,
    moved: Checkpoint | None,
    typed: str,
    *,
    sure: bool,
    second: bool = False,
) -> Message:
    """second: it is meant also where another one is planned on that day."""
    zone = moved.moment.zone if moved else context.zone_in(startup.id)
    when, place = _with_place(typed, context.now, zone)
    if len(place) > SHORT_CHARACTERS:
        raise UserError(PLACE_TOO_LONG, limit=SHORT_CHARACTERS)
    try:
        moment = parse_moment(when, context.now, zone)
    except AmbiguousMomentError as question:
        translator, now = context.translator, context.now
        buttons = [to_choose(translator, startup, moved, choice, place, now) for choice in question.choices]
        return Message((question.render(translator),), tuple(buttons))
    except InvalidInputError:
        begun = None if place else parse_leading_moment(when, context.now, zone)
        if begun is None:
            raise
        moment, rest = begun
        return to_place(context.translator, startup, moved, moment, rest, context.now, context.reader_zone)
    if not sure or _is_a_second(context, startup, moved, moment, meant=second):
        return _shown_back(context, startup, moved, moment, place)
    kept = _kept(context, startup, moved, moment, place)
    return done(context, startup, kept, done_as(moved, kept))


def _is_a_second(
    context: Context, startup: Startup, moved: Checkpoint | None, moment: LocalMoment, *, meant: bool = False
) -> bool:
    """Whether it would be the second one on a day, which nobody has asked for. The same one is no second."""
    if moved or meant:
        return False
    startups.lock_startup(context.session, startup.id)
    same = any(each.moment == moment for each in checkpoints.planned(context.session, startup.id))
    return not same and checkpoints.same_day(context.session, startup.id, moment) is not None


def _with_place(typed: str, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """The words of a moment, and those of a place after a comma."""
    text = one_line(typed)
    when, comma, place = text.partition(",")
    return (when, place.strip()) if comma and not _is_moment(text, now, zone) else (text, "")


def is_moment(context: Context, typed: str) -> bool:
    """Whether a moment is meant, perhaps with a place."""
    when, _ = _with_place(typed, context.now, context.zone)
    return _is_moment(when, context.now, context.zone)


def _is_moment(typed: str, now: datetime, zone: ZoneInfo) -> bool:
    """Also of two, of which it is to be asked."""
    try:
        parse_moment(typed, now, zone)
    except AmbiguousMomentError:
        return True
    except InvalidInputError:
        return False
    return True


def _kept(
    context: Context, startup: Startup, moved: Checkpoint | None, moment: LocalMoment, place: str
) -> Checkpoint:
    """Plan or move, with its reminders. Asked twice, it is one."""
    session, now = context.session, context.now
    startups.lock_startup(session, startup.id)
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
    reminder_plan.after_change(session, kept, now, context.zone)
    before = moved.moment if kind == "checkpoint_moved" and moved else None
    notifications.announce(session, kept, kind, context.actor, now, context.zone, before)
    return kept


def _form(context: Context, startup: Startup, moved: Checkpoint | None) -> Form:
    translator = context.translator
    proposed = slots(context, startup, moved)
    options = tuple(Option(translator.moment(slot, context.now), _slot_id(slot)) for slot in proposed)
    place = moved.place if moved else checkpoints.rhythm_of(context.session, startup.id).place
    fields = (
        Field("slot", translator.text(N_("Proposals")), "choice", options=options),
        Field("when", translator.text(N_("Or another moment")), "text", help=translator.text(_WHEN_HELP)),
        Field("place", translator.text(N_("Place or link")), "text", value=place[:SHORT_CHARACTERS]),
    )
    return Form(
        route=f"checkpoint.plan.{moved.id if moved else ''}",
        title=translator.text(N_("Move the checkpoint") if moved else N_("Plan a checkpoint")),
        intro=translator.text(
            _INTRO, startup=startup.name, place=translator.place(_zone(context, startup, moved))
        ),
        fields=fields,
        submit=translator.text(N_("Continue")),
        about=startup.id,
    )


_WHEN_HELP = N_("For example “tuesday 8 december 2:30 pm”, “in two weeks at 10” or “2026-12-08 14:30”.")
_INTRO = N_("{startup} · the time is that of {place}. Choose a proposal, or write another moment.")


def _zone(context: Context, startup: Startup, moved: Checkpoint | None) -> ZoneInfo:
    return moved.moment.zone if moved else context.zone_in(startup.id)


def _slot_id(slot: LocalMoment) -> str:
    return f"{slot.day}_{slot.time:%H.%M}"


def _slot(chosen: str, zone: ZoneInfo) -> LocalMoment:
    """Raises ValueError."""
    day, _, clock = chosen.partition("_")
    return LocalMoment(datetime.fromisoformat(day).date(), time.fromisoformat(clock.replace(".", ":")), zone)


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    """A chosen proposal counts at once; a moment that was typed is shown back first."""
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    moved = planned_with(context, startup, int(detail)) if detail else None
    zone = _zone(context, startup, moved)
    place, wanted = one_line(typed.get("place", "")), one_line(typed.get("when", ""))
    try:
        moment = parse_moment(wanted, context.now, zone) if wanted else _slot(typed.get("slot", ""), zone)
    except InvalidInputError as error:
        return Errors({"when": error.text(context.translator)})
    except ValueError:
        return Errors({"when": context.translator.text(N_("Choose a proposal, or write another moment."))})
    if wanted or moment.instant <= context.now or _is_a_second(context, startup, moved, moment):
        outcome = {"when": moment.code, "place": place, "moved": moved.id if moved else None}
        _ask_in_private(context, startup, outcome)
        return outcome
    kept = _kept(context, startup, moved, moment, place)
    return {"checkpoint": kept.id, "done": done_as(moved, kept)}


def show(context: Context, outcome: Outcome) -> Response:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    if "checkpoint" in outcome:
        kept = checkpoints.load(context.session, outcome["checkpoint"])
        if kept is None:
            raise UserError(NOTHING_PLANNED, startup=startup.name)
        return done(context, startup, kept, outcome["done"])
    moved = checkpoints.load(context.session, outcome["moved"]) if outcome["moved"] else None
    moment = LocalMoment.of_code(outcome["when"], _zone(context, startup, moved))
    return _shown_back(context, startup, moved, moment, outcome["place"])


def _shown_back(
    context: Context, startup: Startup, moved: Checkpoint | None, moment: LocalMoment, place: str
) -> Message:
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    return to_confirm(
        context.translator,
        startup,
        moved,
        moment,
        place,
        context.now,
        context.reader_zone,
        region_for(rhythm, moment.zone),
        checkpoints.same_day(context.session, startup.id, moment),
    )


def _ask_in_private(context: Context, startup: Startup, outcome: Outcome) -> None:
    """Where nothing can be shown after a form, the question goes to the person's direct conversation."""
    key = f"checkpoint-to-confirm:{startup.id}:{context.actor.id}:{context.now.isoformat()}"
    subject = {**outcome, "startup": startup.id}
    context.tell_after_form("checkpoint_to_confirm", key, subject)
