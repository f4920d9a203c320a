"""The form of a checkpoint's date, with proposals; and how a date is saved, however it was stated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.chat import SHORT_CHARACTERS, Button, Field, Form, Message, Option
from gamma.checkpoints.cadence import cadence_or_default, first_date, free_slots, next_date
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import change_buttons, confirm_message, headline, number_sign
from gamma.checkpoints.settings import CheckpointSettings, region_for, zone_for
from gamma.checkpoints.sponsor_mail import TEXT_IS_READY
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.moment import parse_moment
from gamma.people.rights import Right
from gamma.sections import join_sentences
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_
from handlers.checkpoints.resolve import NOT_ENROLLED, NOTHING_PLANNED, require_planned
from handlers.engine.command_spec import FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import require_startup
from storage.checkpoints import checkpoints, notifications, reminder_plan
from storage.reader_context import ReaderContext
from storage.startups import enrolment, startups

Change = Literal["planned", "moved", "elsewhere"]

_USUAL_TIME = time(14, 30)
_DONE = {
    "planned": N_("It is planned."),
    "moved": N_("It is moved."),
    "elsewhere": N_("The place is changed."),
}
_CHANNEL_KNOWS = N_("The team’s channel knows.")
_REMINDED = {
    "planned": N_("The team’s channel knows, and I will remind you in time."),
    "moved": N_("The team’s channel knows, and the reminders follow the new date."),
    "elsewhere": _CHANNEL_KNOWS,
}
_ONLY_MANAGERS = N_("No channel is linked to this startup yet, so I remind its portfolio managers alone.")
_NO_CHANNEL = N_(
    "No channel is linked to this startup yet: `/gamma startup link` in the team’s channel links it."
)
_WHEN_HELP = N_("For example “tuesday 8 december 2:30 pm”, “in two weeks at 10” or “2026-12-08 14:30”.")
_INTRO = N_("{startup} · the time is that of {place}. Choose a proposal, or write another moment.")
_OWN_CLOCK = N_("A calendar that is shown for it is on your own clock.")


def save_checkpoint(
    context: Context, startup: Startup, existing: Checkpoint | None, moment: LocalMoment, place: str
) -> Checkpoint:
    """Plan one, or move the existing one, with its reminders. Asked twice, it is one."""
    session, now = context.session, context.now
    startups.lock_startup(session, startup.id)
    if existing is None:
        others = checkpoints.list_planned(session, startup.id)
        same = next((each for each in others if each.moment == moment), None)
        if same:
            return same
        where = place or checkpoints.settings_of(session, startup.id).place
        saved = checkpoints.plan(session, startup.id, moment, where, context.actor, now)
        kind = "checkpoint_planned"
    else:
        existing = require_planned(context, startup, existing.id)  # unless somebody ended it meanwhile
        if existing.moment == moment and place in ("", existing.place):
            return existing
        saved = checkpoints.move(session, existing, moment, place or existing.place, now)
        kind = "checkpoint_elsewhere" if existing.moment == moment else "checkpoint_moved"
    reminder_plan.replan_after_change(session, saved, now, context.zone)
    before = existing.moment if kind == "checkpoint_moved" and existing else None
    notifications.announce_change(session, saved, kind, context.actor, now, context.zone, before)
    return saved


def change_of(before: Checkpoint | None, saved: Checkpoint) -> Change:
    if before is None:
        return "planned"
    return "elsewhere" if before.moment == saved.moment and before.place != saved.place else "moved"


def is_second_that_day(
    context: Context, startup: Startup, existing: Checkpoint | None, moment: LocalMoment
) -> bool:
    """Whether a new one would be the second on its day. The same one once more is no second."""
    if existing:
        return False
    startups.lock_startup(context.session, startup.id)
    same = any(each.moment == moment for each in checkpoints.list_planned(context.session, startup.id))
    return not same and checkpoints.find_same_day(context.session, startup.id, moment) is not None


def confirmation_question(
    context: ReaderContext, startup: Startup, existing: Checkpoint | None, moment: LocalMoment, place: str
) -> Message:
    """What was understood: it counts once it is confirmed; or that it stands so already."""
    settings = checkpoints.settings_of(context.session, startup.id)
    planned = checkpoints.list_planned(context.session, startup.id)
    standing = existing or next((each for each in planned if each.moment == moment), None)
    if standing and standing.moment == moment and place in ("", standing.place):
        line = headline(context.translator, startup, standing, context.now, context.reader_zone)
        already = context.translator.render(N_("It stands so already: nothing was changed."))
        return Message((line, already), change_buttons(context.translator, standing))
    return confirm_message(
        context.translator,
        startup,
        existing,
        moment,
        place,
        context.now,
        context.reader_zone,
        region_for(settings, moment.zone),
        checkpoints.find_same_day(context.session, startup.id, moment),
    )


def saved_message(context: Context, startup: Startup, checkpoint: Checkpoint, change: Change) -> Message:
    """With the next step: the sponsor is told by the team."""
    translator = context.translator
    line = headline(translator, startup, checkpoint, context.now, context.reader_zone)
    follows = _what_follows(context, startup, checkpoint, change)
    paragraphs = [
        line,
        join_sentences([translator.render(each) for each in (_DONE[change], follows, TEXT_IS_READY)]),
    ]
    if not enrolment.enrolled_at(context.session, startup.id):
        paragraphs.append(translator.render(NOT_ENROLLED))
    says = f"checkpoint mail {number_sign(checkpoint)}"
    mail = Button(translator.text(N_("Text for the sponsor")), says, startup.id, main=True)
    return Message(tuple(paragraphs), (mail, *change_buttons(translator, checkpoint)))


def _what_follows(context: Context, startup: Startup, checkpoint: Checkpoint, change: Change) -> str:
    """Promised is only what is planned."""
    audiences = reminder_plan.audiences(context.session, checkpoint)
    if startups.team_channel(context.session, startup.id):
        return _REMINDED[change] if None in audiences else _CHANNEL_KNOWS
    return _ONLY_MANAGERS if audiences else _NO_CHANNEL


def zone_for_planning(context: ReaderContext, startup: Startup, existing: Checkpoint | None) -> ZoneInfo:
    """One that is moved keeps its zone, where the startup's was changed since."""
    if existing:
        return existing.moment.zone
    return checkpoints.startup_zone(context.session, startup.id, context.zone)


