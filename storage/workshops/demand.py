"""In which domains several startups asked lately, and where a workshop was proposed already."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gamma.workshops.demand import WITHIN, DomainHistory
from gamma.workshops.workshop import DURATION
from storage.models import QuestionRow, WorkshopProposalRow, WorkshopRow


def histories(session: Session, now: datetime) -> dict[str, DomainHistory]:
    """Of the domains in which somebody asked within a month. What is confidential, was never asked or was
    taken back is not counted."""
    asked: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    lately = select(QuestionRow.domain, QuestionRow.startup_id, QuestionRow.asked_at).where(
        QuestionRow.asked_at > now - WITHIN,
        QuestionRow.confidential.is_(False),
        QuestionRow.domain != "",
        QuestionRow.state != "draft",
        QuestionRow.resolution.not_in(("withdrawn", "erased")),
    )
    for domain, startup_id, asked_at in session.execute(lately):
        asked[domain].append((startup_id, asked_at))
    latest = select(WorkshopRow.domain, func.max(WorkshopRow.starts_at)).group_by(WorkshopRow.domain)
    held: dict[str, datetime] = dict(iter(session.execute(latest.where(WorkshopRow.state == "held"))))
    planned = set(session.scalars(select(WorkshopRow.domain).where(WorkshopRow.state == "planned")))
    rows = session.execute(select(WorkshopProposalRow.domain, WorkshopProposalRow.proposed_at))
    proposed: dict[str, datetime] = dict(iter(rows))
    return {
        domain: DomainHistory(
            questions,
            held[domain] + DURATION if domain in held else None,
            domain in planned,
            proposed.get(domain),
        )
        for domain, questions in asked.items()
    }


def note_proposed(session: Session, domains: Iterable[str], now: datetime) -> None:
    for domain in domains:
        session.merge(WorkshopProposalRow(domain=domain, proposed_at=now))
    session.flush()
