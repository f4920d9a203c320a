"""Forms that were sent: each counts once, however often it arrives; and what is kept of one still open."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.models import FormSubmissionRow

_OPEN = ":open"


def outcome_of(session: Session, nonce: str) -> Mapping[str, Any] | None:
    """What this form led to, None if it was not sent with success yet."""
    row = session.get(FormSubmissionRow, nonce)
    return row.outcome if row else None


def save_outcome(session: Session, nonce: str, outcome: Mapping[str, Any], now: datetime) -> None:
    """Once for each nonce: the database refuses a second."""
    session.add(FormSubmissionRow(nonce=nonce, outcome=dict(outcome), sent_at=now))
    session.flush()


def detail_of_open(session: Session, nonce: str) -> str | None:
    """Of a form that stays open though a part of it is kept: its detail, with that as shown."""
    row = session.get(FormSubmissionRow, nonce + _OPEN)
    return row.outcome["detail"] if row else None


def save_detail_of_open(session: Session, nonce: str, detail: str, now: datetime) -> None:
    session.merge(FormSubmissionRow(nonce=nonce + _OPEN, outcome={"detail": detail}, sent_at=now))
    session.flush()


def delete_before(session: Session, moment: datetime) -> None:
    """Drop what can no longer come back, since its signature is too old by then."""
    session.execute(delete(FormSubmissionRow).where(FormSubmissionRow.sent_at < moment))
