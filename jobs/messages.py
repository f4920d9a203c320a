"""What each kind of planned message says, from the facts of the moment it is sent."""

from collections.abc import Mapping

from jobs.assessments import messages, outside_view_messages
from jobs.checkpoints import agenda_messages, minutes_messages, sponsor_messages
from jobs.checkpoints import messages as checkpoints
from jobs.committees import messages as committees
from jobs.delivery import catch_up_messages, delivery_messages, watch_messages
from jobs.experts import (
    conversation_messages,
    coverage_messages,
    introduction_messages,
    offer_messages,
    profile_messages,
    question_messages,
)
from jobs.follow_ups import action_messages
from jobs.message_context import MessageKinds, ReminderKind, Render
from jobs.portfolio import attention_messages, week_messages
from jobs.privacy import messages as privacy
from jobs.startups import channel_messages, import_messages
from jobs.startups import messages as startups

NEWS = frozenset(render.__name__ for subject in (checkpoints, committees) for render in subject.NEWS)
"""What somebody did: their channel hears it at once, others in their hours."""

IN_HOURS = frozenset(
    render.__name__
    for subject in (
        coverage_messages,
        introduction_messages,
        offer_messages,
        privacy,
        question_messages,
        sponsor_messages,
        conversation_messages,
    )
    for render in subject.IN_HOURS
)
"""What time asks for, or somebody who is not here did: everybody hears it in their hours."""

OFFERS = frozenset(render.__name__ for render in offer_messages.OFFERS)
"""What waits for an expert's answer."""

REMINDERS: Mapping[str, ReminderKind] = {
    grouped.render.__name__: grouped
    for subject in (
        action_messages,
        agenda_messages,
        attention_messages,
        checkpoints,
        committees,
        week_messages,
    )
    for grouped in subject.REMINDERS
}

NOTICES: Mapping[str, Render] = {
    render.__name__: render
    for subject in (
        action_messages,
        agenda_messages,
        messages,
        catch_up_messages,
        channel_messages,
        checkpoints,
        committees,
        outside_view_messages,
        coverage_messages,
        delivery_messages,
        profile_messages,
        import_messages,
        introduction_messages,
        minutes_messages,
        offer_messages,
        privacy,
        question_messages,
        sponsor_messages,
        startups,
        conversation_messages,
        watch_messages,
    )
    for render in subject.RENDERS
} | {kind: grouped.render for kind, grouped in REMINDERS.items()}
"""By the name of the function, which is the kind that a Notice carries."""

MESSAGE_KINDS = MessageKinds(NOTICES, REMINDERS, NEWS, IN_HOURS, OFFERS)
