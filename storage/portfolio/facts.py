"""What a portfolio tells of startups beside what matters now: in one query for all of them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gamma.portfolio.followed import MutedReason, PortfolioFacts
from storage.models import (
    CommitteeRow,
    MutedReasonRow,
    PhaseRow,
    QuestionRow,
    SeasonRow,
    SeasonStartupRow,
    StartupRow,
)
from storage.portfolio import mutes


def with_mutes(
    session: Session, ids: Collection[str], today: date
) -> tuple[dict[str, PortfolioFacts], dict[str, list[MutedReason]]]:
    """With what is still set aside of each, the last noted last.

    Confidential questions are not counted: they are between who asks and the expert.
    """
    phase = (
        select(PhaseRow.name)
        .where(PhaseRow.startup_id == StartupRow.id, PhaseRow.started_on <= today)
        .order_by(PhaseRow.started_on.desc(), PhaseRow.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    underway = or_(QuestionRow.state == "open", QuestionRow.state == "taken")
    questions = (
        select(func.count(QuestionRow.id))
        .where(QuestionRow.startup_id == StartupRow.id, underway, QuestionRow.confidential.is_(False))
        .scalar_subquery()
    )
    met = (
        select(func.max(CommitteeRow.meets_on))
        .where(CommitteeRow.startup_id == StartupRow.id, CommitteeRow.outcome != "")
        .where(CommitteeRow.meets_on <= today)
        .scalar_subquery()
    )
    aside = (MutedReasonRow.startup_id == StartupRow.id) & (MutedReasonRow.until >= today)
    rows = (
        select(StartupRow.id, StartupRow.incubator, phase, questions, met, MutedReasonRow, SeasonRow)
        .outerjoin(MutedReasonRow, aside)
        .outerjoin(SeasonStartupRow, SeasonStartupRow.startup_id == StartupRow.id)
        .outerjoin(SeasonRow, SeasonRow.id == SeasonStartupRow.season_id)
        .where(StartupRow.id.in_(list(ids)))
        .order_by(MutedReasonRow.id)
    )
    facts: dict[str, PortfolioFacts] = {}
    muted: dict[str, dict[int, MutedReason]] = {}
    seasons: dict[str, dict[str, tuple[str, bool]]] = {}
    for startup_id, incubator, name, count, met_on, row, season in session.execute(rows):
        own = seasons.setdefault(startup_id, {})
        if season:
            own[season.id] = (season.name, season.closed_at is None)
        facts[startup_id] = PortfolioFacts(incubator, name or "", count or 0, met_on, own)
        if row:
            muted.setdefault(startup_id, {})[row.id] = mutes.from_row(row)
    return facts, {startup_id: list(each.values()) for startup_id, each in muted.items()}
