"""A picture as PNG: legible on a phone and without colours, its words in the font that matplotlib brings."""

from __future__ import annotations

import io
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

WIDTH = 960
"""Pixels: three for each of a narrow phone's 320."""

DPI = 300
INK, PALE, GREY = "#1b1b2f", "#c4c4c4", "#ececec"
TITLE, LABEL, SMALL = 9.0, 8.0, 7.2
"""Points. On a phone that shows the picture 320 pixels wide, the small ones are 10 pixels high."""

EDGE = 0.06
"""Inches, as all below."""
TITLE_LINE, BELOW_HEADING = 0.155, 0.08
_MOST_TITLE_LINES = 4

DRAWING = Lock()
"""One at a time: matplotlib promises nothing to threads."""


class Sheet:
    """What pictures have in common: a white figure of one width, titles, words on panels.

    matplotlib is loaded only here: the first time it takes half a second and 60 MB of memory.
    """

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.title_font, self.label_font = _font(TITLE, bold=True), _font(LABEL)
        self.small_font = _font(SMALL)
        self.figure = Figure(figsize=(WIDTH / DPI, 1), dpi=DPI, facecolor="white")
        self.canvas: Any = FigureCanvasAgg(self.figure)  # it has no types of its own

    def close(self) -> None:
        """Figure and canvas hold each other: 6 MB apiece until the garbage is collected."""
        self.canvas.renderer = None
        self.figure.clear()

    def greys(self) -> bytes:
        """In greys: a third of the size, and nothing to lose."""
        from PIL import Image

        self.canvas.draw()
        size = self.canvas.get_width_height()
        picture = Image.frombuffer("RGBA", size, self.canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("L")
        buffer = io.BytesIO()
        picture.save(buffer, "png")
        return buffer.getvalue()

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
        for word in _drawable(title, font).split():
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


def _font(size: float, *, bold: bool = False) -> FontProperties:
    """The font that comes with matplotlib, whatever the machine has."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    file = "DejaVuSans-Bold" if bold else "DejaVuSans"
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/{file}.ttf", size=size)


def _drawable(text: str, font: FontProperties) -> str:
    """Without what the font has no shape for: matplotlib warns of it and draws a box."""
    from matplotlib.font_manager import get_font

    shapes = get_font(str(font.get_file())).get_charmap()
    return "".join(c for c in text if ord(c) in shapes or c.isspace())
