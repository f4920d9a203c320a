"""What the programme team is told: each of them in private, once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from gamma.outbox import Notification
from storage import outbox
from storage.people import people


def notify(
    session: Session,
    accounts: Iterable[tuple[str, str]],
    kind: str,
    key: str,
    subject: Mapping[str, Any],
    due_at: datetime,
    *,
    once: bool = False,
) -> bool:
    """Whether it is still to leave; False if it did so already, at least to one of them.

    accounts: (platform, account) of those in GAMMA_ADMINS. key: unique with the reader's id behind it.
    once: one that was called off, or failed, is not planned again.
    """
    keys = []
    for platform, account in accounts:
        reader = people.upsert_person(session, platform, account)
        notification = Notification(
            f"{key}:{reader.id}", kind, subject, platform, due_at, person_id=reader.id
        )
        if not (once and outbox.entries_of(session, [notification.key])):
            outbox.plan(session, notification)
        keys.append(notification.key)
    return all(entry.state == "planned" for entry in outbox.entries_of(session, keys))
