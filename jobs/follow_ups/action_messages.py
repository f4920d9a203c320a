"""What is said of actions: on some mornings, to who is to do them or to the team's channel."""

from collections.abc import Mapping
from datetime import date, timedelta

from gamma.calendar import previous_working_day
from gamma.chat import Message
from gamma.dates import day_in
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import reminder
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage.checkpoints import checkpoints
from storage.follow_ups import actions
from storage.startups import enrolment, startups

_AHEAD = timedelta(days=8)
"""Beyond the longest row of holidays."""


def actions_reminder(context: MessageContext, subject: Subject) -> Message | None:
    """All that is late or due by the next working day, as of now; nothing where all of it is done."""
    today = day_in(context.now, context.reader_zone)
    names = startups.names_by_id(context.session)
    timely = [(each, names.get(each.startup_id, "")) for each in _timely(context, subject, today)]
    if not timely:
        return None
    late = [pair for pair in timely if pair[0].is_late(today)]
    soon = [pair for pair in timely if not pair[0].is_late(today)]
    return reminder(context.translator, late, soon, today, for_all=context.for_all)


def _timely(context: MessageContext, subject: Subject, today: date) -> list[Action]:
    session = context.session
    if context.reader:
        open_actions = actions.open_of_person(session, context.reader.id)
    elif context.channel_of == subject["startup"]:
        open_actions = actions.open_without_account(session, subject["startup"])
    else:
        return []  # the channel was unlinked meanwhile
    enrolled = {each.startup_id for each in open_actions if enrolment.enrolled_at(session, each.startup_id)}
    return [each for each in open_actions if each.startup_id in enrolled and _is_timely(context, each, today)]


def _is_timely(context: MessageContext, action: Action, today: date) -> bool:
    if action.due_on is None or action.due_on > today + _AHEAD:
        return False
    region = checkpoints.startup_region(context.session, action.startup_id, context.zone)
    return action.due_on <= today or previous_working_day(action.due_on, region) <= today


MESSAGES: Mapping[str, MessageKind] = {
    "actions_reminder": MessageKind(actions_reminder, Timing.REMINDER, missed=actions_reminder),
}
