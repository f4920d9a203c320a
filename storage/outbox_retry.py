"""Messages that failed, planned once more by whoever runs the bot."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, select, true
from sqlalchemy.orm import Session

from gamma.outbox import UNEXPECTED, shorten_key
from storage import living_posts
from storage.models import OutboxRow
from storage.privacy.erasure import REASON as ERASED

_EMPTIED = {"form_result"}


def retry(session: Session, now: datetime, since: datetime, keys: Collection[str] | None = None) -> list[str]:
    """The keys of those planned once more, due now. Without keys: all that failed since then.

    What may have been posted is looked for first. A message whose words were emptied, or whose reader was
    erased, stays as it is.
    """
    named = true() if keys is None else OutboxRow.key.in_([shorten_key(key) for key in keys])
    recent = OutboxRow.ended_at >= since if keys is None else true()
    failed = and_(OutboxRow.state == "failed", OutboxRow.reason != ERASED, named, recent)
    rows = session.scalars(select(OutboxRow).where(failed).order_by(OutboxRow.ended_at, OutboxRow.id)).all()
    kept = [row for row in rows if row.kind not in _EMPTIED or row.subject]
    for row in kept:
        if row.reason == UNEXPECTED:
            row.state = "claimed"
        else:
            row.state, row.first_claimed_at = "planned", None
        row.due_at, row.attempts, row.reason = now, 0, ""
        row.withdrawn = ""
        row.lease_token = row.hold_until = row.ended_at = None
    living_posts.revive(session, [row.id for row in kept])
    return [row.key for row in kept]
