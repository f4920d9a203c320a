"""What a round has planned to say: its invitation, and the reminders of those who have not answered."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.assessments.rounds import Round, reminders
from gamma.calendar import METROPOLE, LocalCalendar, region_of_zone
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.programme.rounds import RoundTimes
from gamma.startups.startup import Channel
from storage import living_posts, outbox
from storage.assessments import rounds
from storage.people import people
from storage.planned_messages import PlannedMessage, reconcile
from storage.startups import startups

_ENDED = "the round has ended"


def invite(session: Session, round: Round, channel: Channel, due_at: datetime) -> None:
    """Once, also where it was called off before it was said. Who linked the channel can let the bot in."""
    subject = {"round": round.id}
    if linked_by := startups.linked_by(session, channel):
        subject["person"] = linked_by
    to = channel.platform, due_at, channel.channel
    living_posts.plan(session, Notification(round.key, "round_invitation", subject, *to))


def remind(session: Session, round: Round, times: RoundTimes, now: datetime, default: ZoneInfo) -> None:
    """Keep the reminders in step with how the round stands; what is past is not made up for.

    For each of the team who has not answered, by their own clock. default: the programme's zone.
    """
    planned = [
        PlannedMessage(notice)
        for person_id in sorted(rounds.members(session, round))
        if rounds.waits_for(session, round, person_id, default)
        for notice in _reminders_of(round, people.by_id(session, person_id), times, default)
    ]
    reconcile(session, round.key, planned, now)


def call_off(session: Session, round: Round, now: datetime) -> None:
    """It has ended: nobody is reminded; an invitation that was not said yet never is."""
    reconcile(session, round.key, [], now)
    outbox.cancel_keys(session, [round.key], _ENDED, now)


def _reminders_of(
    round: Round, person: Person, times: RoundTimes, default: ZoneInfo
) -> Iterator[Notification]:
    """Taken up again it has reminders of its own, also of somebody who had those before it was put off."""
    zone = person.zone or default
    where = LocalCalendar(zone, region_of_zone(zone) or METROPOLE)
    due = reminders(times, round.opens_at, round.resumes_at, where)
    again = f"{round.resumes_at:%Y-%m-%d}:" if round.resumes_at else ""
    for number, due_at in enumerate(due):
        last = number == len(due) - 1 and number > 0
        following = [] if number == len(due) - 1 else [due[number + 1].isoformat()]
        if due_at < round.closes_at:
            yield Notification(
                f"{round.key}:{again}{person.id}:{number}",
                "round_reminder",
                {"round": round.id, "last": last, "until": following},
                person.platform,
                due_at,
                person_id=person.id,
                group_key=round.key,
            )
