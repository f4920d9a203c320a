"""Addresses for those who have no account in the chat: a sponsor's page, a document, a calendar's feed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

PageKind = Literal["sponsor", "document"]


@dataclass(frozen=True)
class LinkKey:
    """What a page's address names: the link, and what was drawn for it when it was made.

    nonce: so that no other installation, nor this one with an empty database, ever gives the same address.
    "" for sponsors' links made before there was one.
    """

    id: int
    nonce: str


@dataclass(frozen=True)
class PublicLinks:
    """base_url: our public address (GAMMA_URL), "" where this installation has none: then there are no pages.

    sign: makes of a link's key what nobody can guess or alter, for that kind of page alone.
    """

    base_url: str
    sign: Callable[[PageKind, LinkKey], str]

    def sponsor_page_url(self, link: LinkKey) -> str:
        return f"{self.base_url}/sponsor/{self.sign('sponsor', link)}"

    def document_url(self, link: LinkKey) -> str:
        return f"{self.base_url}/document/{self.sign('document', link)}"

    def feed_url(self, secret: str) -> str:
        return f"{self.base_url}/calendar/{secret}.ics"
