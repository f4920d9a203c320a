"""What people chose about messages that recur: for themselves, or for a startup's channel."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.message_choices import FamilyId
from storage.models import MessageChoiceRow
from storage.store import insert_for

_OFF = "off"


def switch_off(session: Session, families: Iterable[FamilyId], *, person: int = 0, startup: str = "") -> None:
    """For a person, or for the channel of a startup. Switched off twice, it is off."""
    insert = insert_for(session)
    whose = {"chooser": _chooser(person, startup), "person_id": person or None, "choice": _OFF}
    rows = [whose | {"family": family} for family in sorted(families)]
    if rows:
        all_off = insert(MessageChoiceRow).values(rows)
        keys = ["chooser", "family"]
        session.execute(all_off.on_conflict_do_update(index_elements=keys, set_={"choice": _OFF}))


def switch_on(session: Session, families: Iterable[FamilyId], *, person: int = 0, startup: str = "") -> None:
    chosen = delete(MessageChoiceRow).filter_by(chooser=_chooser(person, startup))
    if on := list(families):
        session.execute(chosen.where(MessageChoiceRow.family.in_(on)))


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
