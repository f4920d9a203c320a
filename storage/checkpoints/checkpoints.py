"""Checkpoints, and how startups set them."""

import secrets
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from gamma.calendar import LocalCalendar, Region
from gamma.checkpoints.checkpoint import Checkpoint, State
from gamma.checkpoints.settings import CheckpointSettings, region_for, zone_for
from gamma.dates import LocalMoment, day_in
from gamma.people.person import Person
from storage.models import CheckpointRow, CheckpointSettingsRow, ReminderOptOutRow


def settings_of(session: Session, startup_id: str) -> CheckpointSettings:
    """The defaults where the startup has set nothing."""
    return settings_of_row(session.get(CheckpointSettingsRow, startup_id))


def settings_of_each(session: Session, ids: Collection[str]) -> dict[str, CheckpointSettings]:
    """Of each of these startups."""
    rows = select(CheckpointSettingsRow).where(CheckpointSettingsRow.startup_id.in_(list(ids)))
    set_ = {row.startup_id: settings_of_row(row) for row in session.scalars(rows)}
    return {each: set_.get(each, CheckpointSettings()) for each in ids}


def settings_of_row(row: CheckpointSettingsRow | None) -> CheckpointSettings:
    return (
        CheckpointSettings(row.zone, row.region, row.cadence, row.offsets, row.place, row.without_verdicts)
        if row
        else CheckpointSettings()
    )


def startup_zone(session: Session, startup_id: str, default: ZoneInfo) -> ZoneInfo:
    """By whose clock the startup lives. default: the programme's zone."""
    return zone_for(settings_of(session, startup_id), default)


def startup_region(session: Session, startup_id: str, default: ZoneInfo) -> Region:
    """Whose holidays count for the startup."""
    settings = settings_of(session, startup_id)
    return region_for(settings, zone_for(settings, default))


def startup_regions(session: Session, ids: Collection[str], default: ZoneInfo) -> dict[str, Region]:
    """In one query."""
    settings = settings_of_each(session, ids)
    return {id_: region_for(own, zone_for(own, default)) for id_, own in settings.items()}


def calendar_of(session: Session, startup_id: str, default: ZoneInfo) -> LocalCalendar:
    settings = settings_of(session, startup_id)
    zone = zone_for(settings, default)
    return LocalCalendar(zone, region_for(settings, zone))


def startup_today(session: Session, startup_id: str, now: datetime, default: ZoneInfo) -> date:
    """What day it is where the startup is."""
    return day_in(now, startup_zone(session, startup_id, default))


def next_beginning(session: Session, after: datetime) -> datetime | None:
    """Of all that were not cancelled."""
    ahead = (CheckpointRow.starts_at > after, CheckpointRow.state != "cancelled")
    return session.scalar(select(func.min(CheckpointRow.starts_at)).where(*ahead))


def save_settings(session: Session, startup_id: str, settings: CheckpointSettings) -> None:
    """All of them, in place of those that were set."""
    session.merge(
        CheckpointSettingsRow(
            startup_id=startup_id,
            zone=settings.zone,
            region=settings.region,
            cadence=settings.cadence,
            offsets=settings.offsets,
            place=settings.place,
            without_verdicts=settings.without_verdicts,
        )
    )
    session.flush()


def plan(
    session: Session,
    startup_id: str,
    moment: LocalMoment,
    place: str,
    by: Person,
    now: datetime,
    minutes: int = 60,
) -> Checkpoint:
    """Revision 0, with a name for calendars that no other has. minutes: how long it lasts."""
    row = CheckpointRow(
        startup_id=startup_id,
        uid=f"{secrets.token_hex(16)}@gamma",
        duration_minutes=minutes,
        place=place,
        state="planned",
        revision=0,
        postponements=0,
        planned_by=by.id,
        planned_at=now,
        changed_at=now,
    )
    _set_moment(row, moment)
    session.add(row)
    session.flush()
    return from_row(row)


def move(
    session: Session, checkpoint: Checkpoint, moment: LocalMoment, place: str, now: datetime
) -> Checkpoint:
    """To another moment, or another place. Only a later moment counts as put off."""
    row = session.get_one(CheckpointRow, checkpoint.id)
    row.postponements += moment.instant > row.starts_at
    _set_moment(row, moment)
    row.place = place
    return _save_change(session, row, now)


def set_state(session: Session, checkpoint: Checkpoint, state: State, now: datetime) -> Checkpoint:
    """Held, cancelled, or planned again."""
    row = session.get_one(CheckpointRow, checkpoint.id)
    row.state = state
    return _save_change(session, row, now)


def load(session: Session, checkpoint_id: int) -> Checkpoint | None:
    row = session.get(CheckpointRow, checkpoint_id)
    return from_row(row) if row else None


def list_planned(session: Session, startup_id: str) -> list[Checkpoint]:
    """Those still planned, the earliest first; also one whose moment has passed and that nobody closed."""
    return _load_all(session, _select_of(startup_id).where(CheckpointRow.state == "planned"))


