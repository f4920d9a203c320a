"""A resource: something to read elsewhere, where it comes from, and what it is about."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import quote

from gamma.calendar import METROPOLE
from gamma.dates import day_in
from gamma.programme.criteria import Criterion
from gamma.text import link, one_line

State = Literal["public", "proposed", "declined", "withdrawn"]
"""withdrawn: by who suggested it; nobody but they can bring it back, by suggesting it again."""

TITLE_CHARACTERS, ADDRESS_CHARACTERS = 200, 500
PROPOSED_AT_ONCE = 2
"""Nobody reads a list in the middle of something else."""

CHECKED_EVERY = timedelta(days=14)
CHECKED_A_NIGHT = 20
DEAD_AFTER = 2
"""Checks in a row that find nothing there, each on a night of its own."""

OF_WORKSHOP = "workshop:"
"""How the source of a workshop's notes begins; no source of the programme file has a colon."""

_NOT_ENCODED = ":/?#[]@!$&'*+,;=%~"


@dataclass(frozen=True)
class Entry:
    """A resource as a source tells of it. words: what it is found by beside its title.

    subject: in the source's own words.
    """

    title: str
    link: str
    changed_on: date | None = None
    subject: str = ""
    words: str = ""


@dataclass(frozen=True)
class Resource:
    """source: the id of a source in the programme file, or of a workshop, "" where somebody suggested it.

    title_stems, other_stems: of what it is found by, those of its title apart (gamma/resources/stems.py).
    changed_on: as its source says; else it counts from when it came. dead_since: nothing is there any more.
    """

    id: int
    title: str
    link: str
    source: str
    domain: str
    criterion: str
    changed_on: date | None
    added_at: datetime
    state: State
    title_stems: str
    other_stems: str
    suggested_by: int | None = None
    dead_since: datetime | None = None

    @property
    def workshop(self) -> int | None:
        """The number of the workshop whose notes these are."""
        is_of_one = self.source.startswith(OF_WORKSHOP)
        return int(self.source.removeprefix(OF_WORKSHOP)) if is_of_one else None

    @property
    def dated(self) -> date:
        """By which it is old or new."""
        return self.changed_on or day_in(self.added_at, METROPOLE.zone)


def clean_address(typed: str) -> str | None:
    """As a link that may be shown; None for what is none. http:// is asked for by https://."""
    address = one_line(typed).strip("<>")
    address = re.sub(r"^http://", "https://", address, flags=re.IGNORECASE)
    address = quote(address, safe=_NOT_ENCODED)
    if not address.startswith("https://") or len(address) > ADDRESS_CHARACTERS:
        return None
    try:
        (span,) = link("link", address).spans
    except ValueError:
        return None
    return span.url if "." in span.url.partition("//")[2].partition("/")[0] else None


def domains_of(criterion: Criterion) -> frozenset[str]:
    """Those that its steps ask in."""
    return frozenset(step.domain for step in criterion.steps if step.domain)


def newest_first(resources: Collection[Resource]) -> Sequence[Resource]:
    """Those that lead nowhere last."""
    return sorted(
        resources,
        key=lambda each: (each.dead_since is None, each.dated, each.id),
        reverse=True,
    )
