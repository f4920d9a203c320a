"""What is said about checkpoints: planned, moved, cancelled, soon to come, and whether they took place."""

from gamma.calendar.working_days import is_working_day
from gamma.chat import Button, Message
from gamma.checkpoints.agenda_messages import impact
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.invitation import invitation
from gamma.checkpoints.messages import change_buttons, headline, numbered, to_confirm
from gamma.checkpoints.reminder_messages import Preparation, below, is_at_its_time
from gamma.checkpoints.reminders import Snooze, snoozed
from gamma.checkpoints.settings import region_for, zone_for
from gamma.checkpoints.settings_messages import rhythm_told
from gamma.experts.question import visible_to_team
from gamma.experts.question_messages import underway_line
from gamma.local_time import LocalMoment
from gamma.sections import sentences
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import MessageContext, ReminderKind, Render, Subject, is_reminded
from storage import agenda as agenda_parts
from storage.checkpoints import agenda, checkpoints, reminder_plan, sponsor_links
from storage.checkpoints.notifications import BEFORE
from storage.experts import questions
from storage.follow_ups import actions
from storage.startups import enrolment, startups


def _found(context: MessageContext, subject: Subject) -> tuple[Checkpoint, Startup] | None:
    """The checkpoint as it stands; nothing where it was changed since this was planned."""
    checkpoint = checkpoints.load(context.session, subject["checkpoint"])
    if checkpoint is None or checkpoint.revision != subject["revision"]:
        return None
    startup = startups.load(context.session, checkpoint.startup_id)
    return (checkpoint, startup) if startup else None


def checkpoint_planned(context: MessageContext, subject: Subject) -> Message | None:
    """With a promise where it is kept."""
    reader = context.reader.id if context.reader else None
    found = _found(context, subject)
    if found and reader in reminder_plan.audiences(context.session, found[0]):
        return _announced(context, subject, N_("{person} planned it. I will remind you in time."))
    return _announced(context, subject, N_("{person} planned it."))


def checkpoint_elsewhere(context: MessageContext, subject: Subject) -> Message | None:
    return _announced(context, subject, N_("{person} changed the place. The date stays as it was."))


def checkpoint_moved(context: MessageContext, subject: Subject) -> Message | None:
    """From when; and that reminders follow, to those who get any."""
    found = _found(context, subject)
    if not found:
        return None
    checkpoint, _ = found
    told = N_("{person} moved it: it was planned for {before}.")
    reader = context.reader.id if context.reader else None
    if reader in reminder_plan.audiences(context.session, checkpoint):
        told = N_("{person} moved it: it was planned for {before}. The reminders follow the new date.")
    before = context.translator.moment(_known_before(checkpoint, subject), context.now, context.reader_zone)
    return _announced(context, subject, told, before=before)


def _known_before(checkpoint: Checkpoint, subject: Subject) -> LocalMoment:
    """The moment that the reader knows so far."""
    before = subject.get(BEFORE)
    return LocalMoment.of_code(before, checkpoint.moment.zone) if before else checkpoint.moment


def _announced(context: MessageContext, subject: Subject, told: str, **values: str) -> Message | None:
    found = _found(context, subject)
    if not found or found[0].state != "planned":
        return None
    checkpoint, startup = found
    translator = context.translator
    line = headline(translator, startup, checkpoint, context.now, context.reader_zone)
    who = translator.render(told, person=context.name_of(subject["person"]), **values)
    buttons = change_buttons(translator, checkpoint, for_all=context.for_all)
    return Message((Text.lines(line, who),), buttons, file=invitation(translator, startup, checkpoint))


def checkpoint_cancelled(context: MessageContext, subject: Subject) -> Message | None:
    found = _found(context, subject)
    if not found or found[0].state != "cancelled":
        return None
    checkpoint, startup = found
    translator = context.translator
    told = translator.render(
        N_("{person} cancelled the checkpoint of **{startup}** planned for {when}."),
        person=context.name_of(subject["person"]),
        startup=startup.name,
        when=translator.moment(_known_before(checkpoint, subject), context.now, context.reader_zone),
    )
    label = translator.text(N_("Plan another"))
    button = Button(label, "checkpoint plan", startup.id, for_all=context.for_all)
    return Message((told,), (button,), file=invitation(translator, startup, checkpoint))


