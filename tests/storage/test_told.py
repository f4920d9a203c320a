"""What readers were told is counted whoever records it, and kept for as long as it must be."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

from gamma.follow_ups.unowned import agenda_fact, naming_facts
from gamma.outbox import Recipient
from gamma.privacy.retention import TOLD_RETENTION
from gamma.programme.messages import LONGEST_PAUSE
from gamma.repetition import Told
from gamma.startups.startup import Startup
from storage import told
from storage.follow_ups import actions
from storage.follow_ups.origin import Origin
from storage.people import people
from storage.store import Store
from tests.startups import keep

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM = Recipient("slack", "C1", None)


def record(store: Store, facts: dict[str, str], now: datetime = NOW) -> None:
    with store.write(patience=60) as session:
        told.record(session, TEAM, facts, now)


def stand(store: Store, *facts: str) -> dict[str, Told]:
    with store.read() as session:
        return told.load(session, TEAM, facts)


def test_times_are_counted_for_as_long_as_the_state_stays(store: Store) -> None:
    later = NOW + timedelta(days=14)
    record(store, {"a": "1", "b": "1"})
    record(store, {"a": "1", "b": "2"}, later)
    assert stand(store, "a", "b", "c") == {"a": Told("1", 2, later), "b": Told("2", 1, later)}


def test_what_was_just_recorded_is_what_the_same_transaction_reads(store: Store) -> None:
    with store.write() as session:
        for _ in range(2):
            told.record(session, TEAM, {"a": "1"}, NOW)
            told.load(session, TEAM, ["a"])
        assert told.load(session, TEAM, ["a"]) == {"a": Told("1", 2, NOW)}


def test_two_who_record_the_same_at_once_both_count(store: Store) -> None:
    facts = {f"fact {number}": "" for number in range(30)}
    backwards = dict(reversed(facts.items()))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: record(store, backwards if number % 2 else facts), range(12)))
    assert {each.times for each in stand(store, *facts).values()} == {12}


def test_what_is_told_of_an_open_action_once_is_known_for_as_long_as_it_is_open(store: Store) -> None:
    with store.write() as session:
        keep(session, Startup("velo", "Vélo", "", "", ()))
        by = people.upsert_person(session, "slack", "ana")
        left, done = (
            actions.add(session, Origin("velo", by, NOW), text, actions.Assignee(), date(2026, 11, 26))
            for text in ("appeler", "écrire")
        )
        actions.end(session, done.id, "done", NOW)
    facts = {each: [*naming_facts(each, 2), agenda_fact(each)] for each in (left, done)}
    record(store, dict.fromkeys([*facts[left], *facts[done], "late:1"], ""))
    record(store, {"late:2": ""}, NOW + timedelta(days=300))
    with store.write() as session:
        told.delete_before(session, NOW + timedelta(days=1))
    assert set(stand(store, *facts[left], *facts[done], "late:1", "late:2")) == {*facts[left], "late:2"}


def test_the_longest_pause_ends_before_what_was_told_is_forgotten() -> None:
    assert timedelta(weeks=LONGEST_PAUSE) + timedelta(days=30) < TOLD_RETENTION
