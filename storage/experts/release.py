"""A question that its expert, or its asker, takes away from the expert again: the other of both is told."""

from datetime import datetime

from sqlalchemy.orm import Session

from gamma.experts.question import Question
from gamma.outbox import Notification
from storage import outbox
from storage.experts import offers, questions
from storage.people import people

_REASON = "handed back"


def give_back(session: Session, question: Question, reader_id: int, now: datetime) -> None:
    """Somebody else is asked. Of a question loaded for change, as it was while the expert had it."""
    if question.expert_id is None:
        return
    outbox.cancel(session, question.about, _REASON, now)
    offers.give_back(session, question.id, question.expert_id, now)
    questions.reopen(session, question.id, now)
    tell(session, question, question.expert_id, reader_id, now)


def tell(session: Session, question: Question, expert_id: int, reader_id: int, now: datetime) -> None:
    kind = "question_handed_back" if reader_id == question.asker_id else "question_asked_elsewhere"
    reader = people.by_id(session, reader_id)
    key, subject = f"{kind.replace('_', '-')}:{question.id}:{expert_id}", {"question": question.id}
    told = {**subject, "expert": expert_id}
    about = question.about if kind == "question_handed_back" else ""
    notice = Notification(key, kind, told, reader.platform, now, person_id=reader.id, about=about)
    outbox.plan(session, notice)
