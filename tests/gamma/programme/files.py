"""The shipped programme file, with the edits that a test makes."""

import re
from pathlib import Path

from gamma.programme.file import SHIPPED

TEXT = SHIPPED.read_text(encoding="utf-8")
SHARE = re.findall(r"share_from = \S+ ", TEXT)[0]
"""Where the threshold stands, whatever it is."""


def edited(folder: Path, *edits: tuple[str, str]) -> Path:
    """The shipped file with these edits, each made once."""
    text = TEXT
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "programme.toml"
    path.write_text(text, encoding="utf-8")
    return path
