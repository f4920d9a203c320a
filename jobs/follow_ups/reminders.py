"""Plans the morning message on what is to be done: one for each person and day, all startups together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar.regions import Region
from gamma.calendar.working_days import CLOSES, OPENS, is_working_day
from gamma.checkpoints.settings import region_for, zone_for
from gamma.dates import day_in
from gamma.follow_ups.follow_up import Action, is_reminded
from gamma.local_time import LocalMoment, zone_named
from gamma.outbox import Entry, Notification
from jobs.context import JobContext
from jobs.follow_ups.action_messages import actions_reminder
from storage import outbox
from storage.checkpoints import checkpoints
from storage.follow_ups import actions
from storage.people import people
from storage.startups import startups
from storage.store import JOB_PATIENCE

_AHEAD = timedelta(days=8)
"""An action is spoken of on the working day before it is due, also before the longest row of holidays."""

_LOOKED_BACK = 7
"""Days. What should have been said on one of them while the bot was away is said on the next morning."""
_LONGEST_ABSENCE = 40
"""Days. A message that has been waiting since then is still known, so that there is no second one."""


@dataclass(frozen=True)
class _Reader:
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
class _Waiting:
    """An action in the calendar of its startup. known_since: the first day on whose morning it was known."""

    due: date
    known_since: date
    region: Region

    def is_told(self, day: date) -> bool:
        return is_reminded(self.due, self.known_since, day, self.region)


def remind_actions(job: JobContext) -> None:
    """As often as one likes: what is planned already stays as it is."""
    with job.store.read(JOB_PATIENCE) as session:
        wanted = list(_wanted(job, session))
    if wanted:
        with job.store.write(JOB_PATIENCE) as session:
            for notice in wanted:
                outbox.plan(session, notice)


def _wanted(job: JobContext, session: Session) -> Iterator[Notification]:
    now = job.now()
    until = now.date() + _AHEAD
    for reader, waiting in _by_reader(job, session, actions.due_until(session, until)).items():
        job.beat()
        today = day_in(now, reader.zone)
        days = [today + timedelta(days=count) for count in range(-_LONGEST_ABSENCE, 2)]
        known = outbox.entries_of(session, [reader.key(day) for day in days])
        if any(entry.ended_at is None for entry in known):
            continue  # the next message is on its way, and will name all
        told = {_said_on(entry, reader.zone) for entry in known}
        for day, due in _mornings(now, reader.zone):
            if day not in told and _is_due(waiting, day, told):
                yield _notice(reader, day, due)
                break


def _said_on(entry: Entry, zone: ZoneInfo) -> date:
    """The day for which it was planned, or to which it was late."""
    # A moved clock is ahead of the real time at which a message ended.
    last = max(entry.notice.due_at, entry.ended_at or entry.notice.due_at)
    return day_in(last, zone)


def _mornings(now: datetime, zone: ZoneInfo) -> Iterator[tuple[date, datetime]]:
    """This morning, said late as long as the day lasts, and tomorrow's."""
    today = LocalMoment(day_in(now, zone), OPENS, zone)
    tomorrow = today.days_later(1)
    if now <= LocalMoment(today.day, CLOSES, zone).instant:
        yield today.day, max(today.instant, now)
    yield tomorrow.day, tomorrow.instant


def _is_due(waiting: Sequence[_Waiting], day: date, told: Collection[date]) -> bool:
    """Whether there is something to say on that day, or left from days on which nothing was said."""
    last = max((each for each in told if each < day), default=day - timedelta(days=_LOOKED_BACK))
    since = [last + timedelta(days=count) for count in range(1, (day - last).days + 1)]
    return any(is_working_day(day, each.region) and any(map(each.is_told, since)) for each in waiting)


def _notice(reader: _Reader, day: date, due: datetime) -> Notification:
    return Notification(
        key=reader.key(day),
        kind=actions_reminder.__name__,
        subject={"startup": reader.startup},
        platform=reader.platform,
        due_at=due,
        channel=reader.channel,
        person_id=reader.person_id,
    )


def _by_reader(
    job: JobContext, session: Session, found: Iterable[Action]
) -> Mapping[_Reader, list[_Waiting]]:
    readers: dict[_Reader, list[_Waiting]] = defaultdict(list)
    for action in found:
        settings = checkpoints.settings_of(session, action.startup_id)
        zone = zone_for(settings, job.zone)
        reader = _owner(job, session, action) or _channel(session, action, zone)
        if reader and action.due_on:
            known = _known_since(action.recorded_at, reader.zone)
            readers[reader].append(_Waiting(action.due_on, known, region_for(settings, zone)))
    return readers


def _owner(job: JobContext, session: Session, action: Action) -> _Reader | None:
    person = people.by_id(session, action.owner_id) if action.owner_id else None
    if person is None or person.erased:
        return None
    zone = zone_named(person.zone, job.zone)
    return _Reader(str(person.id), person.platform, zone, person_id=person.id)


def _channel(session: Session, action: Action, zone: ZoneInfo) -> _Reader | None:
    channel = startups.team_channel(session, action.startup_id)
    if channel is None:
        return None
    # Another channel is another reader: what was said in the last one is not known there.
    id_ = f"channel:{action.startup_id}:{channel.channel}"
    return _Reader(id_, channel.platform, zone, action.startup_id, channel=channel.channel)


def _known_since(recorded_at: datetime, zone: ZoneInfo) -> date:
    local = recorded_at.astimezone(zone)
    return local.date() if local.time() <= OPENS else local.date() + timedelta(days=1)
