"""What is said about the impact metric: its picture, its values as a file, that a value is missing."""

from collections.abc import Mapping
from datetime import date

from gamma.chat import File, Message
from gamma.dates import day_in
from gamma.metrics.corrections import replaced_message
from gamma.metrics.messages import asked_message, metric_line
from gamma.metrics.messages import heading as metric_heading
from gamma.metrics.picture import metric_picture
from gamma.metrics.table import as_file
from gamma.sections import literal_text
from gamma.text import Text
from jobs.message_context import FactMessage, MessageContext, MessageKind, Subject, Timing, load_startup
from jobs.metrics.ask import METRIC_ASKED
from storage.metrics import metrics
from storage.startups import enrolment


def metric_shown(context: MessageContext, subject: Subject) -> Message | None:
    """As a picture: to who asked for it, or in the channel."""
    startup = load_startup(context, subject["startup"])
    is_elsewhere = context.reader is None and context.channel_of != startup.id
    if is_elsewhere or startup.id in context.former_startups:
        return None
    translator, today = context.translator, day_in(context.now, context.reader_zone)
    metric = metrics.load(context.session, startup.id, context.zone)
    picture = metric_picture(translator, startup, metric, today)
    if picture is None:
        return None
    head, line = metric_heading(translator, startup, metric), metric_line(translator, metric, today)
    return Message((Text.lines(head, literal_text(line)) if line else head,), picture=picture)


def metric_file(context: MessageContext, subject: Subject) -> Message | None:
    """All the values, to who asked for them."""
    startup = load_startup(context, subject["startup"])
    metric = metrics.load(context.session, startup.id, context.zone)
    count = len(metric.values) + sum(len(curve) for curve in metric.earlier)
    if not count or startup.id in context.former_startups:
        return None
    said = context.translator.plural(
        "Here are the values of **{startup}**: {count}.",
        "Here are the values of **{startup}**: {count}.",
        count,
        startup=startup.name,
    )
    day = day_in(context.now, context.reader_zone)
    file = File(f"gamma-metric-{day.isoformat()}.csv", as_file(context.translator, metric))
    return Message((said,), file=file)


def metric_asked(context: MessageContext, subject: Subject) -> Message | None:
    """Of who follows it, where a value is still missing; one line or one field answers."""
    startup = load_startup(context, subject["startup"])
    metric = metrics.load(context.session, startup.id, context.zone)
    since, definition = metric.stale_since(context.zone), metric.definition
    if context.reader is None or since is None or definition is None:
        return None
    if definition.owner_id != context.reader.id or since.isoformat() != subject["since"]:
        return None
    if not enrolment.enrolled_at(context.session, startup.id):
        return None
    stop, is_told = context.stop_button("metric"), startup.id not in context.former_startups
    message = asked_message(context.translator, startup, metric, stop, tells_last=is_told)
    return FactMessage.of(message, {f"metric:{startup.id}": since.isoformat()})


def metric_replaced(context: MessageContext, subject: Subject) -> Message | None:
    """The team's values that somebody from outside replaced, as it is by now."""
    startup = load_startup(context, subject["startup"])
    is_elsewhere = context.reader is None and context.channel_of != startup.id
    if is_elsewhere or startup.id in context.former_startups:
        return None
    metric = metrics.load(context.session, startup.id, context.zone)
    values = [(date.fromisoformat(day), region) for day, region in subject["values"]]
    person = context.name_of(subject["person"])
    return replaced_message(context.translator, startup, metric, person, values, context.reader_zone)


MESSAGES: Mapping[str, MessageKind] = {
    "metric_shown": MessageKind(metric_shown),
    "metric_file": MessageKind(metric_file),
    "metric_replaced": MessageKind(metric_replaced, Timing.NEWS),
    METRIC_ASKED: MessageKind(metric_asked, Timing.IN_HOURS, family="metric", is_budgeted=True),
}
