"""What is kept of resources: a source as it stands now, a suggestion without its author, links by turns."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import event

from gamma.chat import Profile
from gamma.programme.file import load_programme
from gamma.programme.resources import ResourceSource
from gamma.resources.resource import CHECKED_A_NIGHT, Entry
from storage.people import people
from storage.privacy import erasure, personal_data
from storage.resources import resources
from storage.resources.search import search
from storage.store import Store
from tests import kept

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
PROGRAMME = load_programme()
SOURCE = ResourceSource.model_validate(
    {"id": "pages", "name": {"fr": "Pages", "en": "Pages"}, "file": "pages.json", "format": "json"}
)
GUIDE = Entry("Un guide du sondage", "https://a.example/guide", date(2026, 1, 7))
FORM = Entry("Un formulaire court", "https://a.example/formulaire")


def save(store: Store, *entries: Entry) -> None:
    with store.write() as session:
        resources.save_source(session, PROGRAMME, SOURCE, entries, 0, NOW)


def titles(store: Store, typed: str = "") -> list[str]:
    with store.read() as session:
        if typed:
            return [each.resource.title for each in search(session, typed)[1]]
        return [each.title for each in resources.every_public(session)]


def test_what_is_gone_from_its_source_is_found_no_more_and_comes_back(store: Store) -> None:
    save(store, GUIDE, FORM)
    save(store, replace(FORM, title="Un questionnaire court"))
    assert titles(store) == ["Un questionnaire court"]
    assert titles(store, "formulaire") == titles(store, "sondage") == []
    save(store, GUIDE, FORM)
    assert titles(store, "sondages") == [GUIDE.title]
    assert store.damage() == ""


def test_the_words_of_both_databases_are_those_of_today_also_after_an_erasure(store: Store) -> None:
    with store.write() as session:
        person = people.upsert_person(session, "slack", "U1", Profile("Camille Moreau"))
        entry = replace(GUIDE, title="Le guide de Camille Moreau")
        public = resources.suggest(session, entry, "", person.id, NOW)
        resources.decide(session, public.id, "public")
        resources.suggest(session, replace(FORM, title="Sa note privée"), "", person.id, NOW)
        parts = personal_data.collect(session, person.id)["resources_suggested"]
    assert [part["title"] for part in parts] == ["Le guide de Camille Moreau", "Sa note privée"]
    assert titles(store, "moreau") == ["Le guide de Camille Moreau"]
    with store.write() as session:
        erasure.erase(session, people.by_id(session, person.id), NOW)
    assert titles(store, "moreau") == []
    assert len(titles(store, "guide")) == 1, "what everybody finds stays, without the name"
    assert store.scrub()
    left = str(kept.rows(store)).casefold()
    assert "moreau" not in left
    assert "sa note privée" not in left


@pytest.mark.parametrize(
    ("answers", "dead"),
    [
        ([False], False),
        ([False, False], True),
        ([False, None, False], True),
        ([False, True, False], False),
        ([None, None], False),
        ([False, False, True], False),
    ],
)
def test_two_nights_in_a_row_without_it_mark_a_link(
    store: Store, answers: list[bool | None], dead: bool
) -> None:
    save(store, GUIDE)
    for night, is_there in enumerate(answers):
        with store.write() as session:
            (resource,) = resources.every_public(session)
            resources.note_checked(session, resource.id, is_there=is_there, now=NOW + timedelta(days=night))
    with store.read() as session:
        (resource,) = resources.every_public(session)
    assert (resource.dead_since is not None) == dead


def test_a_night_has_few_checks_and_each_link_rests_for_two_weeks(store: Store) -> None:
    save(store, *(Entry(f"Page {n}", f"https://h{n}.example/") for n in range(CHECKED_A_NIGHT + 5)))
    assert len(check_all(store, NOW)) == CHECKED_A_NIGHT
    assert check_all(store, NOW + timedelta(hours=1)) == []
    assert len(check_all(store, NOW + timedelta(days=1))) == 5
    assert check_all(store, NOW + timedelta(days=2)) == []
    assert len(check_all(store, NOW + timedelta(days=15))) == CHECKED_A_NIGHT


def test_a_host_of_many_pages_keeps_no_other_waiting(store: Store) -> None:
    many = [Entry(f"Page {n}", f"https://large.example/{n}") for n in range(CHECKED_A_NIGHT + 5)]
    save(store, *many, GUIDE)
    assert len(check_all(store, NOW)) == 2, "one of each host"


def test_read_twice_at_one_time_nothing_is_there_twice(store: Store) -> None:
    save(store, GUIDE)
    again, waits = Thread(target=save, args=(store, GUIDE, FORM)), Event()

    def notice(*call: Any) -> None:
        if re.search("BEGIN IMMEDIATE|INSERT INTO resource", call[2]):
            waits.set()

    with store.write() as session:
        resources.save_source(session, PROGRAMME, SOURCE, [GUIDE, FORM], 0, NOW)
        event.listen(store.engine, "before_cursor_execute", notice)
        again.start()
        assert waits.wait(timeout=20), "for its turn, or to add what it has read"
    again.join()
    assert titles(store) == [FORM.title, GUIDE.title]


def check_all(store: Store, now: datetime) -> list[int]:
    with store.write() as session:
        due = resources.to_check(session, now, now.replace(hour=1))
        for each in due:
            resources.note_checked(session, each.id, is_there=True, now=now)
    return [each.id for each in due]


def test_of_several_gaps_each_has_its_turn_and_two_are_proposed(store: Store) -> None:
    with store.write() as session:
        admin = people.upsert_person(session, "slack", "U1")
        for domain in ("impact", "impact", "growth", "design"):
            entry = Entry(f"Page de {domain}", f"https://a.example/{domain}")
            resources.decide(session, resources.suggest(session, entry, domain, admin.id, NOW).id, "public")
        gaps = [(PROGRAMME.criteria[0].id, "growth"), (PROGRAMME.criteria[1].id, "impact")]
        found = resources.for_gaps(session, PROGRAMME, gaps)
    assert [each.domain for each in found] == ["growth", "impact"]
