"""What is said of suggested resources: that one waits to be looked at, and what became of it."""

from collections.abc import Mapping

from gamma.chat import Message
from gamma.dates import day_in
from gamma.resources.messages import Reader, decided, to_decide
from gamma.resources.resource import Resource
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage.resources import resources


def reader_of(context: MessageContext) -> Reader:
    zone = context.reader_zone
    return Reader(context.programme, context.translator, day_in(context.now, zone), zone)


def resource_suggested(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing where one of them has looked at it meanwhile, or it was taken back; nor to who suggested it."""
    resource = _load(context, subject)
    if resource is None or resource.state != "proposed":
        return None
    if context.reader and resource.suggested_by == context.reader.id:
        return None
    return to_decide(reader_of(context), resource)


def resource_decided(context: MessageContext, subject: Subject) -> Message | None:
    resource = _load(context, subject)
    if resource is None or context.reader is None or resource.suggested_by != context.reader.id:
        return None
    return decided(reader_of(context), resource)


def _load(context: MessageContext, subject: Subject) -> Resource | None:
    resource = resources.load(context.session, subject["resource"])
    return resource if resource and resource.title else None


MESSAGES: Mapping[str, MessageKind] = {
    "resource_suggested": MessageKind(resource_suggested, Timing.IN_HOURS),
    "resource_decided": MessageKind(resource_decided, Timing.IN_HOURS),
}