def checkpoint_to_confirm(context: MessageContext, subject: Subject) -> Message | None:
    """After a form that cannot show it: what was understood, before it counts."""
    startup = startups.load(context.session, subject["startup"])
    if not startup:
        return None
    moved = checkpoints.load(context.session, subject["moved"]) if subject["moved"] else None
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    zone = moved.moment.zone if moved else zone_for(rhythm, context.zone)
    moment = LocalMoment.of_code(subject["when"], zone)
    return to_confirm(
        context.translator,
        startup,
        moved,
        moment,
        subject["place"],
        context.now,
        context.reader_zone,
        region_for(rhythm, zone),
        checkpoints.same_day(context.session, startup.id, moment),
    )


def checkpoint_rhythm(context: MessageContext, subject: Subject) -> Message | None:
    """To who changed it, where nothing is shown after a form."""
    startup = startups.load(context.session, subject["startup"])
    if startup is None:
        return None
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    return rhythm_told(context.translator, startup, rhythm, context.zone)


def checkpoint_invitation(context: MessageContext, subject: Subject) -> Message | None:
    checkpoint = checkpoints.load(context.session, subject["checkpoint"])
    startup = startups.load(context.session, checkpoint.startup_id) if checkpoint else None
    if checkpoint is None or startup is None:
        return None
    line = headline(context.translator, startup, checkpoint, context.now, context.reader_zone)
    how = context.translator.render(N_("Open the file to have it in your calendar."))
    return Message((Text.lines(line, how),), file=invitation(context.translator, startup, checkpoint))


def _planned(context: MessageContext, subject: Subject) -> tuple[Checkpoint, Startup] | None:
    """While it is planned as it was, and this reader is one to remind, or has put it off for themselves."""
    found = _found(context, subject)
    if not found or found[0].state != "planned":
        return None
    startup_id = found[0].startup_id
    if subject["offset"] == reminder_plan.LATER:
        is_theirs = startup_id not in context.left and bool(
            enrolment.enrolled_at(context.session, startup_id)
        )
    else:
        is_theirs = is_reminded(context, startup_id)
    return found if is_theirs else None


def checkpoint_reminder(context: MessageContext, subject: Subject) -> Message | None:
    found = _planned(context, subject)
    if not found or found[0].starts_at <= context.now:
        return None
    checkpoint, startup = found
    line = headline(context.translator, startup, checkpoint, context.now, context.reader_zone)
    said = below(context.translator, _preparation(context, checkpoint), subject["offset"])
    ways, later = _ways(context, checkpoint, subject["offset"]), _later(context, checkpoint)
    how = [_AGAIN, _NO_MORE] if later else [_NO_MORE]
    typed = [] if context.for_all else [sentences([context.translator.render(each) for each in how])]
    return Message((line, *said, *typed), (*ways, *later))


def _preparation(context: MessageContext, checkpoint: Checkpoint) -> Preparation:
    session, startup_id = context.session, checkpoint.startup_id
    last = checkpoints.last_held(session, startup_id)
    agreed = actions.of_checkpoint(session, last.id) if last else []
    shared = agenda_parts.impact_facts(session, context.programme, startup_id, context.zone)
    metric = impact(context.translator, context.programme, shared) if last else []
    asked = visible_to_team(questions.underway_of(session, startup_id))
    return Preparation(
        done=sum(action.ended_as == "done" for action in agreed),
        agreed=len(agreed),
        metric=next(iter(metric), None),
        questions=underway_line(context.translator, len(asked)),
        points=len(agenda.points_of(session, startup_id)),
        told=bool(sponsor_links.of_checkpoint(session, checkpoint, context.now)),
        confirmed=sponsor_links.is_confirmed(session, checkpoint),
    )


