"""Forms that were sent with success: each counts once, however often it arrives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.models import FormSubmissionRow


def outcome_of(session: Session, nonce: str) -> Mapping[str, Any] | None:
    """What this form led to, None if it was not sent with success yet."""
    row = session.get(FormSubmissionRow, nonce)
    return row.outcome if row else None


def save_outcome(session: Session, nonce: str, outcome: Mapping[str, Any], now: datetime) -> None:
    """Once for each nonce: the database refuses a second."""
    session.add(FormSubmissionRow(nonce=nonce, outcome=dict(outcome), sent_at=now))
    session.flush()


def delete_before(session: Session, moment: datetime) -> None:
    """Drop what can no longer come back, since its signature is too old by then."""
    session.execute(delete(FormSubmissionRow).where(FormSubmissionRow.sent_at < moment))
