"""The public pages on which a startup shows its numbers: as imported, to open; nothing is read from them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin

from gamma.sections import literal_text
from gamma.text import Text, link
from gamma.translator import N_, Translator

ADDRESS_CHARACTERS = 500
_PAGE = re.compile(r"https?://[^\s/@]+\.[^\s/@]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True)
class PublicPages:
    """Addresses of pages, "" where there is none."""

    stats: str = ""
    impact: str = ""


NO_PAGES = PublicPages()


def page_address(typed: str, site: str) -> str | None:
    """As it can be opened; "" for none, None where it is no address of a page. site: where a path begins."""
    written = typed.strip()
    if not written:
        return ""
    if written.startswith("/") and not written.startswith("//"):
        written = urljoin(site.strip(), written)
    address = quote(written, safe=_KEPT)
    return address if _PAGE.fullmatch(address) and len(address) <= ADDRESS_CHARACTERS else None


def parse_pages(attributes: Mapping[str, Any]) -> tuple[PublicPages, list[str]]:
    """What a file says of them, with the names of those that are no addresses: these are not kept."""
    given = {name: str(attributes.get(name) or "") for name in ("stats_url", "impact_url")}
    read = {name: page_address(typed, str(attributes.get("link") or "")) for name, typed in given.items()}
    odd = [name for name, address in read.items() if address is None]
    return PublicPages(read["stats_url"] or "", read["impact_url"] or ""), odd


def public_pages_line(translator: Translator, pages: PublicPages) -> Iterator[Text]:
    """Once, where both are the same page; nothing where there is none."""
    stats, impact = translator.text(N_("statistics")), translator.text(N_("impact"))
    if pages.stats and pages.stats == pages.impact:
        found = [_linked(translator.listed([stats, impact]), pages.stats)]
    else:
        named = ((stats, pages.stats), (impact, pages.impact))
        found = [_linked(label, address) for label, address in named if address]
    if len(found) == 1:
        yield translator.render(N_("Public page: {page}"), page=found[0])
    elif found:
        yield translator.render(N_("Public pages: {first}, {second}"), first=found[0], second=found[1])


def _linked(label: str, address: str) -> Text:
    """In the clear where others on the way could change the page."""
    try:
        return link(label, address)
    except ValueError:
        return literal_text(f"{label} ({address})")
