"""Sees to every question whose time has come: who is asked now, and what those who wait for it are told."""

import logging
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gamma.calendar.regions import METROPOLE, region_of_zone
from gamma.calendar.working_days import later_working_instant
from gamma.chat import ChatError
from gamma.experts.choice import choose
from gamma.experts.offer_deadlines import step_of, team_told_at
from gamma.experts.question import Offer, Question
from gamma.local_time import zone_or_default
from gamma.outbox import Notification
from gamma.people.person import Person
from jobs.context import JobContext
from jobs.experts.digest import tell_team
from jobs.experts.expiry import close_unanswered
from jobs.experts.follow_up import follow_up
from jobs.experts.team_members import NotKnownError, Team
from storage import outbox
from storage.checkpoints import checkpoints
from storage.experts import candidates, experts, offers, questions
from storage.experts.notifications import tell_in_hours
from storage.people import people
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)

_LOOKED_AT = timedelta(days=1)
"""An open question is never left alone for longer: whatever changed unseen is seen then."""

_ASKED_AGAIN = timedelta(minutes=1)
"""A platform that does not tell who is of a team: nobody is asked as long as it may be one of them."""

_TRIED_AGAIN = timedelta(minutes=5)
"""A question that could not be seen to."""


def advance_questions(job: JobContext) -> None:
    """Each in a transaction of its own, together with all that is said of it: what is cut off begins anew."""
    with job.store.read(JOB_PATIENCE) as session:
        numbers = questions.due(session, job.now())
    for number in numbers:
        job.beat()
        try:
            _see_to(job, number)
        except Exception:
            log.exception("question %s was not seen to; it is tried again", number)
            with suppress(Exception):  # the database may be what fails: then it stays due
                _see_to_it_later(job, number, _TRIED_AGAIN)


def _see_to(job: JobContext, number: int) -> None:
    """Anew after each time that the platform had to be asked who is of the team."""
    team = Team()
    while True:
        try:
            with job.store.write(JOB_PATIENCE) as session:
                _see_to_it(job, session, number, team)
            return
        except NotKnownError as unknown:
            try:
                team.ask(job, unknown)
            except ChatError as error:
                log.warning("who is of the team of question %s is not known: %s", number, error.reason)
                waits = job.timing.wait_before_retry(1, error.retry_after)
                _see_to_it_later(job, number, max(waits, _ASKED_AGAIN))
                return


def _see_to_it(job: JobContext, session: Session, number: int, team: Team) -> None:
    question = questions.load_for_change(session, number)
    if question is None or question.next_at is None or question.next_at > job.now():
        return
    if question.state == "open":
        find_expert(job, session, question, team)
    elif question.state == "taken":
        follow_up(job, session, question)


def _see_to_it_later(job: JobContext, number: int, wait: timedelta) -> None:
    """So that it neither fails at every tick nor keeps those behind it waiting."""
    with job.store.write(JOB_PATIENCE) as session:
        question = questions.load_for_change(session, number)
        if question and question.next_at:
            questions.change(session, number, next_at=job.now() + wait)


def find_expert(job: JobContext, session: Session, question: Question, team: Team) -> None:
    """One person is asked at a time; who does not answer, or cannot any more, is followed by the next."""
    waiting = next((each for each in offers.of_question(session, question.id) if each.state == "open"), None)
    look_at = _await(job, session, question, waiting) if waiting else None
    if look_at is None:
        look_at = _offer_on(job, session, question, team)
    ends_at = close_unanswered(job, session, question)
    if ends_at is None:
        return
    team_at = _tell_team(job, session, question.id)
    instants = (look_at, ends_at, team_at, job.now() + _LOOKED_AT)
    questions.change(session, question.id, next_at=min(at for at in instants if at))


