"""Sees to every question whose time has come: who is asked now, and what those who wait for it are told."""

import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, later_working_instant, region_of_zone
from gamma.chat import ChatError
from gamma.dates import day_in
from gamma.experts.question import (
    Offer,
    Question,
    choose_candidate,
    earliest_escalation,
    escalation_at,
    next_morning,
    next_offer_step,
)
from gamma.outbox import Notification
from gamma.people.person import Person
from jobs.context import JobContext
from jobs.experts.expiry import expire_unanswered
from jobs.experts.follow_up import follow_up
from storage import outbox
from storage.checkpoints import checkpoints
from storage.experts import experts, offers, questions
from storage.people import people, programme_team
from storage.startups import startups
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)

_LOOKED_AT = timedelta(days=1)
"""An open question is never left alone for longer: whatever changed unseen is seen then."""

_ASKED_AGAIN = timedelta(minutes=1)
"""A platform that does not tell who is of a team: nobody is asked as long as it may be one of them."""

_TRIED_AGAIN = timedelta(minutes=5)
"""A question that could not be seen to."""


class MembershipUnknownError(Exception):
    """The platform is to be asked first, outside of any transaction."""

    def __init__(self, person: Person, channels: frozenset[str]) -> None:
        super().__init__(person.id)
        self.person = person
        self.channels = channels


@dataclass
class TeamMembers:
    """Of the startup that asks, as the platform says: nothing is offered to them.

    inside: those of it, or whom the platform does not know; outside: the others.
    """

    inside: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)

    def require_outside(self, job: JobContext, session: Session, question: Question, person: Person) -> None:
        """Raises MembershipUnknownError unless the platform said before that the person is."""
        linked = startups.channels_of(session, question.startup_id)
        channels = frozenset(each.channel for each in linked if each.platform == person.platform)
        if channels and person.id not in self.outside and person.platform in job.chats:
            raise MembershipUnknownError(person, channels)

    def look_up(self, job: JobContext, unknown: MembershipUnknownError) -> None:
        """Raises ChatError where a later try may do."""
        person = unknown.person
        try:
            is_inside = bool(job.chats[person.platform].memberships(person.account, unknown.channels))
        except ChatError as error:
            if error.token_refused or not error.permanent:
                raise
            is_inside = True
        (self.inside if is_inside else self.outside).add(person.id)


def advance_questions(job: JobContext) -> None:
    """Each in a transaction of its own, together with all that is said of it: what is cut off begins anew."""
    with job.store.read(JOB_PATIENCE) as session:
        numbers = questions.due(session, job.now())
    for number in numbers:
        job.beat()
        try:
            _advance_once_known(job, number)
        except Exception:
            log.exception("question %s was not seen to; it is tried again", number)
            with suppress(Exception):  # the database may be what fails: then it stays due
                _postpone(job, number, _TRIED_AGAIN)


def _advance_once_known(job: JobContext, number: int) -> None:
    """Anew after each time that the platform had to be asked who is of the team."""
    team = TeamMembers()
    while True:
        try:
            with job.store.write(JOB_PATIENCE) as session:
                _advance(job, session, number, team)
            return
        except MembershipUnknownError as unknown:
            try:
                team.look_up(job, unknown)
            except ChatError as error:
                log.warning("who is of the team of question %s is not known: %s", number, error.reason)
                waits = job.timing.wait_before_retry(1, error.retry_after)
                _postpone(job, number, max(waits, _ASKED_AGAIN))
                return


def _advance(job: JobContext, session: Session, number: int, team: TeamMembers) -> None:
    question = questions.load_for_change(session, number)
    if question is None or question.next_at is None or question.next_at > job.now():
        return
    if question.state == "open":
        _advance_open(job, session, question, team)
    elif question.state == "taken":
        follow_up(job, session, question)


def _postpone(job: JobContext, number: int, wait: timedelta) -> None:
    """So that it neither fails at every tick nor keeps those behind it waiting."""
    with job.store.write(JOB_PATIENCE) as session:
        question = questions.load_for_change(session, number)
        if question and question.next_at:
            questions.change(session, number, next_at=job.now() + wait)


def _advance_open(job: JobContext, session: Session, question: Question, team: TeamMembers) -> None:
    """One person is asked at a time; who does not answer, or cannot any more, is followed by the next."""
    offer = _open_offer(session, question)
    look_at = _advance_offer(job, session, question, offer) if offer else None
    if look_at is None:
        look_at = _offer_to_next(job, session, question, team)
    instants = [look_at, job.now() + _LOOKED_AT]
    if not _open_offer(session, question):
        expires_at = expire_unanswered(job, session, question)
        if expires_at is None:
            return
        instants.append(expires_at)
    next_at = min(at for at in instants if at)
    escalates_at = _escalate(job, session, question.id, next_at)
    questions.change(session, question.id, next_at=min(next_at, escalates_at or next_at))


def _open_offer(session: Session, question: Question) -> Offer | None:
    return next((each for each in offers.of_question(session, question.id) if each.state == "open"), None)


