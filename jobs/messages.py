"""What each kind of planned message says, from the facts of the moment it is sent."""

from collections.abc import Mapping
from typing import Any

from jobs import form_messages
from jobs.assessments import messages as assessments
from jobs.assessments import round_messages
from jobs.checkpoints import messages as checkpoints
from jobs.checkpoints import sponsor_messages
from jobs.committees import messages as committees
from jobs.delivery import catch_up_messages, delivery_messages, watch_messages
from jobs.experts import (
    conversation_messages,
    coverage,
    introduction_messages,
    known_messages,
    offer_messages,
    question_messages,
    shared_answers,
)
from jobs.follow_ups import action_messages
from jobs.message_context import MessageKind
from jobs.metrics import messages as metrics
from jobs.peers import messages as peers
from jobs.portfolio import attention_messages, file_messages, silence, week_messages
from jobs.privacy import messages as privacy
from jobs.resources import messages as resources
from jobs.seasons import messages as seasons
from jobs.seasons import thanks
from jobs.startups import channel_messages, import_messages
from jobs.startups import messages as startups
from jobs.workshops import messages as workshops

_MODULES: tuple[Any, ...] = (
    form_messages,
    action_messages,
    assessments,
    attention_messages,
    catch_up_messages,
    channel_messages,
    checkpoints,
    committees,
    coverage,
    delivery_messages,
    file_messages,
    import_messages,
    introduction_messages,
    known_messages,
    metrics,
    offer_messages,
    peers,
    privacy,
    question_messages,
    resources,
    round_messages,
    seasons,
    shared_answers,
    silence,
    sponsor_messages,
    startups,
    thanks,
    conversation_messages,
    watch_messages,
    week_messages,
    workshops,
)
"""Each has a table of what it says, by kind."""

MESSAGE_KINDS: Mapping[str, MessageKind] = {
    kind: message for module in _MODULES for kind, message in module.MESSAGES.items()
}
