"""Draws the history of assessments: one panel a criterion, legible on a phone and without colours."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from gamma.assessments.readiness import LEVELS
from gamma.assessments.trend import Trend, TrendLine
from gamma.assessments.trend_messages import level_name
from gamma.drawing import DPI, DRAWING, INK, WIDTH, drawable, font, png_in_greys
from gamma.programme.criteria import Verdict
from gamma.translator import N_, Translator

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

_PALE, _GAP = "#c4c4c4", "#ececec"
_TITLE, _LABEL, _SMALL = 9.0, 8.0, 7.2
"""Points. On a phone that shows the picture 320 pixels wide, the small ones are 10 pixels high."""

# Inches.
_LEFT, _RIGHT, _EDGE = 0.80, 0.06, 0.06
_TITLE_LINE, _ROW, _AROUND, _BELOW = 0.155, 0.25, 0.15, 0.38
_BELOW_HEADING = 0.08
_MOST_TITLE_LINES = 4

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


class _Sheet:
    """The panels, one below the other.

    matplotlib is loaded only here: the first time it takes half a second and 60 MB of memory.
    """

    def __init__(self, translator: Translator, trend: Trend, heading: str) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._translator, self._trend, self._heading = translator, trend, heading
        self._title_font, self._label_font = font(_TITLE, bold=True), font(_LABEL)
        self._small_font = font(_SMALL)
        self._figure = Figure(figsize=(WIDTH / DPI, 1), dpi=DPI, facecolor="white")
        self._canvas: Any = FigureCanvasAgg(self._figure)  # it has no types of its own
        unknowns = any("unknown" in line.verdicts for line in trend.lines)
        self._lowest = _UNKNOWN if unknowns else 0.0

    def png(self) -> bytes:
        heading = self._wrapped(self._heading, self._label_font)
        title_font = self._title_font
        titles = [
            self._wrapped(self._translator.local(line.criterion.title), title_font)
            for line in self._trend.lines
        ]
        panel = (_TOP - self._lowest) * _ROW + 2 * _AROUND
        head = len(heading) * _TITLE_LINE + _BELOW_HEADING
        height = _EDGE + head + sum(len(title) * _TITLE_LINE + panel + _BELOW for title in titles)
        self._figure.set_size_inches(WIDTH / DPI, height)
        top = height - _EDGE
        self._title(heading, top / height, self._label_font)
        top -= head
        for line, title in zip(self._trend.lines, titles, strict=True):
            self._title(title, top / height, title_font)
            top -= len(title) * _TITLE_LINE + panel
            self._panel(line, top / height, panel / height)
            top -= _BELOW
        return self._png()

    def close(self) -> None:
        """Figure and canvas hold each other: 6 MB apiece until the garbage is collected."""
        self._canvas.renderer = None
        self._figure.clear()

    def _png(self) -> bytes:
        return png_in_greys(self._canvas)

    def _title(self, lines: list[str], top: float, font: FontProperties) -> None:
        left = _EDGE * DPI / WIDTH
        self._figure.text(
            left,
            top,
            "\n".join(lines),
            va="top",
            color=INK,
            fontproperties=font,
            parse_math=False,
            linespacing=1.1,
        )

    def _panel(self, line: TrendLine, bottom: float, height: float) -> None:
        left, right = _LEFT * DPI / WIDTH, _RIGHT * DPI / WIDTH
        axes = self._figure.add_axes((left, bottom, 1 - left - right, height))
        axes.set_axis_off()
        axes.set_xlim(-0.5, len(line.verdicts) - 0.5)
        axes.set_ylim(self._lowest - _AROUND / _ROW, _TOP + _AROUND / _ROW)
        for place, verdict in enumerate(line.verdicts):
            self._quarter(axes, place)
            if verdict is None:
                self._draw_gap(axes, place)
        self._levels(axes)
        self._line(axes, line)

    def _levels(self, axes: Axes) -> None:
        for verdict in _MARKERS:
            height = _height(verdict)
            if height < self._lowest:
                continue
            style = "dotted" if verdict == "unknown" else "solid"
            axes.axhline(height, color=_PALE, linewidth=0.6, linestyle=style, zorder=1)
            label = level_name(self._translator, verdict)
            self._label(axes, -0.04, height, label, self._label_font, across=True, ha="right", va="center")

    def _quarter(self, axes: Axes, place: int) -> None:
        """Its name below the panel, with the year where one begins."""
        quarter, before = self._trend.quarters[place], self._trend.quarters[max(place - 1, 0)]
        name = self._translator.text(N_("Q{quarter}"), quarter=quarter.number)
        year = quarter.year if place == 0 or quarter.year != before.year else " "
        bottom = axes.get_ylim()[0]
        self._label(axes, place, bottom, f"{name}\n{year}", self._small_font, ha="center", va="top")

    def _draw_gap(self, axes: Axes, place: int) -> None:
        """Its word over the lines, upright only where the quarter is too narrow for it."""
        axes.axvspan(place - 0.5, place + 0.5, facecolor=_GAP, edgecolor="none", zorder=0)
        nothing, middle = level_name(self._translator, None), sum(axes.get_ylim()) / 2
        room = (WIDTH - (_LEFT + _RIGHT) * DPI) / len(self._trend.quarters)
        self._label(
            axes,
            place,
            middle,
            nothing,
            self._small_font,
            ha="center",
            va="center",
            rotation="horizontal" if self._width(nothing, self._small_font) < room else "vertical",
            bbox={"facecolor": _GAP, "edgecolor": "none", "pad": 1.0},
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

    def _label(
        self,
        axes: Axes,
        x: float,
        y: float,
        label: str,
        font: FontProperties,
        *,
        across: bool = False,
        **position: Any,
    ) -> None:
        """Words on a panel. across: x is a share of its width, not a quarter."""
        transform = axes.get_yaxis_transform() if across else axes.transData
        axes.text(
            x, y, label, color=INK, fontproperties=font, parse_math=False, transform=transform, **position
        )

    def _wrapped(self, title: str, font: FontProperties) -> list[str]:
        """The title in lines that fit; the end of one that is much too long is left out."""
        room = WIDTH - 2 * _EDGE * DPI
        lines = [""]
        for word in drawable(title, font).split():
            longer = f"{lines[-1]} {word}".strip()
            if self._width(longer, font) <= room:
                lines[-1] = longer
                continue
            if lines[-1]:
                lines.append("")
            for letter in word:
                if self._width(lines[-1] + letter, font) > room:
                    lines.append("")
                lines[-1] += letter
        if len(lines) > _MOST_TITLE_LINES:
            lines = [*lines[: _MOST_TITLE_LINES - 1], lines[_MOST_TITLE_LINES - 1][:-1] + "…"]
        return lines

    def _width(self, text: str, font: FontProperties) -> float:
        renderer = self._canvas.get_renderer()
        return float(renderer.get_text_width_height_descent(text, font, ismath=False)[0])


def _height(verdict: Verdict) -> float:
    return LEVELS.get(verdict, _UNKNOWN)
