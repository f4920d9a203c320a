"""Feeds follow what becomes of checkpoints: whatever is done, two libraries agree on what they show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.invitation import feed_file
from gamma.dates import LocalMoment
from gamma.people.person import Person
from gamma.translator import Translator
from storage.checkpoints import checkpoints, feeds
from storage.checkpoints.feeds import Feed, FeedOwner
from storage.models import StartupRow
from storage.people import people
from storage.startups import enrolment
from storage.store import Store
from tests import strict_calendar
from tests.databases import sqlite_in

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
MINE = FeedOwner(startup_id="velo")


def keep_startups(session: Session) -> Person:
    for name in ("velo", "cantine"):
        session.add(StartupRow(id=name, name=name.capitalize(), pitch="", incubator=""))
    return people.upsert_person(session, "slack", "U1")


def moment(day: date, hour: int = 10) -> LocalMoment:
    return LocalMoment(day, time(hour), PARIS)


def shown(session: Session, owner: FeedOwner = MINE, now: datetime = NOW) -> list[Checkpoint]:
    return [checkpoint for _, checkpoint in feeds.list_entries(session, Feed(owner, 1, NOW), now)]


# --- addresses --------------------------------------------------------------------------------


def test_only_the_secret_that_was_given_opens_the_feed(store: Store) -> None:
    with store.write() as session:
        secret = feeds.create(session, MINE, keep_startups(session), NOW)
        assert feeds.find_by_secret(session, secret) == Feed(MINE, 1, NOW)
        for other in ("", secret[:-1], secret.swapcase(), f"{secret} ", "\ud800", "x" * 10_000):
            assert feeds.find_by_secret(session, other) is None


def test_the_secret_is_nowhere_in_the_database(tmp_path: Path) -> None:
    store = Store(sqlite_in(tmp_path))
    store.upgrade()
    with store.write() as session:
        secret = feeds.create(session, MINE, keep_startups(session), NOW)
    store.close()
    assert all(secret.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_new_one_revokes_the_old_of_this_owner_alone(store: Store) -> None:
    with store.write() as session:
        me = keep_startups(session)
        others = feeds.create(session, FeedOwner(person_id=me.id), me, NOW)
        old, new = (feeds.create(session, MINE, me, NOW) for _ in range(2))
        assert feeds.find_by_secret(session, old) is None
        assert feeds.find_by_secret(session, new)
        assert feeds.find_by_secret(session, others)
        assert feeds.revoke(session, MINE, NOW)
        assert not feeds.revoke(session, MINE, NOW)
        assert feeds.find_current(session, MINE) is None


# --- what they show ---------------------------------------------------------------------------


def test_what_is_over_is_shown_for_half_a_year_and_what_is_planned_always(store: Store) -> None:
    with store.write() as session:
        me = keep_startups(session)
        planned = checkpoints.plan(session, "velo", moment(date(2026, 1, 5)), "", me, NOW)
        held = checkpoints.plan(session, "velo", moment(date(2026, 1, 6)), "", me, NOW)
        cancelled = checkpoints.plan(session, "velo", moment(date(2026, 6, 1)), "", me, NOW)
        held = checkpoints.set_state(session, held, "held", NOW)
        cancelled = checkpoints.set_state(session, cancelled, "cancelled", NOW)
        early = datetime(2026, 7, 1, tzinfo=UTC)
        assert shown(session, now=early) == [planned, held, cancelled]
        assert shown(session, now=early + timedelta(days=60)) == [planned, cancelled]
        assert shown(session, now=early + timedelta(days=300)) == [planned]


def test_a_portfolio_managers_feed_shows_those_they_follow(store: Store) -> None:
    with store.write() as session:
        me = keep_startups(session)
        one, two = (
            checkpoints.plan(session, name, moment(date(2026, 12, 8)), "", me, NOW)
            for name in ("velo", "cantine")
        )
        mine = FeedOwner(person_id=me.id)
        assert shown(session, mine) == []
        enrolment.assign_manager(session, "velo", me.id)
        assert shown(session, mine) == [one]
        enrolment.assign_manager(session, "cantine", me.id)
        assert shown(session, mine) == [one, two]


# --- whatever is done -------------------------------------------------------------------------


@dataclass
class Seen:
    """What a subscribed calendar has seen of one checkpoint."""

    uids: set[str] = field(default_factory=set)
    sequences: list[int] = field(default_factory=list)


DAYS = st.dates(date(2026, 6, 1), date(2028, 12, 31))
STEP = st.one_of(
    st.tuples(st.just("create"), DAYS, st.integers(0, 23)),
    st.tuples(st.just("move"), DAYS, st.integers(0, 23)),
    st.tuples(st.sampled_from(["cancelled", "held"]), DAYS, st.just(0)),
)


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(sqlite_in(tmp_path_factory.mktemp("feeds")))
    store.upgrade()
    yield store
    store.close()


@settings(max_examples=50, deadline=None)
@given(script=st.lists(STEP, min_size=1, max_size=12), pick=st.randoms(use_true_random=False))
def test_after_each_step_of_any_script_both_libraries_see_what_is_agreed(
    one_store: Store, script: list[tuple[str, date, int]], pick: Random
) -> None:
    seen: dict[int, Seen] = {}
    with one_store.write() as session:
        me = keep_startups(session)
        known: dict[int, Checkpoint] = {}
        for minute, (verb, day, hour) in enumerate(script):
            now = NOW + timedelta(minutes=minute)
            open_ones = [each for each in known.values() if each.state == "planned"]
            if verb == "create" or not open_ones:
                done = checkpoints.plan(session, "velo", moment(day, hour), "Paris", me, now)
            elif verb == "move":
                done = checkpoints.move(session, pick.choice(open_ones), moment(day, hour), "Lyon", now)
            else:
                done = checkpoints.set_state(
                    session, pick.choice(open_ones), "held" if verb == "held" else "cancelled", now
                )
            known[done.id] = done
            look(session, known, seen, now)
        session.rollback()


def look(session: Session, known: dict[int, Checkpoint], seen: dict[int, Seen], now: datetime) -> None:
    entries = feeds.list_entries(session, Feed(MINE, 1, NOW), now)
    file = feed_file(Translator("fr"), "Vélo", entries)
    strict_calendar.read(file)
    agreed = {
        each.uid: (each.revision, each.state == "cancelled", each.starts_at, each.ends_at)
        for _, each in entries
    }
    assert {each.uid for each in known.values()} >= agreed.keys()
    assert by_icalendar(file) == by_vobject(file) == agreed
    for checkpoint in known.values():
        one = seen.setdefault(checkpoint.id, Seen())
        if checkpoint.uid in agreed:
            one.uids.add(checkpoint.uid)
            one.sequences.append(agreed[checkpoint.uid][0])
        assert len(one.uids) <= 1
        assert one.sequences == sorted(one.sequences)


Event = tuple[int, bool, datetime, datetime]


def by_icalendar(file: bytes) -> dict[str, Event]:
    return {
        str(event["UID"]): (
            int(str(event["SEQUENCE"])),
            str(event["STATUS"]) == "CANCELLED",
            instant(event.start),
            instant(event.end),
        )
        for event in icalendar.Calendar.from_ical(file).events
    }


def by_vobject(file: bytes) -> dict[str, Event]:
    return {
        event.uid.value: (
            int(event.sequence.value),
            event.status.value == "CANCELLED",
            instant(event.dtstart.value),
            instant(event.dtend.value),
        )
        for event in getattr(vobject.readOne(file.decode()), "vevent_list", [])
    }


def instant(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    assert moment.tzinfo, "an unknown zone makes a time without one"
    return moment.astimezone(UTC)
