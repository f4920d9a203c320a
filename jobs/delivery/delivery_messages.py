"""What the programme team is told of messages that did not arrive."""

from collections.abc import Mapping

from gamma.chat import Message
from gamma.platform_names import platform_name
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject, Timing


def _delivery_message(context: MessageContext, subject: Subject, sentence: str) -> Message:
    platform = platform_name(context.translator, subject["platform"])
    values = {"platform": platform, "reason": subject["reason"], "key": subject["key"]}
    return Message((context.translator.render(sentence, **values),))


def delivery_unsure(context: MessageContext, subject: Subject) -> Message:
    sentence = N_(
        "I cannot check on {platform} whether a message arrived: {reason}. `gamma outbox` shows it as {key}."
    )
    return _delivery_message(context, subject, sentence)


def delivery_failed(context: MessageContext, subject: Subject) -> Message:
    sentence = N_(
        "A message could not be delivered on {platform}: {reason}. `gamma outbox` shows it as {key}."
    )
    return _delivery_message(context, subject, sentence)


def delivery_late(context: MessageContext, subject: Subject) -> Message:
    """Several may have ended that day for the same trouble."""
    tried = context.translator.plural(
        "For {count} day I tried to deliver messages on {platform}, in vain: {reason}. I give them up.",
        "For {count} days I tried to deliver messages on {platform}, in vain: {reason}. I give them up.",
        subject["days"],
        platform=platform_name(context.translator, subject["platform"]),
        reason=subject["reason"],
    )
    remedy = N_(
        "Whoever runs the bot sees them with `gamma outbox --state failed`, "
        "and sends them once more with `gamma outbox retry --all`."
    )
    return Message((tried, context.translator.render(remedy)))


def delivery_incomplete(context: MessageContext, subject: Subject) -> Message:
    sentence = N_(
        "A message arrived on {platform}, but its picture or file did not follow: {reason}. "
        "`gamma outbox` shows it as {key}."
    )
    return _delivery_message(context, subject, sentence)


def delivery_not_edited(context: MessageContext, subject: Subject) -> Message:
    sentence = N_(
        "A message on {platform} shows something old, and I cannot change it any more: {reason}. "
        "`gamma outbox` shows it as {key}."
    )
    return _delivery_message(context, subject, sentence)


def not_followed(context: MessageContext, subject: Subject) -> Message:
    """Tells a person that what they wait for does not come, and how to ask for it again."""
    return Message((context.translator.render(_HOW_TO_ASK_AGAIN.get(subject["kind"], _NOT_FOLLOWED)),))


def answer_owed(context: MessageContext, _subject: Subject) -> Message:
    """The process that was to answer has ended: what it had saved by then is not known here."""
    sentence = N_(
        "I was interrupted before I could answer you, I am sorry. "
        "What was already noted has stayed: ask once more, and you will see it."
    )
    return Message((context.translator.render(sentence),))


_HOW_TO_ASK_AGAIN = {
    "assessment_history": N_(
        "I could not send you the picture of the history; my message says the same in words. "
        "To ask for it again, in a while: `/gamma assess history`. "
        "If it fails again, please tell the programme team."
    ),
    "personal_data_file": N_(
        "I could not send you the file with your data, I am sorry. "
        "To ask for it again, in a while: `/gamma privacy data`. "
        "If it fails again, please tell the programme team."
    ),
}
"""By kind of the message that stands without it."""

_NOT_FOLLOWED = N_(
    "I could not send you what goes with my message, I am sorry. Please ask for it again in a while. "
    "If it fails again, please tell the programme team."
)


MESSAGES: Mapping[str, MessageKind] = {
    "delivery_unsure": MessageKind(delivery_unsure, Timing.IN_HOURS),
    "delivery_failed": MessageKind(delivery_failed, Timing.IN_HOURS),
    "delivery_late": MessageKind(delivery_late, Timing.IN_HOURS),
    "delivery_incomplete": MessageKind(delivery_incomplete, Timing.IN_HOURS),
    "delivery_not_edited": MessageKind(delivery_not_edited, Timing.IN_HOURS),
    "not_followed": MessageKind(not_followed),
    "answer_owed": MessageKind(answer_owed),
}
