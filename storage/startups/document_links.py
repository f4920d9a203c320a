"""Links by which whoever has one can read a document, without an account: a startup's, or a person's own."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from gamma.document import OPEN_FOR, DocumentKind
from gamma.people.person import Person
from gamma.public_links import LinkKey
from gamma.startups.startup import Startup
from storage.models import DocumentLinkRow


@dataclass(frozen=True)
class DocumentLink:
    """startup_id: None where the document is its maker's own."""

    key: LinkKey
    kind: DocumentKind
    startup_id: str | None
    made_by: int
    expires_at: datetime


def issue(
    session: Session, kind: DocumentKind, startup: Startup | None, by: Person, now: datetime
) -> DocumentLink:
    """The one that leads somewhere, good for OPEN_FOR from now on; a new one where there is none.

    startup: None for a document that is the person's own.
    """
    active = select(DocumentLinkRow).where(*_of(kind, startup, by), DocumentLinkRow.revoked_at.is_(None))
    active = active.where(DocumentLinkRow.expires_at > now).order_by(DocumentLinkRow.id.desc()).limit(1)
    row = session.scalar(active)
    if row is None:
        nonce, about = secrets.token_urlsafe(12), startup.id if startup else None
        row = DocumentLinkRow(kind=kind, startup_id=about, nonce=nonce, made_by=by.id, made_at=now)
        session.add(row)
    row.expires_at = now + OPEN_FOR
    session.flush()
    return _link(row)


def load(session: Session, key: LinkKey, now: datetime) -> DocumentLink | None:
    """None where it leads nowhere, or nowhere any more."""
    row = session.scalar(select(DocumentLinkRow).filter_by(id=key.id, nonce=key.nonce, revoked_at=None))
    return _link(row) if row and row.expires_at > now else None


def revoke(session: Session, kind: DocumentKind, startup: Startup | None, by: Person, now: datetime) -> bool:
    """A startup's, whoever made it, or the person's own. False if none led anywhere."""
    active = (*_of(kind, startup, by), DocumentLinkRow.revoked_at.is_(None))
    mine = update(DocumentLinkRow).where(*active)
    ended = session.scalars(mine.values(revoked_at=now).returning(DocumentLinkRow.expires_at)).all()
    return any(expires_at > now for expires_at in ended)


def _of(kind: DocumentKind, startup: Startup | None, by: Person) -> tuple[ColumnElement[bool], ...]:
    is_kind = DocumentLinkRow.kind == kind
    if startup:
        return is_kind, DocumentLinkRow.startup_id == startup.id
    return is_kind, DocumentLinkRow.startup_id.is_(None), DocumentLinkRow.made_by == by.id


def _link(row: DocumentLinkRow) -> DocumentLink:
    kind: DocumentKind = row.kind  # type: ignore[assignment]  # the column holds nothing else
    return DocumentLink(LinkKey(row.id, row.nonce), kind, row.startup_id, row.made_by, row.expires_at)
