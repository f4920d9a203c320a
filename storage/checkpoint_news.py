"""What somebody who was away hears of a checkpoint: its outcome alone, not each step that led there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.checkpoints import Checkpoint
from gamma.people import Person
from storage import outbox
from storage.models import OutboxRow

BEFORE = "before"
"""In the subject: the moment that the reader still knows."""

_PLANNED, _MOVED, _ELSEWHERE, _CANCELLED = (
    f"checkpoint_{step}" for step in ("planned", "moved", "elsewhere", "cancelled")
)
_CHANGES = (_PLANNED, _MOVED, _ELSEWHERE, _CANCELLED)
_JOINED = "what was done since is told instead"


@dataclass(frozen=True)
class News:
    """about: what it is filed under, so that the next step finds it."""

    kind: str
    subject: Mapping[str, Any]
    about: str = ""


def to_tell(
    session: Session,
    checkpoint: Checkpoint,
    person: Person,
    kind: str,
    subject: Mapping[str, Any],
    now: datetime,
) -> News | None:
    """The news for this person, with what still waits for their hours; None where nothing is left to say."""
    if kind not in _CHANGES:
        return News(kind, subject)
    about = f"{checkpoint.about}:news"
    waiting = select(OutboxRow).filter_by(about=about, person_id=person.id, state="planned")
    row = session.scalar(waiting.order_by(OutboxRow.id.desc()).limit(1).with_for_update())
    unheard = News(row.kind, row.subject) if row else None
    outbox.cancel(session, about, _JOINED, now, person.id)
    news = _joined(unheard, News(kind, subject)) if unheard else News(kind, subject)
    if news is None or _is_back(news, checkpoint):
        return None
    return News(news.kind, news.subject, about)


def _joined(unheard: News, news: News) -> News | None:
    """One that was planned and cancelled was never there; of two moves the first tells whence it came."""
    if unheard.kind == _PLANNED:
        if news.kind == _CANCELLED:
            return None
        return News(_PLANNED, {**news.subject, "person": unheard.subject["person"]})
    if unheard.kind != _MOVED:
        return news
    known = {**news.subject, BEFORE: unheard.subject[BEFORE]}
    return News(news.kind if news.kind == _CANCELLED else _MOVED, known)


def _is_back(news: News, checkpoint: Checkpoint) -> bool:
    """Moved, and moved back before anybody heard."""
    return news.kind == _MOVED and news.subject[BEFORE] == checkpoint.moment.code
