"""What becomes of questions to the network when their asker, or the expert, is erased; and of old drafts."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from storage import outbox
from storage.experts import experts, offers, questions
from storage.models import QuestionRow

_REASON = "erased"
_NO_WORDS = {"text": "", "context": "", "outcome_text": ""}


def close_asked(session: Session, person_id: int, now: datetime) -> tuple[tuple[int, int], ...]:
    """Their words go, but for those that both sides let everybody read; what is under way is closed.

    Gives each question that an expert was answering, with the expert.
    """
    experts_by_question = []
    for row in _locked(session, QuestionRow.asker_id == person_id):
        if row.state == "taken" and row.expert_id is not None:
            experts_by_question.append((row.id, row.expert_id))
        if row.state != "closed":
            outbox.cancel(session, f"question:{row.id}", _REASON, now)
            _update(row, state="closed", resolution="erased", closed_at=now, next_at=None)
            offers.end_open(session, questions.from_row(row), now)
        if not (row.asker_shares and row.expert_shares) or row.confidential:
            _update(row, asker_shares=False, **_NO_WORDS)
    session.flush()
    return tuple(experts_by_question)


def end_expert_role(session: Session, person_id: int, now: datetime) -> None:
    """What was offered to them, or taken and not yet talked about, goes on to somebody else."""
    experts.pass_on_offers(session, person_id, now)
    experts.leave(session, person_id)
    taken = and_(QuestionRow.expert_id == person_id, QuestionRow.state == "taken")
    not_talked = _locked(session, and_(taken, QuestionRow.talked_at.is_(None)))
    for question in [questions.from_row(row) for row in not_talked]:
        offers.release(session, question, question.asker_id, now)


def empty_drafts(session: Session, begun_before: datetime, now: datetime) -> None:
    """Nobody chooses their domain any more. Their numbers stay: old buttons carry them."""
    for row in _locked(session, and_(QuestionRow.state == "draft", QuestionRow.asked_at < begun_before)):
        _update(row, state="closed", resolution="expired", closed_at=now, **_NO_WORDS)
    session.flush()


def _locked(session: Session, chosen: ColumnElement[bool]) -> list[QuestionRow]:
    rows = select(QuestionRow).where(chosen).order_by(QuestionRow.id).with_for_update()
    return list(session.scalars(rows.execution_options(populate_existing=True)))


def _update(row: QuestionRow, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
