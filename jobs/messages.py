"""What each kind of planned message says, from the facts of the moment it is sent."""

from collections.abc import Iterator
from typing import Any

from jobs import form_messages
from jobs.assessments import messages as assessments
from jobs.checkpoints import messages as checkpoints
from jobs.checkpoints import sponsor_messages
from jobs.committees import messages as committees
from jobs.delivery import catch_up_messages, delivery_messages, watch_messages
from jobs.experts import (
    conversation_messages,
    coverage,
    introduction_messages,
    offer_messages,
    question_messages,
)
from jobs.follow_ups import action_messages
from jobs.message_context import MessageKinds, ReminderKind, Render
from jobs.portfolio import attention_messages, week_messages
from jobs.privacy import messages as privacy
from jobs.startups import channel_messages, import_messages
from jobs.startups import messages as startups

_MODULES = (
    action_messages,
    assessments,
    attention_messages,
    catch_up_messages,
    channel_messages,
    checkpoints,
    committees,
    coverage,
    delivery_messages,
    import_messages,
    introduction_messages,
    offer_messages,
    privacy,
    question_messages,
    sponsor_messages,
    startups,
    conversation_messages,
    watch_messages,
    week_messages,
)
"""Those that say something; what each says is named in its own tables: RENDERS, REMINDERS, NEWS and so on."""


def _named(table: str) -> Iterator[Any]:
    return (entry for module in _MODULES for entry in getattr(module, table, ()))


_REMINDERS: dict[str, ReminderKind] = {kind.render.__name__: kind for kind in _named("REMINDERS")}
_RENDERS: dict[str, Render] = {render.__name__: render for render in _named("RENDERS")}
_RENDERS |= form_messages.RENDERS
_RENDERS |= {kind: reminder.render for kind, reminder in _REMINDERS.items()}

MESSAGE_KINDS = MessageKinds(
    renders=_RENDERS,
    reminders=_REMINDERS,
    news=frozenset(render.__name__ for render in _named("NEWS")),
    in_hours=frozenset(render.__name__ for render in _named("IN_HOURS")),
    offers=frozenset(render.__name__ for render in _named("OFFERS")),
)
"""By the name of the function, which is the kind that a Notification carries."""
