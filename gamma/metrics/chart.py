"""The metric as numbers, for platforms that draw a chart themselves."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from gamma.chart import LABEL_CHARACTERS, MOST_PLACES, TITLE_CHARACTERS, Chart, Line
from gamma.metrics.metric import Metric
from gamma.translator import N_, Translator

_VALUES, _AIMED = N_("Values"), N_("Towards the target")


def metric_chart(
    translator: Translator, metric: Metric, title: str, path: Sequence[tuple[date, Decimal]], today: date
) -> Chart | None:
    """The latest values, with the line to the target. path: that line, from the agreement on.

    None where it would not say what the picture does: by region, or of fewer than two days.
    """
    target = metric.next_target(today)
    start = metric.at_agreement() if path else None
    values = [(each.day, each.number) for each in metric.of_region("") if each.number is not None]
    known = [(day, number) for day, number in values if start is None or day >= start.day][-MOST_PLACES:]
    if metric.regions or len(known) < 2 or (target and target.day and not path):
        return None
    days = [day for day, _ in known]
    places = [translator.date(day) for day in days]
    lines = [Line(translator.text(_VALUES), [float(number) for _, number in known])]
    if path:
        lines.append(Line(translator.text(_AIMED), [_on_the_way(path, day) for day in days]))
    if any(len(label) > LABEL_CHARACTERS for label in (*places, *(line.name for line in lines))):
        return None
    return Chart(_cut(title), places, lines, _cut(metric.unit))


def _on_the_way(path: Sequence[tuple[date, Decimal]], day: date) -> float:
    """Where the line is on that day: straight from one of its points to the next, level outside of them."""
    if day <= path[0][0]:
        return float(path[0][1])
    for (since, start), (until, end) in pairwise(path):
        if day <= until:
            share = Decimal((day - since).days) / Decimal((until - since).days or 1)
            return round(float(start + (end - start) * share), 2)
    return float(path[-1][1])


def _cut(words: str) -> str:
    return words if len(words) <= TITLE_CHARACTERS else f"{words[: TITLE_CHARACTERS - 1]}…"
