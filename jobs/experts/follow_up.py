"""After a question was taken: have they talked, then how useful was it, then it closes by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from gamma.experts.question import Question
from gamma.people.person import Person
from gamma.programme.experts import ExpertTimes
from jobs.context import JobContext
from storage.experts import questions
from storage.people import people

_KINDS = ("question_talked", "question_silent", "question_warned", "question_expired")
"""One after the other; how many of them have been planned is Question.followed_up."""
_TO_BOTH = frozenset({"question_silent", "question_expired"})


def follow_up(job: JobContext, session: Session, question: Question) -> None:
    """Plan what is due of a question that was taken, and say when to look at it again.

    After the bot was away, the next step still comes its time after the one that was late: nobody is warned
    and closed at once.
    """
    if question.taken_at is None:
        return
    waits = _waits(job.programme.experts)
    now, step = job.now(), question.followed_up
    first_at = question.taken_at + waits[0]
    if step == 0 and now < first_at:
        questions.change(session, question.id, next_at=first_at)
        return
    kind = _KINDS[step]
    for person in _readers(session, question, kind):
        _plan(job, session, question, kind, person)
    _advance(session, question, step, waits, now)


def _advance(
    session: Session, question: Question, step: int, waits: Sequence[timedelta], now: datetime
) -> None:
    """To the next step; after the last one it is closed."""
    following = step + 1
    if following < len(_KINDS):
        questions.change(session, question.id, followed_up=following, next_at=now + waits[following])
        return
    ended = {"state": "closed", "resolution": "expired", "closed_at": now, "next_at": None}
    questions.change(session, question.id, followed_up=following, **ended)


def _waits(times: ExpertTimes) -> list[timedelta]:
    """Before each step, since the one before it."""
    after = (0, times.asked_after, times.asked_again_after, times.warned_after, times.closed_after)
    return [timedelta(days=later - earlier) for earlier, later in pairwise(after)]


def _readers(session: Session, question: Question, kind: str) -> list[Person]:
    expert = [question.expert_id] if kind in _TO_BOTH and question.expert_id else []
    return [people.by_id(session, each) for each in (question.asker_id, *expert)]


def _plan(job: JobContext, session: Session, question: Question, kind: str, person: Person) -> None:
    """In their hours. An expert who took it anew, after another, begins anew."""
    key = f"{kind.replace('_', '-')}:{question.id}:{question.expert_id}:{person.id}"
    questions.notify_in_hours(session, question, person, kind, key, job.now(), job.zone)
