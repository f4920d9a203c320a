"""Keeps the planned messages about a committee in step with its dates, in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar import later_working_instant
from gamma.checkpoints.settings import region_for, zone_for
from gamma.committees.committee import Committee, Prompt, PromptId, prompts
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.startups.startup import Channel
from storage import outbox, planned_messages
from storage.checkpoints import checkpoints, reminded_teams
from storage.checkpoints.reminded_teams import RemindedTeam
from storage.committees import committees
from storage.planned_messages import PlannedMessage, reconcile
from storage.startups import enrolment, startups

_KINDS: Mapping[PromptId, str] = {
    "45d": "committee_ahead",
    "30d": "committee_ahead",
    "file": "committee_file_ready",
    "outcome": "committee_outcome_asked",
}


def replan(session: Session, committee: Committee, now: datetime, default: ZoneInfo) -> None:
    """Plan what is to come and call off the rest. A prompt that was said for this date is not said again.

    One whose time has come, and that could not be said yet, still holds. What is past is not planned.
    Only startups that take part in the programme are told. default: the programme's zone.
    """
    team = reminded_teams.load(session, [committee.startup_id]).get(committee.startup_id)
    reconcile(session, committee.group_key, _planned_messages(team, committee, default), now)


def outdated(
    session: Session, every: Sequence[Committee], now: datetime, default: ZoneInfo
) -> list[Committee]:
    """Those of these for which planning again would change something."""
    teams = reminded_teams.load(session, {each.startup_id for each in every})
    desired = {each.group_key: _planned_messages(teams.get(each.startup_id), each, default) for each in every}
    groups = planned_messages.outdated(session, desired, now)
    return [each for each in every if each.group_key in groups]


def replan_startup(session: Session, startup_id: str, now: datetime, default: ZoneInfo) -> None:
    """After a change of who is told, or where."""
    committee = committees.ahead(session, startup_id)
    if committee:
        replan(session, committee, now, default)


def coming_prompts(session: Session, committee: Committee, now: datetime, default: ZoneInfo) -> set[PromptId]:
    """What the startup will be told of it."""
    if not enrolment.enrolled_at(session, committee.startup_id):
        return set()
    zone = checkpoints.startup_zone(session, committee.startup_id, default)
    region = checkpoints.startup_region(session, committee.startup_id, default)
    return {prompt.id for prompt in prompts(committee, zone, region) if prompt.due > now}


def announce(
    session: Session, committee: Committee, kind: str, by: Person, now: datetime, default: ZoneInfo
) -> None:
    """Tell the team's channel at once, and its portfolio managers in their hours.

    That something ends is not told to the channel: those who were there find better words.
    """
    subject = {"committee": committee.id, "person": by.id, "stamp": committee.stamp}
    key = f"{kind}:{committee.id}:{now.isoformat()}"
    channel = startups.team_channel(session, committee.startup_id)
    if channel and committee.outcome not in ("stop", "not_permanent"):
        channel_notification = Notification(
            f"{key}:channel", kind, subject, channel.platform, now, channel=channel.channel
        )
        outbox.plan(session, channel_notification)
    region = checkpoints.startup_region(session, committee.startup_id, default)
    for person in enrolment.managers_of(session, committee.startup_id):
        if person.id != by.id:
            due = later_working_instant(now, person.zone or default, region)
            notification = Notification(
                f"{key}:{person.id}", kind, subject, person.platform, due, person_id=person.id
            )
            outbox.plan(session, notification)


def _planned_messages(
    team: RemindedTeam | None, committee: Committee, default: ZoneInfo
) -> list[PlannedMessage]:
    if team is None:
        return []
    zone = zone_for(team.settings, default)
    region = region_for(team.settings, zone)
    notifications = []
    if channel := team.channel:
        notifications += [
            _notification(committee, prompt, channel) for prompt in prompts(committee, zone, region)
        ]
    for person in team.managers:
        planned = prompts(committee, person.zone or default, region)
        # jobs/portfolio/attention.py asks a portfolio manager for the outcome: it knows who has none.
        notifications += [_notification(committee, each, person) for each in planned if each.id != "outcome"]
    return [PlannedMessage(notification) for notification in notifications]


def _notification(committee: Committee, prompt: Prompt, to: Channel | Person) -> Notification:
    channel, person_id = (to.channel, None) if isinstance(to, Channel) else (None, to.id)
    day = committee.reference_day.isoformat() if committee.reference_day else ""
    return Notification(
        key=f"{committee.group_key}:{prompt.id}:{day}:{person_id or 'channel'}",
        kind=_KINDS[prompt.id],
        subject={"committee": committee.id, "day": day},
        platform=to.platform,
        due_at=prompt.due,
        channel=channel,
        person_id=person_id,
        group_key=committee.group_key,
    )
