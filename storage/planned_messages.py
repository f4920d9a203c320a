"""Messages that follow from the state of things: kept in step with it, each of them said once at most."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from gamma.outbox import Notification
from storage import outbox
from storage.models import OUTBOX_OPEN, OutboxRow

_REPLACED = "what it was about changed"
_AT_ONCE = 500
"""Keys that are looked up in one query."""

_COLUMNS = (
    OutboxRow.key,
    OutboxRow.state,
    OutboxRow.reason,
    OutboxRow.withdrawn,
    OutboxRow.due_at,
    OutboxRow.platform,
    OutboxRow.channel,
    OutboxRow.person_id,
)
_Known = Row[str, str, str, str, datetime, str, str | None, int | None]


@dataclass(frozen=True)
class PlannedMessage:
    """if_past: when it is said where its time was over before it could be planned; None: then it is not."""

    notice: Notification
    if_past: datetime | None = None


@dataclass(frozen=True)
class PlanDiff:
    """What is to be done so that the outbox says what is foreseen. called_off: keys."""

    planned: Sequence[Notification] = ()
    called_off: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.planned or self.called_off)

    def parts(self, size: int) -> Iterator["PlanDiff"]:
        """The same in several, so that nobody waits long for any of them."""
        for start in range(0, len(self.called_off), size):
            yield PlanDiff(called_off=self.called_off[start : start + size])
        for start in range(0, len(self.planned), size):
            yield PlanDiff(self.planned[start : start + size])


def reconcile(session: Session, about: str, foreseen: Sequence[PlannedMessage], now: datetime) -> None:
    """Plan those that are new, move those whose time or reader changed, call off all others about the same.

    One that was said, or had nothing to say when its time came, stays as it is; so does one whose time has
    come and that could not be said yet. Safe to run in several processes at once.
    """
    apply(session, plan_diff(session, about, foreseen, now), now)


def plan_diff(session: Session, about: str, foreseen: Sequence[PlannedMessage], now: datetime) -> PlanDiff:
    known = _known(session, about, [each.notice.key for each in foreseen])
    found = ((each.notice.key, _to_plan(known.get(each.notice.key), each, now)) for each in foreseen)
    planned = {key: notice for key, notice in found if notice}
    holding = {each.notice.key for each in foreseen}
    off = [
        key
        for key, row in known.items()
        if (row.state in ("planned", "claimed") and key not in holding)
        or (row.state == "planned" and key in planned)
    ]
    return PlanDiff(list(planned.values()), off)


def apply(session: Session, steps: PlanDiff, now: datetime) -> None:
    """Also some time after they were found: what was said meanwhile is not said again."""
    for keys in _portions(steps.called_off):
        outbox.cancel_keys(session, keys, _REPLACED, now)
    for notice in steps.planned:
        outbox.plan(session, notice)


def _to_plan(row: _Known | None, foreseen: PlannedMessage, now: datetime) -> Notification | None:
    """The message as it is to be planned; None where what is there may stay."""
    notice = foreseen.notice
    if row is None or (row.state == "cancelled" and row.reason == _REPLACED):
        due_at = notice.due_at if notice.due_at > now else foreseen.if_past
        return replace(notice, due_at=due_at) if due_at else None
    if row.state == "claimed" and row.withdrawn == _REPLACED:
        return notice  # wanted again, though a try whose outcome is unknown was not
    if row.state != "planned":
        return None
    elsewhere = (row.platform, row.channel, row.person_id) != _recipient(notice)
    if min(row.due_at, notice.due_at) > now:
        return notice if elsewhere or row.due_at != notice.due_at else None
    return replace(notice, due_at=row.due_at) if elsewhere else None


def _recipient(notice: Notification) -> tuple[str, str | None, int | None]:
    return notice.platform, notice.channel, notice.person_id


def _known(session: Session, about: str, keys: Iterable[str]) -> dict[str, _Known]:
    """Those with these keys, and all that are open about the same."""
    open_ones = session.execute(select(*_COLUMNS).where(text(OUTBOX_OPEN), OutboxRow.group_key == about))
    found = {row.key: row for row in open_ones}
    for portion in _portions([key for key in keys if key not in found]):
        rows = select(*_COLUMNS).where(OutboxRow.key.in_(portion))
        found |= {row.key: row for row in session.execute(rows)}
    return found


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
