"""The week of a portfolio manager, on Monday morning: nothing to say, no message."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar.regions import METROPOLE, region_in
from gamma.chat import Message
from gamma.committees.committee import AHEAD, Committee
from gamma.dates import day_in
from gamma.portfolio.week import Late, Meeting, Week, end_of, is_spoken_of, is_worth_sending, told
from gamma.startups.startup import Startup
from jobs.message_context import MessageContext, ReminderKind, Subject
from storage.checkpoints import agenda, checkpoints
from storage.committees import committees
from storage.follow_ups import actions
from storage.startups import enrolment, startups


def week_ahead(context: MessageContext, subject: Subject) -> Message | None:
    monday, zone = date.fromisoformat(subject["monday"]), context.reader_zone
    if context.reader is None or not is_worth_sending(
        monday, context.now, zone, region_in(zone) or METROPOLE
    ):
        return None
    session = context.session
    mine = [
        startup
        for startup in startups.load_all(session, enrolment.managed_by(session, context.reader.id))
        if enrolment.enrolled_at(session, startup.id)
    ]
    today = day_in(context.now, zone)
    week = Week(
        meetings=list(_meetings(session, mine, context.now, end_of(monday, zone), context.zone)),
        late=list(_late(session, mine, monday, today)),
        committees=list(_committees(session, mine, today)),
    )
    return told(context.translator, week, context.now, zone)


def _meetings(
    session: Session, mine: Sequence[Startup], now: datetime, until: datetime, default: ZoneInfo
) -> Iterator[Meeting]:
    """Those of the week still to come, the next first."""
    by_id = {startup.id: startup for startup in mine}
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


def _late(session: Session, mine: Sequence[Startup], monday: date, today: date) -> Iterator[Late]:
    found = actions.open_of(session, [startup.id for startup in mine])
    for startup in mine:
        days = [
            action.due_on
            for action in found
            if action.startup_id == startup.id and action.due_on and action.is_late(today)
        ]
        if any(is_spoken_of(day, monday) for day in days):
            new = sum(day >= monday - timedelta(days=7) for day in days)
            yield Late(startup, len(days), min(days), new)


def _committees(
    session: Session, mine: Sequence[Startup], today: date
) -> Iterator[tuple[Startup, Committee]]:
    """Within 45 days, or past: without an outcome, or an envelope without a date."""
    by_id = {startup.id: startup for startup in mine}
    for committee in committees.near(session, by_id, today + AHEAD):
        yield by_id[committee.startup_id], committee


def _nothing(_facts: MessageContext, _subject: Subject) -> None:
    """A week that is half over is not told any more."""


REMINDERS: tuple[ReminderKind, ...] = (ReminderKind(week_ahead, missed=_nothing),)
