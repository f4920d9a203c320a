"""Keeps what is imported: compared in bulk, and written all in one transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, insert, select, text, update
from sqlalchemy.orm import Session

from gamma.startups.catalogue import Entry, Imported, Organisation
from gamma.startups.import_changes import Changes, Known, compare
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

_AT_ONCE = 500


def keep(session: Session, imported: Imported, now: datetime, *, even_if_fewer: bool = False) -> Changes:
    """Write what differs, and only into what is imported: what people typed is in other tables.

    Raises FewerStartupsError before anything is written.
    """
    _take_turns(session)
    changes = compare(_known(session), _organisations(session), imported)
    if not even_if_fewer:
        changes.check_whole()
    _write_startups(session, changes, now)
    _write_organisations(session, changes)
    session.expire_all()
    return changes


def organisation_ids(session: Session) -> set[str]:
    return set(session.scalars(select(OrganisationRow.id)))


def followed(session: Session, startup_ids: Collection[str]) -> list[str]:
    """Those of the startups that have a channel or are enrolled."""
    linked = select(ChannelRow.startup_id)
    enrolled = select(EnrolmentRow.startup_id).filter_by(withdrawn_at=None)
    either = StartupRow.id.in_(linked.union(enrolled))
    return [known for known in session.scalars(select(StartupRow.id).where(either)) if known in startup_ids]


def _take_turns(session: Session) -> None:
    """On SQLite a writer is alone already. On PostgreSQL a second import waits; who links does not."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE startups IN SHARE ROW EXCLUSIVE MODE"))


def _known(session: Session) -> dict[str, Known]:
    phases = defaultdict(list)
    columns = select(PhaseRow.startup_id, PhaseRow.name, PhaseRow.started_on)
    for startup_id, name, started_on in session.execute(columns.order_by(PhaseRow.position)):
        phases[startup_id].append(Phase(name, started_on))
    sponsors = _listed(session, _SPONSORS)
    co_incubators = _listed(session, _CO_INCUBATORS)
    found = {}
    for row in session.scalars(select(StartupRow)):
        startup = Startup(row.id, row.name, row.pitch, row.incubator, tuple(phases[row.id]), row.gone_at)
        found[row.id] = Known(startup, tuple(sponsors[row.id]), tuple(co_incubators[row.id]))
    return found


_SPONSORS = select(ImportedSponsorRow.startup_id, ImportedSponsorRow.organisation_id).order_by(
    ImportedSponsorRow.position
)
_CO_INCUBATORS = select(CoIncubatorRow.startup_id, CoIncubatorRow.incubator_id).order_by(
    CoIncubatorRow.position
)


def _listed(session: Session, pairs: Select[str, str]) -> defaultdict[str, list[str]]:
    found = defaultdict(list)
    for startup_id, listed in session.execute(pairs):
        found[startup_id].append(listed)
    return found


def _organisations(session: Session) -> dict[str, Organisation]:
    rows = session.scalars(select(OrganisationRow))
    return {row.id: Organisation(row.id, row.name, row.acronym) for row in rows}


def _write_startups(session: Session, changes: Changes, now: datetime) -> None:
    _insert(session, StartupRow, [_row(entry) for entry in changes.new])
    if changes.updated:
        session.execute(update(StartupRow), [_row(entry) for entry in changes.updated])
    for gone in _parts([startup.id for startup in changes.gone]):
        session.execute(update(StartupRow).where(StartupRow.id.in_(gone)).values(gone_at=now))
    written = (*changes.new, *changes.updated)
    _write_phases(session, written)
    _write_lists(session, written)


def _row(entry: Entry) -> dict[str, object]:
    startup = entry.startup
    return {
        "id": startup.id,
        "name": startup.name,
        "pitch": startup.pitch,
        "incubator": startup.incubator,
        "gone_at": None,
    }


def _write_phases(session: Session, entries: Iterable[Entry]) -> None:
    told = list(entries)
    for ids in _parts([entry.id for entry in told]):
        session.execute(delete(PhaseRow).where(PhaseRow.startup_id.in_(ids)))
    rows: list[dict[str, object]] = [
        {"startup_id": entry.id, "position": place, "name": phase.name, "started_on": phase.started_on}
        for entry in told
        for place, phase in enumerate(entry.startup.phases)
    ]
    _insert(session, PhaseRow, rows)


def _write_lists(session: Session, entries: Sequence[Entry]) -> None:
    """Sponsors and further incubators; left as they are where the file says nothing of them."""
    sponsors = {entry.id: entry.sponsors for entry in entries if entry.sponsors is not None}
    for ids in _parts(list(sponsors)):
        session.execute(delete(ImportedSponsorRow).where(ImportedSponsorRow.startup_id.in_(ids)))
    _insert(session, ImportedSponsorRow, _numbered(sponsors, "organisation_id"))
    incubators = {entry.id: entry.co_incubators for entry in entries if entry.co_incubators is not None}
    for ids in _parts(list(incubators)):
        session.execute(delete(CoIncubatorRow).where(CoIncubatorRow.startup_id.in_(ids)))
    _insert(session, CoIncubatorRow, _numbered(incubators, "incubator_id"))


def _numbered(listed: dict[str, tuple[str, ...]], column: str) -> list[dict[str, object]]:
    return [
        {"startup_id": startup_id, "position": place, column: known}
        for startup_id, ids in listed.items()
        for place, known in enumerate(ids)
    ]


def _write_organisations(session: Session, changes: Changes) -> None:
    def row(one: Organisation) -> dict[str, object]:
        return {"id": one.id, "name": one.name, "acronym": one.acronym}

    _insert(session, OrganisationRow, [row(one) for one in changes.new_organisations])
    if changes.changed_organisations:
        session.execute(update(OrganisationRow), [row(one) for one in changes.changed_organisations])


def _insert(session: Session, table: type, rows: list[dict[str, object]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _parts(ids: list[str]) -> Iterable[list[str]]:
    """As many at once as every database takes in one question."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
