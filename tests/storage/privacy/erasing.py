"""Somebody met, and erased again."""

from datetime import UTC, datetime

from gamma.chat import Profile
from storage.models import (
    PersonRow,
)
from storage.people import people
from storage.privacy import erasure
from storage.store import Store

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

NAME = "Inès Diallo"


def meet(store: Store, account: str = "U1", name: str = NAME, platform: str = "slack") -> int:
    with store.write() as session:
        person = people.upsert_person(session, platform, account, Profile(name, "fr", "Europe/Paris"))
        people.set_direct_channel(session, person.id, f"D-{account}")
        return person.id


def erase(store: Store, person_id: int, *names: str) -> erasure.ErasureResult:
    with store.write() as session:
        return erasure.erase(session, people.by_id(session, person_id), NOW, names)


def row_of(store: Store, person_id: int) -> PersonRow:
    with store.read() as session:
        return session.get_one(PersonRow, person_id)
