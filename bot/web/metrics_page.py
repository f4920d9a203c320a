"""`/metrics` for Prometheus, on a port of its own: what was counted, and how the outbox stands now."""

from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Metric, ProcessCollector, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError

from bot.metrics import REGISTRY
from storage import overdue
from storage.store import Store, StoreBusyError


class OutboxNow(Collector):
    """Asked at each look. Where the database does not answer, only that is told."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        real_now: Callable[[], datetime],
        troubles: Callable[[], list[str]],
    ) -> None:
        self._store = store
        self._now = now
        self._real_now = real_now
        self._troubles = troubles

    def collect(self) -> Iterator[Metric]:
        ready = GaugeMetricFamily("gamma_ready", "1 as long as /readyz answers 200.")
        ready.add_metric((), not self._troubles())
        yield ready
        try:
            yield from self._outbox()
        except (StoreBusyError, DBAPIError):
            return

    def _outbox(self) -> Iterator[Metric]:
        due = GaugeMetricFamily(
            "gamma_outbox_due", "Messages due that nothing keeps from being sent.", labels=("platform",)
        )
        age = GaugeMetricFamily(
            "gamma_outbox_oldest_due_seconds", "How long the oldest of these is due.", labels=("platform",)
        )
        now = self._now()
        with self._store.read() as session:
            waiting = overdue.list_stuck(session, now, self._real_now())
        for each in waiting:
            due.add_metric((each.platform,), each.count)
            age.add_metric((each.platform,), (now - each.since).total_seconds())
        yield from (due, age)


def registry_of(outbox: OutboxNow) -> CollectorRegistry:
    """All that is told: what this process counted and uses, and the outbox."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(REGISTRY)
    ProcessCollector(registry=registry)
    registry.register(outbox)
    return registry


def serve_metrics(host: str, port: int, outbox: OutboxNow) -> Callable[[], None]:
    """Until what is returned is called. Raises OSError where it cannot be listened."""
    server, thread = start_http_server(port, host, registry_of(outbox))

    def close() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return close
