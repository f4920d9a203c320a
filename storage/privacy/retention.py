"""Takes out what is personal of seasons that ended long ago; counts and shared results stay as they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, not_, or_, select, update
from sqlalchemy.orm import Session

from storage.assessments.shared import is_shared_fact
from storage.models import AnswerRow, AssessmentRow, MinutesRow, PageRow, QuestionRow, StartupFactRow
from storage.workshops import feedback, sign_ups


@dataclass(frozen=True)
class Removed:
    """In counts. facts: of results that were not shared."""

    assessments: int = 0
    facts: int = 0
    questions: int = 0
    notes: int = 0
    sign_ups: int = 0
    feedback: int = 0

    def __bool__(self) -> bool:
        return any((self.assessments, self.facts, self.questions, self.notes, self.sign_ups, self.feedback))


def remove_before(session: Session, before: datetime) -> Removed:
    """Done again, it removes nothing more."""
    return Removed(
        assessments=_empty_unshared(session, before),
        facts=_forget_unshared_facts(session, before),
        questions=_empty_questions(session, before),
        notes=_empty_notes(session, before),
        sign_ups=sign_ups.delete_of_ended(session, before),
        feedback=feedback.delete_of_ended(session, before),
    )


def _empty_unshared(session: Session, before: datetime) -> int:
    private = and_(AssessmentRow.sent_at < before, AssessmentRow.shared_at.is_(None))
    numbers = select(AssessmentRow.id).where(private)
    emptied = delete(AnswerRow).where(AnswerRow.assessment_id.in_(numbers)).returning(AnswerRow.assessment_id)
    found = set(session.scalars(emptied))
    session.execute(delete(PageRow).where(PageRow.assessment_id.in_(numbers)))
    return len(found)


def _forget_unshared_facts(session: Session, before: datetime) -> int:
    private = delete(StartupFactRow).where(StartupFactRow.stated_at < before, ~is_shared_fact())
    return len(session.scalars(private.returning(StartupFactRow.id)).all())


def _empty_questions(session: Session, before: datetime) -> int:
    """Their words; that they were asked, their dates and how useful they were stay for the counts."""
    shared = and_(
        QuestionRow.asker_shares.is_(True),
        QuestionRow.expert_shares.is_(True),
        QuestionRow.confidential.is_(False),
    )
    has_words = or_(QuestionRow.text != "", QuestionRow.context != "", QuestionRow.outcome_text != "")
    old = update(QuestionRow).where(QuestionRow.closed_at < before, not_(shared), has_words)
    emptied = old.values(text="", context="", outcome_text="", asker_shares=False)
    return len(session.scalars(emptied.returning(QuestionRow.id)).all())


def _empty_notes(session: Session, before: datetime) -> int:
    old = update(MinutesRow).where(MinutesRow.written_at < before, MinutesRow.notes != "").values(notes="")
    return len(session.scalars(old.returning(MinutesRow.checkpoint_id)).all())
