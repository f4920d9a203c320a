"""Values are kept; where somebody from outside replaces what the team had stated, the team is told, once."""

from collections.abc import Sequence

from gamma.metrics.build import differs
from gamma.metrics.metric import Metric, MetricValue
from gamma.outbox import ASKED_AS_MEMBER
from gamma.people.rights import Role
from gamma.startups.startup import Startup
from handlers.engine.context import Context
from storage.metrics import metrics
from storage.people import people
from storage.startups import startups


def state_and_tell(context: Context, startup: Startup, metric: Metric, values: Sequence[MetricValue]) -> None:
    """metric: as it stood before them."""
    replaced = [value for value in values if _replaces(context, startup, metric, value)]
    metrics.state(context.session, startup.id, values, context.actor, context.now)
    if replaced and context.role_in(startup.id) is not Role.MEMBER:
        _tell(context, startup, metric, replaced)


def _replaces(context: Context, startup: Startup, metric: Metric, value: MetricValue) -> bool:
    """What somebody else had said of that day, by another number or by none."""
    standing = metric.value_of(value.day, value.region)
    if standing is None or standing.number is None or not differs(standing.number, value.number):
        return False
    author = metrics.author_of(context.session, startup.id, value.day, value.region)
    return standing.shared or author != context.actor.id


def _tell(context: Context, startup: Startup, metric: Metric, values: Sequence[MetricValue]) -> None:
    """In the team's channels; without one, who follows the metric."""
    days = [[value.day.isoformat(), value.region] for value in values]
    subject = {"startup": startup.id, "person": context.actor.id, "values": days}
    at = context.now.isoformat()
    channels = startups.channels_of(context.session, startup.id)
    for channel in channels:
        key = f"metric-replaced:{channel.platform}:{channel.channel}:{at}"
        context.notify(channel, "metric_replaced", key, subject)
    owner = metric.definition.owner_id if metric.definition else None
    if not channels and owner and owner != context.actor.id:
        key = f"metric-replaced:{owner}:{startup.id}:{at}"
        asked = {**subject, ASKED_AS_MEMBER: startup.id}
        context.notify(people.by_id(context.session, owner), "metric_replaced", key, asked)