def propose_slots(context: Context, startup: Startup, existing: Checkpoint | None) -> list[LocalMoment]:
    """Three, around the date of the cadence; for one that is moved, on the days after it."""
    session = context.session
    settings = checkpoints.settings_of(session, startup.id)
    zone = existing.moment.zone if existing else zone_for(settings, context.zone)
    planned = checkpoints.list_planned(session, startup.id)
    around = existing.moment.days_later(1) if existing else _next_date(context, startup, planned, settings)
    taken = [each.starts_at for each in planned]
    return free_slots(
        LocalMoment(around.day, around.time, zone), region_for(settings, zone), context.now, taken
    )


def _next_date(
    context: Context, startup: Startup, planned: Sequence[Checkpoint], settings: CheckpointSettings
) -> LocalMoment:
    """By the cadence."""
    last = planned[-1] if planned else checkpoints.last_held(context.session, startup.id)
    cadence = cadence_or_default(settings.cadence)
    if last:
        return next_date(cadence, last.moment)
    zone = zone_for(settings, context.zone)
    today = LocalMoment(LocalMoment.of(context.now, zone).day, _USUAL_TIME, zone)
    return first_date(cadence, today) if settings.cadence else today.days_later(7)


def open_schedule_form(context: Context, startup: Startup, existing: Checkpoint | None) -> Form:
    zone = zone_for_planning(context, startup, existing)
    intro = context.translator.text(_INTRO, startup=startup.name, place=context.translator.place(zone))
    if context.now.astimezone(zone).utcoffset() != context.now.astimezone(context.reader_zone).utcoffset():
        intro = f"{intro} {context.translator.text(_OWN_CLOCK)}"
    if existing is None:
        return open_form(context, SCHEDULE, startup, intro=intro)
    form = replace(SCHEDULE, title=N_("Move the checkpoint"))
    return open_form(context, form, startup, str(existing.id), intro)


