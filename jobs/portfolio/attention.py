"""Foresees what portfolio managers are told: their week, and what asks for their attention."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, Region, later_working_instant, region_of_zone
from gamma.committees.committee import outcome_asked_at
from gamma.dates import LocalMoment, day_in
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.portfolio.attention import gap_notified_at, silent_from
from gamma.portfolio.followed import AttentionKind, FollowedStartup, MutedReason, muted_until
from gamma.portfolio.week import digests_change_at, upcoming_digests
from gamma.repetition import repetition_instants
from jobs.context import NEVER, JobContext
from storage.checkpoints import checkpoints
from storage.people import people
from storage.planned_messages import PlannedMessage, apply_diff, plan_diff
from storage.portfolio import mutes
from storage.portfolio.attention import followed_startups
from storage.portfolio.mutes import ATTENTION
from storage.store import JOB_PATIENCE

_WEEK = "week"
"""What these messages are filed under in the outbox."""
_BATCH_SIZE = 50
"""Messages planned in one transaction: people who write meanwhile wait for no more."""


@dataclass(frozen=True)
class _Recipient:
    """role: "manager", or "programme" where a startup has no portfolio manager."""

    person: Person
    role: str
    zone: ZoneInfo
    region: Region


def plan_attention(job: JobContext) -> datetime:
    """All is planned ahead, so that it does not matter when in the day this runs.

    All is thought out while others may write. What somebody changes meanwhile is put right at the next turn,
    and asked again when the message is worded.
    """
    now, team = job.now(), _programme_team(job)
    again_at: list[datetime] = []
    with job.store.read(JOB_PATIENCE) as session:
        every = followed_startups(session, now)
        muted = mutes.of_startups(session, [each.startup_id for each in every], day_in(now, job.zone))
        about = [
            message
            for each in every
            for message in _attention_messages(job, team, each, muted.get(each.startup_id, ()), now, again_at)
        ]
        again_at += _changes_ahead(session, job, every, now)
        if muted:
            again_at.append(LocalMoment(day_in(now, job.zone), time(), job.zone).days_later(1).instant)
        diffs = [
            plan_diff(session, ATTENTION, about, now),
            plan_diff(session, _WEEK, list(_week_messages(job, every, now)), now),
        ]
    for part in (part for each in diffs for part in each.parts(_BATCH_SIZE)):
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            apply_diff(session, part, now)
    return min(again_at, default=NEVER)


def _changes_ahead(
    session: Session, job: JobContext, every: Sequence[FollowedStartup], now: datetime
) -> Iterator[datetime]:
    """Beside repetitions: when a checkpoint begins, or another week is to be told."""
    if begins := checkpoints.next_beginning(session, now):
        yield begins
    for zone in {person.zone or job.zone for startup in every for person in startup.managers}:
        yield digests_change_at(now, zone, region_of_zone(zone) or METROPOLE)


def _programme_team(job: JobContext) -> list[Person]:
    """Remembered from now on, where they never spoke yet."""
    with job.store.read(JOB_PATIENCE) as session:
        team = [people.by_account(session, *each) for each in job.programme_team]
    team_known = [person for person in team if person]
    if len(team_known) == len(team):
        return team_known
    with job.store.write(JOB_PATIENCE) as session:
        return [people.upsert_person(session, *each) for each in job.programme_team]


def _attention_messages(
    job: JobContext,
    team: Sequence[Person],
    startup: FollowedStartup,
    muted: Sequence[MutedReason],
    now: datetime,
    again_at: list[datetime],
) -> Iterator[PlannedMessage]:
    """What is told of one startup, to each of its portfolio managers, or else to the programme team.

    What somebody set aside comes once that is over. again_at: is told when there will be one more repetition.
    """

    def back_at(kind: AttentionKind, day: date) -> datetime | None:
        until = muted_until(muted, kind, day)
        return datetime.combine(until + timedelta(days=1), time(), job.zone) if until else None

    for recipient in _recipients(job, team, startup):
        later = later_working_instant(now, recipient.zone, recipient.region)
        for checkpoint in startup.postponed_checkpoints(now):
            subject: dict[str, Any] = {"checkpoint": checkpoint.id}
            key = f"attention-postponed:{checkpoint.id}"
            due = _not_before(back_at("postponed", checkpoint.moment.day), now, recipient)
            yield PlannedMessage(_notification(recipient, key, "attention_postponed", subject, due), later)
        due = gap_notified_at(startup.gap_since, startup.cadence, recipient.zone, recipient.region)
        subject = {"startup": startup.startup_id, "since": startup.gap_since.isoformat()}
        key = f"attention-gap:{_id_digest(startup.startup_id)}:{startup.gap_since.isoformat()}"
        back = back_at("gap", day_in(startup.gap_since, startup.zone(job.zone)))
        yield from _again_and_again(job, recipient, key, "attention_gap", subject, due, back, now, again_at)
        if recipient.role == "manager" and startup.next_checkpoint(now) is None:
            silent = silent_from(startup.last_sign, job.programme.messages.silent_after)
            due = later_working_instant(silent, recipient.zone, recipient.region)
            subject = {"startup": startup.startup_id, "since": startup.last_sign.isoformat()}
            key = f"attention-silent:{_id_digest(startup.startup_id)}:{startup.last_sign.isoformat()}"
            back = back_at("silent", day_in(startup.last_sign, startup.zone(job.zone)))
            yield from _again_and_again(
                job, recipient, key, "attention_silent", subject, due, back, now, again_at
            )
        for committee, day in startup.undecided_committees():
            due = outcome_asked_at(day, recipient.zone, recipient.region)
            due = _not_before(back_at("undecided", day), due, recipient)
            subject = {"committee": committee.id, "day": day.isoformat()}
            key = f"attention-undecided:{committee.id}:{day}"
            yield PlannedMessage(_notification(recipient, key, "attention_no_outcome", subject, due), later)


def _again_and_again(
    job: JobContext,
    recipient: _Recipient,
    key: str,
    kind: str,
    subject: Mapping[str, Any],
    first: datetime,
    back_at: datetime | None,
    now: datetime,
    again_at: list[datetime],
) -> Iterator[PlannedMessage]:
    """At once, then after pauses that grow. A repetition that is past is not said late: another comes.

    back_at: of those before then, the last is said then.
    """
    instants = list(enumerate(repetition_instants(first, now, job.programme.messages.pauses)))
    again_at.append(instants[-1][1])
    silenced = [count for count, instant in instants if back_at and instant < back_at]
    for count, instant in instants:
        if count in silenced[:-1]:
            continue
        due = later_working_instant(instant, recipient.zone, recipient.region)
        due = _not_before(back_at, due, recipient)
        later = None if count else later_working_instant(now, recipient.zone, recipient.region)
        numbered = f"{key}:{count}" if count else key
        yield PlannedMessage(_notification(recipient, numbered, kind, subject, due), later)


def _not_before(back_at: datetime | None, due: datetime, recipient: _Recipient) -> datetime:
    """In their hours, where it was set aside until then."""
    if back_at is None or back_at <= due:
        return due
    return later_working_instant(back_at, recipient.zone, recipient.region)


def _recipients(job: JobContext, team: Sequence[Person], startup: FollowedStartup) -> list[_Recipient]:
    """In their own hours, on working days of the startup's region."""
    role, persons = ("manager", startup.managers) if startup.managers else ("programme", team)
    region = startup.region(job.zone)
    return [_Recipient(person, role, person.zone or job.zone, region) for person in persons]


