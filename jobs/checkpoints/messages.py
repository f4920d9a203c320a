"""What is said about checkpoints: planned, moved, cancelled, soon to come, held, with agenda and minutes."""

from collections.abc import Mapping
from dataclasses import replace

from gamma.calendar import is_working_day
from gamma.chat import Button, Message
from gamma.checkpoints import agenda_messages, minutes_messages
from gamma.checkpoints.agenda_picture import agenda_picture
from gamma.checkpoints.checkpoint import Checkpoint, State
from gamma.checkpoints.invitation import invitation
from gamma.checkpoints.messages import asked_if_held, change_buttons, headline, held_buttons, number_sign
from gamma.checkpoints.reminder_messages import Preparation, is_at_its_time, preparation_lines
from gamma.checkpoints.reminders import Snooze, snoozed_until
from gamma.checkpoints.settings import region_for
from gamma.dates import LocalMoment
from gamma.experts.question import visible_to_team
from gamma.experts.question_messages import underway_line
from gamma.sections import join_sentences
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.checkpoints.manager_messages import manager_message
from jobs.message_context import (
    FactMessage,
    MessageContext,
    MessageKind,
    NothingLeftToSay,
    Subject,
    Timing,
    is_reminded,
    load_startup,
)
from storage import agenda as agenda_parts
from storage.checkpoints import agenda, checkpoints, minutes, reminder_plan, sponsor_links
from storage.checkpoints.notifications import BEFORE
from storage.experts import questions
from storage.follow_ups import actions
from storage.startups import enrolment


def _load(context: MessageContext, subject: Subject, state: State = "planned") -> tuple[Checkpoint, Startup]:
    """In this state, and unchanged since this was planned. Raises NothingLeftToSay."""
    checkpoint = checkpoints.load(context.session, subject["checkpoint"])
    if checkpoint is None or checkpoint.revision != subject["revision"] or checkpoint.state != state:
        raise NothingLeftToSay
    return checkpoint, load_startup(context, checkpoint.startup_id)


def checkpoint_planned(context: MessageContext, subject: Subject) -> Message:
    """With a promise where it is kept."""
    reader = context.reader.id if context.reader else None
    checkpoint, _ = _load(context, subject)
    if reader in reminder_plan.audiences(context.session, checkpoint):
        return _announcement_message(context, subject, N_("{person} planned it. I will remind you in time."))
    return _announcement_message(context, subject, N_("{person} planned it."))


def checkpoint_elsewhere(context: MessageContext, subject: Subject) -> Message:
    return _announcement_message(
        context, subject, N_("{person} changed the place. The date stays as it was.")
    )


def checkpoint_moved(context: MessageContext, subject: Subject) -> Message:
    """From when; and that reminders follow, to those who get any."""
    checkpoint, _ = _load(context, subject)
    sentence = N_("{person} moved it: it was planned for {before}.")
    reader = context.reader.id if context.reader else None
    if reader in reminder_plan.audiences(context.session, checkpoint):
        sentence = N_("{person} moved it: it was planned for {before}. The reminders follow the new date.")
    before = context.translator.moment(
        _previous_moment(checkpoint, subject), context.now, context.reader_zone
    )
    return _announcement_message(context, subject, sentence, before=before)


def _previous_moment(checkpoint: Checkpoint, subject: Subject) -> LocalMoment:
    """The moment that the reader knows so far."""
    before = subject.get(BEFORE)
    return LocalMoment.of_code(before, checkpoint.moment.zone) if before else checkpoint.moment


def _announcement_message(context: MessageContext, subject: Subject, sentence: str, **values: str) -> Message:
    checkpoint, startup = _load(context, subject)
    if checkpoint.ends_at <= context.now:
        raise NothingLeftToSay
    translator = context.translator
    line = headline(translator, startup, checkpoint, context.now, context.reader_zone)
    who = translator.render(sentence, person=context.name_of(subject["person"]), **values)
    buttons = change_buttons(translator, checkpoint, for_all=context.for_all)
    return Message((Text.lines(line, who),), buttons, file=invitation(translator, startup, checkpoint))


def checkpoint_cancelled(context: MessageContext, subject: Subject) -> Message:
    checkpoint, startup = _load(context, subject, "cancelled")
    translator = context.translator
    cancelled = translator.render(
        N_("{person} cancelled the checkpoint of **{startup}** planned for {when}."),
        person=context.name_of(subject["person"]),
        startup=startup.name,
        when=translator.moment(_previous_moment(checkpoint, subject), context.now, context.reader_zone),
    )
    label = translator.text(N_("Plan another"))
    button = Button(label, "checkpoint plan", startup.id, for_all=context.for_all)
    return Message((cancelled,), (button,), file=invitation(translator, startup, checkpoint))


