"""A message that somebody wants to make something of: its words, and the address that leads back to it."""

from dataclasses import dataclass

from gamma.text import shorten


@dataclass(frozen=True)
class QuotedMessage:
    """words: as they were written, line by line. address: "" where none is known."""

    words: str
    address: str = ""

    def shortened(self, limit: int) -> str:
        """The beginning of its words."""
        return self.words if len(self.words) <= limit else self.words[: limit - 1].rstrip() + "…"

    def in_line(self, limit: int) -> str:
        """The beginning of its words and its address, if that has room, on one line."""
        address = self.address if len(self.address) < limit // 2 else ""
        room = limit - len(address) - bool(address)
        return f"{shorten(self.words, room)} {address}".strip()
