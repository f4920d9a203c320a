"""Workshops: announced, moved, cancelled, over, and the one post of each kept true."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gamma.dates import LocalMoment
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.programme.file import Programme
from gamma.resources.resource import Entry
from gamma.workshops.workshop import DURATION, State, Workshop
from storage import living_posts, outbox
from storage.models import SignUpRow, WorkshopRow
from storage.resources import resources
from storage.store import only_reads

_LATEST = 10
_WORDS = "atelier workshop notes"


@dataclass(frozen=True)
class Announcement:
    title: str
    domain: str
    moment: LocalMoment
    places: int
    link: str


def announce(
    session: Session, said: Announcement, host: Person, by: Person, channel: str, now: datetime
) -> Workshop:
    """With its post, which lives in the channel (its id, where `by` is) from now on."""
    row = WorkshopRow(
        uid=f"{secrets.token_hex(16)}@gamma",
        title=said.title,
        domain=said.domain,
        host_id=host.id,
        announced_by=by.id,
        platform=by.platform,
        channel=channel,
        places=said.places,
        link=said.link,
        state="planned",
        revision=0,
        notes="",
        announced_at=now,
        changed_at=now,
    )
    _set_moment(row, said.moment)
    session.add(row)
    session.flush()
    workshop = from_row(row)
    subject = {"workshop": workshop.id, "person": by.id}
    post = Notification(workshop.post_key, "workshop_post", subject, by.platform, now, channel=channel)
    living_posts.plan(session, post)
    return workshop


def load(session: Session, number: int) -> Workshop | None:
    row = session.get(WorkshopRow, number)
    return from_row(row) if row else None


def lock(session: Session, number: int) -> Workshop | None:
    """As it stands now; nobody else changes it, or who comes, until this transaction ends."""
    locks = not only_reads(session)
    row = session.get(WorkshopRow, number, with_for_update=locks, populate_existing=locks)
    return from_row(row) if row else None


def same_announced(
    session: Session, title: str, moment: LocalMoment, by: Person, channel: str
) -> Workshop | None:
    """One that they announced there under this title at this moment: announced twice, it is one."""
    chosen = select(WorkshopRow).filter_by(title=title, state="planned", starts_at=moment.instant)
    chosen = chosen.filter_by(announced_by=by.id, platform=by.platform, channel=channel)
    row = session.scalars(chosen.order_by(WorkshopRow.id).limit(1)).first()
    return from_row(row) if row else None


def change(session: Session, workshop: Workshop, now: datetime, **values: Any) -> Workshop:
    """Its post follows. What calendars must learn is a new revision."""
    row = session.get_one(WorkshopRow, workshop.id)
    if moment := values.pop("moment", None):
        _set_moment(row, moment)
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    row.changed_at = now
    session.flush()
    living_posts.revise(session, workshop.post_key)
    return from_row(row)


def set_places(session: Session, workshop: Workshop, places: int) -> Workshop:
    """How many there are is nothing that calendars show: no new revision."""
    return _set(session, workshop, places=places)


def keep_notes(
    session: Session, programme: Programme, workshop: Workshop, link: str, by: Person, now: datetime
) -> Workshop:
    """Those who read the channel are told once that there are some; its post has the newest address. They are
    a resource, found by the workshop's title and domain."""
    entry = Entry(workshop.title, link, workshop.moment.day, words=_WORDS)
    resources.save_notes(session, programme, workshop.id, entry, workshop.domain, now)
    subject, to = {"workshop": workshop.id, "person": by.id}, workshop.platform
    key = workshop.notes_key
    told = Notification(key, "workshop_notes", subject, to, now, channel=workshop.channel)
    living_posts.plan(session, told)
    living_posts.revise(session, key)
    return _set(session, workshop, notes=link)


def take_notes_back(session: Session, workshop: Workshop, now: datetime) -> Workshop:
    """What told of them says so, or is not said any more."""
    resources.drop_notes(session, workshop.id)
    outbox.cancel_keys(session, [workshop.notes_key], "taken back", now)
    living_posts.revise(session, workshop.notes_key)
    return _set(session, workshop, notes="")


