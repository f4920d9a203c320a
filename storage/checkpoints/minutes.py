"""The minutes of checkpoints, with the decisions, actions and commitments they led to."""

from datetime import datetime

from sqlalchemy.orm import Session

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.minutes import Minutes
from gamma.people.person import Person
from gamma.startups.startup import Startup
from storage.checkpoints import checkpoints
from storage.follow_ups import actions, commitments, decisions
from storage.models import MinutesRow
from storage.startups import startups


def load_or_empty(session: Session, startup: Startup, checkpoint: Checkpoint) -> Minutes:
    """As they stand, empty where nobody has written any."""
    row = session.get(MinutesRow, checkpoint.id)
    return Minutes(
        startup=startup,
        checkpoint=checkpoint,
        summary=row.summary if row else "",
        notes=row.notes if row else "",
        revision=row.revision if row else 0,
        decisions=decisions.of_checkpoint(session, startup.id, checkpoint.id),
        actions=actions.of_checkpoint(session, checkpoint.id),
        commitments=commitments.of_checkpoint(session, checkpoint.id),
    )


def load(session: Session, checkpoint_id: int) -> Minutes | None:
    """Of a checkpoint of which somebody has written them."""
    checkpoint = checkpoints.load(session, checkpoint_id)
    startup = startups.load(session, checkpoint.startup_id) if checkpoint else None
    if checkpoint is None or startup is None:
        return None
    written = load_or_empty(session, startup, checkpoint)
    return written if written.revision else None


def save(
    session: Session, minutes: Minutes, revision: int, summary: str, notes: str, by: Person, now: datetime
) -> None:
    """revision: one more where something was changed that others read: the lists too."""
    session.merge(
        MinutesRow(
            checkpoint_id=minutes.checkpoint.id,
            summary=summary,
            notes=notes,
            revision=revision,
            written_by=by.id,
            written_at=now,
        )
    )
    session.flush()
