"""Keeps the planned messages about checkpoints in step with what is agreed, in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.calendar import OPENS, Region, add_working_days, next_working_day
from gamma.checkpoints.agenda import PROPOSED_BEFORE
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.reminders import HELD_QUESTION, Reminder, plan_reminders
from gamma.checkpoints.settings import offsets_of, region_for, zone_for
from gamma.dates import LocalMoment, day_in
from gamma.outbox import ASKED_AS_MEMBER, Notification
from gamma.people.person import Person
from gamma.startups.startup import Channel
from storage import outbox, planned_messages
from storage.checkpoints import checkpoints, reminded_teams
from storage.checkpoints.reminded_teams import RemindedTeam
from storage.models import OutboxRow
from storage.planned_messages import PlannedMessage, reconcile

_AGENDA, _REMINDER = "checkpoint_agenda", "checkpoint_reminder"
_CHANNEL = "channel"
_ENDED = "the checkpoint changed, or its reminders ended"

SNOOZED = "later"
"""The offset id of a reminder that somebody put off for themselves."""


def replan(session: Session, checkpoint: Checkpoint, now: datetime, default: ZoneInfo) -> None:
    """Plan the reminders that are to come, and cancel those that no longer hold.

    One whose time has come, and that could not be said yet, still holds. What is past is not planned.
    Only startups that take part in the programme are reminded. default: the programme's zone.
    """
    team = reminded_teams.load(session, [checkpoint.startup_id]).get(checkpoint.startup_id)
    reconcile(session, checkpoint.group_key, _planned_messages(team, checkpoint, default), now)
    if team is None:
        outbox.cancel(session, snooze_key(checkpoint), _ENDED, now)


def outdated(
    session: Session, every: Sequence[Checkpoint], now: datetime, default: ZoneInfo
) -> list[Checkpoint]:
    """Those of these for which planning again would change something."""
    teams = reminded_teams.load(session, {each.startup_id for each in every})
    desired = {each.group_key: _planned_messages(teams.get(each.startup_id), each, default) for each in every}
    groups = planned_messages.outdated(session, desired, now)
    return [each for each in every if each.group_key in groups]


def replan_after_change(session: Session, checkpoint: Checkpoint, now: datetime, default: ZoneInfo) -> None:
    """As replan, for a checkpoint that was moved or ended: nobody's own later reminder holds either."""
    outbox.cancel(session, snooze_key(checkpoint), _ENDED, now)
    replan(session, checkpoint, now, default)


def snooze_key(checkpoint: Checkpoint) -> str:
    """What the reminders that people put off for themselves are filed under."""
    return f"{checkpoint.group_key}:later"


def snooze(session: Session, checkpoint: Checkpoint, person: Person, due: datetime, now: datetime) -> None:
    """Remind this person once more in private, then; what they had put off before comes then too."""
    outbox.cancel(session, snooze_key(checkpoint), _ENDED, now, person.id)
    subject = {
        "checkpoint": checkpoint.id,
        "revision": checkpoint.revision,
        "offset": SNOOZED,
        ASKED_AS_MEMBER: checkpoint.startup_id,
    }
    key = f"{checkpoint.group_key}:{checkpoint.revision}:{person.id}:{SNOOZED}:{due.isoformat()}"
    about = snooze_key(checkpoint)
    reminder = Notification(
        key, _REMINDER, subject, person.platform, due, person_id=person.id, group_key=about
    )
    outbox.plan(session, reminder)


def stop_reminders(session: Session, startup_id: str, person: Person, now: datetime) -> None:
    """This person wants no more reminders of the startup in private, nor those they put off."""
    checkpoints.stop_reminders(session, startup_id, person.id)
    for checkpoint in checkpoints.list_planned(session, startup_id):
        outbox.cancel(session, snooze_key(checkpoint), _ENDED, now, person.id)


def is_reminded(session: Session, startup_id: str, person_id: int) -> bool:
    """Whether this person is one of those who are reminded of the startup in private."""
    managers = reminded_teams.reminded_managers(session, [startup_id]).get(startup_id, ())
    return person_id in {person.id for person in managers}


