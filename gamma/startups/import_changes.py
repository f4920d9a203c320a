"""What an import changes: compared with what is known, startup by startup, and told in sum."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gamma.startups.catalogue import (
    Catalogue,
    CatalogueEntry,
    FewerStartupsError,
    ImportWarning,
    Organisation,
    WarningKind,
)
from gamma.startups.public_pages import NO_PAGES, PublicPages
from gamma.startups.startup import Startup

_MOST_LEAVING = 5
"""Of so many startups known, one may be missing from a file."""


@dataclass(frozen=True)
class StoredStartup:
    """A startup as it was imported last."""

    startup: Startup
    sponsors: tuple[str, ...]
    co_incubators: tuple[str, ...]
    pages: PublicPages = NO_PAGES

    def matches(self, entry: CatalogueEntry) -> bool:
        """Whether the file says the same; what it says nothing of stays as it is."""
        here = replace(self.startup, removed_at=None) if self.startup.removed_at else self.startup
        return (
            here == entry.startup
            and entry.sponsors in (None, self.sponsors)
            and entry.co_incubators in (None, self.co_incubators)
            and entry.pages in (None, self.pages)
        )


@dataclass(frozen=True)
class ImportChanges:
    """Each startup of the file is in one list: new, back, renamed, changed or unchanged.

    gone: known ones that are not in it any more.
    gone_before: those that had left the file earlier, and are still not in it.
    """

    new: tuple[CatalogueEntry, ...]
    back: tuple[CatalogueEntry, ...]
    renamed: tuple[CatalogueEntry, ...]
    changed: tuple[CatalogueEntry, ...]
    unchanged: int
    gone: tuple[Startup, ...]
    gone_before: int
    new_organisations: tuple[Organisation, ...]
    changed_organisations: tuple[Organisation, ...]
    old_names: Mapping[str, str]
    """By id, of startups that are called otherwise now."""

    @property
    def updated(self) -> tuple[CatalogueEntry, ...]:
        """Known startups of which something is to be written."""
        return (*self.back, *self.renamed, *self.changed)

    @property
    def is_empty(self) -> bool:
        organisations = self.new_organisations or self.changed_organisations
        return not (self.new or self.updated or self.gone or organisations)

    def if_repeated(self, entries: int) -> "ImportChanges":
        """What the same file would change after it: of so many startups none."""
        gone_before = self.gone_before + len(self.gone)
        return ImportChanges((), (), (), (), entries, (), gone_before, (), (), {})

    def check_completeness(self) -> None:
        """Raises FewerStartupsError where more than a fifth left at once; one alone may always leave."""
        gone = len(self.gone)
        before = gone + len(self.renamed) + len(self.changed) + self.unchanged
        if gone > 1 and gone * _MOST_LEAVING > before:
            raise FewerStartupsError(
                f"{gone} of the {before} startups known are missing, more than a fifth: taken for a mistake"
            )

    def warnings(self) -> list[ImportWarning]:
        """Those who changed their name, left or came back, since the last import."""
        warnings = [
            ImportWarning(startup.id, WarningKind.GONE, _GONE.format(startup.name)) for startup in self.gone
        ]
        warnings += [
            ImportWarning(entry.id, WarningKind.BACK, _BACK.format(entry.startup.name)) for entry in self.back
        ]
        for entry in (*self.back, *self.renamed):
            if old := self.old_names.get(entry.id):
                detail = f"“{old}” is called “{entry.startup.name}” now"
                warnings.append(ImportWarning(entry.id, WarningKind.RENAMED, detail))
        return warnings


_GONE = "“{}” left the file; it is kept, and marked"
_BACK = "“{}” is back in the file"


def compare_catalogue(
    stored: Mapping[str, StoredStartup], organisations: Mapping[str, Organisation], catalogue: Catalogue
) -> ImportChanges:
    """A file of organisations alone says nothing of startups: none is gone."""
    lists: dict[str, list[CatalogueEntry]] = {
        name: [] for name in ("new", "back", "renamed", "changed", "same")
    }
    for entry in catalogue.entries:
        lists[_change_of(stored.get(entry.id), entry)].append(entry)
    names = {entry.id: entry.startup.name for entry in catalogue.entries}
    absent = [each.startup for startup_id, each in stored.items() if names and startup_id not in names]
    return ImportChanges(
        new=tuple(lists["new"]),
        back=tuple(lists["back"]),
        renamed=tuple(lists["renamed"]),
        changed=tuple(lists["changed"]),
        unchanged=len(lists["same"]),
        gone=tuple(startup for startup in absent if startup.removed_at is None),
        gone_before=sum(startup.removed_at is not None for startup in absent),
        new_organisations=tuple(each for each in catalogue.organisations if each.id not in organisations),
        changed_organisations=tuple(
            each for each in catalogue.organisations if organisations.get(each.id, each) != each
        ),
        old_names={
            startup_id: stored[startup_id].startup.name
            for startup_id, name in names.items()
            if startup_id in stored and stored[startup_id].startup.name != name
        },
    )


def _change_of(before: StoredStartup | None, entry: CatalogueEntry) -> str:
    if before is None:
        return "new"
    if before.startup.removed_at is not None:
        return "back"
    if before.startup.name != entry.startup.name:
        return "renamed"
    return "same" if before.matches(entry) else "changed"


def summary_lines(
    catalogue: Catalogue, changes: ImportChanges, warnings: Sequence[ImportWarning]
) -> Iterator[str]:
    """The import in a few English lines."""
    if catalogue.entries:
        startups = _count(len(catalogue.entries), "startup")
        yield (
            f"{startups}: {len(changes.new)} new, {len(changes.changed)} changed, "
            f"{len(changes.renamed)} renamed, {len(changes.gone)} gone, {len(changes.back)} back, "
            f"{changes.unchanged} unchanged."
        )
    if changes.gone_before:
        yield f"{_count(changes.gone_before, 'startup')} that left the file earlier: kept."
    if catalogue.organisations:
        new, changed = len(changes.new_organisations), len(changes.changed_organisations)
        yield f"{_count(len(catalogue.organisations), 'organisation')}: {new} new, {changed} changed."
    if warnings:
        concerned = _count(len({warning.startup_id for warning in warnings}), "startup")
        yield f"Odd, in {concerned}: {_counts_by_kind(warnings)}."
    if changes.is_empty:
        yield "Nothing has changed."


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _counts_by_kind(warnings: Iterable[ImportWarning]) -> str:
    counts = Counter(warning.kind for warning in warnings)
    return ", ".join(f"{count} × {kind}" for kind, count in counts.most_common())
