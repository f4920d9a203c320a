"""How many teams each expert helped in some time: by answering, or by what they let everybody read."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from storage.models import QuestionRow


def teams_helped(session: Session, since: datetime, until: datetime) -> Mapping[int, int]:
    """By the expert's id; nobody with none. Each team counts once, however much it asked."""
    within = and_(QuestionRow.closed_at >= since, QuestionRow.closed_at < until)
    answered = select(QuestionRow.expert_id, QuestionRow.startup_id).where(
        within, QuestionRow.resolution == "answered", QuestionRow.expert_id.is_not(None)
    )
    shared = aliased(QuestionRow)
    known = (
        select(shared.expert_id, QuestionRow.startup_id)
        .join(shared, shared.id == QuestionRow.known_answer)
        .where(within, QuestionRow.resolution == "known", shared.expert_id.is_not(None))
    )
    teams = defaultdict[int, set[str]](set)
    for expert, startup in (*session.execute(answered), *session.execute(known)):
        teams[expert].add(startup)
    return {expert: len(helped) for expert, helped in teams.items()}
