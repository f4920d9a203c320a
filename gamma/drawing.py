"""What all pictures share: one at a time, the font that comes with matplotlib, and a small file in greys."""

from __future__ import annotations

import io
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

WIDTH = 960
"""Pixels: three for each of a narrow phone's 320."""
DPI = 300
INK = "#1b1b2f"

DRAWING = Lock()
"""matplotlib promises nothing to threads."""


def font(size: float, *, bold: bool = False) -> FontProperties:
    """The font that comes with matplotlib, whatever the machine has. size: points."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    file = "DejaVuSans-Bold" if bold else "DejaVuSans"
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/{file}.ttf", size=size)


def drawable(text: str, chosen: FontProperties) -> str:
    """Without what the font has no shape for: matplotlib warns of it and draws a box."""
    from matplotlib.font_manager import get_font

    shapes = get_font(str(chosen.get_file())).get_charmap()
    return "".join(c for c in text if ord(c) in shapes or c.isspace())


def png_in_greys(canvas: Any) -> bytes:
    """A third of the size of colours, and nothing to lose."""
    from PIL import Image

    canvas.draw()
    size = canvas.get_width_height()
    picture = Image.frombuffer("RGBA", size, canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("L")
    buffer = io.BytesIO()
    picture.save(buffer, "png")
    return buffer.getvalue()
