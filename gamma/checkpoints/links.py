"""Addresses for those who have no account in the chat: a sponsor's page, a calendar's feed."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class PublicLinks:
    """own: our public address (GAMMA_URL), "" where this installation has none: then there are no pages.

    sign: makes of a link's number what nobody can guess or alter.
    """

    own: str
    sign: Callable[[int], str]

    def sponsor(self, link: int) -> str:
        return f"{self.own}/sponsor/{self.sign(link)}"

    def feed(self, secret: str) -> str:
        return f"{self.own}/calendar/{secret}.ics"
