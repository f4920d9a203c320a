"""Keeps the planned messages about checkpoints in step with what is agreed, in the same transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.checkpoints import Checkpoint, Rhythm
from gamma.moments import LocalMoment, zone_named
from gamma.outbox import Notice
from gamma.people import Channel, Person
from gamma.regions import METROPOLE, Region, region_in, region_of
from gamma.reminders import ASKED, DEFAULT_OFFSETS, Offset, Reminder, plan_reminders
from gamma.working_days import OPENS, add_working_days, moved_later
from storage import checkpoints, enrolment, outbox, startups

_AGENDA = "checkpoint_agenda"
_AGENDA_BEFORE = 2
"""Working days."""
_REPLACED = "the checkpoint or its reminders changed"


def region_for(rhythm: Rhythm, zone: ZoneInfo) -> Region:
    """The startup's region, else the one that keeps this time."""
    return region_of(rhythm.region) if rhythm.region else region_in(zone) or METROPOLE


def zone_for(rhythm: Rhythm, default: ZoneInfo) -> ZoneInfo:
    if rhythm.zone:
        return ZoneInfo(rhythm.zone)
    return region_of(rhythm.region).zone if rhythm.region else default


def plan_again(session: Session, checkpoint: Checkpoint, now: datetime, default: ZoneInfo) -> None:
    """Plan the reminders that are to come, and cancel those that no longer hold.

    Only startups that take part in the programme are reminded. default: the programme's zone.
    """
    wanted = {notice.key: notice for notice in _reminders(session, checkpoint, now, default)}
    outbox.cancel(session, checkpoint.about, _REPLACED, now, keeping=wanted)
    for notice in wanted.values():
        outbox.plan(session, notice)


def after_change(session: Session, checkpoint: Checkpoint, now: datetime, default: ZoneInfo) -> None:
    """As plan_again, for a checkpoint that was moved or ended: nobody's own later reminder holds either."""
    outbox.cancel(session, later(checkpoint), _REPLACED, now)
    plan_again(session, checkpoint, now, default)


def later(checkpoint: Checkpoint) -> str:
    """What the reminders that people put off for themselves are filed under."""
    return f"{checkpoint.about}:later"


def plan_all_again(session: Session, startup_id: str, now: datetime, default: ZoneInfo) -> None:
    """After a change of who is reminded, or how: for each checkpoint of the startup still planned."""
    for checkpoint in checkpoints.planned(session, startup_id):
        plan_again(session, checkpoint, now, default)


def announce(
    session: Session, checkpoint: Checkpoint, kind: str, by: Person, now: datetime, default: ZoneInfo
) -> None:
    """Tell everybody around the startup but the one who did it."""
    subject = {"checkpoint": checkpoint.id, "revision": checkpoint.revision, "person": by.id}
    key = f"{kind}:{checkpoint.id}:{checkpoint.revision}"
    tell_around(session, checkpoint, kind, key, subject, now, default, but=by)


def tell_around(
    session: Session,
    checkpoint: Checkpoint,
    kind: str,
    key: str,
    subject: Mapping[str, Any],
    now: datetime,
    default: ZoneInfo,
    but: Person | None = None,
) -> bool:
    """Tell the team's channel at once, and its portfolio managers in their hours.

    Also those who want no reminders: this is news. Says whether there was anybody to tell.
    """
    channel = _channel(session, checkpoint)
    if channel:
        told = Notice(f"{key}:channel", kind, subject, channel.platform, now, channel=channel.channel)
        outbox.plan(session, told)
    region = region_for(checkpoints.rhythm_of(session, checkpoint.startup_id), checkpoint.moment.zone)
    managers = enrolment.managers_of(session, checkpoint.startup_id)
    others = [person for person in managers if but is None or person.id != but.id]
    for person in others:
        due = moved_later(now, _zone(person, default), region)
        notice = Notice(f"{key}:{person.id}", kind, subject, person.platform, due, person_id=person.id)
        outbox.plan(session, notice)
    return channel is not None or bool(others)


def _reminders(session: Session, checkpoint: Checkpoint, now: datetime, default: ZoneInfo) -> list[Notice]:
    enrolled = enrolment.enrolled_at(session, checkpoint.startup_id)
    if checkpoint.state != "planned" or not enrolled:
        return []
    rhythm = checkpoints.rhythm_of(session, checkpoint.startup_id)
    region = region_for(rhythm, checkpoint.moment.zone)
    channel = _channel(session, checkpoint)
    people = {str(person.id): person for person in _managers(session, checkpoint)}
    zones = {"channel": zone_for(rhythm, default)} if channel else {}
    zones |= {audience: _zone(person, default) for audience, person in people.items()}
    planned = plan_reminders(checkpoint.moment, region, zones, now, offsets_of(rhythm))
    agenda = _agenda(checkpoint, region, zones["channel"], now, channel) if channel else []
    taken = {notice.due_at for notice in agenda}
    # The agenda names the moment too: a reminder on the same morning would say it twice.
    wanted = [each for each in planned if each.audience != "channel" or each.due not in taken]
    return [*agenda, *(_notice(checkpoint, reminder, channel, people) for reminder in wanted)]


def _agenda(
    checkpoint: Checkpoint, region: Region, zone: ZoneInfo, now: datetime, channel: Channel
) -> list[Notice]:
    """For the team, on the morning two working days before; none where that has passed."""
    day = add_working_days(checkpoint.moment.day, -_AGENDA_BEFORE, region)
    due = LocalMoment(day, OPENS, zone).instant
    if due <= now:
        return []
    subject = {"checkpoint": checkpoint.id, "revision": checkpoint.revision}
    key = f"{checkpoint.about}:{checkpoint.revision}:agenda:{due.isoformat()}"
    told = Notice(
        key, _AGENDA, subject, channel.platform, due, channel=channel.channel, about=checkpoint.about
    )
    return [told]


def offsets_of(rhythm: Rhythm) -> tuple[Offset, ...]:
    """How long before a checkpoint the startup is reminded."""
    if not rhythm.offsets:
        return DEFAULT_OFFSETS
    return tuple(Offset.of_id(offset) for offset in rhythm.offsets.split(","))


def _notice(
    checkpoint: Checkpoint, reminder: Reminder, channel: Channel | None, people: Mapping[str, Person]
) -> Notice:
    person = people.get(reminder.audience)
    platform = person.platform if person else channel.platform if channel else ""
    key = f"{checkpoint.about}:{checkpoint.revision}:{reminder.audience}:{reminder.offset}"
    return Notice(
        key=f"{key}:{reminder.due.isoformat()}",
        kind="checkpoint_took_place" if reminder.offset == ASKED else "checkpoint_reminder",
        subject={
            "checkpoint": checkpoint.id,
            "revision": checkpoint.revision,
            "offset": reminder.offset,
        },
        platform=platform,
        due_at=reminder.due,
        channel=None if person else channel.channel if channel else None,
        person_id=person.id if person else None,
        about=checkpoint.about,
    )


def _channel(session: Session, checkpoint: Checkpoint) -> Channel | None:
    """The channel linked first is the team's."""
    return next(iter(startups.channels_of(session, checkpoint.startup_id)), None)


def _managers(session: Session, checkpoint: Checkpoint) -> list[Person]:
    """Those who want to be reminded."""
    stopped = checkpoints.stopped(session, checkpoint.startup_id)
    managers = enrolment.managers_of(session, checkpoint.startup_id)
    return [person for person in managers if person.id not in stopped]


def _zone(person: Person, default: ZoneInfo) -> ZoneInfo:
    return zone_named(person.zone, default)
