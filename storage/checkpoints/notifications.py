"""News of a checkpoint for all around the startup; who was away hears the outcome, not each step to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.calendar import later_working_instant
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.settings import region_for, zone_for
from gamma.dates import LocalMoment
from gamma.outbox import Notification
from gamma.people.person import Person
from storage import outbox
from storage.checkpoints import checkpoints
from storage.models import OutboxRow
from storage.startups import enrolment, startups

BEFORE = "before"
"""In the subject: the moment that the reader still knows."""

_PLANNED, _MOVED, _ELSEWHERE, _CANCELLED = (
    f"checkpoint_{step}" for step in ("planned", "moved", "elsewhere", "cancelled")
)
_CHANGES = (_PLANNED, _MOVED, _ELSEWHERE, _CANCELLED)
_MERGED = "what was done since is told instead"


@dataclass(frozen=True)
class News:
    """about: what it is filed under, so that the next step finds it."""

    kind: str
    subject: Mapping[str, Any]
    about: str = ""


def announce_change(
    session: Session,
    checkpoint: Checkpoint,
    kind: str,
    by: Person,
    now: datetime,
    default: ZoneInfo,
    before: LocalMoment | None = None,
) -> None:
    """Tell everybody around the startup but the one who did it. before: when it was, if it was moved.

    Who has not heard yet of what was done earlier hears the outcome alone.
    """
    subject: dict[str, Any] = {
        "checkpoint": checkpoint.id,
        "revision": checkpoint.revision,
        "person": by.id,
    }
    if before:
        subject[BEFORE] = before.code
    key = f"{kind}:{checkpoint.id}:{checkpoint.revision}"
    notify_participants(session, checkpoint, kind, key, subject, now, default, but=by, at_once=True)


def notify_participants(
    session: Session,
    checkpoint: Checkpoint,
    kind: str,
    key: str,
    subject: Mapping[str, Any],
    now: datetime,
    default: ZoneInfo,
    but: Person | None = None,
    *,
    at_once: bool = False,
) -> bool:
    """Tell the team's channel and its portfolio managers in their hours.

    Also those who want no reminders: this is news. Says whether there was anybody to tell.
    at_once: the channel hears it now, where somebody has just done it.
    """
    settings = checkpoints.settings_of(session, checkpoint.startup_id)
    region = region_for(settings, checkpoint.moment.zone)
    channel = startups.team_channel(session, checkpoint.startup_id)
    if channel:
        due = now if at_once else later_working_instant(now, zone_for(settings, default), region)
        notification = Notification(
            f"{key}:channel", kind, subject, channel.platform, due, channel=channel.channel
        )
        outbox.plan(session, notification)
    managers = enrolment.managers_of(session, checkpoint.startup_id)
    others = [person for person in managers if but is None or person.id != but.id]
    for person in others:
        due = later_working_instant(now, person.zone or default, region)
        news = _news_for(session, checkpoint, person, kind, subject, now)
        if news:
            notification = Notification(
                key=f"{key}:{person.id}",
                kind=news.kind,
                subject=news.subject,
                platform=person.platform,
                due_at=due,
                person_id=person.id,
                group_key=news.about,
            )
            outbox.plan(session, notification)
    return channel is not None or bool(others)


def _news_for(
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
    about = f"{checkpoint.group_key}:news"
    waiting = select(OutboxRow).filter_by(group_key=about, person_id=person.id, state="planned")
    row = session.scalar(waiting.order_by(OutboxRow.id.desc()).limit(1).with_for_update())
    waiting_news = News(row.kind, row.subject) if row else None
    outbox.cancel(session, about, _MERGED, now, person.id)
    news = _merge(waiting_news, News(kind, subject)) if waiting_news else News(kind, subject)
    if news is None or _is_moved_back(news, checkpoint):
        return None
    return News(news.kind, news.subject, about)


def _merge(waiting_news: News, news: News) -> News | None:
    """One that was planned and cancelled was never there; of two moves the first tells whence it came."""
    if waiting_news.kind == _PLANNED:
        if news.kind == _CANCELLED:
            return None
        return News(_PLANNED, {**news.subject, "person": waiting_news.subject["person"]})
    if waiting_news.kind != _MOVED:
        return news
    merged = {**news.subject, BEFORE: waiting_news.subject[BEFORE]}
    return News(news.kind if news.kind == _CANCELLED else _MOVED, merged)


def _is_moved_back(news: News, checkpoint: Checkpoint) -> bool:
    """Moved, and moved back before anybody heard."""
    return news.kind == _MOVED and news.subject[BEFORE] == checkpoint.moment.code
