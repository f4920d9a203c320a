"""What is said of actions, once a week at most: to who is to do them, and of those without owner, twice."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gamma.chat import Message
from gamma.dates import day_in
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import reminder, unowned_reminder
from gamma.follow_ups.unowned import naming_facts
from jobs.message_context import (
    FactMessage,
    MessageContext,
    MessageKind,
    NothingLeftToSay,
    Subject,
    Timing,
)
from storage import told
from storage.follow_ups import actions
from storage.startups import enrolment, startups

COMING_UP = timedelta(days=7)
"""What is due until the next message may come is named in this one."""


def actions_reminder(context: MessageContext, subject: Subject) -> Message | None:
    """All that is late or due within a week, as of now; nothing where all of it is done."""
    if context.reader is None:
        return _unowned_reminder(context, subject["startup"])
    today = day_in(context.now, context.reader_zone)
    names = startups.names_by_id(context.session)
    timely = _timely(context, actions.open_of_person(context.session, context.reader.id), today)
    pairs = [(each, names.get(each.startup_id, "")) for each in timely]
    if not pairs:
        return None
    late = [pair for pair in pairs if pair[0].is_late(today)]
    soon = [pair for pair in pairs if not pair[0].is_late(today)]
    message, shown = reminder(context.translator, late, soon, today, context.stop_button("actions"))
    return FactMessage.of(message, {f"action:{each.id}": _state(each, today) for each in shown})


def _state(action: Action, today: date) -> str:
    """It changes with the day, and once that is past."""
    return f"{'late' if action.is_late(today) else 'due'} {action.due_on}"


def _timely(context: MessageContext, open_actions: list[Action], today: date) -> list[Action]:
    """Of startups that take part."""
    near = [each for each in open_actions if each.due_on and each.due_on <= today + COMING_UP]
    return [each for each in near if enrolment.enrolled_at(context.session, each.startup_id)]


def _unowned_reminder(context: MessageContext, startup_id: str) -> Message:
    """Raises NothingLeftToSay where the channel was unlinked, or each was named often enough."""
    if context.channel_of != startup_id:
        raise NothingLeftToSay
    today = day_in(context.now, context.reader_zone)
    timely = _timely(context, actions.open_without_account(context.session, startup_id), today)
    named = [(each, fact, last) for each in timely for fact, last in _next_naming(context, each)]
    if not named:
        raise NothingLeftToSay
    message, shown = unowned_reminder(
        context.translator,
        [each for each, _, _ in named],
        today,
        context.stop_button("unowned"),
        last=any(last for _, _, last in named),
    )
    return FactMessage.of(message, {fact: "" for each, fact, _ in named if each in shown})


def _next_naming(context: MessageContext, action: Action) -> Iterator[tuple[str, bool]]:
    """The fact to tell next, and whether it is the last time; nothing once it was told often enough."""
    facts = naming_facts(action, context.programme.messages.unowned_told)
    known = told.load(context.session, context.recipient, facts)
    left = [fact for fact in facts if fact not in known]
    if left:
        yield left[0], len(left) == 1


MESSAGES: Mapping[str, MessageKind] = {
    "actions_reminder": MessageKind(
        actions_reminder,
        Timing.REMINDER,
        missed=actions_reminder,
        family="actions",
        channel_family="unowned",
        is_budgeted=True,
    ),
}
