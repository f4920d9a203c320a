"""A picture as PNG: legible on a phone and without colours, its words in the font that matplotlib brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gamma.drawing import DPI, INK, WIDTH, drawable, font, png_in_greys

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

PALE, GREY = "#c4c4c4", "#ececec"
TITLE, LABEL, SMALL = 9.0, 8.0, 7.2
"""Points. On a phone that shows the picture 320 pixels wide, the small ones are 10 pixels high."""

EDGE = 0.06
"""Inches, as all below."""
TITLE_LINE, BELOW_HEADING = 0.155, 0.08
_MOST_TITLE_LINES = 4


class Sheet:
    """What pictures have in common: a white figure of one width, titles, words on panels.

    matplotlib is loaded only here: the first time it takes half a second and 60 MB of memory.
    """

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.title_font, self.label_font = font(TITLE, bold=True), font(LABEL)
        self.small_font = font(SMALL)
        self.figure = Figure(figsize=(WIDTH / DPI, 1), dpi=DPI, facecolor="white")
        self.canvas: Any = FigureCanvasAgg(self.figure)  # it has no types of its own

    def close(self) -> None:
        """Figure and canvas hold each other: 6 MB apiece until the garbage is collected."""
        self.canvas.renderer = None
        self.figure.clear()

    def greys(self) -> bytes:
        return png_in_greys(self.canvas)

    def title(self, lines: list[str], top: float, font: FontProperties) -> None:
        left = EDGE * DPI / WIDTH
        self.figure.text(
            left,
            top,
            "\n".join(lines),
            va="top",
            color=INK,
            fontproperties=font,
            parse_math=False,
            linespacing=1.1,
        )

    def label(
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

    def wrapped(self, title: str, font: FontProperties) -> list[str]:
        """The title in lines that fit; the end of one that is much too long is left out."""
        room = WIDTH - 2 * EDGE * DPI
        lines = [""]
        for word in drawable(title, font).split():
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, font) <= room:
                lines[-1] = longer
                continue
            if lines[-1]:
                lines.append("")
            for letter in word:
                if self.width(lines[-1] + letter, font) > room:
                    lines.append("")
                lines[-1] += letter
        if len(lines) > _MOST_TITLE_LINES:
            lines = [*lines[: _MOST_TITLE_LINES - 1], lines[_MOST_TITLE_LINES - 1][:-1] + "…"]
        return lines

    def width(self, text: str, font: FontProperties) -> float:
        renderer = self.canvas.get_renderer()
        return float(renderer.get_text_width_height_descent(text, font, ismath=False)[0])
