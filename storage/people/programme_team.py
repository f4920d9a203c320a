"""What the programme team is told: each of them in private, once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gamma.outbox import Notification
from storage import outbox
from storage.models import OUTBOX_OPEN, OutboxRow
from storage.people import people

_FOLDED = "a later report tells it"


def notify(
    session: Session,
    accounts: Iterable[tuple[str, str]],
    kind: str,
    key: str,
    subject: Mapping[str, Any],
    due_at: datetime,
    *,
    once: bool = False,
    folds: bool = False,
) -> bool:
    """Whether it is still to leave; False if it did so already, at least to one of them.

    accounts: (platform, account) of those in GAMMA_ADMINS. key: unique with the reader's id behind it.
    once: one that was called off, or failed, is not planned again. folds: it is a report, and tells what
    earlier ones of its kind that still wait would have told: those are called off, and it comes in their
    place.
    """
    keys = []
    for platform, account in accounts:
        reader = people.upsert_person(session, platform, account)
        notification = Notification(
            f"{key}:{reader.id}", kind, subject, platform, due_at, person_id=reader.id
        )
        if not (once and outbox.entries_of(session, [notification.key])):
            outbox.plan(session, _in_place_of_earlier(session, notification) if folds else notification)
        keys.append(notification.key)
    return all(entry.state == "planned" for entry in outbox.entries_of(session, keys))


def was_planned(session: Session, accounts: Iterable[tuple[str, str]], key: str) -> bool:
    """For each of them, whatever became of it."""
    readers = [people.by_account(session, *account) for account in accounts]
    keys = [f"{key}:{reader.id}" for reader in readers if reader]
    return len(keys) == len(readers) == len(outbox.entries_of(session, keys))


def earliest_waiting(session: Session, kind: str) -> Mapping[str, Any] | None:
    """The subject of the report of this kind that waits for longest."""
    waiting = select(OutboxRow.subject).where(text(OUTBOX_OPEN), OutboxRow.kind == kind)
    return session.scalar(waiting.order_by(OutboxRow.due_at, OutboxRow.id).limit(1))


def _in_place_of_earlier(session: Session, notification: Notification) -> Notification:
    waiting = select(OutboxRow.key, OutboxRow.due_at).where(
        text(OUTBOX_OPEN),
        OutboxRow.state == "planned",
        OutboxRow.kind == notification.kind,
        OutboxRow.person_id == notification.person_id,
        OutboxRow.key != notification.key,
    )
    due_at = {row.key: row.due_at for row in session.execute(waiting)}
    if not due_at:
        return notification
    outbox.cancel_keys(session, due_at, _FOLDED, notification.due_at)
    return replace(notification, due_at=min(notification.due_at, *due_at.values()))
