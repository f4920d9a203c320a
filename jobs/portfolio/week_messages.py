"""The week of a portfolio manager, on Monday morning: nothing to say, no message."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, region_of_zone
from gamma.chat import Message
from gamma.committees.committee import PREPARED_FROM, Committee
from gamma.dates import day_in
from gamma.portfolio.week import (
    LateActions,
    Meeting,
    Week,
    is_committee_reported,
    is_reported,
    is_worth_sending,
    week_end,
    week_message,
)
from gamma.startups.startup import Startup
from jobs.message_context import MessageContext, MessageKind, Subject, Timing, no_message
from storage.checkpoints import agenda, checkpoints
from storage.committees import committees
from storage.follow_ups import actions
from storage.startups import enrolment, startups


def week_ahead(context: MessageContext, subject: Subject) -> Message | None:
    monday, zone = date.fromisoformat(subject["monday"]), context.reader_zone
    if context.reader is None or not is_worth_sending(
        monday, context.now, zone, region_of_zone(zone) or METROPOLE
    ):
        return None
    session = context.session
    followed = [
        startup
        for startup in startups.load_all(session, enrolment.managed_by(session, context.reader.id))
        if enrolment.enrolled_at(session, startup.id)
    ]
    today = day_in(context.now, zone)
    week = Week(
        meetings=list(_meetings(session, followed, context.now, week_end(monday, zone), context.zone)),
        late=list(_late_actions(session, followed, monday, today)),
        committees=list(_committees(session, followed, monday, today)),
    )
    return week_message(context.translator, week, context.now, zone)


def _meetings(
    session: Session, followed: Sequence[Startup], now: datetime, until: datetime, default: ZoneInfo
) -> Iterator[Meeting]:
    """Those of the week still to come, the next first."""
    by_id = {startup.id: startup for startup in followed}
    every = checkpoints.list_all(session, by_id)
    for checkpoint in every:
        if checkpoint.state == "planned" and now <= checkpoint.starts_at < until:
            startup = by_id[checkpoint.startup_id]
            yield Meeting(
                startup=startup,
                checkpoint=checkpoint,
                region=checkpoints.startup_region(session, startup.id, default),
                has_points=bool(agenda.open_points(session, startup.id)),
            )


def _late_actions(
    session: Session, followed: Sequence[Startup], monday: date, today: date
) -> Iterator[LateActions]:
    open_actions = actions.open_in_startups(session, [startup.id for startup in followed])
    for startup in followed:
        days = [
            action.due_on
            for action in open_actions
            if action.startup_id == startup.id and action.due_on and action.is_late(today)
        ]
        if any(is_reported(day, monday) for day in days):
            new = sum(day >= monday - timedelta(days=7) for day in days)
            yield LateActions(startup, len(days), min(days), new)


def _committees(
    session: Session, followed: Sequence[Startup], monday: date, today: date
) -> Iterator[tuple[Startup, Committee]]:
    """Within 45 days, or past: without an outcome, or an envelope without a date."""
    by_id = {startup.id: startup for startup in followed}
    for committee in committees.due_by(session, by_id, today + PREPARED_FROM):
        if is_committee_reported(committee, monday, today):
            yield by_id[committee.startup_id], committee


MESSAGES: Mapping[str, MessageKind] = {
    "week_ahead": MessageKind(week_ahead, Timing.REMINDER, missed=no_message),
}
