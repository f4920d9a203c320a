"""What each reader was told, and how it stood then."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import case, delete, select
from sqlalchemy.orm import Session

from gamma.follow_ups.unowned import UNOWNED, action_of
from gamma.outbox import Notification, Recipient
from gamma.repetition import Told
from storage.models import ActionRow, ToldFactRow
from storage.store import insert_for
from storage.table_use import NOT_HELD

Reader = Notification | Recipient

_LOAD = "messages of a week"
"""The fact whose state is a week: it was told as often as messages left in it that time asked for."""


def load(session: Session, reader: Reader, facts: Iterable[str]) -> dict[str, Told]:
    """Those of these facts that the reader was told."""
    chosen = select(ToldFactRow).where(ToldFactRow.reader == _id(reader), ToldFactRow.fact.in_(list(facts)))
    rows = session.scalars(chosen.execution_options(populate_existing=True))
    return {row.fact: Told(row.state, row.times, row.told_at) for row in rows}


def record(session: Session, reader: Reader, facts: Mapping[str, str], now: datetime) -> None:
    """The reader was told these, with their states.

    In the same order always, so that two who do this at once do not wait for each other in a ring.
    """
    insert = insert_for(session)
    known = {"reader": _id(reader), "person_id": reader.person_id, "times": 1, "told_at": now}
    for fact, state in sorted(facts.items()):
        row = insert(ToldFactRow).values(known | {"fact": fact, "state": state})
        times = case((ToldFactRow.state == row.excluded.state, ToldFactRow.times + 1), else_=1)
        told_anew = {"state": row.excluded.state, "times": times, "told_at": row.excluded.told_at}
        session.execute(row.on_conflict_do_update(index_elements=["reader", "fact"], set_=told_anew))


def count_in_week(session: Session, reader: Reader, week: str) -> int:
    """How many messages of the week's budget left in it."""
    load_ = load(session, reader, [_LOAD]).get(_LOAD)
    return load_.times if load_ and load_.state == week else 0


def add_to_week(session: Session, reader: Reader, week: str, now: datetime) -> None:
    record(session, reader, {_LOAD: week}, now)


def delete_before(session: Session, then: datetime) -> None:
    """Nothing that is told now goes by what was told so long ago, but for what is told of an action once."""
    old = ToldFactRow.told_at < then
    is_unowned = ToldFactRow.fact.startswith(UNOWNED, autoescape=True)
    session.execute(delete(ToldFactRow).where(old, ~is_unowned), execution_options=NOT_HELD)
    by_action = {
        fact: action_of(fact) for fact in session.scalars(select(ToldFactRow.fact).where(old, is_unowned))
    }
    still_open = set(session.scalars(select(ActionRow.id).where(ActionRow.ended_at.is_(None))))
    ended = [fact for fact, number in by_action.items() if number not in still_open]
    session.execute(delete(ToldFactRow).where(old, ToldFactRow.fact.in_(ended)))


def _id(reader: Reader) -> str:
    return f"person:{reader.person_id}" if reader.person_id else f"{reader.platform}:{reader.channel}"
