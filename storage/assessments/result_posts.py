"""The team's result of a quarter in its channel: one post, which is edited when more is shared."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gamma.assessments.assessment import Assessment
from gamma.assessments.rounds import Round
from gamma.dates import Quarter
from gamma.outbox import Notification
from gamma.startups.startup import Channel
from storage import living_posts, outbox
from storage.assessments import rounds
from storage.models import AssessmentRow

KIND = "team_result"
TAKEN_BACK = "taken_back"
"""In its subject: that the last thing that happened to it was a share that was taken back."""

Shown = Literal["posted", "edited", "gone"]


def show(
    session: Session, startup_id: str, quarter: Quarter, channel: Channel, person_id: int, now: datetime
) -> Shown:
    """Somebody shared between rounds: the result that stands there says so; where none does, it is posted.

    gone: somebody took it away. Then it is not posted again.
    """
    if _standing(session, _keys(session, startup_id, quarter)):
        return "edited" if revise(session, startup_id, quarter, taken_back=False) else "gone"
    subject = {"startup": startup_id, "quarter": [quarter.year, quarter.number], "person": person_id}
    living_posts.plan(session, _notification(_key(startup_id, quarter), subject, channel, now))
    return "posted"


def revise(session: Session, startup_id: str, quarter: Quarter, *, taken_back: bool) -> bool:
    """Whether a result stands there that is edited; it says so where a share of it was taken back."""
    standing = _standing(session, _keys(session, startup_id, quarter))
    for key in standing:
        living_posts.amend(session, key, {TAKEN_BACK: taken_back})
    revised = [living_posts.revise(session, key) for key in standing]
    return any(revised)


def was_shown(session: Session, assessment: Assessment, quarter: Quarter) -> bool:
    """Whether the result that counts it in is in its channel, or on its way there; also one of long ago."""
    keys = [f"assessment-shared:{assessment.id}", *_keys(session, assessment.startup_id, quarter)]
    return bool(_standing(session, keys))


def _keys(session: Session, startup_id: str, quarter: Quarter) -> list[str]:
    of_rounds = rounds.in_quarter(session, startup_id, quarter)
    return [_key(startup_id, quarter), *(_key(startup_id, quarter, round.id) for round in of_rounds)]


def _standing(session: Session, keys: Collection[str]) -> list[str]:
    """Those that were not refused or called off."""
    entries = outbox.entries_of(session, keys)
    return [entry.notification.key for entry in entries if entry.state not in ("cancelled", "failed")]


def post_of_round(session: Session, round: Round, channel: Channel, due_at: datetime, zone: ZoneInfo) -> bool:
    """At its close, once. False where nobody shared in it."""
    shared = select(func.max(AssessmentRow.sent_at)).where(
        AssessmentRow.startup_id == round.startup_id,
        AssessmentRow.sent_at >= round.counts_from(zone),
        AssessmentRow.shared_at.is_not(None),
    )
    last = session.scalar(shared)
    if last is None:
        return False
    quarter = Quarter.of(last, zone)
    subject = {"startup": round.startup_id, "quarter": [quarter.year, quarter.number], "picture": True}
    key = _key(round.startup_id, quarter, round.id)
    return living_posts.plan(session, _notification(key, subject, channel, due_at))


def _key(startup_id: str, quarter: Quarter, round_id: int | None = None) -> str:
    key = f"team-result:{startup_id}:{quarter.year}-{quarter.number}"
    return key if round_id is None else f"{key}:{round_id}"


def _notification(key: str, subject: dict[str, Any], channel: Channel, due_at: datetime) -> Notification:
    return Notification(key, KIND, subject, channel.platform, due_at, channel=channel.channel)