def _questions(context: Context, startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    startup, translator = require_startup(startup), context.translator
    existing = _existing(context, startup, detail)
    zone = zone_for_planning(context, startup, existing)
    other, when_help = translator.text(N_("Or another moment")), translator.text(_WHEN_HELP)
    options = tuple(
        Option(translator.moment(slot, context.now), _slot_id(slot))
        for slot in propose_slots(context, startup, existing)
    )
    place = existing.place if existing else checkpoints.settings_of(context.session, startup.id).place

    def parse_when(typed: str) -> LocalMoment | None:
        text = one_line(typed)
        return parse_moment(text, context.now, zone) if text else None

    return (
        FormQuestion(
            Field("slot", translator.text(N_("Proposals")), "choice", options=options),
            partial(_parse_slot, zone=zone),
        ),
        FormQuestion(Field("when", other, "datetime", help=when_help), parse_when),
        FormQuestion(
            Field("place", translator.text(N_("Place or link")), "text", value=place[:SHORT_CHARACTERS])
        ),
    )


def _existing(context: Context, startup: Startup, detail: str) -> Checkpoint | None:
    """The one to move. Raises UserError where it is no longer planned."""
    return require_planned(context, startup, int(detail)) if detail else None


def _slot_id(slot: LocalMoment) -> str:
    return f"{slot.day}_{slot.time:%H.%M}"


def _parse_slot(chosen: str, zone: ZoneInfo) -> LocalMoment | None:
    day, _, clock = chosen.partition("_")
    try:
        start = time.fromisoformat(clock.replace(".", ":"))
        return LocalMoment(datetime.fromisoformat(day).date(), start, zone)
    except ValueError:
        return None


def _save(context: Context, answers: FormAnswers) -> Outcome:
    """A chosen proposal counts at once; a moment that was typed is shown back first."""
    startup, values = require_startup(answers.startup), answers.values
    existing = _existing(context, startup, answers.detail)
    moment, place = values["when"] or values["slot"], values["place"]
    if moment is None:
        missing = InvalidInputError(N_("Choose a proposal, or write another moment."))
        raise FormRefusedError({"when": missing})
    is_past = moment.instant <= context.now
    if values["when"] or is_past or is_second_that_day(context, startup, existing, moment):
        existing_id = existing.id if existing else None
        return {"startup": startup.id, "when": moment.code, "place": place, "moved": existing_id}
    saved = save_checkpoint(context, startup, existing, moment, place)
    return {"checkpoint": saved.id, "done": change_of(existing, saved)}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    """What is still to be confirmed. What counted at once was announced to the team."""
    startup = startups.load(context.session, outcome["startup"]) if "startup" in outcome else None
    return _outcome_question(context, startup, outcome) if startup else None


def _outcome_question(context: ReaderContext, startup: Startup, outcome: Outcome) -> Message:
    existing = checkpoints.load(context.session, outcome["moved"]) if outcome["moved"] else None
    moment = LocalMoment.of_code(outcome["when"], zone_for_planning(context, startup, existing))
    return confirmation_question(context, startup, existing, moment, outcome["place"])


def _show(context: Context, outcome: Outcome) -> Response:
    startup = require_startup(context.startup)
    if "checkpoint" not in outcome:
        return _outcome_question(context, startup, outcome)
    saved = checkpoints.load(context.session, outcome["checkpoint"])
    if saved is None:
        raise UserError(NOTHING_PLANNED, startup=startup.name)
    return saved_message(context, startup, saved, outcome["done"])


SCHEDULE = FormSpec(
    route="checkpoint.plan",
    title=N_("Plan a checkpoint"),
    submit=N_("Continue"),
    questions=_questions,
    save=_save,
    result=_result,
    right=Right.PLAN_CHECKPOINTS,
    show=_show,
)
