"""Seasons, the startups that take part in them, and the goals frozen at their entry."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from pydantic import TypeAdapter
from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from gamma.seasons.evaluation import Evaluation
from gamma.seasons.goals import Goal
from gamma.seasons.season import Season, SeasonLine
from storage.models import SeasonGoalRow, SeasonRow, SeasonStartupRow

_REPORT = TypeAdapter(Evaluation)


def open_(session: Session, line: SeasonLine, startups: Collection[str], now: datetime) -> Season | None:
    """With the startups that take part from its beginning. None where there is one of this name."""
    if session.get(SeasonRow, line.id):
        return None
    row = SeasonRow(**asdict(line), id=line.id, opened_at=now)
    session.add(row)
    session.flush()
    season = _season(row)
    add(session, season, startups, now)
    return season


def load(session: Session, season_id: str) -> Season | None:
    row = session.get(SeasonRow, season_id)
    return _season(row) if row else None


def lock(session: Session, season_id: str) -> Season | None:
    row = session.get(SeasonRow, season_id, with_for_update=True, populate_existing=True)
    return _season(row) if row else None


def every(session: Session) -> list[Season]:
    """The latest first."""
    rows = session.scalars(select(SeasonRow).order_by(SeasonRow.starts_on.desc(), SeasonRow.id))
    return [_season(row) for row in rows]


def open_ones(session: Session) -> list[Season]:
    rows = session.scalars(select(SeasonRow).where(SeasonRow.closed_at.is_(None)).order_by(SeasonRow.id))
    return [_season(row) for row in rows]


def startups_of(session: Session, season: Season) -> list[str]:
    rows = select(SeasonStartupRow.startup_id).filter_by(season_id=season.id)
    return list(session.scalars(rows.order_by(SeasonStartupRow.startup_id)))


def count_startups(session: Session, season: Season) -> int:
    return counts_of_startups(session).get(season.id, 0)


def counts_of_startups(session: Session) -> Mapping[str, int]:
    """By the season's id, of those that have any."""
    rows = select(SeasonStartupRow.season_id, func.count()).group_by(SeasonStartupRow.season_id)
    return dict(iter(session.execute(rows)))


def add(session: Session, season: Season, startups: Collection[str], now: datetime) -> int:
    """How many of them were not in it."""
    new = sorted(set(startups) - set(startups_of(session, season)))
    session.add_all(
        SeasonStartupRow(season_id=season.id, startup_id=startup, joined_at=now) for startup in new
    )
    session.flush()
    return len(new)


def remove(session: Session, season: Season, startup_id: str) -> bool:
    """With the goal that was frozen for it. False where it is not in it."""
    of_startup = {"season_id": season.id, "startup_id": startup_id}
    session.execute(delete(SeasonGoalRow).filter_by(**of_startup))
    removed = delete(SeasonStartupRow).filter_by(**of_startup).returning(SeasonStartupRow.startup_id)
    return session.execute(removed).first() is not None


# --- its end ---------------------------------------------------------------------------------------------


def close(session: Session, evaluation: Evaluation, report_fingerprint: str, now: datetime) -> None:
    """Keeps the evaluation as it stands: from here on the report of the season is this one."""
    row = session.get_one(SeasonRow, evaluation.season.id)
    row.closed_at, row.report_fingerprint = now, report_fingerprint
    row.report = _REPORT.dump_json(evaluation).decode()
    session.flush()


def closed_report(session: Session, season: Season) -> Evaluation | None:
    """As it was kept; None of a season that goes on."""
    report = session.get_one(SeasonRow, season.id).report
    return _REPORT.validate_json(report) if report else None


# --- goals -----------------------------------------------------------------------------------------------


def without_goal(session: Session, season: Season) -> list[str]:
    """Its startups for which nothing was frozen yet."""
    frozen = exists().where(
        SeasonGoalRow.season_id == SeasonStartupRow.season_id,
        SeasonGoalRow.startup_id == SeasonStartupRow.startup_id,
    )
    rows = select(SeasonStartupRow.startup_id).filter_by(season_id=season.id).where(~frozen)
    return list(session.scalars(rows.order_by(SeasonStartupRow.startup_id)))


def freeze(session: Session, season: Season, goals: Sequence[Goal]) -> None:
    session.add_all(
        SeasonGoalRow(
            season_id=season.id,
            startup_id=goal.startup_id,
            metric=goal.metric,
            start=None if goal.start is None else str(goal.start),
            target=None if goal.target is None else str(goal.target),
            target_on=goal.by,
            frozen_at=goal.frozen_at,
            fingerprint=goal.fingerprint,
        )
        for goal in goals
    )
    session.flush()


def goals_of(session: Session, season: Season) -> list[Goal]:
    rows = select(SeasonGoalRow).filter_by(season_id=season.id).order_by(SeasonGoalRow.startup_id)
    return [
        Goal(
            startup_id=row.startup_id,
            metric=row.metric,
            start=_number(row.start),
            target=_number(row.target),
            by=row.target_on,
            frozen_at=row.frozen_at,
            kept_fingerprint=row.fingerprint,
        )
        for row in session.scalars(rows)
    ]


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _season(row: SeasonRow) -> Season:
    return Season(row.id, row.name, row.starts_on, row.ends_on, row.closed_at, row.report_fingerprint or "")
