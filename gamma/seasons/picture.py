"""Draws where the startups of a season stand: one panel a criterion, a bar a moment, counts in the bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gamma.drawing import DPI, DRAWING, INK, WIDTH, drawable, font, png_in_greys

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TITLE, _LABEL = 9.0, 7.6
"""Points."""
_LEFT, _EDGE = 1.08, 0.06
"""Inches."""
_TITLE_LINE, _ROW, _BETWEEN, _LEGEND = 0.19, 0.245, 0.10, 0.42
_BAR = 0.78

_FILLS = (
    {"facecolor": INK, "edgecolor": INK},
    {"facecolor": "#c9c9d6", "edgecolor": INK, "hatch": "////"},
    {"facecolor": "#ffffff", "edgecolor": INK},
    {"facecolor": "#ffffff", "edgecolor": "#70708a", "linestyle": "dotted"},
)
"""Reached, partly, not yet, unknown: told apart without colours."""
_WORDS = ("white", INK, INK, INK)
_NARROWEST = 0.04
"""Of the bar: a narrower part has no number in it."""


@dataclass(frozen=True)
class Bar:
    """counts: reached, partly, not yet, unknown; only the first of a baseline, of which no more is known."""

    label: str
    counts: tuple[int, ...]
    of: int


@dataclass(frozen=True)
class Panel:
    title: str
    bars: Sequence[Bar]


def draw_levels(panels: Sequence[Panel], legend: Sequence[str]) -> bytes:
    """The picture as PNG. legend: the names of the levels, the best first."""
    with DRAWING:
        return _draw(panels, legend)


def _draw(panels: Sequence[Panel], legend: Sequence[str]) -> bytes:
    """matplotlib is loaded only here: the first time it takes half a second and 60 MB of memory."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    height = _EDGE + sum(_TITLE_LINE + len(each.bars) * _ROW + _BETWEEN for each in panels) + _LEGEND
    figure = Figure(figsize=(WIDTH / DPI, height), dpi=DPI, facecolor="white")
    canvas: Any = FigureCanvasAgg(figure)
    width, top = WIDTH / DPI, height - _EDGE
    for panel in panels:
        title_font = font(_TITLE, bold=True)
        _text(figure, _EDGE / width, top / height, drawable(panel.title, title_font), title_font, va="top")
        top -= _TITLE_LINE + len(panel.bars) * _ROW
        axes = figure.add_axes(
            (_LEFT / width, top / height, 1 - (_LEFT + _EDGE) / width, len(panel.bars) * _ROW / height)
        )
        _panel(axes, panel)
        top -= _BETWEEN
    _legend(figure, legend, height)
    drawn = png_in_greys(canvas)
    canvas.renderer = None
    figure.clear()
    return drawn


def _panel(axes: Axes, panel: Panel) -> None:
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(panel.bars) - 0.5, -0.5)
    label_font = font(_LABEL)
    for row, bar in enumerate(panel.bars):
        label = drawable(bar.label, label_font)
        _text(axes, -0.03, row, label, label_font, ha="right", va="center_baseline")
        _bar(axes, row, bar)


def _bar(axes: Axes, row: int, bar: Bar) -> None:
    begin = 0.0
    for count, fill, ink in zip(bar.counts, _FILLS, _WORDS, strict=False):
        share = count / bar.of if bar.of else 0.0
        if share:
            axes.barh(row, share, left=begin, height=_BAR, linewidth=0.7, **fill)  # type: ignore[arg-type]
        if share >= _NARROWEST:
            plate = {"facecolor": fill["facecolor"], "edgecolor": "none", "pad": 0.8}
            _text(
                axes,
                begin + share / 2,
                row,
                str(count),
                font(_LABEL),
                color=ink,
                ha="center",
                va="center_baseline",
                bbox=plate if "hatch" in fill else None,
            )
        begin += share
    if len(bar.counts) == 1 and begin < 1:
        axes.barh(
            row, 1 - begin, left=begin, height=_BAR, linewidth=0.7, facecolor="white", edgecolor="#c4c4c4"
        )


def _legend(figure: Any, legend: Sequence[str], height: float) -> None:
    """In two lines of two."""
    axes = figure.add_axes((_EDGE * DPI / WIDTH, 0.0, 1 - 2 * _EDGE * DPI / WIDTH, _LEGEND / height))
    axes.set_axis_off()
    axes.set_xlim(0, 2)
    axes.set_ylim(-0.5, 1.5)
    for number, (name, fill) in enumerate(zip(legend, _FILLS, strict=True)):
        left, row = number % 2, 1 - number // 2
        axes.barh(row, 0.12, left=left, height=0.5, linewidth=0.7, **fill)
        _text(axes, left + 0.17, row, name, font(_LABEL), va="center_baseline")


def _text(where: Any, x: float, y: float, words: str, chosen: Any, **how: Any) -> None:
    where.text(x, y, words, fontproperties=chosen, parse_math=False, **{"color": INK, **how})