def _advance_offer(job: JobContext, session: Session, question: Question, offer: Offer) -> datetime | None:
    """When to look at this offer again; None if it is waited for no longer."""
    now = job.now()
    expert = experts.load(session, offer.person_id)
    if expert is None or question.domain not in expert.domains or expert.is_paused(now):
        offers.end(session, offer.id, "lapsed", now)
        return None
    person = people.by_id(session, offer.person_id)
    zone = person.zone or job.zone
    region = region_of_zone(zone) or METROPOLE
    step = next_offer_step(offer, job.programme.experts, zone, region)
    if step.at > now:
        return step.at
    if step.kind == "lapse":
        offers.end(session, offer.id, "lapsed", now)
        return None
    said_at = later_working_instant(now, zone, region)
    kind = "expert_offer_again" if offer.later_until else "expert_offer_reminder"
    _notify_expert(session, question, offer, person, kind, said_at)
    offers.set_reminded(session, offer.id, said_at)
    return next_offer_step(replace(offer, reminded_at=said_at), job.programme.experts, zone, region).at


def _offer_to_next(
    job: JobContext, session: Session, question: Question, team: TeamMembers
) -> datetime | None:
    """Offer it to whose turn it is. When to look again; None where nobody is left."""
    now = job.now()
    choice = choose_candidate(experts.candidates(session, question, now, job.zone, team.inside), now)
    if choice.person_id is not None:
        person = people.by_id(session, choice.person_id)
        team.require_outside(job, session, question, person)
        is_first = not offers.of_question(session, question.id)
        offer = offers.add(session, question.id, person.id, now)
        _notify_expert(session, question, offer, person, "expert_offer", now)
        if not is_first:
            _notify_asker(job, session, question, "question_offered_on", f":{offer.id}")
        questions.change(session, question.id, no_expert_notified_at=None)
        return _advance_offer(job, session, question, offer)
    if choice.look_at is None:
        _notify_nobody(job, session, question)
        return None
    questions.change(session, question.id, no_expert_notified_at=None)
    if choice.all_away:
        made = len(offers.of_question(session, question.id))
        _notify_asker(job, session, question, "question_waits", f":{question.domain}:{made}")
    return choice.look_at


def _notify_nobody(job: JobContext, session: Session, question: Question) -> None:
    """The asker and the programme team, once; again only when somebody joined in vain."""
    if question.no_expert_notified_at and question.escalated_at:
        return
    now, made = job.now(), len(offers.of_question(session, question.id))
    if question.no_expert_notified_at is None:
        _notify_asker(job, session, question, "question_nobody", f":{question.domain}:{made}")
    _notify_team(job, session)
    told_at = question.escalated_at or now
    questions.change(session, question.id, no_expert_notified_at=now, escalated_at=told_at)


def _escalate(job: JobContext, session: Session, number: int, next_look: datetime) -> datetime | None:
    """To the programme team, of a question that nobody has taken for long. When to; None if they know of it.

    None too where that is surely after the next look: the startup's calendar is not needed for it.
    """
    question, times = questions.load(session, number), job.programme.experts
    if question is None or question.escalated_at or earliest_escalation(question.asked_at, times) > next_look:
        return None
    zone = checkpoints.startup_zone(session, question.startup_id, job.zone)
    region = checkpoints.startup_region(session, question.startup_id, job.zone)
    at = escalation_at(question.asked_at, times, zone, region)
    if at > job.now():
        return at
    _notify_team(job, session)
    questions.change(session, question.id, escalated_at=job.now())
    return None


def _notify_team(job: JobContext, session: Session) -> None:
    """Once a day at most: the first of a day at once; what comes after it has left, with all that waits by
    then, next morning.
    """
    region = region_of_zone(job.zone) or METROPOLE
    soon = later_working_instant(job.now(), job.zone, region)
    for due in (soon, next_morning(soon, job.zone, region)):
        key = f"questions-to-team:{day_in(due, job.zone)}"
        team = job.programme_team
        if programme_team.notify(session, team, "questions_to_team", key, {}, due, folds=True):
            return


def _notify_expert(
    session: Session, question: Question, offer: Offer, person: Person, kind: str, due: datetime
) -> None:
    """Only the offer's number is planned: its words are read when it is said."""
    notification = Notification(
        key=f"{kind.replace('_', '-')}:{offer.id}",
        kind=kind,
        subject={"offer": offer.id},
        platform=person.platform,
        due_at=due,
        person_id=person.id,
        group_key=question.group_key,
    )
    outbox.plan(session, notification)


def _notify_asker(job: JobContext, session: Session, question: Question, kind: str, ending: str) -> None:
    """In their hours. ending: what the key ends with, where it is told more than once."""
    asker = people.by_id(session, question.asker_id)
    key = f"{kind.replace('_', '-')}:{question.id}{ending}"
    questions.notify_in_hours(session, question, asker, kind, key, job.now(), job.zone)
