"""What a portfolio tells of startups beside what matters now: in one query for all of them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gamma.portfolio.followed import PortfolioFacts
from storage.models import CommitteeRow, PhaseRow, QuestionRow, StartupRow


def of_startups(session: Session, ids: Collection[str], today: date) -> dict[str, PortfolioFacts]:
    """Confidential questions are not counted: they are between who asks and the expert."""
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
    rows = select(StartupRow.id, StartupRow.incubator, phase, questions, met)
    return {
        startup_id: PortfolioFacts(incubator, name or "", count or 0, met_on)
        for startup_id, incubator, name, count, met_on in session.execute(
            rows.where(StartupRow.id.in_(list(ids)))
        )
    }
