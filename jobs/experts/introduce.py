"""Brings who asked and the expert who takes it into one conversation, or writes to each of them."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gamma.calendar import common_working_instant
from gamma.chat import ChatError
from gamma.experts.question import COMMON_WITHIN, PRIVATELY, Question
from gamma.outbox import READERS, Notification
from gamma.people.person import Person, hours_of
from jobs.context import JobContext
from storage import outbox
from storage.experts import questions
from storage.people import people
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)

_TRIED_FOR = timedelta(hours=1)
"""Who waits for help is not kept waiting by a platform that opens no conversation: then in private."""

_NO_GROUPS = "missing_scope"
"""Of an installation from before there were conversations of several: in private all the same."""


def introduce_pairs(job: JobContext) -> None:
    """In the hours of both. Where they have none in common, each is written to in their own.

    Opening is safe to repeat, and what is said there is planned with it: cut off between, it begins anew.
    Of two on different platforms, the asker's sees to it.
    """
    with job.store.read(JOB_PATIENCE) as session:
        waiting = [(question, *_both(session, question)) for question in questions.to_introduce(session)]
    for question, asker, expert in waiting:
        if asker.platform not in job.chats or asker.erased or expert.erased:
            continue
        job.beat()
        opens = _opens_at(job, asker, expert)
        if opens is not None and opens > job.now():
            continue
        conversation = PRIVATELY if opens is None else _conversation(job, question, asker, expert)
        if conversation is not None:
            _save(job, question, conversation)


def _both(session: Session, question: Question) -> tuple[Person, Person]:
    """Who asked, and the expert."""
    return people.by_id(session, question.asker_id), people.by_id(session, question.expert_id or 0)


def _opens_at(job: JobContext, asker: Person, expert: Person) -> datetime | None:
    """The first instant from now on in the hours of both; at once where no conversation is to be opened."""
    if asker.platform != expert.platform:
        return job.now()
    return common_working_instant(job.now(), hours_of((asker, expert), job.zone), COMMON_WITHIN)


def _conversation(job: JobContext, question: Question, asker: Person, expert: Person) -> str | None:
    """PRIVATELY where it is refused for good, or for long; None where a later try may do."""
    platform = asker.platform
    if platform != expert.platform:
        return PRIVATELY
    later = PRIVATELY if _is_late(job, question, asker, expert) else None
    left_alone_until = job.left_alone_until.get(platform)
    if left_alone_until and job.real_now() < left_alone_until:
        return later
    try:
        return job.chats[platform].group_channel([asker.account, expert.account])
    except ChatError as error:
        log.warning("%s opens no conversation for #%s: %s", platform, question.id, error.reason)
        if error.retry_after is not None:
            wait = job.timing.wait_before_retry(1, error.retry_after)
            job.left_alone_until[platform] = job.real_now() + wait
        elif error.permanent and (not error.token_refused or error.reason == _NO_GROUPS):
            return PRIVATELY
        return later


def _is_late(job: JobContext, question: Question, asker: Person, expert: Person) -> bool:
    """For an hour of both it was tried in vain."""
    if question.taken_at is None:
        return False
    both = hours_of((asker, expert), job.zone)
    since = common_working_instant(question.taken_at, both, COMMON_WITHIN)
    return since is None or job.now() - since >= _TRIED_FOR


def _save(job: JobContext, question: Question, conversation: str) -> None:
    """Unless it is another's, or closed, meanwhile."""
    with job.store.write(JOB_PATIENCE) as session:
        now = questions.load_for_change(session, question.id)
        if now is None or now.state != "taken" or now.conversation is not None:
            return
        if now.expert_id != question.expert_id:
            return
        questions.change(session, question.id, conversation=conversation)
        for notice in _notifications(job, session, now, conversation):
            outbox.plan(session, notice)


def _notifications(
    job: JobContext, session: Session, question: Question, conversation: str
) -> Iterator[Notification]:
    subject = {"question": question.id, "expert": question.expert_id}
    key, now, about = f"{question.id}:{question.expert_id}", job.now(), question.group_key
    asker, expert = _both(session, question)
    if conversation != PRIVATELY:
        for kind in ("question_introduction", "question_context"):
            name = f"{kind.replace('_', '-')}:{key}"
            shared = {**subject, READERS: [asker.id, expert.id]}
            yield Notification(name, kind, shared, asker.platform, now, channel=conversation, group_key=about)
        return
    for kind in ("question_private_introduction", "question_private_context"):
        for person in (asker, expert):
            name = f"{kind.replace('_', '-')}:{key}:{person.id}"
            yield Notification(
                name, kind, subject, person.platform, now, person_id=person.id, group_key=about
            )
