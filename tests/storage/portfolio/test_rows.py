"""The rows of who follows startups: all that take part, or these; in as many queries for any number."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import event
from sqlalchemy.orm import Session

from gamma.dates import LocalMoment
from gamma.programme.file import load_programme
from gamma.startups.startup import Startup
from gamma.translator import Translator
from storage.checkpoints import checkpoints
from storage.people import people
from storage.portfolio import rows, week
from storage.reader_context import ReaderContext
from storage.startups import enrolment
from storage.store import Store
from tests.startups import keep

NOW, PARIS = datetime(2026, 11, 23, 9, 30, tzinfo=UTC), ZoneInfo("Europe/Paris")


def context(session: Session) -> ReaderContext:
    return ReaderContext(
        session=session,
        programme=load_programme(),
        translator=Translator("fr"),
        now=NOW,
        zone=PARIS,
        reader=None,
        reader_zone=PARIS,
        command_ids=frozenset(),
        is_programme_team=False,
    )


def keep_startups(store: Store, count: int, first: int = 0) -> None:
    """Every other one takes part, and Pauline follows it."""
    with store.write() as session:
        pauline = people.upsert_person(session, "slack", "pauline")
        for number in range(first, first + count):
            startup = Startup(f"s{number:03}", f"S {number:03}", "", "", ())
            keep(session, startup)
            if number % 2 == 0:
                enrolment.enrol(session, startup.id, pauline, NOW)
                enrolment.assign_manager(session, startup.id, pauline.id)


def test_the_week_asks_as_often_for_many_meetings_as_for_one(store: Store) -> None:
    asked: list[str] = []
    counts, monday = [], NOW.date()
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for first in (0, 2):
        keep_startups(store, 2 + first * 3, first)
        with store.write() as session:
            pauline = people.upsert_person(session, "slack", "pauline")
            for id_ in enrolment.managed_by(session, pauline.id):
                moment = LocalMoment(monday + timedelta(days=2), time(14, 30), PARIS)
                checkpoints.plan(session, id_, moment, "", pauline, NOW)
            session.flush()
            session.expunge_all()
            asked.clear()
            found = week.collect(session, pauline.id, monday, NOW, PARIS, PARIS)
            counts.append((len({each.startup.id for each in found.meetings}), len(asked)))
    assert [meetings for meetings, _ in counts] == [1, 5]
    assert len({statements for _, statements in counts}) == 1, asked


def test_of_all_only_those_that_take_part_and_of_these_each(store: Store) -> None:
    keep_startups(store, 4)
    with store.read() as session:
        every, these = rows.load(context(session)), rows.load(context(session), ["s001", "s000"])
    assert [row.startup.startup_id for row in every] == ["s000", "s002"]
    assert [(row.startup.startup_id, row.startup.takes_part) for row in these] == [
        ("s000", True),
        ("s001", False),
    ]


def test_who_sees_which_is_known_when_it_is_read(store: Store) -> None:
    keep_startups(store, 4)
    with store.write() as session:
        pauline, noe = (people.upsert_person(session, "slack", name) for name in ("pauline", "noé"))
        enrolment.remove_manager(session, "s002", pauline.id)
    with store.read() as session:
        seen = [rows.ids_seen_by(replace(context(session), reader=reader)) for reader in (pauline, noe, None)]
        of_team = rows.ids_seen_by(replace(context(session), reader=noe, is_programme_team=True))
    assert [set(ids or ()) for ids in seen] == [{"s000"}, set(), set()]
    assert of_team is None


def test_that_nobody_follows_one_is_told_only_among_all(store: Store) -> None:
    keep_startups(store, 1)
    with store.write() as session:
        pauline = people.upsert_person(session, "slack", "pauline")
        enrolment.remove_manager(session, "s000", pauline.id)
    with store.read() as session:
        (among_all,), (alone,) = rows.load(context(session)), rows.load(context(session), ["s000"])
    assert [each.kind for each in among_all.attention] == ["unfollowed"]
    assert not alone.attention


def test_as_many_queries_tell_it_of_any_number_with_all_that_a_portfolio_says(store: Store) -> None:
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for count in (2, 60):
        keep_startups(store, count, first=count)
        for with_facts in (False, True):
            asked.clear()
            with store.read() as session:
                assert rows.load(context(session), with_facts=with_facts)
            assert len([each for each in asked if each.startswith("SELECT")]) == 7 + with_facts
