"""What each reader was told, and how it stood then."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.outbox import Notification, Recipient
from gamma.repetition import Told
from storage.models import ToldFactRow

Reader = Notification | Recipient

_LOAD = "messages of a week"
"""The fact whose state is a week: it was told as often as messages left in it that time asked for."""


def load(session: Session, reader: Reader, facts: Iterable[str]) -> dict[str, Told]:
    """Those of these facts that the reader was told."""
    chosen = select(ToldFactRow).where(ToldFactRow.reader == _id(reader), ToldFactRow.fact.in_(list(facts)))
    return {row.fact: Told(row.state, row.times, row.told_at) for row in session.scalars(chosen)}


def record(session: Session, reader: Reader, facts: Mapping[str, str], now: datetime) -> None:
    """The reader was told these, with their states."""
    for fact, state in facts.items():
        row = session.get(ToldFactRow, (_id(reader), fact), with_for_update=True)
        if row is None:
            person = reader.person_id
            row = ToldFactRow(reader=_id(reader), fact=fact, person_id=person, state=state, times=0)
            session.add(row)
        row.times = row.times + 1 if row.state == state else 1
        row.state, row.told_at = state, now
        session.flush()


def count_in_week(session: Session, reader: Reader, week: str) -> int:
    """How many messages of the week's budget left in it."""
    load_ = load(session, reader, [_LOAD]).get(_LOAD)
    return load_.times if load_ and load_.state == week else 0


def add_to_week(session: Session, reader: Reader, week: str, now: datetime) -> None:
    record(session, reader, {_LOAD: week}, now)


def delete_before(session: Session, then: datetime) -> None:
    """Nothing that is told now goes by what was told so long ago."""
    session.execute(delete(ToldFactRow).where(ToldFactRow.told_at < then))


def _id(reader: Reader) -> str:
    return f"person:{reader.person_id}" if reader.person_id else f"{reader.platform}:{reader.channel}"
