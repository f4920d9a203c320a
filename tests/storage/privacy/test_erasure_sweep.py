"""A person is taken out of what others typed, and nobody's words are lost by it."""

from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import event, update

from gamma.chat import Profile
from gamma.startups.startup import Startup
from storage.models import AssessmentRow, StartupFactRow
from storage.people import people
from storage.store import Store, StoreBusyError
from tests import kept, startups
from tests.storage.privacy.erasing import NAME, NOW, erase


@pytest.fixture(autouse=True)
def startup(store: Store) -> None:
    with store.write() as session:
        startups.keep(session, Startup("velo", "Vélo facile", "", "", ()))


def meet_with_fact(store: Store, name: str, said: str) -> int:
    with store.write() as session:
        own = people.upsert_person(session, "slack", "U1", Profile(name)).id
        when = {"started_at": NOW, "sent_at": NOW, "shared_at": NOW}
        session.add(AssessmentRow(startup_id="velo", person_id=own, **when))
        session.add(StartupFactRow(startup_id="velo", field="word", value=said, stated_by=own, stated_at=NOW))
        return own


def said(store: Store) -> str:
    return str(kept.rows(store)["startup_facts"][0][3])


def test_every_name_given_is_taken_out(store: Store) -> None:
    own = meet_with_fact(store, "Inès", f"Vu avec {NAME} et @idiallo")
    erase(store, own, NAME, "idiallo")
    assert said(store) == "Vu avec […] et […]"


def test_words_that_somebody_writes_meanwhile_are_not_overwritten(store: Store) -> None:
    own = meet_with_fact(store, NAME, NAME)
    found: list[str] = []

    def write_meanwhile(*call: Any) -> None:
        """Just before the sweep writes what it made of the words it read."""
        if call[2].startswith("UPDATE startup_facts") and not found:
            found.append("tried")
            with suppress(StoreBusyError), store.write(patience=0.05) as session:
                session.execute(update(StartupFactRow).values(value="Tout nouveau"))
                found.append("written")

    event.listen(store.engine, "before_cursor_execute", write_meanwhile)
    erase(store, own)
    assert found == ["tried"], "who writes waits until the sweep is over"
    assert said(store) == "[…]"
