"""Messages that follow from the state of things: kept in step with it, each of them said once at most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from gamma.outbox import Notification
from storage import outbox
from storage.models import OUTBOX_OPEN, OutboxRow

REPLACED = "what it was about changed"
"""Why a message was called off that is planned again, where it is wanted again."""
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
    OutboxRow.group_key,
)
_ExistingRow = Row[str, str, str, str, datetime, str, str | None, int | None, str]


@dataclass(frozen=True)
class PlannedMessage:
    """if_past: when it is said where its time was over before it could be planned; None: then it is not."""

    notification: Notification
    if_past: datetime | None = None


@dataclass(frozen=True)
class PlanDiff:
    """What is to be done so that the outbox holds what is desired. called_off: keys."""

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


def reconcile(session: Session, group_key: str, desired: Sequence[PlannedMessage], now: datetime) -> None:
    """Plan those that are new, move those whose time or reader changed, call off all others about the same.

    One that was said, or had nothing to say when its time came, stays as it is; so does one whose time has
    come and that could not be said yet. Safe to run in several processes at once.
    """
    reconcile_each(session, {group_key: desired}, now)


def reconcile_each(session: Session, desired: Mapping[str, Sequence[PlannedMessage]], now: datetime) -> None:
    """As reconcile, of several subjects: they are read in few queries."""
    for diff in _diffs(session, desired, now).values():
        apply_diff(session, diff, now)


def plan_diff(session: Session, group_key: str, desired: Sequence[PlannedMessage], now: datetime) -> PlanDiff:
    """Reads only; apply_diff changes the outbox."""
    return _diffs(session, {group_key: desired}, now)[group_key]


def _diff(existing: Mapping[str, _ExistingRow], desired: Sequence[PlannedMessage], now: datetime) -> PlanDiff:
    planned_or_none = (
        (each.notification.key, _to_plan(existing.get(each.notification.key), each, now)) for each in desired
    )
    planned = {key: notification for key, notification in planned_or_none if notification}
    desired_keys = {each.notification.key for each in desired}
    to_cancel = [
        key
        for key, row in existing.items()
        if (row.state in ("planned", "claimed") and key not in desired_keys)
        or (row.state == "planned" and key in planned)
    ]
    return PlanDiff(list(planned.values()), to_cancel)


def outdated(session: Session, desired: Mapping[str, Sequence[PlannedMessage]], now: datetime) -> set[str]:
    """Of these subjects, each with what is desired of it, those whose plan is to change: in few queries."""
    return {group for group, diff in _diffs(session, desired, now).items() if diff}


def _diffs(
    session: Session, desired: Mapping[str, Sequence[PlannedMessage]], now: datetime
) -> dict[str, PlanDiff]:
    """Of all that is open about these subjects, and of what has the keys that are desired."""
    group_of = {each.notification.key: group for group, every in desired.items() for each in every}
    existing: dict[str, dict[str, _ExistingRow]] = {group: {} for group in desired}
    for groups in _portions(list(desired)):
        open_ones = select(*_COLUMNS).where(text(OUTBOX_OPEN), OutboxRow.group_key.in_(groups))
        for row in session.execute(open_ones):
            existing[row.group_key][row.key] = row
    for keys in _portions([key for key, group in group_of.items() if key not in existing[group]]):
        for row in session.execute(select(*_COLUMNS).where(OutboxRow.key.in_(keys))):
            existing[group_of[row.key]][row.key] = row
    return {group: _diff(existing[group], every, now) for group, every in desired.items()}


def apply_diff(session: Session, diff: PlanDiff, now: datetime) -> None:
    """Also some time after they were found: what was said meanwhile is not said again."""
    for keys in _portions(diff.called_off):
        outbox.cancel_keys(session, keys, REPLACED, now)
    for notification in diff.planned:
        outbox.plan(session, notification)


def _to_plan(row: _ExistingRow | None, desired: PlannedMessage, now: datetime) -> Notification | None:
    """The message as it is to be planned; None where what is there may stay."""
    notification = desired.notification
    if row is None or (row.state == "cancelled" and row.reason == REPLACED):
        due_at = notification.due_at if notification.due_at > now else desired.if_past
        return replace(notification, due_at=due_at) if due_at else None
    if row.state == "claimed" and row.withdrawn == REPLACED:
        return notification  # wanted again, though a try whose outcome is unknown was not
    if row.state != "planned":
        return None
    elsewhere = (row.platform, row.channel, row.person_id) != _recipient(notification)
    if min(row.due_at, notification.due_at) > now:
        return notification if elsewhere or row.due_at != notification.due_at else None
    return replace(notification, due_at=row.due_at) if elsewhere else None


def _recipient(notification: Notification) -> tuple[str, str | None, int | None]:
    return notification.platform, notification.channel, notification.person_id


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
