"""Plans the message on what is to be done: one for each person and week, all startups together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar import CLOSES, OPENS, Region, is_working_day
from gamma.checkpoints.settings import region_for, zone_for
from gamma.dates import LocalMoment, day_in
from gamma.follow_ups.follow_up import Action, is_reminder_day
from gamma.outbox import Entry, Notification
from jobs.context import JobContext
from jobs.follow_ups.action_messages import actions_reminder
from jobs.follow_ups.unowned import put_unowned_on_agendas
from storage import outbox
from storage.checkpoints import checkpoints
from storage.follow_ups import actions
from storage.people import people
from storage.startups import startups
from storage.store import JOB_PATIENCE

_AHEAD = timedelta(days=8)
"""An action is spoken of on the working day before it is due, also before the longest row of holidays."""

_APART = timedelta(days=7)
"""At least from one message to the next: each names all that is late or due until then."""
_DAYS_CAUGHT_UP = 7
"""Days. What should have been said on one of them while the bot was away is said on the next morning."""
_LONGEST_ABSENCE = 40
"""Days. A message that has been waiting since then is still known, so that there is no second one."""


@dataclass(frozen=True)
class _Recipient:
    """A person in private, or a channel for those who cannot be written to."""

    id: str
    platform: str
    zone: ZoneInfo
    startup: str = ""
    channel: str | None = None
    person_id: int | None = None

    def key(self, day: date) -> str:
        return f"actions:{self.id}:{day}"


@dataclass(frozen=True)
class _DueAction:
    """An action in the calendar of its startup. known_since: the first day on whose morning it was known."""

    due: date
    known_since: date
    region: Region

    def is_reminded_on(self, day: date) -> bool:
        return is_reminder_day(self.due, self.known_since, day, self.region)


def remind_actions(job: JobContext) -> None:
    """As often as one likes: what is planned already stays as it is."""
    put_unowned_on_agendas(job)
    with job.store.read(JOB_PATIENCE) as session:
        notifications = list(_reminders(job, session))
    if notifications:
        with job.store.write(JOB_PATIENCE) as session:
            for notification in notifications:
                outbox.plan(session, notification)


def _reminders(job: JobContext, session: Session) -> Iterator[Notification]:
    now = job.now()
    until = day_in(now, job.zone) + _AHEAD
    for recipient, due_actions in _by_recipient(job, session, actions.due_until(session, until)).items():
        job.beat()
        today = day_in(now, recipient.zone)
        days = [today + timedelta(days=count) for count in range(-_LONGEST_ABSENCE, 2)]
        entries = outbox.entries_of(session, [recipient.key(day) for day in days])
        if any(entry.ended_at is None for entry in entries):
            continue  # the next message is on its way, and will name all
        looked_at = {_reminded_day(entry, recipient.zone) for entry in entries}
        said = [each for each in entries if each.state in ("sent", "missed")]
        last_said = max((_reminded_day(entry, recipient.zone) for entry in said), default=None)
        for day, due in _mornings(now, recipient.zone):
            if last_said and day < last_said + _APART:
                continue
            if day not in looked_at and _is_due(due_actions, day, looked_at):
                yield _notification(recipient, day, due)
                break


def _reminded_day(entry: Entry, zone: ZoneInfo) -> date:
    """The day for which it was planned, or to which it was late."""
    # A moved clock is ahead of the real time at which a message ended.
    last = max(entry.notification.due_at, entry.ended_at or entry.notification.due_at)
    return day_in(last, zone)


def _mornings(now: datetime, zone: ZoneInfo) -> Iterator[tuple[date, datetime]]:
    """This morning, said late as long as the day lasts, and tomorrow's."""
    today = LocalMoment(day_in(now, zone), OPENS, zone)
    tomorrow = today.days_later(1)
    if now <= LocalMoment(today.day, CLOSES, zone).instant:
        yield today.day, max(today.instant, now)
    yield tomorrow.day, tomorrow.instant


def _is_due(due_actions: Sequence[_DueAction], day: date, reminded_days: Collection[date]) -> bool:
    """Whether there is something to say on that day, or left from days on which nothing was said."""
    last = max((each for each in reminded_days if each < day), default=day - timedelta(days=_DAYS_CAUGHT_UP))
    since = [last + timedelta(days=count) for count in range(1, (day - last).days + 1)]
    return any(
        is_working_day(day, each.region) and any(map(each.is_reminded_on, since)) for each in due_actions
    )


def _notification(recipient: _Recipient, day: date, due: datetime) -> Notification:
    return Notification(
        key=recipient.key(day),
        kind=actions_reminder.__name__,
        subject={"startup": recipient.startup},
        platform=recipient.platform,
        due_at=due,
        channel=recipient.channel,
        person_id=recipient.person_id,
    )


def _by_recipient(
    job: JobContext, session: Session, actions_found: Iterable[Action]
) -> Mapping[_Recipient, list[_DueAction]]:
    due_actions: dict[_Recipient, list[_DueAction]] = defaultdict(list)
    for action in actions_found:
        settings = checkpoints.settings_of(session, action.startup_id)
        zone = zone_for(settings, job.zone)
        recipient = _owner_recipient(job, session, action) or _channel_recipient(session, action, zone)
        if recipient and action.due_on:
            known_since = _known_since(action.recorded_at, recipient.zone)
            due_actions[recipient].append(_DueAction(action.due_on, known_since, region_for(settings, zone)))
    return due_actions


def _owner_recipient(job: JobContext, session: Session, action: Action) -> _Recipient | None:
    person = people.by_id(session, action.owner_id) if action.owner_id else None
    if person is None or person.erased:
        return None
    zone = person.zone or job.zone
    return _Recipient(str(person.id), person.platform, zone, person_id=person.id)


def _channel_recipient(session: Session, action: Action, zone: ZoneInfo) -> _Recipient | None:
    channel = startups.team_channel(session, action.startup_id)
    if channel is None:
        return None
    # Another channel is another reader: what was said in the last one is not known there.
    id_ = f"channel:{action.startup_id}:{channel.channel}"
    return _Recipient(id_, channel.platform, zone, action.startup_id, channel=channel.channel)


def _known_since(recorded_at: datetime, zone: ZoneInfo) -> date:
    local = recorded_at.astimezone(zone)
    return local.date() if local.time() <= OPENS else local.date() + timedelta(days=1)
