"""What an imported file holds: startups as it describes them, organisations, and what was odd about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Startup


class ImportRefusedError(Exception):
    """What was given cannot be imported, and nothing of it is taken. The message names the place."""


class FewerStartupsError(ImportRefusedError):
    """So many of the startups known are missing that the file is a mistake, unless somebody insists."""


class WarningKind(StrEnum):
    """What can be odd about a startup, as the report counts it."""

    UNKNOWN_PHASE = "unknown phase"
    FUTURE_PHASE = "future phase"
    ANCIENT_PHASE = "phase of long ago"
    SAME_DAY_PHASES = "same-day phases"
    PHASES_OUT_OF_ORDER = "phases out of order"
    PHASE_WITHOUT_START = "phase without a start"
    NO_PHASE = "no phase"
    NO_SPONSOR = "no sponsor"
    UNKNOWN_SPONSOR = "unknown sponsor"
    MALFORMED_CONTACT = "malformed contact"
    NO_NAME = "no name"
    CUT = "cut"
    MALFORMED_PAGE = "malformed address of a page"
    ADDRESS_LEFT_OUT = "address left out"
    RENAMED = "renamed"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True)
class ImportWarning:
    """One odd thing about one startup, in plain English."""

    startup_id: str
    kind: WarningKind
    detail: str

    def __str__(self) -> str:
        return f"{self.startup_id}: {self.detail}"


@dataclass(frozen=True)
class Organisation:
    id: str
    name: str
    acronym: str


@dataclass(frozen=True)
class CatalogueEntry:
    """A startup as a file gives it.

    sponsors, co_incubators: ids; None where this version of the file says nothing of them. pages: likewise.
    warnings: what was seen while reading, of things that are not kept.
    """

    startup: Startup
    position: int
    sponsors: tuple[str, ...] | None
    co_incubators: tuple[str, ...] | None
    warnings: tuple[ImportWarning, ...]
    pages: PublicPages | None = None

    @property
    def id(self) -> str:
        return self.startup.id


@dataclass(frozen=True)
class Catalogue:
    """Everything one file holds, or several taken together."""

    entries: tuple[CatalogueEntry, ...] = ()
    organisations: tuple[Organisation, ...] = ()


def merge_catalogues(files: Sequence[tuple[str, Catalogue]]) -> Catalogue:
    """Files by their name, as one. Raises ImportRefusedError where two of them hold the same startup."""
    names = [name for name, _ in files]
    for name in names:
        if names.count(name) > 1:
            raise ImportRefusedError(f"{name} is named twice; once is enough")
    seen: dict[str, str] = {}
    for name, catalogue in files:
        for entry in catalogue.entries:
            if entry.id in seen:
                sentence = f"“{entry.id}” stands in {seen[entry.id]} and in {name}, entry {entry.position}"
                raise ImportRefusedError(sentence)
            seen[entry.id] = f"{name}, entry {entry.position}"
    organisations = {
        organisation.id: organisation for _, catalogue in files for organisation in catalogue.organisations
    }
    return Catalogue(
        entries=tuple(entry for _, catalogue in files for entry in catalogue.entries),
        organisations=tuple(organisations.values()),
    )
