"""The people at a startup's sponsor, as they were typed."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from gamma.parsing.text import normalise
from gamma.people.person import Person
from gamma.startups.sponsor_contact import SponsorContact
from storage.models import SponsorContactRow, SponsorLinkRow


def contacts_of(session: Session, startup_id: str) -> list[SponsorContact]:
    """The first added first."""
    return [_contact(row) for row in _rows(session, startup_id)]


def contacts_by_id(session: Session, startup_id: str) -> dict[int, SponsorContact]:
    """As contacts_of, each by the number that stays theirs."""
    return {row.id: _contact(row) for row in _rows(session, startup_id)}


def similar_contacts(session: Session, startup_id: str, contact: SponsorContact) -> list[SponsorContact]:
    """Those that have this name or this address already."""
    return [_contact(row) for row in _similar_rows(session, startup_id, contact)]


def upsert_contact(
    session: Session, startup_id: str, contact: SponsorContact, by: Person, now: datetime
) -> SponsorContact:
    """Add the contact, or correct the one that has its name or address: what is not said of it stays."""
    rows = _similar_rows(session, startup_id, contact)
    row = rows[0] if rows else SponsorContactRow(startup_id=startup_id, administration="", email="")
    row.name = contact.name
    row.administration = contact.administration or row.administration
    row.email = contact.email or row.email
    row.added_by, row.added_at = by.id, now
    session.add(row)
    session.flush()
    return _contact(row)


def remove_contact(session: Session, startup_id: str, contact: SponsorContact, now: datetime) -> None:
    """The links that were made for them lead nowhere from now on."""
    row = SponsorContactRow
    same = row.startup_id == startup_id, row.name == contact.name, row.email == contact.email
    links = update(SponsorLinkRow).where(SponsorLinkRow.contact_id.in_(select(row.id).where(*same)))
    session.execute(links.values(contact_id=None, revoked_at=func.coalesce(SponsorLinkRow.revoked_at, now)))
    session.execute(delete(row).where(*same))


def _rows(session: Session, startup_id: str) -> list[SponsorContactRow]:
    rows = select(SponsorContactRow).filter_by(startup_id=startup_id).order_by(SponsorContactRow.id)
    return list(session.scalars(rows))


def _similar_rows(session: Session, startup_id: str, contact: SponsorContact) -> list[SponsorContactRow]:
    name, email = _normalised_name(contact.name), contact.email.casefold()
    rows = _rows(session, startup_id)
    return [
        row for row in rows if _normalised_name(row.name) == name or (email and row.email.casefold() == email)
    ]


def _normalised_name(name: str) -> str:
    """A name of signs alone folds to nothing: then it is compared as it is."""
    return normalise(name) or name


def _contact(row: SponsorContactRow) -> SponsorContact:
    return SponsorContact(row.name, row.administration, row.email)
