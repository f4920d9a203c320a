"""What was done in a season beside the assessments, counted by its days."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gamma.answers import SHOWN_FROM
from gamma.seasons.season import Season
from gamma.seasons.work import (
    AskedQuestion,
    Checkpoints,
    Commitments,
    ExpertHelp,
    expert_help,
    median_days_between,
)
from storage.models import CheckpointRow, CommitmentRow, QuestionRow


def load_work(
    session: Session, season: Season, startups: Collection[str], zone: ZoneInfo
) -> tuple[Checkpoints, ExpertHelp, Commitments]:
    """zone: whose days the season's first and last are."""
    return (
        _checkpoints(session, season, startups),
        _expert_help(session, season, startups, zone),
        _commitments(session, season, startups, zone),
    )


def _checkpoints(session: Session, season: Season, startups: Collection[str]) -> Checkpoints:
    rows = session.execute(
        select(CheckpointRow.startup_id, CheckpointRow.day, CheckpointRow.state, CheckpointRow.postponements)
        .where(CheckpointRow.startup_id.in_(startups))
        .where(CheckpointRow.day >= season.starts_on, CheckpointRow.day <= season.ends_on)
    ).all()
    held = [(startup, day) for startup, day, state, _ in rows if state == "held"]
    return Checkpoints(
        planned=len(rows),
        held=len(held),
        postponed=sum(postponements > 0 for *_, postponements in rows),
        cancelled=sum(state == "cancelled" for _, _, state, _ in rows),
        days_between=median_days_between(held),
    )


def _expert_help(session: Session, season: Season, startups: Collection[str], zone: ZoneInfo) -> ExpertHelp:
    """Confidential ones too: nothing but their times and how useful they were is read.

    Not in a season of one or two startups, where a count would tell who asked. One that was answered by
    what is known already asked nothing of anybody.
    """
    few = [QuestionRow.confidential.is_(False)] if len(startups) < SHOWN_FROM else []
    columns = (QuestionRow.domain, QuestionRow.asked_at, QuestionRow.taken_at, QuestionRow.rating)
    rows = select(*columns).where(
        QuestionRow.startup_id.in_(startups),
        QuestionRow.state != "draft",
        *few,
        QuestionRow.resolution != "known",
        *_within(QuestionRow.asked_at, season, zone),
    )
    return expert_help([AskedQuestion(*row) for row in session.execute(rows)], zone)


def _commitments(session: Session, season: Season, startups: Collection[str], zone: ZoneInfo) -> Commitments:
    rows = session.scalars(
        select(CommitmentRow.resolution).where(
            CommitmentRow.startup_id.in_(startups), *_within(CommitmentRow.recorded_at, season, zone)
        )
    ).all()
    kept, dropped = rows.count("done"), rows.count("dropped")
    return Commitments(made=len(rows), kept=kept, dropped=dropped, open=len(rows) - kept - dropped)


def _within(
    column: InstrumentedAttribute[datetime], season: Season, zone: ZoneInfo
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    since, until = season.span(zone)
    return column >= since, column < until
