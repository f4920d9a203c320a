"""Tells the programme team which domains nobody helps in, if that has changed: once a week.

On Monday morning, or on the first working day after.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.calendar import (
    METROPOLE,
    OPENS,
    is_working_day,
    later_working_instant,
    next_working_day,
    region_of_zone,
)
from gamma.chat import Message
from gamma.dates import LocalMoment, day_in
from gamma.experts.profile_messages import coverage_changed
from jobs.context import JobContext
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage.experts import experts, questions
from storage.people import programme_team
from storage.store import JOB_PATIENCE

_AHEAD = timedelta(hours=7)
"""How long before it is said it may be looked at: longer than a job waits for its turn."""


def report_waiting(job: JobContext) -> datetime:
    """Once a week the programme team hears of what still waits, where a pause that grows is over."""
    now = job.now()
    monday = week_to_report(now, job.zone)
    if monday is not None:
        _report_waiting(job, monday, now)
    return next_report(now, job.zone)


def _report_waiting(job: JobContext, monday: date, now: datetime) -> None:
    key = f"questions-to-team:week:{monday}"
    with job.store.read(JOB_PATIENCE) as session:
        if not questions.escalated(session) or programme_team.was_planned(session, job.programme_team, key):
            return
    with job.store.write(JOB_PATIENCE) as session:
        if questions.escalated(session):
            due = due_at(monday, now, job.zone)
            team = job.programme_team
            programme_team.notify(session, team, "questions_to_team", key, {}, due, once=True, folds=True)


def report_coverage(job: JobContext) -> datetime:
    """Looked at a little ahead of its time, so that it does not matter when this runs."""
    now = job.now()
    monday = week_to_report(now, job.zone)
    if monday is not None:
        _report_coverage(job, monday, now)
    return next_report(now, job.zone)


def _report_coverage(job: JobContext, monday: date, now: datetime) -> None:
    with job.store.read(JOB_PATIENCE) as session:
        if experts.has_coverage(session, monday):
            return
    with job.store.write(JOB_PATIENCE) as session:
        counts = experts.count_by_domain(session)
        current = {each.id: counts[each.id] for each in job.programme.domains if each.id in counts}
        before = experts.coverage_before(session, monday)
        if not experts.add_coverage(session, monday, current) or current == before:
            return
        waiting = programme_team.earliest_waiting(session, "expert_coverage")
        subject = {"before": waiting["before"] if waiting else before, "experts": current}
        key, due = f"expert-coverage:{monday}", due_at(monday, now, job.zone)
        programme_team.notify(session, job.programme_team, "expert_coverage", key, subject, due, folds=True)


def expert_coverage(context: MessageContext, subject: Subject) -> Message:
    """As it was counted that morning: what changes later is next week's news."""
    message = coverage_changed(context.programme, context.translator, subject["before"], subject["experts"])
    return replace(message, buttons=(*message.buttons, context.stop_button("network")))


def week_to_report(now: datetime, zone: ZoneInfo) -> date | None:
    """The Monday of the week whose news may be looked at now; None before its opening is near."""
    day = day_in(now + _AHEAD, zone)
    monday = day - timedelta(days=day.weekday())
    return monday if now + _AHEAD >= _opening(monday, zone) else None


def next_report(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after this one at which a week may be looked at."""
    day = day_in(now, zone)
    mondays = (day - timedelta(days=day.weekday()) + timedelta(weeks=count) for count in (0, 1, 2))
    return next(due for monday in mondays if (due := _opening(monday, zone) - _AHEAD) > now)


def due_at(monday: date, now: datetime, zone: ZoneInfo) -> datetime:
    """At 9:00 of the week's first working day; where that has passed, in the next working hours."""
    return max(_opening(monday, zone), later_working_instant(now, zone, region_of_zone(zone) or METROPOLE))


def _opening(monday: date, zone: ZoneInfo) -> datetime:
    region = region_of_zone(zone) or METROPOLE
    day = monday if is_working_day(monday, region) else next_working_day(monday, region)
    return LocalMoment(day, OPENS, zone).instant


MESSAGES: Mapping[str, MessageKind] = {
    "expert_coverage": MessageKind(expert_coverage, Timing.IN_HOURS, family="network", is_budgeted=True),
}
