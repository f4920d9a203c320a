"""What people chose about messages that recur: for themselves, or for a startup's channel."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.message_choices import FamilyId
from storage.models import MessageChoiceRow

_OFF = "off"


def switch_off(session: Session, families: Iterable[FamilyId], *, person: int = 0, startup: str = "") -> None:
    """For a person, or for the channel of a startup. Switched off twice, it is off."""
    for family in families:
        row = MessageChoiceRow(
            chooser=_chooser(person, startup), family=family, person_id=person or None, choice=_OFF
        )
        session.merge(row)
    session.flush()


def switch_on(session: Session, families: Iterable[FamilyId], *, person: int = 0, startup: str = "") -> None:
    chosen = delete(MessageChoiceRow).filter_by(chooser=_chooser(person, startup))
    session.execute(chosen.where(MessageChoiceRow.family.in_(list(families))))


def switched_off(session: Session, *, person: int = 0, startup: str = "") -> set[str]:
    """The families that this person, or the channel of this startup, does not want."""
    chosen = select(MessageChoiceRow.family).filter_by(chooser=_chooser(person, startup))
    return set(session.scalars(chosen))


def who_switched_off(session: Session, family: FamilyId) -> set[int]:
    """The ids of the people who want none of these."""
    chosen = select(MessageChoiceRow.person_id).filter_by(family=family)
    return {person for person in session.scalars(chosen) if person}


def _chooser(person: int, startup: str) -> str:
    return f"person:{person}" if person else f"startup:{startup}"
