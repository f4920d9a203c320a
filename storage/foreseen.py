"""Messages that follow from the state of things: kept in step with it, each of them said once at most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from gamma.outbox import Notice
from storage import outbox
from storage.models import OUTBOX_OPEN, OutboxRow

_REPLACED = "what it was about changed"
_AT_ONCE = 500
"""Keys that are looked up in one query."""

_Known = Row[str, str, str, datetime]
"""Key, state, reason, and when it is due."""


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
    known = _known(session, about, [each.notice.key for each in foreseen])
    wanted = [each for each in foreseen if _is_to_plan(known.get(each.notice.key), each.notice, now)]
    keeping = {each.notice.key for each in foreseen} - {each.notice.key for each in wanted}
    if any(row.state in ("planned", "claimed") and key not in keeping for key, row in known.items()):
        outbox.cancel(session, about, _REPLACED, now, keeping=keeping)
    for each in wanted:
        due_at = each.notice.due_at if each.notice.due_at > now else each.if_past
        outbox.plan(session, replace(each.notice, due_at=due_at))


def _is_to_plan(row: _Known | None, notice: Notice, now: datetime) -> bool:
    if row is None:
        return True
    _, state, reason, due_at = row
    if state == "cancelled":
        return reason == _REPLACED
    return state == "planned" and min(due_at, notice.due_at) > now and due_at != notice.due_at


def _known(session: Session, about: str, keys: Sequence[str]) -> dict[str, _Known]:
    """Those with these keys, and all that are open about the same."""
    columns = (OutboxRow.key, OutboxRow.state, OutboxRow.reason, OutboxRow.due_at)
    open_ones = session.execute(select(*columns).where(text(OUTBOX_OPEN), OutboxRow.about == about))
    found = {row.key: row for row in open_ones}
    others = [key for key in keys if key not in found]
    for start in range(0, len(others), _AT_ONCE):
        rows = select(*columns).where(OutboxRow.key.in_(others[start : start + _AT_ONCE]))
        found |= {row.key: row for row in session.execute(rows)}
    return found