def _set(session: Session, workshop: Workshop, **values: Any) -> Workshop:
    row = session.get_one(WorkshopRow, workshop.id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    living_posts.revise(session, workshop.post_key)
    return from_row(row)


def ahead(session: Session, now: datetime, domain: str = "") -> list[Workshop]:
    """Those to come, the next one first. domain: only its own, "" for all."""
    chosen = _of_domain(domain).where(WorkshopRow.state == "planned", WorkshopRow.starts_at > now)
    return [from_row(row) for row in session.scalars(chosen.order_by(WorkshopRow.starts_at, WorkshopRow.id))]


def latest(session: Session, now: datetime, domain: str = "") -> list[Workshop]:
    """Those that began lately, the last one first. domain: only its own, "" for all."""
    chosen = _of_domain(domain).where(WorkshopRow.state != "cancelled", WorkshopRow.starts_at <= now)
    rows = session.scalars(
        chosen.order_by(WorkshopRow.starts_at.desc(), WorkshopRow.id.desc()).limit(_LATEST)
    )
    return [from_row(row) for row in rows]


def _of_domain(domain: str) -> Select[WorkshopRow]:
    return select(WorkshopRow).filter_by(domain=domain) if domain else select(WorkshopRow)


def of_person(session: Session, person_id: int, since: datetime) -> list[Workshop]:
    """Those in which the person has a place, or that they host, from then on: also what was cancelled."""
    has_place = select(SignUpRow.workshop_id).filter_by(person_id=person_id, waiting=False)
    theirs = (WorkshopRow.host_id == person_id) | WorkshopRow.id.in_(has_place)
    chosen = select(WorkshopRow).where(theirs, WorkshopRow.starts_at > since)
    return [from_row(row) for row in session.scalars(chosen.order_by(WorkshopRow.starts_at, WorkshopRow.id))]


def any_over(session: Session, now: datetime) -> bool:
    over = WorkshopRow.state == "planned", WorkshopRow.starts_at <= now - DURATION
    return session.scalar(select(WorkshopRow.id).where(*over).limit(1)) is not None


def end_those_over(session: Session, now: datetime) -> list[Workshop]:
    """Those that were planned until now and whose time is over: they are taken for held."""
    over = WorkshopRow.state == "planned", WorkshopRow.starts_at <= now - DURATION
    rows = session.scalars(select(WorkshopRow).where(*over).order_by(WorkshopRow.id).with_for_update()).all()
    for row in rows:
        row.state = "held"
        living_posts.revise(session, from_row(row).post_key)
    session.flush()
    return [from_row(row) for row in rows]


def next_end(session: Session, after: datetime, until: datetime) -> datetime | None:
    """When the next one that is planned is over."""
    later = select(WorkshopRow.starts_at).where(
        WorkshopRow.state == "planned", WorkshopRow.starts_at > after - DURATION
    )
    first = session.scalar(later.order_by(WorkshopRow.starts_at).limit(1))
    return first + DURATION if first and first + DURATION <= until else None


def revise_posts_of(session: Session, person_id: int) -> None:
    """Their posts are edited: they name the person, who is somebody else or nobody now."""
    theirs = (WorkshopRow.host_id == person_id) | (WorkshopRow.announced_by == person_id)
    for row in session.scalars(select(WorkshopRow).where(theirs)):
        living_posts.revise(session, from_row(row).post_key)


def _set_moment(row: WorkshopRow, moment: LocalMoment) -> None:
    row.day, row.time, row.zone = moment.day, f"{moment.time:%H:%M}", moment.zone.key
    row.starts_at = moment.instant


def from_row(row: WorkshopRow) -> Workshop:
    state: State = row.state  # type: ignore[assignment]  # the column holds nothing else
    return Workshop(
        id=row.id,
        uid=row.uid,
        title=row.title,
        domain=row.domain,
        host_id=row.host_id,
        announced_by=row.announced_by,
        platform=row.platform,
        channel=row.channel,
        moment=LocalMoment.of_code(f"{row.day} {row.time}", ZoneInfo(row.zone)),
        places=row.places,
        link=row.link,
        state=state,
        revision=row.revision,
        notes=row.notes,
        changed_at=row.changed_at,
    )
