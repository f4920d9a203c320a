"""Messages to the bot that were heard, each answered once; and whom the bot has told what it is for."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from storage.models import FirstContactRow, HeardMessageRow
from storage.people import people
from storage.store import insert_for


class Claim(Enum):
    """What is left to do of a message that was heard."""

    OURS = "all of it"
    INTERRUPTED = "the answer: what it asked for was saved by a process that then ended"
    OTHERS = "nothing: another process is at it"
    ANSWERED = "nothing"


def claim(session: Session, platform: str, message: str, real_now: datetime, lease: timedelta) -> Claim:
    """Of all who hear it one has it, until it was not answered for the time of the lease."""
    values = {"heard_at": real_now, "acted": False, "answered": False}
    key = {"platform": platform, "message": message}
    if _insert_new(session, HeardMessageRow, key | values):
        return Claim.OURS
    row = session.get_one(HeardMessageRow, (platform, message), with_for_update=True)
    if row.answered:
        return Claim.ANSWERED
    if row.heard_at + lease > real_now:
        return Claim.OTHERS
    row.heard_at = real_now
    return Claim.INTERRUPTED if row.acted else Claim.OURS


def mark_acted(session: Session, platform: str, message: str) -> bool:
    """In the transaction that saves what the message asked for; False where another has saved that."""
    same = (HeardMessageRow.platform == platform, HeardMessageRow.message == message)
    first = update(HeardMessageRow).where(*same, HeardMessageRow.acted.is_(False)).values(acted=True)
    return session.execute(first.returning(HeardMessageRow.message)).first() is not None


def mark_answered(session: Session, platform: str, message: str) -> None:
    same = (HeardMessageRow.platform == platform, HeardMessageRow.message == message)
    session.execute(update(HeardMessageRow).where(*same).values(answered=True))


def delete_before(session: Session, moment: datetime) -> None:
    """No platform tells any more of what was said before."""
    session.execute(delete(HeardMessageRow).where(HeardMessageRow.heard_at < moment))


def meet_person(session: Session, platform: str, account: str, now: datetime) -> bool:
    """Whether it is the first time; from now on it is not."""
    person = people.upsert_person(session, platform, account)
    return _meet(session, f"person:{person.id}", now, person.id)


def meet_channel(session: Session, platform: str, channel: str, now: datetime) -> bool:
    return _meet(session, f"{platform}:{channel}", now, None)


def _meet(session: Session, contact: str, now: datetime, person_id: int | None) -> bool:
    values = {"contact": contact, "person_id": person_id, "made_at": now}
    return _insert_new(session, FirstContactRow, values)


def _insert_new(
    session: Session, table: type[HeardMessageRow | FirstContactRow], values: Mapping[str, object]
) -> bool:
    """False where its key is there already."""
    insert = insert_for(session)
    new = insert(table).values(values).on_conflict_do_nothing().returning(*table.__table__.primary_key)
    return session.execute(new).first() is not None