def _notification(
    recipient: _Recipient, key: str, kind: str, subject: Mapping[str, Any], due: datetime
) -> Notification:
    person = recipient.person
    return Notification(
        key=f"{key}:{person.id}",
        kind=kind,
        subject={**subject, "role": recipient.role},
        platform=person.platform,
        due_at=due,
        person_id=person.id,
        group_key=ATTENTION,
    )


def _week_messages(
    job: JobContext, every: Sequence[FollowedStartup], now: datetime
) -> Iterator[PlannedMessage]:
    """One message a week for each portfolio manager, on Monday morning where they are."""
    managers = {person.id: person for startup in every for person in startup.managers}
    for person in managers.values():
        zone = person.zone or job.zone
        region = region_of_zone(zone) or METROPOLE
        for week in upcoming_digests(now, zone, region):
            notification = Notification(
                key=f"week:{person.id}:{week.id}",
                kind="week_ahead",
                subject={"monday": week.monday.isoformat()},
                platform=person.platform,
                due_at=week.due,
                person_id=person.id,
                group_key=_WEEK,
            )
            yield PlannedMessage(notification, later_working_instant(now, zone, region))


def _id_digest(startup_id: str) -> str:
    """An id may be as long as a key."""
    return hashlib.sha256(startup_id.encode()).hexdigest()[:16]
