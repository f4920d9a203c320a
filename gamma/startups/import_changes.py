"""What an import changes: compared with what is known, startup by startup, and told in sum."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gamma.startups.catalogue import Entry, FewerStartupsError, Imported, ImportWarning, Kind, Organisation
from gamma.startups.startup import Startup

_MOST_LEAVING = 5
"""Of so many startups known, one may be missing from a file."""


@dataclass(frozen=True)
class Known:
    """A startup as it was imported last."""

    startup: Startup
    sponsors: tuple[str, ...]
    co_incubators: tuple[str, ...]

    def is_as(self, entry: Entry) -> bool:
        """Whether the file says the same; what it says nothing of stays as it is."""
        return (
            replace(self.startup, gone_at=None) == entry.startup
            and entry.sponsors in (None, self.sponsors)
            and entry.co_incubators in (None, self.co_incubators)
        )


@dataclass(frozen=True)
class Changes:
    """Each startup of the file is in one list: new, back, renamed, changed or unchanged.

    gone: known ones that are not in it any more.
    gone_before: those that had left the file earlier, and are still not in it.
    """

    new: tuple[Entry, ...]
    back: tuple[Entry, ...]
    renamed: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    unchanged: int
    gone: tuple[Startup, ...]
    gone_before: int
    new_organisations: tuple[Organisation, ...]
    changed_organisations: tuple[Organisation, ...]
    old_names: Mapping[str, str]
    """By id, of startups that are called otherwise now."""

    @property
    def updated(self) -> tuple[Entry, ...]:
        """Known startups of which something is to be written."""
        return (*self.back, *self.renamed, *self.changed)

    @property
    def nothing(self) -> bool:
        organisations = self.new_organisations or self.changed_organisations
        return not (self.new or self.updated or self.gone or organisations)

    def check_whole(self) -> None:
        """Raises FewerStartupsError where more than a fifth left at once; one alone may always leave."""
        gone = len(self.gone)
        before = gone + len(self.renamed) + len(self.changed) + self.unchanged
        if gone > 1 and gone * _MOST_LEAVING > before:
            raise FewerStartupsError(
                f"{gone} of the {before} startups known are missing, more than a fifth: taken for a mistake"
            )

    def oddities(self) -> list[ImportWarning]:
        """Those who changed their name, left or came back, since the last import."""
        found = [ImportWarning(startup.id, Kind.GONE, _GONE.format(startup.name)) for startup in self.gone]
        found += [ImportWarning(entry.id, Kind.BACK, _BACK.format(entry.startup.name)) for entry in self.back]
        for entry in (*self.back, *self.renamed):
            if old := self.old_names.get(entry.id):
                detail = f"“{old}” is called “{entry.startup.name}” now"
                found.append(ImportWarning(entry.id, Kind.RENAMED, detail))
        return found


_GONE = "“{}” left the file; it is kept, and marked"
_BACK = "“{}” is back in the file"


def compare(
    known: Mapping[str, Known], organisations: Mapping[str, Organisation], imported: Imported
) -> Changes:
    """A file of organisations alone says nothing of startups: none is gone."""
    lists: dict[str, list[Entry]] = {name: [] for name in ("new", "back", "renamed", "changed", "same")}
    for entry in imported.entries:
        lists[_list_of(known.get(entry.id), entry)].append(entry)
    named = {entry.id: entry.startup.name for entry in imported.entries}
    absent = [one.startup for startup_id, one in known.items() if named and startup_id not in named]
    return Changes(
        new=tuple(lists["new"]),
        back=tuple(lists["back"]),
        renamed=tuple(lists["renamed"]),
        changed=tuple(lists["changed"]),
        unchanged=len(lists["same"]),
        gone=tuple(startup for startup in absent if startup.gone_at is None),
        gone_before=sum(startup.gone_at is not None for startup in absent),
        new_organisations=tuple(one for one in imported.organisations if one.id not in organisations),
        changed_organisations=tuple(
            one for one in imported.organisations if organisations.get(one.id, one) != one
        ),
        old_names={
            startup_id: known[startup_id].startup.name
            for startup_id, name in named.items()
            if startup_id in known and known[startup_id].startup.name != name
        },
    )


def _list_of(before: Known | None, entry: Entry) -> str:
    if before is None:
        return "new"
    if before.startup.gone_at is not None:
        return "back"
    if before.startup.name != entry.startup.name:
        return "renamed"
    return "same" if before.is_as(entry) else "changed"


def in_sum(imported: Imported, changes: Changes, odd: Sequence[ImportWarning]) -> Iterator[str]:
    """The import in a few English lines."""
    if imported.entries:
        startups = _many(len(imported.entries), "startup")
        yield (
            f"{startups}: {len(changes.new)} new, {len(changes.changed)} changed, "
            f"{len(changes.renamed)} renamed, {len(changes.gone)} gone, {len(changes.back)} back, "
            f"{changes.unchanged} unchanged."
        )
    if changes.gone_before:
        yield f"{_many(changes.gone_before, 'startup')} that left the file earlier: kept."
    if imported.organisations:
        new, changed = len(changes.new_organisations), len(changes.changed_organisations)
        yield f"{_many(len(imported.organisations), 'organisation')}: {new} new, {changed} changed."
    if odd:
        concerned = _many(len({one.startup_id for one in odd}), "startup")
        yield f"Odd, in {concerned}: {_counted(odd)}."
    if changes.nothing:
        yield "Nothing has changed."


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _counted(odd: Iterable[ImportWarning]) -> str:
    counts = Counter(one.kind for one in odd)
    return ", ".join(f"{count} × {kind}" for kind, count in counts.most_common())
