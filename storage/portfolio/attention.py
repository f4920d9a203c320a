"""Startups as somebody sees them who watches over their rhythm: always in the same few queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.committees.committee import Committee
from gamma.people.person import Person
from gamma.portfolio.attention import gap_start
from gamma.portfolio.followed import FollowedStartup
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.models import (
    AssessmentRow,
    CheckpointRow,
    CheckpointSettingsRow,
    CommitteeRow,
    EnrolmentRow,
    PersonRow,
    PortfolioManagerRow,
    QuestionRow,
    StartupRow,
)
from storage.people import people
from storage.startups.enrolment import select_enrolled_ids

_Ids = Collection[str] | None
_HELD = "held"


def followed_startups(session: Session, now: datetime, ids: _Ids = None) -> list[FollowedStartup]:
    """All that take part, or of these those that do; in the order of their ids."""
    return [each for each in watched_startups(session, now, ids) if each.takes_part]


def watched_startups(session: Session, now: datetime, ids: _Ids = None) -> list[FollowedStartup]:
    """Those that take part, or these, whether they do or not; in the order of their ids."""
    instants = _last_instants(session, now, ids)
    planned, undecided = _planned(session, ids), _undecided(session, ids)
    rows = (
        select(StartupRow.id, StartupRow.name, EnrolmentRow.enrolled_at, CheckpointSettingsRow, PersonRow)
        .outerjoin(
            EnrolmentRow, (EnrolmentRow.startup_id == StartupRow.id) & EnrolmentRow.withdrawn_at.is_(None)
        )
        .outerjoin(CheckpointSettingsRow, CheckpointSettingsRow.startup_id == StartupRow.id)
        .outerjoin(PortfolioManagerRow, PortfolioManagerRow.startup_id == StartupRow.id)
        .outerjoin(PersonRow, PersonRow.id == PortfolioManagerRow.person_id)
        .where(*_startup_filter(StartupRow.id, ids))
        .order_by(StartupRow.id, PersonRow.id)
    )
    of_startup = [[*own] for _, own in groupby(session.execute(rows), key=lambda row: row.id)]
    return [
        _startup(
            row,
            now,
            instants[row.id],
            managers=tuple(people.from_row(each.PersonRow) for each in (row, *more) if each.PersonRow),
            planned=tuple(planned.get(row.id, ())),
            undecided=tuple(undecided.get(row.id, ())),
        )
        for row, *more in of_startup
    ]


def _startup(
    row: Row[str, str, datetime, CheckpointSettingsRow, PersonRow],
    now: datetime,
    instants: Mapping[str, datetime],
    *,
    managers: tuple[Person, ...],
    planned: tuple[Checkpoint, ...],
    undecided: tuple[Committee, ...],
) -> FollowedStartup:
    last_held = instants.get(_HELD)
    since = row.enrolled_at or now
    signs = [instant for kind, instant in instants.items() if kind != _HELD]
    return FollowedStartup(
        startup_id=row.id,
        name=row.name,
        takes_part=row.enrolled_at is not None,
        settings=checkpoints.settings_of_row(row.CheckpointSettingsRow),
        gap_since=gap_start(since, last_held),
        last_held_at=last_held,
        last_sign=max([since, *signs]),
        managers=managers,
        planned=planned,
        committees=undecided,
    )


def _last_instants(session: Session, now: datetime, ids: _Ids) -> defaultdict[str, dict[str, datetime]]:
    """When each last assessed, planned or changed a checkpoint, should have held one, asked an expert;
    and when the last checkpoint began of which somebody said that it took place.
    """
    begun = CheckpointRow.starts_at <= now
    queries: tuple[tuple[str, Any, Any, tuple[ColumnElement[bool], ...]], ...] = (
        (_HELD, CheckpointRow.startup_id, CheckpointRow.starts_at, (CheckpointRow.state == "held", begun)),
        ("assessed", AssessmentRow.startup_id, AssessmentRow.sent_at, (AssessmentRow.sent_at.is_not(None),)),
        ("changed", CheckpointRow.startup_id, CheckpointRow.changed_at, ()),
        (
            "begun",
            CheckpointRow.startup_id,
            CheckpointRow.starts_at,
            (CheckpointRow.state != "cancelled", begun),
        ),
        ("asked", QuestionRow.startup_id, QuestionRow.asked_at, (QuestionRow.state != "draft",)),
    )
    every = union_all(
        *(
            select(literal(kind).label("kind"), startup_id.label("startup_id"), func.max(instant).label("at"))
            .where(*chosen, *_startup_filter(startup_id, ids))
            .group_by(startup_id)
            for kind, startup_id, instant, chosen in queries
        )
    )
    instants: defaultdict[str, dict[str, datetime]] = defaultdict(dict)
    for kind, startup_id, moment in session.execute(every):
        if moment:
            instants[startup_id][kind] = moment
    return instants


def _planned(session: Session, ids: _Ids) -> dict[str, list[Checkpoint]]:
    """The earliest first, also past ones that nobody closed."""
    rows = select(CheckpointRow).where(
        CheckpointRow.state == "planned", *_startup_filter(CheckpointRow.startup_id, ids)
    )
    in_order = rows.order_by(CheckpointRow.startup_id, CheckpointRow.starts_at, CheckpointRow.id)
    grouped = groupby(session.scalars(in_order), key=lambda row: row.startup_id)
    return {startup_id: [checkpoints.from_row(row) for row in own] for startup_id, own in grouped}


def _undecided(session: Session, ids: _Ids) -> dict[str, list[Committee]]:
    rows = select(CommitteeRow).where(
        CommitteeRow.outcome == "", *_startup_filter(CommitteeRow.startup_id, ids)
    )
    in_order = rows.order_by(CommitteeRow.startup_id, CommitteeRow.id)
    grouped = groupby(session.scalars(in_order), key=lambda row: row.startup_id)
    return {startup_id: [committees.from_row(row) for row in own] for startup_id, own in grouped}


def _startup_filter(startup_id: InstrumentedAttribute[str], ids: _Ids) -> list[ColumnElement[bool]]:
    """Those that take part, or these."""
    return [startup_id.in_(select_enrolled_ids() if ids is None else list(ids))]
