"""Reasons that portfolios set aside until a day; they come back by themselves."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from gamma.people.person import Person
from gamma.portfolio.followed import MutedReason
from storage import outbox
from storage.models import OUTBOX_OPEN, CheckpointRow, CommitteeRow, MutedReasonRow, OutboxRow
from storage.planned_messages import REPLACED

ATTENTION = "attention"
"""What the messages that ask for attention are filed under in the outbox."""


def of_startups(session: Session, ids: Collection[str], today: date) -> dict[str, list[MutedReason]]:
    """Those that are still set aside, the last noted last."""
    rows = select(MutedReasonRow).where(
        MutedReasonRow.startup_id.in_(list(ids)), MutedReasonRow.until >= today
    )
    muted: dict[str, list[MutedReason]] = {}
    for row in session.scalars(rows.order_by(MutedReasonRow.id)):
        muted.setdefault(row.startup_id, []).append(from_row(row))
    return muted


def mute(
    session: Session, startup_id: str, reasons: Sequence[MutedReason], by: Person, now: datetime
) -> None:
    """In the place of what was noted before on the same kinds."""
    unmute(session, startup_id, [each.kind for each in reasons], now)
    session.add_all(
        MutedReasonRow(
            startup_id=startup_id,
            kind=each.kind,
            day=each.day,
            until=each.until,
            note=each.note,
            muted_by=by.id,
            muted_at=now,
        )
        for each in reasons
    )
    session.flush()


def unmute(session: Session, startup_id: str, kinds: Collection[str], now: datetime) -> None:
    """None of these is set aside any more.

    What is planned to tell of the startup is called off: what is still to be told is planned anew.
    """
    _call_off_attention(session, startup_id, now)
    rows = delete(MutedReasonRow).where(
        MutedReasonRow.startup_id == startup_id, MutedReasonRow.kind.in_(list(kinds))
    )
    session.execute(rows)


def _call_off_attention(session: Session, startup_id: str, now: datetime) -> None:
    """Those that tell of it, of its checkpoints or of its committees."""
    checkpoints = set(session.scalars(select(CheckpointRow.id).filter_by(startup_id=startup_id)))
    committees = set(session.scalars(select(CommitteeRow.id).filter_by(startup_id=startup_id)))
    planned = select(OutboxRow.key, OutboxRow.subject).where(text(OUTBOX_OPEN))
    keys = [
        key
        for key, subject in session.execute(planned.where(OutboxRow.group_key == ATTENTION))
        if subject.get("startup") == startup_id
        or subject.get("checkpoint") in checkpoints
        or subject.get("committee") in committees
    ]
    outbox.cancel_keys(session, keys, REPLACED, now)


def delete_before(session: Session, day: date) -> None:
    """What has come back by then."""
    session.execute(delete(MutedReasonRow).where(MutedReasonRow.until < day))


def from_row(row: MutedReasonRow) -> MutedReason:
    return MutedReason(
        kind=row.kind,  # type: ignore[arg-type]  # the column holds nothing else
        day=row.day,
        until=row.until,
        note=row.note,
        by=row.muted_by,
    )
