"""Draws the history of assessments: one panel a criterion, legible on a phone and without colours."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gamma.assessments.readiness import LEVELS
from gamma.assessments.team_result import MIN_ANSWERS_FOR_RANGE
from gamma.assessments.trend import Trend, TrendLine, may_be_told
from gamma.assessments.trend_messages import level_name
from gamma.drawing import DPI, DRAWING, INK, WIDTH
from gamma.picture_sheet import BELOW_HEADING, EDGE, GREY, PALE, TITLE_LINE, Sheet
from gamma.programme.criteria import Verdict
from gamma.translator import N_, Translator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inches.
_LEFT, _RIGHT = 0.80, 0.06
_ROW, _AROUND, _BELOW, _PEOPLE = 0.25, 0.15, 0.38, 0.17

_TOP = max(LEVELS.values())
_UNKNOWN = -1.15
"""Below the levels and apart from them: it is none of them."""

_MARKERS: dict[Verdict, tuple[str, str]] = {
    "reached": ("s", "full"),
    "partly": ("o", "left"),
    "not_yet": ("X", "full"),
    "unknown": ("o", "none"),
}
"""Shape and filling: nothing hangs on a colour."""


def draw_trend(translator: Translator, trend: Trend, heading: str) -> bytes:
    """The picture as PNG; the same trend gives the same picture. heading: of what, and whose it is."""
    with DRAWING:
        sheet = _Sheet(translator, trend, heading)
        drawn = sheet.png()
        sheet.close()
        return drawn


class _Sheet(Sheet):
    """The panels, one below the other."""

    def __init__(self, translator: Translator, trend: Trend, heading: str) -> None:
        super().__init__()
        self._translator, self._trend, self._heading = translator, trend, heading
        unknowns = any("unknown" in line.verdicts for line in trend.lines)
        self._lowest = _UNKNOWN if unknowns else 0.0

    def png(self) -> bytes:
        heading = self.wrapped(self._heading, self.label_font)
        title_font = self.title_font
        titles = [
            self.wrapped(self._translator.local(line.criterion.title), title_font)
            for line in self._trend.lines
        ]
        panel = (_TOP - self._lowest) * _ROW + 2 * _AROUND
        head = len(heading) * TITLE_LINE + BELOW_HEADING
        people = _PEOPLE if self._trend.people else 0.0
        height = EDGE + head + sum(len(title) * TITLE_LINE + panel + _BELOW for title in titles) + people
        self.figure.set_size_inches(WIDTH / DPI, height)
        top = height - EDGE
        self.title(heading, top / height, self.label_font)
        top -= head
        for line, title in zip(self._trend.lines, titles, strict=True):
            self.title(title, top / height, title_font)
            top -= len(title) * TITLE_LINE + panel
            self._panel(line, top / height, panel / height)
            top -= _BELOW
        if people:
            self._people((top - people) / height, people / height)
        return self.greys()

    def _panel(self, line: TrendLine, bottom: float, height: float) -> None:
        axes = self._axes(bottom, height)
        axes.set_ylim(self._lowest - _AROUND / _ROW, _TOP + _AROUND / _ROW)
        for place, verdict in enumerate(line.verdicts):
            self._quarter(axes, place)
            if verdict is None:
                self._draw_gap(axes, place)
        self._levels(axes)
        self._line(axes, line)

    def _people(self, bottom: float, height: float) -> None:
        """How many stand behind each quarter's points, once for all panels."""
        axes = self._axes(bottom, height)
        answers = self._translator.text(N_("answers"))
        self.label(axes, -0.04, 0.5, answers, self.small_font, across=True, ha="right", va="center")
        for place, people in enumerate(self._trend.people):
            if people is not None:
                told = str(people) if may_be_told(people) else f"< {MIN_ANSWERS_FOR_RANGE}"
                self.label(axes, place, 0.5, told, self.small_font, ha="center", va="center")

    def _axes(self, bottom: float, height: float) -> Axes:
        left, right = _LEFT * DPI / WIDTH, _RIGHT * DPI / WIDTH
        axes = self.figure.add_axes((left, bottom, 1 - left - right, height))
        axes.set_axis_off()
        axes.set_xlim(-0.5, len(self._trend.quarters) - 0.5)
        return axes

    def _levels(self, axes: Axes) -> None:
        for verdict in _MARKERS:
            height = _height(verdict)
            if height < self._lowest:
                continue
            style = "dotted" if verdict == "unknown" else "solid"
            axes.axhline(height, color=PALE, linewidth=0.6, linestyle=style, zorder=1)
            label = level_name(self._translator, verdict)
            self.label(axes, -0.04, height, label, self.label_font, across=True, ha="right", va="center")

    def _quarter(self, axes: Axes, place: int) -> None:
        """Its name below the panel, with the year where one begins."""
        quarter, before = self._trend.quarters[place], self._trend.quarters[max(place - 1, 0)]
        name = self._translator.text(N_("Q{quarter}"), quarter=quarter.number)
        year = quarter.year if place == 0 or quarter.year != before.year else " "
        bottom = axes.get_ylim()[0]
        self.label(axes, place, bottom, f"{name}\n{year}", self.small_font, ha="center", va="top")

    def _draw_gap(self, axes: Axes, place: int) -> None:
        """Its word over the lines, upright only where the quarter is too narrow for it."""
        axes.axvspan(place - 0.5, place + 0.5, facecolor=GREY, edgecolor="none", zorder=0)
        nothing, middle = level_name(self._translator, None), sum(axes.get_ylim()) / 2
        room = (WIDTH - (_LEFT + _RIGHT) * DPI) / len(self._trend.quarters)
        self.label(
            axes,
            place,
            middle,
            nothing,
            self.small_font,
            ha="center",
            va="center",
            rotation="horizontal" if self.width(nothing, self.small_font) < room else "vertical",
            bbox={"facecolor": GREY, "edgecolor": "none", "pad": 1.0},
        )

    def _line(self, axes: Axes, line: TrendLine) -> None:
        """Joins neighbouring quarters that have a level: broken where there is none."""
        heights = [LEVELS.get(verdict) if verdict else None for verdict in line.verdicts]
        for place, (one, other) in enumerate(pairwise(heights)):
            if one is not None and other is not None:
                axes.plot([place, place + 1], [one, other], color=INK, linewidth=1.3, zorder=2)
        for place, verdict in enumerate(line.verdicts):
            if verdict is None:
                continue
            marker, filling = _MARKERS[verdict]
            axes.plot(
                place,
                _height(verdict),
                marker=marker,
                fillstyle=filling,
                color=INK,
                markerfacecoloralt="white",
                markeredgecolor=INK,
                markersize=7.5,
                markeredgewidth=1.0,
                clip_on=False,
                zorder=3,
            )


def _height(verdict: Verdict) -> float:
    return LEVELS.get(verdict, _UNKNOWN)
