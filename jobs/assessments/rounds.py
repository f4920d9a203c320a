"""Opens rounds of self-assessment, keeps their reminders in step with who has answered, and closes them."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from gamma.assessments.rounds import (
    MEMBERS_ASKED_AGAIN_AFTER,
    MEMBERS_KNOWN_FOR,
    Round,
    closing,
    first_opening,
    made_good,
    next_opening,
)
from gamma.calendar import later_working_instant
from gamma.chat import ChatError, Profile
from gamma.chat_platform import Chat
from gamma.dates import Quarter
from gamma.startups.startup import Channel
from jobs.context import JobContext
from storage.assessments import result_posts, round_notices, round_plans, rounds
from storage.assessments.round_plans import RoundPlan
from storage.checkpoints import checkpoints
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)


def advance_rounds(job: JobContext) -> None:
    """As often as one likes, in several processes at once: each step is taken once."""
    _plan_first_openings(job)
    with job.store.read(JOB_PATIENCE) as session:
        plans = round_plans.due(session, job.now())
    for plan in plans:
        _see_to(job, plan.startup_id, partial(_plan_round, job, plan))
    with job.store.read(JOB_PATIENCE) as session:
        found = rounds.due(session, job.now())
    for round in found:
        _see_to(job, round.startup_id, partial(_advance, job, round))


def _see_to(job: JobContext, startup_id: str, step: Callable[[], None]) -> None:
    job.beat()
    try:
        step()
    except StoreBusyError:
        raise
    except Exception:
        log.exception("a round of %s was not seen to; the others are all the same", startup_id)


def _plan_first_openings(job: JobContext) -> None:
    """Of startups that have enrolled, also long ago under a Gamma without rounds: the next regular one."""
    with job.store.read(JOB_PATIENCE) as session:
        if not round_plans.unplanned(session):
            return
    with job.store.write(JOB_PATIENCE) as session:
        for plan in round_plans.unplanned(session):
            where, times = checkpoints.calendar_of(session, plan.startup_id, job.zone), job.programme.rounds
            first = first_opening(times, plan.every_months, plan.enrolled_at, job.now(), where)
            round_plans.save_first(session, replace(plan, next_at=first))


def _plan_round(job: JobContext, due: RoundPlan) -> None:
    """One invitation, however many were missed: the last, if its quarter still has room for it.

    Where no channel is linked yet it waits for one, within its quarter.
    """
    times, now = job.programme.rounds, job.now()
    with job.store.write(JOB_PATIENCE) as session:
        startups.lock_startup(session, due.startup_id)
        plan = round_plans.lock(session, due.startup_id)
        if plan is None or plan.next_at is None or plan.next_at > now:
            return
        where = checkpoints.calendar_of(session, plan.startup_id, job.zone)
        opens_at = made_good(times, plan.next_at, now, where)
        if opens_at and not startups.team_channel(session, plan.startup_id):
            return
        if opens_at:
            quarter = Quarter.of(opens_at, job.zone)
            # One that is under way, or that the programme team opened meanwhile, is this quarter's as well.
            is_under_way = rounds.active_of(session, plan.startup_id) is not None
            if not is_under_way and not rounds.in_quarter(session, plan.startup_id, quarter):
                closes_at = closing(times, opens_at, where)
                rounds.plan(session, plan.startup_id, "quarter", quarter, opens_at, closes_at)
        following = next_opening(times, plan.every_months, now, where)
        round_plans.save(session, replace(plan, next_at=following))


def _advance(job: JobContext, round: Round) -> None:
    now = job.now()
    with job.store.read(JOB_PATIENCE) as session:
        enrolled = enrolment.enrolled_at(session, round.startup_id)
        lacks_members = rounds.lacks_members(session, round, now)
        channel = startups.team_channel(session, round.startup_id)
    if not enrolled:
        _end(job, round)
    elif round.state == "planned":
        if round.opens_at <= now and channel:
            _open(job, round, channel)
        elif round.closes_at <= now:
            _end(job, round)
    elif round.closes_at <= now:
        _close(job, round)
    elif round.state == "later" and round.resumes_at and round.resumes_at <= now:
        with job.store.write(JOB_PATIENCE) as session:
            rounds.take_up(session, round)
    elif lacks_members and channel:
        _keep_members(job, round, channel)


def _end(job: JobContext, round: Round) -> None:
    """It takes part no longer, or waited too long for a channel: nobody is asked or told anything more."""
    with job.store.write(JOB_PATIENCE) as session:
        if rounds.set_state(session, round, "ended", job.now()):
            round_notices.call_off(session, round, job.now())


def _open(job: JobContext, round: Round, channel: Channel) -> None:
    """The invitation names how many are in the team, as far as the platform tells before it is sent."""
    team = _team(job, round, channel)
    with job.store.write(JOB_PATIENCE) as session:
        now, times = job.now(), job.programme.rounds
        where = checkpoints.calendar_of(session, round.startup_id, job.zone)
        opens_at = later_working_instant(now, where.zone, where.region)
        quarter = round.quarter_at(opens_at, job.zone)
        if quarter is None:
            rounds.set_state(session, round, "ended", now)
            return
        if not rounds.open_(session, round, opens_at, closing(times, opens_at, where), quarter):
            return
        opened = rounds.lock(session, round.id)
        if opened is None:
            return
        rounds.keep_members(session, opened, _met(session, channel.platform, team), team.known_until)
        round_notices.invite(session, opened, channel, opens_at)
        round_notices.remind(session, opened, times, now, job.zone)


def _close(job: JobContext, round: Round) -> None:
    """The result comes once, in working hours; where nobody shared there is none."""
    with job.store.write(JOB_PATIENCE) as session:
        now = job.now()
        if not rounds.set_state(session, round, "closed", now):
            return
        round_notices.call_off(session, round, now)
        channel = startups.team_channel(session, round.startup_id)
        if channel:
            where = checkpoints.calendar_of(session, round.startup_id, job.zone)
            due_at = later_working_instant(now, where.zone, where.region)
            result_posts.post_of_round(session, round, channel, due_at, job.zone)


def _keep_members(job: JobContext, round: Round, channel: Channel) -> None:
    team = _team(job, round, channel)
    with job.store.write(JOB_PATIENCE) as session:
        current = rounds.lock(session, round.id)
        if current is None or not current.is_open:
            return
        rounds.keep_members(session, current, _met(session, channel.platform, team), team.known_until)
        round_notices.remind(session, current, job.programme.rounds, job.now(), job.zone)


# --- who is in the team ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Team:
    """accounts: with their profiles, as far as these are known; None where nobody can tell who it is."""

    accounts: dict[str, Profile | None] | None
    known_until: datetime


def _team(job: JobContext, round: Round, channel: Channel) -> _Team:
    """The people in the team's channel who are not beside it.

    Of a channel with more people than a team has, those who answered before. Asks the platform, so never
    inside a transaction.
    """
    until = job.now() + MEMBERS_KNOWN_FOR
    chat = job.chats.get(channel.platform)
    if chat is None:
        return _Team(None, until)
    try:
        present = chat.members(channel.channel)
    except ChatError as error:
        log.warning("who is in a team's channel is not known: %s", error.reason)
        return _Team(None, until if error.permanent else job.now() + MEMBERS_ASKED_AGAIN_AFTER)
    with job.store.read(JOB_PATIENCE) as session:
        beside = {person.account for person in enrolment.managers_of(session, round.startup_id)}
        beside |= {account for platform, account in job.programme_team if platform == channel.platform}
        known = [people.by_id(session, each) for each in rounds.earlier_members(session, round.startup_id)]
        earlier = {person.account for person in known if not person.erased}
    team = present - beside
    if len(team) > job.programme.rounds.largest_team:
        return _Team(dict.fromkeys(sorted(team & earlier)), until)
    found = _profiles(chat, team)
    return _Team(found if found or not team else None, until)


def _profiles(chat: Chat, accounts: Collection[str]) -> dict[str, Profile | None]:
    """Without those whom the platform says nothing about for good."""
    found: dict[str, Profile | None] = {}
    for account in sorted(accounts):
        try:
            found[account] = chat.profile(account)
        except ChatError as error:
            if not error.permanent:
                found[account] = None
    return found


def _met(session: Session, platform: str, team: _Team) -> set[int] | None:
    """Their ids. Of somebody whom the bot meets by this, the name is not kept: it is of no use for asking."""
    if team.accounts is None:
        return None
    met = set()
    for account, profile in team.accounts.items():
        person = people.by_account(session, platform, account)
        if person is None:
            nameless = replace(profile, name="", names=()) if profile else None
            person = people.upsert_person(session, platform, account, nameless)
        met.add(person.id)
    return met


def next_due(session: Session, after: datetime, until: datetime) -> datetime | None:
    """When the next round is planned, opens, is taken up again or closes."""
    found = (round_plans.next_due(session, after, until), rounds.next_due(session, after, until))
    return min((instant for instant in found if instant), default=None)
