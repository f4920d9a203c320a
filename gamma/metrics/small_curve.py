"""The metric as a small curve beside its value: what the picture shows, without a scale."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gamma.document import Curve, Place
from gamma.metrics.metric import Metric
from gamma.metrics.picture import MIN_VALUES, target_path


def small_curve(metric: Metric, today: date) -> Curve | None:
    """From 0 to the highest number, from the first day to the last; None: nothing to compare."""
    values = [(each.day, each.number) for each in metric.of_region("") if each.number is not None]
    path = target_path(metric)
    if not values or (len(values) < MIN_VALUES and not path):
        return None
    days = [day for day, _ in (*values, *path)]
    first, last = min(days), max(*days, today)
    top = max(number for _, number in (*values, *path))

    def places(numbers: Sequence[tuple[date, Decimal]]) -> list[Place]:
        span = max((last - first).days, 1)
        return [
            (round((day - first).days / span, 3), round(max(float(number / top), 0.0) if top > 0 else 0.0, 3))
            for day, number in numbers
        ]

    return Curve(places(values), places(path))