def _ways(context: MessageContext, checkpoint: Checkpoint, offset: str) -> list[Button]:
    """To look at the agenda, to tell the sponsor while there is time, to move it."""
    translator, about, for_all = context.translator, checkpoint.startup_id, context.for_all
    label, says = translator.text(N_("See the agenda")), "checkpoint agenda"
    ways = [Button(label, says, about, for_all=for_all)]
    if not is_at_its_time(offset):
        label, says = translator.text(N_("Text for the sponsor")), f"checkpoint mail {numbered(checkpoint)}"
        ways.append(Button(label, says, about, for_all=for_all))
    move, _ = change_buttons(translator, checkpoint, for_all=for_all)
    return [*ways, move]


_AGAIN = N_("Again later: `/gamma checkpoint remind 3h`, `tomorrow` or `working day`.")
_NO_MORE = N_("No more of them: `/gamma checkpoint stop`.")


def _later(context: MessageContext, checkpoint: Checkpoint) -> list[Button]:
    """The ways to be reminded again that are still before the checkpoint.

    On the eve of a day without work, tomorrow is the next working day: nobody is told otherwise.
    """
    translator, which = context.translator, numbered(checkpoint)
    rhythm = checkpoints.rhythm_of(context.session, checkpoint.startup_id)
    region = region_for(rhythm, checkpoint.moment.zone)
    morning: tuple[Snooze, str, str] = ("working_day", N_("Remind me next working day"), "working day")
    if is_working_day(LocalMoment.of(context.now, context.reader_zone).days_later(1).day, region):
        morning = ("tomorrow", N_("Remind me tomorrow"), "tomorrow")
    ways: tuple[tuple[Snooze, str, str], ...] = (("3h", N_("Remind me in 3 hours"), "3h"), morning)
    return [
        Button(
            translator.text(label),
            f"checkpoint remind {which} {said}",
            checkpoint.startup_id,
            for_all=context.for_all,
        )
        for choice, label, said in ways
        if snoozed(choice, context.now, context.reader_zone, region, checkpoint.starts_at)
    ]


def _missed(context: MessageContext, subject: Subject) -> Message | None:
    """The reminder of one that should have begun meanwhile, and may go on still."""
    found = _planned(context, subject)
    if not found:
        return None
    checkpoint, startup = found
    is_over = checkpoint.ends_at <= context.now
    late = N_("My reminder of the checkpoint of **{startup}**, {when}, did not come in time: sorry.")
    asking = N_(
        "My reminder of the checkpoint of **{startup}**, {when}, did not come in time: sorry. "
        "Did it take place?"
    )
    told = context.translator.render(
        asking if is_over else late,
        startup=startup.name,
        when=context.translator.moment(checkpoint.moment, context.now, context.reader_zone),
    )
    return Message((told,), (_it_took_place(context, checkpoint, startup),) if is_over else ())


def _it_took_place(context: MessageContext, checkpoint: Checkpoint, startup: Startup) -> Button:
    said = f"checkpoint held {numbered(checkpoint)}"
    label = context.translator.text(N_("Yes, it did"))
    return Button(label, said, startup.id, main=True, for_all=context.for_all)


def checkpoint_took_place(context: MessageContext, subject: Subject) -> Message | None:
    """Asks, since nobody else knows."""
    found = _planned(context, subject)
    if not found:
        return None
    checkpoint, startup = found
    translator = context.translator
    question = translator.render(
        N_("Did the checkpoint of **{startup}** take place ({when})?"),
        startup=startup.name,
        when=translator.moment(checkpoint.moment, context.now, context.reader_zone),
    )
    yes = _it_took_place(context, checkpoint, startup)
    return Message((question,), (yes, *change_buttons(translator, checkpoint, for_all=context.for_all)))


NEWS: tuple[Render, ...] = (
    checkpoint_planned,
    checkpoint_elsewhere,
    checkpoint_moved,
    checkpoint_cancelled,
)
RENDERS: tuple[Render, ...] = (*NEWS, checkpoint_to_confirm, checkpoint_rhythm, checkpoint_invitation)
REMINDERS: tuple[ReminderKind, ...] = (
    ReminderKind(checkpoint_reminder, missed=_missed),
    ReminderKind(checkpoint_took_place, missed=checkpoint_took_place),
)
