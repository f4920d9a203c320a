"""What the programme team is told: each of them in private, once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from gamma.outbox import Notice
from storage import outbox, people


def tell(
    session: Session,
    accounts: Iterable[tuple[str, str]],
    kind: str,
    key: str,
    subject: Mapping[str, Any],
    due_at: datetime,
) -> None:
    """accounts: (platform, account) of those in GAMMA_ADMINS. key: unique with the reader's id behind it."""
    for platform, account in accounts:
        reader = people.meet(session, platform, account)
        notice = Notice(f"{key}:{reader.id}", kind, subject, platform, due_at, person_id=reader.id)
        outbox.plan(session, notice)
