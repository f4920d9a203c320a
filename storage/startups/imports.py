"""Keeps what is imported: compared in bulk, and written all in one transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from gamma.startups.catalogue import Catalogue, CatalogueEntry, ImportWarning, Organisation
from gamma.startups.import_changes import ImportChanges, StoredStartup, compare_catalogue, summary_lines
from gamma.startups.import_warnings import ImportContext, import_warnings
from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Phase, Startup
from storage.models import (
    ChannelRow,
    CoIncubatorRow,
    EnrolmentRow,
    ImportedSponsorRow,
    OrganisationRow,
    PhaseRow,
    StartupRow,
)
from storage.startups import import_states, repeated_imports
from storage.startups.repeated_imports import ImportReport, day_of

_AT_ONCE = 500


def save_catalogue(
    session: Session, catalogue: Catalogue, now: datetime, *, even_if_fewer: bool = False
) -> ImportChanges:
    """Write what differs, and only into what is imported: what people typed is in other tables.

    Raises FewerStartupsError before anything is written.
    """
    repeated_imports.lock(session)
    changes = compare_catalogue(_stored_startups(session), _stored_organisations(session), catalogue)
    if not even_if_fewer:
        changes.check_completeness()
    _write_startups(session, changes, now)
    _write_organisations(session, changes)
    repeated_imports.forget(session)
    session.expire_all()
    if catalogue.entries:
        import_states.keep(session, day_of(now))
    return changes


@dataclass(frozen=True)
class ImportTerms:
    """With what an import is looked at.

    digest: by which it is known again, "" if it is not to be. day: after it a phase is a future one.
    phases: the names that the programme file knows.
    """

    digest: str
    day: date
    phases: Collection[str]
    even_if_fewer: bool = False


def save_and_remember(
    session: Session, catalogue: Catalogue, now: datetime, terms: ImportTerms
) -> tuple[ImportChanges, list[ImportWarning]]:
    """As save_catalogue(); also what looks wrong in the file."""
    changes = save_catalogue(session, catalogue, now, even_if_fewer=terms.even_if_fewer)
    organisations = set(session.scalars(select(OrganisationRow.id)))
    warnings = import_warnings(catalogue.entries, ImportContext(terms.day, terms.phases, organisations))
    if terms.digest and catalogue.entries:
        summary = summary_lines(catalogue, changes.if_repeated(len(catalogue.entries)), warnings)
        report = ImportReport([str(warning) for warning in warnings], list(summary))
        repeated_imports.remember(session, terms.digest, now, report)
    return changes, warnings


def linked_or_enrolled(session: Session, startup_ids: Collection[str]) -> list[str]:
    """Those of the startups that have a channel or are enrolled."""
    linked = select(ChannelRow.startup_id)
    enrolled = select(EnrolmentRow.startup_id).filter_by(withdrawn_at=None)
    condition = StartupRow.id.in_(linked.union(enrolled))
    return [
        startup_id
        for startup_id in session.scalars(select(StartupRow.id).where(condition))
        if startup_id in startup_ids
    ]


def _stored_startups(session: Session) -> dict[str, StoredStartup]:
    phases = defaultdict(list)
    of_phases = select(PhaseRow.startup_id, PhaseRow.name, PhaseRow.started_on).order_by(PhaseRow.position)
    for startup_id, name, started_on in session.execute(of_phases):
        phases[startup_id].append(Phase(name, started_on))
    sponsors = _ids_by_startup(session, _SPONSORS)
    co_incubators = _ids_by_startup(session, _CO_INCUBATORS)
    stored = {}
    columns = (StartupRow.name, StartupRow.pitch, StartupRow.incubator, StartupRow.removed_at)
    pages_of = (StartupRow.stats_url, StartupRow.impact_url)
    for row in session.execute(select(StartupRow.id, *columns, *pages_of)):
        startup = Startup(row.id, row.name, row.pitch, row.incubator, tuple(phases[row.id]), row.removed_at)
        pages = PublicPages(row.stats_url, row.impact_url)
        stored[row.id] = StoredStartup(startup, tuple(sponsors[row.id]), tuple(co_incubators[row.id]), pages)
    return stored


_SPONSORS = select(ImportedSponsorRow.startup_id, ImportedSponsorRow.organisation_id).order_by(
    ImportedSponsorRow.position
)
_CO_INCUBATORS = select(CoIncubatorRow.startup_id, CoIncubatorRow.incubator_id).order_by(
    CoIncubatorRow.position
)


def _ids_by_startup(session: Session, pairs: Select[str, str]) -> defaultdict[str, list[str]]:
    ids = defaultdict(list)
    for startup_id, id_ in session.execute(pairs):
        ids[startup_id].append(id_)
    return ids


def _stored_organisations(session: Session) -> dict[str, Organisation]:
    rows = session.scalars(select(OrganisationRow))
    return {row.id: Organisation(row.id, row.name, row.acronym) for row in rows}


def _write_startups(session: Session, changes: ImportChanges, now: datetime) -> None:
    _insert(session, StartupRow, [_startup_values(entry) for entry in changes.new])
    if changes.updated:
        session.execute(update(StartupRow), [_startup_values(entry) for entry in changes.updated])
    for ids in _batches([startup.id for startup in changes.gone]):
        session.execute(update(StartupRow).where(StartupRow.id.in_(ids)).values(removed_at=now))
    written = (*changes.new, *changes.updated)
    _write_pages(session, written)
    _write_phases(session, written)
    _write_lists(session, written)


def _startup_values(entry: CatalogueEntry) -> dict[str, object]:
    startup = entry.startup
    return {
        "id": startup.id,
        "name": startup.name,
        "pitch": startup.pitch,
        "incubator": startup.incubator,
        "removed_at": None,
    }


def _write_pages(session: Session, entries: Iterable[CatalogueEntry]) -> None:
    """Left as they are where the file says nothing of them."""
    given = [(entry.id, entry.pages) for entry in entries if entry.pages is not None]
    rows = [
        {"id": startup_id, "stats_url": pages.stats, "impact_url": pages.impact}
        for startup_id, pages in given
    ]
    if rows:
        session.execute(update(StartupRow), rows)


def _write_phases(session: Session, entries: Iterable[CatalogueEntry]) -> None:
    written = list(entries)
    for ids in _batches([entry.id for entry in written]):
        session.execute(delete(PhaseRow).where(PhaseRow.startup_id.in_(ids)))
    rows: list[dict[str, object]] = [
        {"startup_id": entry.id, "position": position, "name": phase.name, "started_on": phase.started_on}
        for entry in written
        for position, phase in enumerate(entry.startup.phases)
    ]
    _insert(session, PhaseRow, rows)


def _write_lists(session: Session, entries: Sequence[CatalogueEntry]) -> None:
    """Sponsors and further incubators; left as they are where the file says nothing of them."""
    sponsors = {entry.id: entry.sponsors for entry in entries if entry.sponsors is not None}
    for ids in _batches(list(sponsors)):
        session.execute(delete(ImportedSponsorRow).where(ImportedSponsorRow.startup_id.in_(ids)))
    _insert(session, ImportedSponsorRow, _position_rows(sponsors, "organisation_id"))
    incubators = {entry.id: entry.co_incubators for entry in entries if entry.co_incubators is not None}
    for ids in _batches(list(incubators)):
        session.execute(delete(CoIncubatorRow).where(CoIncubatorRow.startup_id.in_(ids)))
    _insert(session, CoIncubatorRow, _position_rows(incubators, "incubator_id"))


def _position_rows(listed: dict[str, tuple[str, ...]], column: str) -> list[dict[str, object]]:
    return [
        {"startup_id": startup_id, "position": position, column: id_}
        for startup_id, ids in listed.items()
        for position, id_ in enumerate(ids)
    ]


def _write_organisations(session: Session, changes: ImportChanges) -> None:
    def row(organisation: Organisation) -> dict[str, object]:
        return {"id": organisation.id, "name": organisation.name, "acronym": organisation.acronym}

    _insert(session, OrganisationRow, [row(organisation) for organisation in changes.new_organisations])
    if changes.changed_organisations:
        session.execute(
            update(OrganisationRow), [row(organisation) for organisation in changes.changed_organisations]
        )


def _insert(session: Session, table: type, rows: list[dict[str, object]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _batches(ids: list[str]) -> Iterable[list[str]]:
    """As many at once as every database takes in one question."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
