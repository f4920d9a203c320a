"""The links that lead somebody at the sponsor to the page of one checkpoint, and what they answered there."""

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.sponsor_page import AnswerKind, SponsorAnswer, SponsorLink, expiry, is_active
from gamma.people.person import Person
from gamma.public_links import LinkKey
from storage.models import SponsorAnswerRow, SponsorContactRow, SponsorLinkRow


def issue(
    session: Session, checkpoint: Checkpoint, contact_id: int | None, by: Person, now: datetime
) -> SponsorLink:
    """The contact's link for this checkpoint, good for longer from now on; a new one if it was revoked."""
    active = list_active(session, checkpoint, now)
    link = next((each for each in active if each.contact_id == contact_id), None)
    if link is None:
        row = SponsorLinkRow(
            checkpoint_id=checkpoint.id,
            contact_id=contact_id,
            nonce=secrets.token_urlsafe(12),
            made_by=by.id,
            made_at=now,
            expires_at=now,
        )
        session.add(row)
    else:
        row = session.get_one(SponsorLinkRow, link.id)
    row.expires_at = max(row.expires_at, expiry(checkpoint, now))
    session.flush()
    return _link(session, row)


def list_active(session: Session, checkpoint: Checkpoint, now: datetime) -> list[SponsorLink]:
    """Those that lead somewhere, the first made first."""
    rows = select(SponsorLinkRow).filter_by(checkpoint_id=checkpoint.id).order_by(SponsorLinkRow.id)
    links = [_link(session, row) for row in session.scalars(rows)]
    return [link for link in links if is_active(link, checkpoint, now)]


def revoke(session: Session, checkpoint: Checkpoint, now: datetime) -> int:
    """All links of the checkpoint; says how many led somewhere until now."""
    count = len(list_active(session, checkpoint, now))
    mine = update(SponsorLinkRow).filter_by(checkpoint_id=checkpoint.id, revoked_at=None)
    session.execute(mine.values(revoked_at=now))
    return count


def load(session: Session, key: LinkKey, *, lock: bool = False) -> SponsorLink | None:
    """lock: until this transaction ends, nobody else answers through it."""
    query = select(SponsorLinkRow).filter_by(id=key.id, nonce=key.nonce)
    row = session.scalar(query.with_for_update() if lock else query)
    return _link(session, row) if row else None


def list_answers(session: Session, link: SponsorLink) -> list[SponsorAnswer]:
    """The first given first."""
    rows = select(SponsorAnswerRow).filter_by(link_id=link.id).order_by(SponsorAnswerRow.id)
    return [_answer(row) for row in session.scalars(rows)]


def is_confirmed(session: Session, checkpoint: Checkpoint, contact: tuple[int | None] | None = None) -> bool:
    """Whether somebody confirmed the date as it stands, by whatever link, or by this contact's.

    Not who proposed another since.
    """
    later = aliased(SponsorAnswerRow)
    taken_back = select(later.id).where(
        later.link_id == SponsorAnswerRow.link_id,
        later.kind == "proposed",
        later.revision == checkpoint.revision,
        later.id > SponsorAnswerRow.id,
    )
    confirmed = (
        select(SponsorAnswerRow.id)
        .join(SponsorLinkRow)
        .where(
            SponsorLinkRow.checkpoint_id == checkpoint.id,
            SponsorAnswerRow.kind == "confirmed",
            SponsorAnswerRow.text == checkpoint.moment.code,
            ~taken_back.exists(),
        )
    )
    if contact:
        confirmed = confirmed.where(SponsorLinkRow.contact_id.is_not_distinct_from(contact[0]))
    return session.scalar(confirmed.limit(1)) is not None


def save_answer(session: Session, link: SponsorLink, answer: SponsorAnswer) -> SponsorAnswer:
    row = SponsorAnswerRow(
        link_id=link.id,
        kind=answer.kind,
        revision=answer.revision,
        text=answer.text,
        remark=answer.remark,
        answered_at=answer.answered_at,
    )
    session.add(row)
    session.flush()
    return _answer(row)


def load_answer(session: Session, answer_id: int) -> tuple[SponsorLink, SponsorAnswer] | None:
    row = session.get(SponsorAnswerRow, answer_id)
    link = session.get(SponsorLinkRow, row.link_id) if row else None
    return (_link(session, link), _answer(row)) if row and link else None


def _link(session: Session, row: SponsorLinkRow) -> SponsorLink:
    contact = session.get(SponsorContactRow, row.contact_id) if row.contact_id else None
    return SponsorLink(
        key=LinkKey(row.id, row.nonce),
        checkpoint_id=row.checkpoint_id,
        contact_id=row.contact_id,
        contact=contact.name if contact else "",
        made_by=row.made_by,
        made_at=row.made_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        administration=contact.administration if contact else "",
    )


def _answer(row: SponsorAnswerRow) -> SponsorAnswer:
    kind: AnswerKind = row.kind  # type: ignore[assignment]  # the column holds nothing else
    return SponsorAnswer(row.id, kind, row.revision, row.text, row.answered_at, row.remark)
