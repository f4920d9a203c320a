"""What the programme team is told of the bot's own troubles."""

from collections.abc import Mapping
from datetime import datetime

from gamma.chat import Message
from gamma.dates import LocalMoment
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject, Timing


def watch_stuck(context: MessageContext, subject: Subject) -> Message:
    """Messages were due and nobody saw to them."""
    since = LocalMoment.of(datetime.fromisoformat(subject["since"]), context.reader_zone)
    waiting = context.translator.plural(
        "A message for {platform} has been waiting since {since}.",
        "{count} messages for {platform} have been waiting, the first since {since}.",
        subject["count"],
        platform=subject["platform"].capitalize(),
        since=context.translator.moment(since, context.now),
    )
    reassurance = N_("I am sending them now; `gamma outbox` shows how it goes.")
    if not subject["served"]:
        reassurance = N_("This platform is not set up here any more, so nothing is lost and nothing is sent.")
    return Message((waiting, context.translator.render(reassurance)))


def watch_restarted(context: MessageContext, subject: Subject) -> Message:
    sentence = N_("My scheduler had stopped ({silent}). I have started it again, and nothing is lost.")
    return Message((context.translator.render(sentence, silent=subject["silent"]),))


MESSAGES: Mapping[str, MessageKind] = {
    "watch_stuck": MessageKind(watch_stuck, Timing.IN_HOURS),
    "watch_restarted": MessageKind(watch_restarted, Timing.IN_HOURS),
}