def with_planned(session: Session, startup_ids: Iterable[str]) -> set[str]:
    """Those of these startups that have one still planned."""
    chosen = CheckpointRow.startup_id.in_(list(startup_ids)), CheckpointRow.state == "planned"
    return set(session.scalars(select(CheckpointRow.startup_id).where(*chosen).distinct()))


def find_same_day(session: Session, startup_id: str, moment: LocalMoment) -> Checkpoint | None:
    """What is planned on the day of this moment at another hour."""
    others = _select_of(startup_id).where(CheckpointRow.state == "planned", CheckpointRow.day == moment.day)
    return next((each for each in _load_all(session, others) if each.moment != moment), None)


def list_planned_of_all(session: Session, since: datetime) -> list[Checkpoint]:
    """Those of all startups still planned that begin then or later."""
    chosen = select(CheckpointRow).where(CheckpointRow.state == "planned", CheckpointRow.starts_at >= since)
    return _load_all(session, chosen.order_by(CheckpointRow.starts_at, CheckpointRow.id))


def next_planned(session: Session, startup_id: str, now: datetime) -> Checkpoint | None:
    """The next one planned that has not begun yet."""
    ahead = _select_of(startup_id).where(CheckpointRow.state == "planned", CheckpointRow.starts_at > now)
    return next(iter(_load_all(session, ahead.limit(1))), None)


def next_cancelled(session: Session, startup_id: str, now: datetime) -> Checkpoint | None:
    """The one cancelled last of those that would be still to come."""
    off = select(CheckpointRow).filter_by(startup_id=startup_id, state="cancelled")
    latest = off.where(CheckpointRow.starts_at > now).order_by(
        CheckpointRow.changed_at.desc(), CheckpointRow.id.desc()
    )
    return next(iter(_load_all(session, latest.limit(1))), None)


def list_begun(session: Session, startup_id: str, now: datetime) -> list[Checkpoint]:
    """Those that have begun and were not cancelled, the last one first."""
    begun = select(CheckpointRow).filter_by(startup_id=startup_id).where(CheckpointRow.starts_at <= now)
    begun = begun.where(CheckpointRow.state != "cancelled")
    return _load_all(session, begun.order_by(CheckpointRow.starts_at.desc(), CheckpointRow.id.desc()))


def last_held(session: Session, startup_id: str) -> Checkpoint | None:
    held = select(CheckpointRow).filter_by(startup_id=startup_id, state="held")
    latest = held.order_by(CheckpointRow.starts_at.desc()).limit(1)
    return next(iter(_load_all(session, latest)), None)


def list_all(session: Session, startup_ids: Iterable[str]) -> list[Checkpoint]:
    """Every checkpoint of these startups, cancelled ones too, the earliest first."""
    chosen = select(CheckpointRow).where(CheckpointRow.startup_id.in_(list(startup_ids)))
    return _load_all(session, chosen.order_by(CheckpointRow.starts_at, CheckpointRow.id))


def stop_reminders(session: Session, startup_id: str, person_id: int) -> None:
    """In private, of this startup's checkpoints. Stopped twice, it is one."""
    session.merge(ReminderOptOutRow(startup_id=startup_id, person_id=person_id))
    session.flush()


def resume_reminders(session: Session, startup_id: str, person_id: int) -> None:
    """Does nothing where they were not stopped."""
    session.execute(delete(ReminderOptOutRow).filter_by(startup_id=startup_id, person_id=person_id))


def _select_of(startup_id: str) -> Select[CheckpointRow]:
    ordered = select(CheckpointRow).order_by(CheckpointRow.starts_at, CheckpointRow.id)
    return ordered.filter_by(startup_id=startup_id)


def _load_all(session: Session, query: Select[CheckpointRow]) -> list[Checkpoint]:
    return [from_row(row) for row in session.scalars(query)]


def _set_moment(row: CheckpointRow, moment: LocalMoment) -> None:
    row.day, row.time, row.zone = moment.day, f"{moment.time:%H:%M}", moment.zone.key
    row.starts_at = moment.instant


def _save_change(session: Session, row: CheckpointRow, now: datetime) -> Checkpoint:
    row.revision += 1
    row.changed_at = now
    session.flush()
    return from_row(row)


def from_row(row: CheckpointRow) -> Checkpoint:
    state: State = row.state  # type: ignore[assignment]  # the column holds nothing else
    return Checkpoint(
        id=row.id,
        startup_id=row.startup_id,
        uid=row.uid,
        moment=LocalMoment(row.day, time.fromisoformat(row.time), ZoneInfo(row.zone)),
        duration_minutes=row.duration_minutes,
        place=row.place,
        state=state,
        revision=row.revision,
        postponements=row.postponements,
        changed_at=row.changed_at,
    )
