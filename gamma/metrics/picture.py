"""Draws the metric: its values, the straight line from the agreement to the target, a panel a region."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from gamma.assessments.answer_labels import format_value
from gamma.chart import ChartPicture
from gamma.chat import ALT_CHARACTERS, Picture
from gamma.drawing import DPI, DRAWING, INK, WIDTH
from gamma.metrics.chart import metric_chart
from gamma.metrics.messages import heading
from gamma.metrics.metric import Metric, MetricValue, Target
from gamma.picture_sheet import BELOW_HEADING, EDGE, PALE, TITLE_LINE, Sheet
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MIN_VALUES = 2
"""Needed before there is a curve to see."""
MOST_REGIONS = 12
_MOST_IN_WORDS = 8

# Inches.
_LEFT, _RIGHT = 0.62, 0.2
_PANEL, _SMALL_PANEL, _BELOW = 1.5, 0.6, 0.32


def has_picture(metric: Metric) -> bool:
    """Whether there is something to compare: two values, or one and a target by a day."""
    dated = any(target.day for target in metric.targets)
    return len(metric.values) >= MIN_VALUES or bool(metric.values and dated)


def metric_picture(translator: Translator, startup: Startup, metric: Metric, today: date) -> Picture | None:
    """None where there is nothing to see yet."""
    if not has_picture(metric):
        return None
    title = str(heading(translator, startup, metric))
    draw, alt = (
        partial(draw_metric, translator, metric, title, today),
        alternative_text(translator, title, metric),
    )
    chart = metric_chart(translator, metric, title, target_path(metric), today)
    return ChartPicture(draw=draw, alt=alt, chart=chart) if chart else Picture(draw, alt)


def draw_metric(translator: Translator, metric: Metric, title: str, today: date) -> bytes:
    """The picture as PNG; the same metric gives the same picture."""
    with DRAWING:
        sheet = _Sheet(translator, metric, title, today)
        drawn = sheet.png()
        sheet.close()
        return drawn


def target_path(metric: Metric) -> list[tuple[date, Decimal]]:
    """From the value at the agreement straight to each target; nothing where either is not known."""
    agreed_on = metric.definition.agreed_on if metric.definition else None
    start = metric.at_agreement()
    ahead = [(each.day, each.number) for each in metric.targets if each.day]
    if agreed_on is None or start is None or start.number is None or not ahead:
        return []
    return [(agreed_on, start.number), *ahead]


class _Sheet(Sheet):
    """The whole first, then the regions by name, all of these by one scale."""

    def __init__(self, translator: Translator, metric: Metric, title: str, today: date) -> None:
        super().__init__()
        self._translator, self._metric, self._heading = translator, metric, title
        days = [value.day for value in metric.values]
        targets = [each.day for each in metric.targets if each.day]
        agreed = [day for day, _ in target_path(metric)]
        self._today = today
        self._first, self._last = min([*days, *agreed]), max([*days, *targets, today])

    def png(self) -> bytes:
        unit = f" ({self._metric.unit})" if self._metric.unit else ""
        lines = self.wrapped(f"{self._heading}{unit}", self.label_font)
        regions = self._metric.regions[:MOST_REGIONS]
        whole = self._metric.of_region("")
        panels: list[tuple[str, Sequence[MetricValue], float]] = [("", whole, _PANEL)] if whole else []
        panels += [(region, self._metric.of_region(region), _SMALL_PANEL) for region in regions]
        head = len(lines) * TITLE_LINE + BELOW_HEADING
        titles = sum(TITLE_LINE for region, _, _ in panels if region)
        height = EDGE + head + titles + sum(size + _BELOW for _, _, size in panels)
        self.figure.set_size_inches(WIDTH / DPI, height)
        top = height - EDGE
        self.title(lines, top / height, self.label_font)
        top -= head
        for region, values, size in panels:
            if region:
                self.title(self.wrapped(region, self.title_font)[:1], top / height, self.title_font)
                top -= TITLE_LINE
            top -= size
            self._panel(values, top / height, size / height, of_region=bool(region))
            top -= _BELOW
        return self.greys()

    def _panel(self, values: Sequence[MetricValue], bottom: float, height: float, *, of_region: bool) -> None:
        left, right = _LEFT * DPI / WIDTH, _RIGHT * DPI / WIDTH
        axes = self.figure.add_axes((left, bottom, 1 - left - right, height))
        axes.set_axis_off()
        path = [] if of_region else target_path(self._metric)
        targets = [] if of_region else [each for each in self._metric.targets if each.day]
        top = self._highest(values, targets, of_region=of_region)
        last = self._today if of_region else self._last
        axes.set_xlim(self._first.toordinal(), max(last.toordinal(), self._first.toordinal() + 1))
        axes.set_ylim(0, top * 1.12)
        self._scale(axes, top, last)
        if path:
            days, numbers = [day.toordinal() for day, _ in path], [float(number) for _, number in path]
            axes.plot(days, numbers, color=INK, linewidth=1.0, linestyle=(0, (4, 3)), zorder=2)
        self._targets(axes, targets)
        self._values(axes, values, targets)

    def _highest(self, values: Sequence[MetricValue], targets: Sequence[Target], *, of_region: bool) -> float:
        """Regions are compared with one another."""
        shown = [each for each in self._metric.values if each.region] if of_region else values
        numbers = [float(each.number) for each in shown if each.number is not None]
        return max([*numbers, *(float(each.number) for each in targets)]) or 1.0

    def _scale(self, axes: Axes, top: float, last: date) -> None:
        """From 0, with the highest number; below, when it begins and ends."""
        for height in (0.0, top):
            axes.axhline(height, color=PALE, linewidth=0.6, zorder=1)
            label = self._translator.number(Decimal(str(height)))
            self.label(axes, -0.03, height, label, self.small_font, across=True, ha="right", va="center")
        for day, side in ((self._first, "left"), (last, "right")):
            text = self._translator.date(day)
            self.label(axes, day.toordinal(), -top * 0.05, text, self.small_font, ha=side, va="top")

    def _targets(self, axes: Axes, targets: Sequence[Target]) -> None:
        for target in targets:
            if target.day is None:
                continue
            place, number = target.day.toordinal(), float(target.number)
            axes.plot(
                place,
                number,
                marker="s",
                fillstyle="none",
                color=INK,
                markersize=6.5,
                markeredgewidth=1.0,
                clip_on=False,
                zorder=3,
            )
            self._number(axes, place, target.number)

    def _values(self, axes: Axes, values: Sequence[MetricValue], targets: Sequence[Target]) -> None:
        known = [(each.day.toordinal(), each.number) for each in values if each.number is not None]
        days, numbers = [day for day, _ in known], [float(number) for _, number in known]
        axes.plot(
            days, numbers, color=INK, linewidth=1.5, marker="o", markersize=4.5, clip_on=False, zorder=4
        )
        day, number = known[-1]
        room_below = float(number) > axes.get_ylim()[1] * 0.2
        self._number(axes, day, number, below=len(targets) > 0 and room_below)

    def _number(self, axes: Axes, day: int, number: Decimal, *, below: bool = False) -> None:
        """Above its mark or below it, to that side where there is room."""
        (first, last), top = axes.get_xlim(), axes.get_ylim()[1]
        side = "right" if day > first + (last - first) * 0.3 and not below else "left"
        height = float(number) + top * (-0.06 if below else 0.07)
        label = format_value(self._translator, number)
        place = day + (last - first) * 0.015 * below
        self.label(axes, place, height, label, self.small_font, ha=side, va="top" if below else "bottom")


def alternative_text(translator: Translator, title: str, metric: Metric) -> str:
    """What the picture shows, for those who do not see it."""
    sentences = [f"{title}."]
    whole = metric.of_region("")
    if whole:
        sentences.append(_run_in_words(translator, whole))
    path = target_path(metric)
    if path:
        (since, start), *_, (until, number) = path
        sentence = N_("The line to the target goes from {start} ({since}) to {target} ({until}).")
        said = translator.text(
            sentence,
            start=format_value(translator, start),
            since=translator.date(since),
            target=format_value(translator, number),
            until=translator.date(until),
        )
        sentences.append(said)
    for region in metric.regions[:MOST_REGIONS]:
        sentences.append(f"{region}: {_run_in_words(translator, metric.of_region(region)[-1:])}")
    text = " ".join(sentences)
    return text if len(text) <= ALT_CHARACTERS else text[: ALT_CHARACTERS - 1] + "…"


def _run_in_words(translator: Translator, values: Sequence[MetricValue]) -> str:
    shown = values[-_MOST_IN_WORDS:]
    parts = [
        translator.text(
            N_("{value} ({day})"),
            value=format_value(translator, each.number) if each.number is not None else "",
            day=translator.date(each.day),
        )
        for each in shown
    ]
    return translator.text(N_("{values}."), values=" → ".join(parts))
