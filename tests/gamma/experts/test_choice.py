"""Whom a question is offered to: never at night, never above the capacity, and in turn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.calendar import CLOSES, METROPOLE, OPENS, Region, is_working_day, region_by_id
from gamma.experts.question import Candidate, Choice, available_from, choose_candidate, month_start

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=PARIS)
"""A Monday."""

ANNE = Candidate(1, level=2, capacity=3, zone=PARIS, region=METROPOLE)
BOB = replace(ANNE, person_id=2)


def in_paris(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("anne", "bob", "chosen"),
    [
        ({}, {}, 1),
        ({"waiting": 1}, {"recent": 9}, 2),
        ({"recent": 2}, {"recent": 1, "level": 1}, 2),
        ({"level": 1}, {"level": 3}, 2),
        ({"last_asked": NOON}, {"last_asked": NOON - timedelta(days=1)}, 2),
        ({"last_asked": NOON - timedelta(days=90)}, {}, 2),
        ({"recent": 1, "level": 3}, {"recent": 1, "level": 3}, 1),
        ({"paused_until": NOON + timedelta(minutes=1)}, {"recent": 9}, 2),
        ({"paused_until": NOON}, {"recent": 1}, 1),
        ({"taken": 3}, {"recent": 9}, 2),
        ({"taken": 1, "waiting": 1}, {"taken": 2, "recent": 9}, 2),
        (
            {"zone": ZoneInfo("Pacific/Noumea"), "region": region_by_id("nouvelle-caledonie")},
            {"recent": 9},
            2,
        ),
    ],
)
def test_whose_turn_it_is(anne: dict[str, object], bob: dict[str, object], chosen: int) -> None:
    assert choose_candidate([replace(ANNE, **anne), replace(BOB, **bob)], NOON).person_id == chosen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "changed", "look_at", "all_away"),
    [
        ("2026-11-23 23:00", {}, "2026-11-24 09:00", False),
        ("2026-11-23 07:00", {}, "2026-11-23 09:00", False),
        ("2026-11-27 18:01", {}, "2026-11-30 09:00", False),
        ("2026-12-24 19:00", {}, "2026-12-28 09:00", False),
        ("2026-11-23 12:00", {"taken": 3}, "2026-12-01 09:00", True),
        ("2026-12-15 12:00", {"taken": 3}, "2027-01-04 09:00", True),
        ("2026-11-23 12:00", {"waiting": 1}, "2026-11-23 13:00", False),
        ("2026-11-23 17:30", {"waiting": 1}, "2026-11-24 09:00", False),
        ("2026-11-23 12:00", {"waiting": 1, "taken": 3}, "2026-12-01 09:00", True),
        ("2026-11-23 12:00", {"paused_until": in_paris("2026-12-05 00:00")}, "2026-12-07 09:00", True),
        ("2026-11-23 12:00", {"paused_until": in_paris("2026-12-08 14:00")}, "2026-12-08 14:00", True),
        (
            "2026-11-23 12:00",
            {"paused_until": in_paris("2026-11-25 00:00"), "taken": 3},
            "2026-12-01 09:00",
            True,
        ),
    ],
)
def test_when_nobody_is_free_it_is_known_when_to_look_again(
    now: str, changed: dict[str, object], look_at: str, all_away: bool
) -> None:
    choice = choose_candidate([replace(ANNE, **changed)], in_paris(now))  # type: ignore[arg-type]
    assert choice == Choice(look_at=in_paris(look_at), all_away=all_away)


def test_at_night_somebody_who_is_there_in_the_morning_is_not_away() -> None:
    away = replace(BOB, taken=3)
    assert not choose_candidate([ANNE, away], in_paris("2026-11-23 23:00")).all_away


def test_nobody_is_left() -> None:
    assert choose_candidate([], NOON) == Choice()


def test_a_month_begins_where_the_expert_is() -> None:
    now = datetime(2026, 12, 1, 0, 30, tzinfo=PARIS)
    assert month_start(now, PARIS) == in_paris("2026-12-01 00:00")
    assert month_start(now, ZoneInfo("America/Cayenne")) == datetime(2026, 11, 1, 3, 0, tzinfo=UTC)


regions: st.SearchStrategy[Region] = st.sampled_from(
    [METROPOLE, *map(region_by_id, ("guyane", "la-reunion", "polynesie-francaise", "alsace-moselle"))]
)
instants = st.integers(0, 730 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
few = st.integers(0, 4)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        region = draw(regions)
        candidate = Candidate(
            person_id=number,
            level=draw(st.integers(1, 3)),
            capacity=draw(st.integers(1, 4)),
            zone=region.zone,
            region=region,
            paused_until=draw(st.none() | instants),
            taken=draw(few),
            waiting=draw(few),
            recent=draw(few),
            last_asked=draw(st.none() | instants),
        )
        found.append(candidate)
    return found


@given(candidates(), instants)
def test_who_is_chosen_is_free_in_their_hours_and_least_asked(found: list[Candidate], now: datetime) -> None:
    choice = choose_candidate(found, now)
    free = [each for each in found if is_free(each, now)]
    if choice.person_id is None:
        assert free == []
        assert (choice.look_at is None) == (found == [])
        return
    chosen = found[choice.person_id]
    assert chosen in free
    assert chosen.recent == min(each.recent for each in free)


@given(candidates(), instants)
def test_it_is_looked_again_in_somebodys_hours_and_later_than_now(
    found: list[Candidate], now: datetime
) -> None:
    choice = choose_candidate(found, now)
    if choice.look_at is not None:
        assert choice.look_at > now
        assert any(in_hours(each, choice.look_at) for each in found)
        assert all(available_from(each, now) >= choice.look_at for each in found)


@given(candidates(), instants)
def test_nobody_is_passed_over_for_the_order_in_which_they_are_listed(
    found: list[Candidate], now: datetime
) -> None:
    assert choose_candidate(found, now) == choose_candidate(found[::-1], now)


def is_free(candidate: Candidate, now: datetime) -> bool:
    paused = candidate.paused_until is not None and candidate.paused_until > now
    return (
        in_hours(candidate, now)
        and not paused
        and not candidate.waiting
        and candidate.taken < candidate.capacity
    )


def in_hours(candidate: Candidate, instant: datetime) -> bool:
    local = instant.astimezone(candidate.zone)
    return is_working_day(local.date(), candidate.region) and OPENS <= local.time() <= CLOSES
