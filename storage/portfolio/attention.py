"""The startups that take part, as somebody sees them who watches over their rhythm: in a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gamma.calendar import Region
from gamma.checkpoints.cadence import Cadence, cadence_or_default
from gamma.checkpoints.settings import CheckpointSettings, region_for, zone_for
from gamma.people.person import Person
from gamma.portfolio.attention import REPEATED_POSTPONEMENTS, gap_start, silent_from
from storage.checkpoints.checkpoints import settings_of_row
from storage.models import (
    AssessmentRow,
    CheckpointRow,
    CheckpointSettingsRow,
    CommitteeRow,
    EnrolmentRow,
    PersonRow,
    PortfolioManagerRow,
    QuestionRow,
)
from storage.people import people
from storage.startups.enrolment import select_enrolled_ids


@dataclass(frozen=True)
class FollowedStartup:
    """gap_since: no checkpoint was held since then. last_held_at: when the last one began, at any time.
    last_sign: when it last assessed, planned, held or asked. has_planned: a checkpoint is ahead.

    postponed_checkpoints: ids of those put off repeatedly. undecided_committees: ids and dates of those with
    a date whose outcome is not known.
    """

    startup_id: str
    settings: CheckpointSettings
    gap_since: datetime
    last_held_at: datetime | None
    last_sign: datetime
    has_planned: bool
    managers: tuple[Person, ...]
    postponed_checkpoints: tuple[int, ...]
    undecided_committees: tuple[tuple[int, date], ...]

    def is_silent(self, now: datetime, weeks: int) -> bool:
        """Nothing was assessed, planned, held or asked for so long, and no checkpoint is planned."""
        return not self.has_planned and silent_from(self.last_sign, weeks) <= now

    @property
    def cadence(self) -> Cadence:
        return cadence_or_default(self.settings.cadence)

    def region(self, default: ZoneInfo) -> Region:
        return region_for(self.settings, zone_for(self.settings, default))


def followed_startups(session: Session, now: datetime, only: str | None = None) -> list[FollowedStartup]:
    """All that take part, or the one if it does; in the order of their ids."""
    last_held = _last_held(session, now, only)
    signs, planned = _last_signs(session, now, only), _with_planned(session, now, only)
    postponed = _by_startup(
        session, _pairs(CheckpointRow.startup_id, CheckpointRow.id, only).where(*_postponed_repeatedly(now))
    )
    undecided = _undecided(session, only)
    managers = _managers(session, only)
    rows = select(EnrolmentRow, CheckpointSettingsRow).outerjoin(
        CheckpointSettingsRow, CheckpointSettingsRow.startup_id == EnrolmentRow.startup_id
    )
    enrolled = session.execute(
        rows.where(
            EnrolmentRow.withdrawn_at.is_(None), *_startup_filter(EnrolmentRow.startup_id, only)
        ).order_by(EnrolmentRow.startup_id)
    )
    return [
        FollowedStartup(
            startup_id=row.startup_id,
            settings=settings_of_row(settings),
            gap_since=gap_start(row.enrolled_at, last_held.get(row.startup_id)),
            last_held_at=last_held.get(row.startup_id),
            last_sign=max([row.enrolled_at, *signs[row.startup_id]]),
            has_planned=row.startup_id in planned,
            managers=tuple(managers[row.startup_id]),
            postponed_checkpoints=tuple(postponed[row.startup_id]),
            undecided_committees=tuple(undecided[row.startup_id]),
        )
        for row, settings in enrolled
    ]


def _last_held(session: Session, now: datetime, only: str | None) -> dict[str, datetime]:
    """When the last checkpoint of each began of which somebody said that it took place."""
    rows = (
        select(CheckpointRow.startup_id, func.max(CheckpointRow.starts_at))
        .where(CheckpointRow.state == "held", CheckpointRow.starts_at <= now)
        .where(*_startup_filter(CheckpointRow.startup_id, only))
        .group_by(CheckpointRow.startup_id)
    )
    return dict(iter(session.execute(rows)))


def _last_signs(session: Session, now: datetime, only: str | None) -> defaultdict[str, list[datetime]]:
    """When each last assessed, planned or changed a checkpoint, should have held one, and asked an expert."""
    begun = (CheckpointRow.state != "cancelled", CheckpointRow.starts_at <= now)
    queries = (
        (AssessmentRow.startup_id, AssessmentRow.sent_at, (AssessmentRow.sent_at.is_not(None),)),
        (CheckpointRow.startup_id, CheckpointRow.changed_at, ()),
        (CheckpointRow.startup_id, CheckpointRow.starts_at, begun),
        (QuestionRow.startup_id, QuestionRow.asked_at, (QuestionRow.state != "draft",)),
    )
    signs: defaultdict[str, list[datetime]] = defaultdict(list)
    for startup_id, instant, chosen in queries:
        latest = select(startup_id, func.max(instant)).where(*chosen, *_startup_filter(startup_id, only))
        for found, moment in session.execute(latest.group_by(startup_id)):
            signs[found] += [moment] if moment else []
    return signs


def _with_planned(session: Session, now: datetime, only: str | None) -> set[str]:
    """The ids of those that have a checkpoint ahead."""
    ahead = select(CheckpointRow.startup_id).where(
        CheckpointRow.state == "planned", CheckpointRow.starts_at > now
    )
    return set(session.scalars(ahead.where(*_startup_filter(CheckpointRow.startup_id, only))))


def _postponed_repeatedly(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """As gamma.attention.is_postponed says it."""
    return (
        CheckpointRow.state == "planned",
        CheckpointRow.postponements >= REPEATED_POSTPONEMENTS,
        CheckpointRow.starts_at > now,
    )


def _undecided(session: Session, only: str | None) -> defaultdict[str, list[tuple[int, date]]]:
    rows = (
        select(CommitteeRow.startup_id, CommitteeRow.id, CommitteeRow.meets_on)
        .where(CommitteeRow.outcome == "", CommitteeRow.meets_on.is_not(None))
        .where(*_startup_filter(CommitteeRow.startup_id, only))
    )
    by_startup: defaultdict[str, list[tuple[int, date]]] = defaultdict(list)
    for startup_id, committee_id, meets_on in session.execute(rows.order_by(CommitteeRow.id)):
        by_startup[startup_id] += [(committee_id, meets_on)] if meets_on else []
    return by_startup


def _managers(session: Session, only: str | None) -> defaultdict[str, list[Person]]:
    rows = _pairs(PortfolioManagerRow.startup_id, PortfolioManagerRow.person_id, only)
    by_startup = _by_startup(session, rows)
    people_by_id = _people_by_id(session, {person for ids in by_startup.values() for person in ids})
    managers = defaultdict(list)
    for startup_id, ids in by_startup.items():
        managers[startup_id] = [people_by_id[person] for person in ids]
    return managers


def _people_by_id(session: Session, ids: Iterable[int]) -> dict[int, Person]:
    rows = session.scalars(select(PersonRow).where(PersonRow.id.in_(list(ids)))).all()
    return {row.id: people.by_id(session, row.id) for row in rows}


def _pairs(
    startup_id: InstrumentedAttribute[str], number: InstrumentedAttribute[int], only: str | None
) -> Select[str, int]:
    return select(startup_id, number).where(*_startup_filter(startup_id, only)).order_by(number)


def _by_startup(session: Session, rows: Select[str, int]) -> defaultdict[str, list[int]]:
    by_startup = defaultdict(list)
    for startup_id, number in session.execute(rows):
        by_startup[startup_id].append(number)
    return by_startup


def _startup_filter(startup_id: InstrumentedAttribute[str], only: str | None) -> list[ColumnElement[bool]]:
    """Those that take part, or the one."""
    if only is None:
        return [startup_id.in_(select_enrolled_ids())]
    return [startup_id == only]