def checkpoint_invitation(context: MessageContext, subject: Subject) -> Message | None:
    checkpoint = checkpoints.load(context.session, subject["checkpoint"])
    if checkpoint is None or checkpoint.ends_at <= context.now:
        return None
    startup = load_startup(context, checkpoint.startup_id)
    line = headline(context.translator, startup, checkpoint, context.now, context.reader_zone)
    how = context.translator.render(N_("Open the file to have it in your calendar."))
    return Message((Text.lines(line, how),), file=invitation(context.translator, startup, checkpoint))


def _load_for_reminder(context: MessageContext, subject: Subject) -> tuple[Checkpoint, Startup]:
    """While it is planned as it was, and this reader is one to remind, or has put it off for themselves.

    Raises NothingLeftToSay.
    """
    checkpoint, startup = _load(context, subject)
    if subject["offset"] == reminder_plan.SNOOZED:
        is_theirs = startup.id not in context.former_startups and bool(
            enrolment.enrolled_at(context.session, startup.id)
        )
    else:
        is_theirs = is_reminded(context, startup.id)
    if not is_theirs:
        raise NothingLeftToSay
    return checkpoint, startup


def checkpoint_reminder(context: MessageContext, subject: Subject) -> Message | None:
    checkpoint, startup = _load_for_reminder(context, subject)
    if checkpoint.starts_at <= context.now:
        return None
    if context.reader and subject["offset"] != reminder_plan.SNOOZED:
        return manager_message(context, checkpoint, startup)
    line = headline(context.translator, startup, checkpoint, context.now, context.reader_zone)
    preparation = preparation_lines(context.translator, _preparation(context, checkpoint), subject["offset"])
    buttons, snooze = (
        _action_buttons(context, checkpoint, subject["offset"]),
        _snooze_buttons(context, checkpoint),
    )
    hints = [_SNOOZE_HINT, _STOP_HINT] if snooze else [_STOP_HINT]
    hint_lines = (
        [] if context.for_all else [join_sentences([context.translator.render(each) for each in hints])]
    )
    return Message((line, *preparation, *hint_lines), (*buttons, *snooze))


def _preparation(context: MessageContext, checkpoint: Checkpoint) -> Preparation:
    session, startup_id = context.session, checkpoint.startup_id
    last = checkpoints.last_held(session, startup_id)
    agreed = actions.of_checkpoint(session, last.id) if last else []
    facts = agenda_parts.impact_facts(session, context.programme, startup_id, context.now, context.zone)
    metric = agenda_messages.impact_lines(context.translator, context.programme, facts) if last else []
    underway = visible_to_team(questions.underway_of(session, startup_id))
    today = checkpoints.startup_today(session, startup_id, context.now, context.zone)
    return Preparation(
        done=sum(action.resolution == "done" for action in agreed),
        agreed=len(agreed),
        metric=next(iter(metric), None),
        questions=underway_line(context.translator, len(underway)),
        late=sum(action.is_late(today) for action in actions.open_in_startups(session, [startup_id])),
        points=agenda.count_added(session, startup_id, last.starts_at if last else None),
        has_link=bool(sponsor_links.list_active(session, checkpoint, context.now)),
        is_confirmed=sponsor_links.is_confirmed(session, checkpoint),
    )


def _action_buttons(context: MessageContext, checkpoint: Checkpoint, offset: str) -> list[Button]:
    """To look at the agenda, to tell the sponsor while there is time, to move it."""
    translator, about, for_all = context.translator, checkpoint.startup_id, context.for_all
    label, says = translator.text(N_("See the agenda")), "checkpoint agenda"
    buttons = [Button(label, says, about, for_all=for_all)]
    if not is_at_its_time(offset):
        label, says = (
            translator.text(N_("Text for the sponsor")),
            f"checkpoint mail {number_sign(checkpoint)}",
        )
        buttons.append(Button(label, says, about, for_all=for_all))
    move, _ = change_buttons(translator, checkpoint, for_all=for_all)
    return [*buttons, move]


_SNOOZE_HINT = N_("Again later: `/gamma checkpoint remind 3h`, `tomorrow` or `working day`.")
_STOP_HINT = N_("No more of them: `/gamma checkpoint stop`.")


