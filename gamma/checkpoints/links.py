"""Addresses for those who have no account in the chat: a sponsor's page, a calendar's feed."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class PublicLinks:
    """base_url: our public address (GAMMA_URL), "" where this installation has none: then there are no pages.

    sign: makes of a link's number what nobody can guess or alter.
    """

    base_url: str
    sign: Callable[[int], str]

    def sponsor_page_url(self, link: int) -> str:
        return f"{self.base_url}/sponsor/{self.sign(link)}"

    def feed_url(self, secret: str) -> str:
        return f"{self.base_url}/calendar/{secret}.ics"
