"""Links by which whoever has one can read a document of a startup, without an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gamma.document import OPEN_FOR, DocumentKind
from gamma.people.person import Person
from gamma.public_links import LinkKey
from gamma.startups.startup import Startup
from storage.models import DocumentLinkRow


@dataclass(frozen=True)
class DocumentLink:
    key: LinkKey
    kind: DocumentKind
    startup_id: str
    expires_at: datetime


def issue(session: Session, kind: DocumentKind, startup: Startup, by: Person, now: datetime) -> DocumentLink:
    """The one that leads somewhere, good for OPEN_FOR from now on; a new one where there is none."""
    active = select(DocumentLinkRow).filter_by(kind=kind, startup_id=startup.id, revoked_at=None)
    active = active.where(DocumentLinkRow.expires_at > now).order_by(DocumentLinkRow.id.desc()).limit(1)
    row = session.scalar(active)
    if row is None:
        nonce = secrets.token_urlsafe(12)
        row = DocumentLinkRow(kind=kind, startup_id=startup.id, nonce=nonce, made_by=by.id, made_at=now)
        session.add(row)
    row.expires_at = now + OPEN_FOR
    session.flush()
    return _link(row)


def load(session: Session, key: LinkKey, now: datetime) -> DocumentLink | None:
    """None where it leads nowhere, or nowhere any more."""
    row = session.scalar(select(DocumentLinkRow).filter_by(id=key.id, nonce=key.nonce, revoked_at=None))
    return _link(row) if row and row.expires_at > now else None


def revoke(session: Session, kind: DocumentKind, startup: Startup, now: datetime) -> bool:
    """False if none led anywhere."""
    mine = update(DocumentLinkRow).filter_by(kind=kind, startup_id=startup.id, revoked_at=None)
    ended = session.scalars(mine.values(revoked_at=now).returning(DocumentLinkRow.expires_at)).all()
    return any(expires_at > now for expires_at in ended)


def _link(row: DocumentLinkRow) -> DocumentLink:
    kind: DocumentKind = row.kind  # type: ignore[assignment]  # the column holds nothing else
    return DocumentLink(LinkKey(row.id, row.nonce), kind, row.startup_id, row.expires_at)