def _await(job: JobContext, session: Session, question: Question, offer: Offer) -> datetime | None:
    """When to look at this offer again; None if it is waited for no longer."""
    now = job.now()
    expert = experts.load(session, offer.person_id)
    if expert is None or question.domain not in expert.domains or expert.is_paused(now):
        offers.end(session, offer.id, "lapsed", now)
        return None
    person = people.by_id(session, offer.person_id)
    zone = zone_or_default(person.zone, job.zone)
    region = region_of_zone(zone) or METROPOLE
    step = step_of(offer, job.programme.experts, zone, region)
    if step.at > now:
        return step.at
    if step.what == "lapse":
        offers.end(session, offer.id, "lapsed", now)
        return None
    said_at = later_working_instant(now, zone, region)
    kind = "expert_offer_again" if offer.later_until else "expert_offer_reminder"
    _tell_expert(session, question, offer, person, kind, said_at)
    offers.keep_reminded(session, offer.id, said_at)
    return step_of(replace(offer, reminded_at=said_at), job.programme.experts, zone, region).at


def _offer_on(job: JobContext, session: Session, question: Question, team: Team) -> datetime | None:
    """Offer it to whose turn it is. When to look again; None where nobody is left."""
    now = job.now()
    choice = choose(candidates.of_question(session, question, now, job.zone, team.within), now)
    if choice.person_id is not None:
        person = people.by_id(session, choice.person_id)
        team.expect(job, session, question, person)
        is_first = not offers.of_question(session, question.id)
        offer = offers.make(session, question.id, person.id, now)
        _tell_expert(session, question, offer, person, "expert_offer", now)
        if not is_first:
            _tell_asker(job, session, question, "question_offered_on", f":{offer.id}")
        questions.change(session, question.id, nobody_told_at=None)
        return _await(job, session, question, offer)
    if choice.look_at is None:
        _tell_nobody(job, session, question)
        return None
    questions.change(session, question.id, nobody_told_at=None)
    if choice.all_away:
        made = len(offers.of_question(session, question.id))
        _tell_asker(job, session, question, "question_waits", f":{question.domain}:{made}")
    return choice.look_at


def _tell_nobody(job: JobContext, session: Session, question: Question) -> None:
    """The asker and the programme team, once; again only when somebody joined in vain."""
    if question.nobody_told_at and question.team_told_at:
        return
    now, made = job.now(), len(offers.of_question(session, question.id))
    if question.nobody_told_at is None:
        _tell_asker(job, session, question, "question_nobody", f":{question.domain}:{made}")
    tell_team(job, session)
    told_at = question.team_told_at or now
    questions.change(session, question.id, nobody_told_at=now, team_told_at=told_at)


def _tell_team(job: JobContext, session: Session, number: int) -> datetime | None:
    """Of a question that nobody has taken for long. When to; None if the team knows of it."""
    question = questions.load(session, number)
    if question is None or question.team_told_at:
        return None
    zone = checkpoints.startup_zone(session, question.startup_id, job.zone)
    region = checkpoints.startup_region(session, question.startup_id, job.zone)
    at = team_told_at(question.asked_at, job.programme.experts, zone, region)
    if at > job.now():
        return at
    tell_team(job, session)
    questions.change(session, question.id, team_told_at=job.now())
    return None


def _tell_expert(
    session: Session, question: Question, offer: Offer, person: Person, kind: str, due: datetime
) -> None:
    """Only the offer's number is planned: its words are read when it is said."""
    notice = Notification(
        key=f"{kind.replace('_', '-')}:{offer.id}",
        kind=kind,
        subject={"offer": offer.id},
        platform=person.platform,
        due_at=due,
        person_id=person.id,
        about=question.about,
    )
    outbox.plan(session, notice)


def _tell_asker(job: JobContext, session: Session, question: Question, kind: str, behind: str) -> None:
    """In their hours. behind: what the key ends with, where it is told more than once."""
    asker = people.by_id(session, question.asker_id)
    key = f"{kind.replace('_', '-')}:{question.id}{behind}"
    tell_in_hours(session, question, asker, kind, key, job.now(), job.zone)
