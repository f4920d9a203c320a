"""Messages that follow from the state of things: kept in step with it, each of them said once at most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.outbox import Notice
from storage import outbox
from storage.models import OutboxRow

_REPLACED = "what it was about changed"
_AT_ONCE = 500
"""Keys that are looked up in one query."""


@dataclass(frozen=True)
class Foreseen:
    """if_past: when it is said where its time was over before it could be planned."""

    notice: Notice
    if_past: datetime


def keep_in_step(session: Session, about: str, foreseen: Sequence[Foreseen], now: datetime) -> None:
    """Plan those that are new, move those whose time changed, call off all others about the same.

    One that was said, or had nothing to say when its time came, stays as it is. Safe to run in several
    processes at once.
    """
    known = _known(session, [each.notice.key for each in foreseen])
    wanted = [each for each in foreseen if _is_to_plan(known.get(each.notice.key), each.notice, now)]
    planned_anew = {each.notice.key for each in wanted}
    keeping = [each.notice.key for each in foreseen if each.notice.key not in planned_anew]
    outbox.cancel(session, about, _REPLACED, now, keeping=keeping)
    for each in wanted:
        due_at = each.notice.due_at if each.notice.due_at > now else each.if_past
        outbox.plan(session, replace(each.notice, due_at=due_at))


def _is_to_plan(row: OutboxRow | None, notice: Notice, now: datetime) -> bool:
    if row is None:
        return True
    if row.state == "cancelled":
        return row.reason == _REPLACED
    return row.state == "planned" and min(row.due_at, notice.due_at) > now and row.due_at != notice.due_at


def _known(session: Session, keys: Sequence[str]) -> dict[str, OutboxRow]:
    found: dict[str, OutboxRow] = {}
    for start in range(0, len(keys), _AT_ONCE):
        rows = select(OutboxRow).where(OutboxRow.key.in_(keys[start : start + _AT_ONCE]))
        found |= {row.key: row for row in session.scalars(rows)}
    return found
