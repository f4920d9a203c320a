"""Resources: imported from their sources, suggested by people, made public, checked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from gamma.programme.resources import ResourceSource, Subject
from gamma.resources.resource import (
    CHECKED_A_NIGHT,
    CHECKED_EVERY,
    DEAD_AFTER,
    OF_WORKSHOP,
    PROPOSED_AT_ONCE,
    Entry,
    Resource,
    domains_of,
    newest_first,
)
from gamma.resources.stems import stems_of
from storage.models import ResourceRow, ResourceSourceRow

_NO_SUBJECT = Subject()


# --- from a source -------------------------------------------------------------------------------------


def save_source(
    session: Session,
    programme: Programme,
    source: ResourceSource,
    entries: Sequence[Entry],
    left_out: int,
    now: datetime,
) -> None:
    """As the source stands now: by their links, what is there no more is gone, and may come back."""
    known = {row.link: row for row in session.scalars(select(ResourceRow).filter_by(source=source.id))}
    for entry in entries:
        row = known.pop(entry.link, None)
        if row is None:
            row = ResourceRow(source=source.id, link=entry.link, added_at=now)
            session.add(row)
        _describe(row, programme, source.subjects.get(entry.subject, _NO_SUBJECT), entry)
        row.state = "public"
    for row in known.values():
        row.state = "gone"
    read = {"read_at": now, "entries": len(entries), "left_out": left_out}
    session.merge(ResourceSourceRow(id=source.id, tried_at=now, reason="", **read))
    session.flush()


def drop_sources(session: Session, kept: Collection[str]) -> None:
    """Of sources that the programme file does not name any more."""
    of_file = and_(ResourceRow.source != "", ~ResourceRow.source.startswith(OF_WORKSHOP))
    left = and_(of_file, ResourceRow.source.not_in(kept), ResourceRow.state == "public")
    for row in session.scalars(select(ResourceRow).where(left)):
        row.state = "gone"
    session.flush()


def _describe(row: ResourceRow, programme: Programme, subject: Subject, entry: Entry) -> None:
    domain = programme.domain(subject.domain)
    names = (domain.title.fr, domain.title.en) if domain else ()
    row.title, row.changed_on = entry.title, entry.changed_on
    row.domain, row.criterion = subject.domain, subject.criterion
    row.words = " ".join((entry.subject, *names, entry.words)).strip()
    _stem(row)


def _stem(row: ResourceRow) -> None:
    title = stems_of(row.title)
    title_stems = " ".join(title)
    other_stems = " ".join(each for each in stems_of(row.words) if each not in title)
    if (title_stems, other_stems) != (row.title_stems, row.other_stems):
        row.title_stems, row.other_stems = title_stems, other_stems


def stem_anew(session: Session) -> None:
    """Where words were taken out of what is stored, nothing finds it by them."""
    for row in session.scalars(select(ResourceRow)):
        _stem(row)
    session.flush()


def note_refused(session: Session, source_id: str, reason: str, now: datetime) -> None:
    """What was read before stays."""
    row = session.get(ResourceSourceRow, source_id)
    if row is None:
        row = ResourceSourceRow(id=source_id, entries=0, left_out=0)
        session.add(row)
    row.tried_at, row.reason = now, reason
    session.flush()


def sources_tried(session: Session) -> Mapping[str, ResourceSourceRow]:
    return {row.id: row for row in session.scalars(select(ResourceSourceRow))}


# --- notes of workshops --------------------------------------------------------------------------------


def save_notes(
    session: Session, programme: Programme, workshop: int, entry: Entry, domain: str, now: datetime
) -> None:
    """One for each workshop, whose address may change; none where it is there by another way already."""
    row = _notes_of(session, workshop)
    known = by_link(session, entry.link)
    if known and known.state == "public" and known.workshop != workshop:
        drop_notes(session, workshop)
        return
    if row is None:
        row = ResourceRow(source=f"{OF_WORKSHOP}{workshop}", link="", added_at=now)
        session.add(row)
    if row.link != entry.link:
        row.link, row.failures, row.checked_at, row.dead_since = entry.link, 0, None, None
    _describe(row, programme, Subject(domain=domain), entry)
    row.state = "public"
    session.flush()


def drop_notes(session: Session, workshop: int) -> None:
    if row := _notes_of(session, workshop):
        row.state = "gone"
        session.flush()


def _notes_of(session: Session, workshop: int) -> ResourceRow | None:
    return session.scalars(select(ResourceRow).filter_by(source=f"{OF_WORKSHOP}{workshop}")).one_or_none()


# --- suggested -----------------------------------------------------------------------------------------


def suggest(session: Session, entry: Entry, domain: str, person_id: int, now: datetime) -> Resource:
    """Nobody else sees it before it is accepted."""
    row = ResourceRow(
        source="",
        title=entry.title,
        link=entry.link,
        domain=domain,
        criterion="",
        words=entry.words,
        added_at=now,
        state="proposed",
        suggested_by=person_id,
    )
    _stem(row)
    session.add(row)
    session.flush()
    return _resource(row)


def by_link(session: Session, link: str) -> Resource | None:
    """That is public, or waits; the public one first."""
    there = and_(ResourceRow.link == link, ResourceRow.state.in_(("public", "proposed")))
    public_first = case((ResourceRow.state == "public", 0), else_=1)
    row = session.scalars(select(ResourceRow).where(there).order_by(public_first, ResourceRow.id)).first()
    return _resource(row) if row else None


def load(session: Session, number: int) -> Resource | None:
    row = session.get(ResourceRow, number)
    return _resource(row) if row else None


def load_for_change(session: Session, number: int) -> Resource | None:
    row = session.get(ResourceRow, number, with_for_update=True, populate_existing=True)
    return _resource(row) if row else None


def decide(session: Session, number: int, state: str) -> Resource:
    """Of a suggestion loaded for change."""
    row = session.get_one(ResourceRow, number)
    row.state = state
    session.flush()
    return _resource(row)


def proposed(session: Session) -> list[Resource]:
    """What waits for somebody to look at it, the oldest first."""
    rows = select(ResourceRow).filter_by(state="proposed").order_by(ResourceRow.id)
    return [_resource(row) for row in session.scalars(rows)]


def empty_suggestions(session: Session, person_id: int) -> None:
    """Of somebody who is erased: what was never let in loses its words; what everybody finds stays."""
    theirs = and_(ResourceRow.suggested_by == person_id, ResourceRow.state != "public")
    for row in session.scalars(select(ResourceRow).where(theirs)):
        row.title = row.link = row.words = row.title_stems = row.other_stems = ""
        row.state = "declined"
    session.flush()


# --- shown ---------------------------------------------------------------------------------------------


def every_public(session: Session) -> Sequence[Resource]:
    return _public(session, ResourceRow.state == "public")


def about_domain(session: Session, domain: str) -> Sequence[Resource]:
    """The newest first."""
    return _public(session, ResourceRow.domain == domain)


def about_criterion(session: Session, criterion: str, domains: Collection[str]) -> Sequence[Resource]:
    """Those filed under it first, then those of the domains that its steps ask in."""
    found = _public(session, or_(ResourceRow.criterion == criterion, ResourceRow.domain.in_(sorted(domains))))
    return sorted(found, key=lambda each: each.criterion != criterion)


def for_gaps(session: Session, programme: Programme, gaps: Sequence[tuple[str, str]]) -> Sequence[Resource]:
    """To read where criteria lack something: of each gap the best one, then of each the next; few in all.

    gaps: the criterion, and the domain in which its next step asks, "" for any of the criterion's.
    """
    if not gaps:
        return ()
    each_gap = [_for_gap(session, programme.criterion(criterion), domain) for criterion, domain in gaps]
    by_turns = [each for row in zip_longest(*each_gap) for each in row if each]
    return list(dict.fromkeys(by_turns))[:PROPOSED_AT_ONCE]


def _for_gap(session: Session, criterion: Criterion, domain: str) -> Sequence[Resource]:
    """Filed under both first, then in the domain, then under the criterion; none that leads nowhere."""
    domains = {domain} if domain else domains_of(criterion)
    found = about_criterion(session, criterion.id, domains)

    def place(each: Resource) -> tuple[bool, bool]:
        return each.domain not in domains, each.criterion != criterion.id

    return [each for each in sorted(found, key=place) if each.dead_since is None]


def _public(session: Session, chosen: ColumnElement[bool]) -> Sequence[Resource]:
    rows = session.scalars(select(ResourceRow).where(chosen, ResourceRow.state == "public"))
    return newest_first([_resource(row) for row in rows])


def _resource(row: ResourceRow) -> Resource:
    return Resource(**{name: getattr(row, name) for name in Resource.__dataclass_fields__})


# --- its link ------------------------------------------------------------------------------------------


def to_check(session: Session, now: datetime, night_from: datetime) -> list[Resource]:
    """Whose turn it is this night: those never looked at first, then those not for longest."""
    tonight = select(func.count()).select_from(ResourceRow).where(ResourceRow.checked_at >= night_from)
    room = CHECKED_A_NIGHT - (session.scalar(tonight) or 0)
    due = or_(
        ResourceRow.checked_at.is_(None),
        ResourceRow.checked_at < now - CHECKED_EVERY,
        and_(ResourceRow.failures > 0, ResourceRow.checked_at < night_from),
    )
    rows = select(ResourceRow).where(due, ResourceRow.state == "public")
    never_first = case((ResourceRow.checked_at.is_(None), 0), else_=1)
    ordered = rows.order_by(never_first, ResourceRow.checked_at, ResourceRow.id)
    return [_resource(row) for row in session.scalars(ordered.limit(max(room, 0)))]


def note_checked(session: Session, number: int, *, is_there: bool | None, now: datetime) -> None:
    """is_there: None where nobody could tell tonight, which says nothing of the page."""
    row = session.get_one(ResourceRow, number)
    row.checked_at = now
    if is_there is not None:
        row.failures = 0 if is_there else row.failures + 1
        is_dead = row.failures >= DEAD_AFTER
        row.dead_since = (row.dead_since or now) if is_dead else None
    session.flush()