def replan_all(session: Session, startup_id: str, now: datetime, default: ZoneInfo) -> None:
    """After a change of who is reminded, or how: for each checkpoint of the startup still planned."""
    for checkpoint in checkpoints.list_planned(session, startup_id):
        replan(session, checkpoint, now, default)


def audiences(session: Session, checkpoint: Checkpoint) -> set[int | None]:
    """To whom a reminder is to come: people by their ids, None for the team's channel."""
    coming = select(OutboxRow.person_id).filter_by(
        group_key=checkpoint.group_key, kind=_REMINDER, state="planned"
    )
    return set(session.scalars(coming))


def _planned_messages(
    team: RemindedTeam | None, checkpoint: Checkpoint, default: ZoneInfo
) -> list[PlannedMessage]:
    if checkpoint.state != "planned" or team is None:
        return []
    settings, channel = team.settings, team.channel
    region = region_for(settings, checkpoint.moment.zone)
    people = {str(person.id): person for person in team.managers}
    zones = {_CHANNEL: zone_for(settings, default)} if channel else {}
    zones |= {audience: person.zone or default for audience, person in people.items()}
    planned = [
        _asked_after_the_channel(reminder, channel, region, zones)
        for reminder in plan_reminders(checkpoint.moment, region, zones, offsets_of(settings))
    ]
    agenda = [_agenda_message(checkpoint, region, zones[_CHANNEL], channel)] if channel else []
    agenda_instants = {notification.due_at for notification in agenda}
    # The agenda names the moment too: a reminder on the same morning would say it twice.
    reminders = [each for each in planned if each.audience != _CHANNEL or each.due not in agenda_instants]
    notifications = [
        *agenda,
        *(_reminder_message(checkpoint, reminder, channel, people) for reminder in reminders),
    ]
    return [PlannedMessage(notification) for notification in notifications]


def _asked_after_the_channel(
    reminder: Reminder, channel: Channel | None, region: Region, zones: Mapping[str, ZoneInfo]
) -> Reminder:
    """Whether it took place, managers are asked a working day later, if nobody of the team said so."""
    if channel is None or reminder.audience == _CHANNEL or reminder.offset != HELD_QUESTION:
        return reminder
    zone = zones[reminder.audience]
    later = next_working_day(day_in(reminder.due, zone), region)
    return replace(reminder, due=LocalMoment(later, OPENS, zone).instant)


def _agenda_message(checkpoint: Checkpoint, region: Region, zone: ZoneInfo, channel: Channel) -> Notification:
    """For the team, on the morning two working days before."""
    day = add_working_days(checkpoint.moment.day, -PROPOSED_BEFORE, region)
    due = LocalMoment(day, OPENS, zone).instant
    subject = {"checkpoint": checkpoint.id, "revision": checkpoint.revision}
    key = f"{checkpoint.group_key}:{checkpoint.revision}:{_CHANNEL}:agenda"
    return Notification(
        key, _AGENDA, subject, channel.platform, due, channel=channel.channel, group_key=checkpoint.group_key
    )


def _reminder_message(
    checkpoint: Checkpoint, reminder: Reminder, channel: Channel | None, people: Mapping[str, Person]
) -> Notification:
    """The key does not tell when it is due: what was said stays said where the reader's clock changes."""
    person = people.get(reminder.audience)
    platform = person.platform if person else channel.platform if channel else ""
    return Notification(
        key=f"{checkpoint.group_key}:{checkpoint.revision}:{reminder.audience}:{reminder.offset}",
        kind="checkpoint_took_place" if reminder.offset == HELD_QUESTION else _REMINDER,
        subject={
            "checkpoint": checkpoint.id,
            "revision": checkpoint.revision,
            "offset": reminder.offset,
        },
        platform=platform,
        due_at=reminder.due,
        channel=None if person else channel.channel if channel else None,
        person_id=person.id if person else None,
        group_key=checkpoint.group_key,
    )
