"""The private addresses of calendars. Their secrets are not kept, only what recognises them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from gamma.checkpoints.calendar_file import KEPT_IN_FEEDS
from gamma.checkpoints.invitation import CalendarEntry
from gamma.people.person import Person
from storage.checkpoints import checkpoints
from storage.models import FeedRow
from storage.startups import enrolment, startups


@dataclass(frozen=True)
class FeedOwner:
    """Whose checkpoints a feed shows: one startup's, or those of all that a portfolio manager follows."""

    startup_id: str | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Feed:
    owner: FeedOwner
    made_by: int
    made_at: datetime


def create(session: Session, owner: FeedOwner, by: Person, now: datetime) -> str:
    """The secret of a new address, which takes the place of the one before. It cannot be had again."""
    revoke(session, owner, now)
    secret = secrets.token_urlsafe(24)
    row = FeedRow(
        secret_hash=_hash(secret),
        startup_id=owner.startup_id,
        person_id=owner.person_id,
        made_by=by.id,
        made_at=now,
    )
    session.add(row)
    session.flush()
    return secret


def find_current(session: Session, owner: FeedOwner) -> Feed | None:
    return _feed(session.scalar(_select_active(owner)))


def find_by_secret(session: Session, secret: str) -> Feed | None:
    """Found by its hash, so that the time it takes tells nothing of the secrets there are."""
    query = select(FeedRow).filter_by(secret_hash=_hash(secret), revoked_at=None)
    return _feed(session.scalar(query))


def revoke(session: Session, owner: FeedOwner, now: datetime) -> bool:
    """False if there was none."""
    mine = update(FeedRow).filter_by(startup_id=owner.startup_id, person_id=owner.person_id, revoked_at=None)
    return bool(session.scalars(mine.values(revoked_at=now).returning(FeedRow.id)).all())


def list_entries(session: Session, feed: Feed, now: datetime) -> list[CalendarEntry]:
    """What the feed shows now: all that is planned, and what was held or cancelled in the last months."""
    owner = feed.owner
    startup_ids = (
        [owner.startup_id] if owner.startup_id else enrolment.managed_by(session, owner.person_id or 0)
    )
    by_id = {startup.id: startup for startup in startups.load_all(session, startup_ids)}
    return [
        (by_id[checkpoint.startup_id], checkpoint)
        for checkpoint in checkpoints.list_all(session, by_id)
        if checkpoint.state == "planned" or checkpoint.ends_at > now - KEPT_IN_FEEDS
    ]


def _select_active(owner: FeedOwner) -> Select[FeedRow]:
    query = select(FeedRow).filter_by(startup_id=owner.startup_id, person_id=owner.person_id, revoked_at=None)
    return query.order_by(FeedRow.id.desc()).limit(1)


def _feed(row: FeedRow | None) -> Feed | None:
    return Feed(FeedOwner(row.startup_id, row.person_id), row.made_by, row.made_at) if row else None


def _hash(secret: str) -> str:
    """Plain: a secret of 192 random bits is not found by trying."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