def _snooze_buttons(context: MessageContext, checkpoint: Checkpoint) -> list[Button]:
    """The ways to be reminded again that are still before the checkpoint.

    On the eve of a day without work, tomorrow is the next working day: nobody is told otherwise.
    """
    translator, which = context.translator, number_sign(checkpoint)
    settings = checkpoints.settings_of(context.session, checkpoint.startup_id)
    region = region_for(settings, checkpoint.moment.zone)
    morning: tuple[Snooze, str, str] = ("working_day", N_("Remind me next working day"), "working day")
    if is_working_day(LocalMoment.of(context.now, context.reader_zone).days_later(1).day, region):
        morning = ("tomorrow", N_("Remind me tomorrow"), "tomorrow")
    choices: tuple[tuple[Snooze, str, str], ...] = (("3h", N_("Remind me in 3 hours"), "3h"), morning)
    return [
        Button(
            translator.text(label),
            f"checkpoint remind {which} {words}",
            checkpoint.startup_id,
            for_all=context.for_all,
        )
        for choice, label, words in choices
        if snoozed_until(choice, context.now, context.reader_zone, region, checkpoint.starts_at)
    ]


def _missed_reminder_message(context: MessageContext, subject: Subject) -> Message:
    """The reminder of one that should have begun meanwhile, and may go on still."""
    checkpoint, startup = _load_for_reminder(context, subject)
    is_over = checkpoint.ends_at <= context.now
    late_sentence = N_("My reminder of the checkpoint of **{startup}**, {when}, did not come in time: sorry.")
    question = N_(
        "My reminder of the checkpoint of **{startup}**, {when}, did not come in time: sorry. "
        "Did it take place?"
    )
    apology = context.translator.render(
        question if is_over else late_sentence,
        startup=startup.name,
        when=context.translator.moment(checkpoint.moment, context.now, context.reader_zone),
    )
    if not is_over:
        return Message((apology,))
    buttons = held_buttons(context.translator, checkpoint, for_all=context.for_all)
    return FactMessage.of(Message((apology,), buttons), asked_if_held(checkpoint))


def checkpoint_took_place(context: MessageContext, subject: Subject) -> Message:
    """Asks, since nobody else knows."""
    checkpoint, startup = _load_for_reminder(context, subject)
    translator = context.translator
    question = translator.render(
        N_("Did the checkpoint of **{startup}** take place ({when})?"),
        startup=startup.name,
        when=translator.moment(checkpoint.moment, context.now, context.reader_zone),
    )
    answers = held_buttons(translator, checkpoint, for_all=context.for_all)
    move, _cancel = change_buttons(translator, checkpoint, for_all=context.for_all)
    return FactMessage.of(Message((question,), (*answers, move)), asked_if_held(checkpoint))


def checkpoint_agenda(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing, once the checkpoint was changed or has begun."""
    checkpoint, startup = _load(context, subject)
    if checkpoint.starts_at <= context.now or not is_reminded(context, startup.id):
        return None
    assembled = agenda_parts.assemble(context.session, context, startup, checkpoint)
    message = agenda_messages.agenda_message(
        context.translator,
        context.programme,
        assembled,
        context.now,
        context.reader_zone,
        for_all=context.for_all,
    )
    return replace(message, picture=agenda_picture(context.translator, assembled))


def _missed_agenda_message(_context: MessageContext, _subject: Subject) -> Message | None:
    """The checkpoint is over: nobody needs its agenda."""
    return None


def minutes_recap(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing, if they were corrected meanwhile: that revision has a recap of its own."""
    written = minutes.load(context.session, subject["checkpoint"])
    if written is None or written.revision != subject["revision"]:
        return None
    return minutes_messages.recap_message(context.translator, written, context.now, for_all=context.for_all)


MESSAGES: Mapping[str, MessageKind] = {
    "checkpoint_planned": MessageKind(checkpoint_planned, Timing.NEWS),
    "checkpoint_elsewhere": MessageKind(checkpoint_elsewhere, Timing.NEWS),
    "checkpoint_moved": MessageKind(checkpoint_moved, Timing.NEWS),
    "checkpoint_cancelled": MessageKind(checkpoint_cancelled, Timing.NEWS),
    "checkpoint_invitation": MessageKind(checkpoint_invitation),
    "minutes_recap": MessageKind(minutes_recap),
    "checkpoint_agenda": MessageKind(checkpoint_agenda, Timing.REMINDER, missed=_missed_agenda_message),
    "checkpoint_reminder": MessageKind(checkpoint_reminder, Timing.REMINDER, missed=_missed_reminder_message),
    "checkpoint_took_place": MessageKind(
        checkpoint_took_place, Timing.REMINDER, missed=checkpoint_took_place
    ),
}
