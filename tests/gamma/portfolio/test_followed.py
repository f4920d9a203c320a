"""What of a startup asks for attention: each reason from when on, and what is done about first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.settings import CheckpointSettings
from gamma.committees.committee import Committee
from gamma.dates import LocalMoment, Quarter
from gamma.people.person import Person
from gamma.portfolio.followed import FollowedStartup, PortfolioRow, SharedResult, in_order

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MANAGER = Person(1, "slack", "U1", "Pauline", "fr", PARIS, None, erased=False)
STARTUP = FollowedStartup("velo", "Vélo", True, CheckpointSettings(), NOW, None, NOW, (MANAGER,), (), ())


def checkpoint(number: int, day: date, moved: int = 0) -> Checkpoint:
    moment = LocalMoment(day, time(14, 30), PARIS)
    return Checkpoint(number, "velo", f"u{number}", moment, 60, "", "planned", 0, moved, NOW)


def kinds(startup: FollowedStartup, now: datetime = NOW) -> list[str]:
    return [each.kind for each in startup.attention(now, 8, PARIS)]


def test_who_goes_on_quietly_asks_for_none() -> None:
    assert kinds(STARTUP) == []
    assert kinds(replace(STARTUP, planned=(checkpoint(1, date(2026, 12, 8)),))) == []


def test_a_checkpoint_that_is_going_on_is_not_asked_about_and_one_that_is_over_is() -> None:
    today = replace(STARTUP, planned=(checkpoint(1, date(2026, 11, 23)),))
    assert kinds(today, datetime(2026, 11, 23, 14, 0, tzinfo=UTC)) == []
    assert kinds(today, datetime(2026, 11, 23, 14, 30, tzinfo=UTC)) == ["unclosed"]


def test_a_gap_has_the_rhythm_and_some_patience_and_is_none_while_the_last_is_not_closed() -> None:
    quiet = replace(STARTUP, gap_since=NOW - timedelta(weeks=8))
    assert kinds(quiet, NOW - timedelta(seconds=1)) == []
    assert kinds(quiet) == ["gap"]
    assert kinds(replace(quiet, planned=(checkpoint(1, date(2026, 12, 8)),))) == []
    assert kinds(replace(quiet, planned=(checkpoint(1, date(2026, 11, 20)),))) == ["unclosed"]


def test_to_the_team_it_is_overdue_as_soon_as_its_rhythm_is_over() -> None:
    due = replace(STARTUP, gap_since=NOW - timedelta(weeks=6))
    assert due.is_checkpoint_overdue(NOW)
    assert not due.is_checkpoint_overdue(NOW - timedelta(seconds=1))
    assert not replace(due, takes_part=False).is_checkpoint_overdue(NOW)
    assert not replace(due, planned=(checkpoint(1, date(2026, 12, 8)),)).is_checkpoint_overdue(NOW)


def test_silence_says_it_all() -> None:
    silent = replace(STARTUP, last_sign=NOW - timedelta(weeks=8), gap_since=NOW - timedelta(weeks=20))
    assert kinds(silent) == ["silent"]


@pytest.mark.parametrize(
    ("committee", "asks"),
    [
        (Committee(1, "velo", date(2026, 11, 23), None), []),
        (Committee(1, "velo", date(2026, 11, 22), None), ["undecided"]),
        (Committee(1, "velo", None, date(2027, 1, 7)), ["envelope"]),
        (Committee(1, "velo", None, date(2027, 1, 8)), []),
        (Committee(1, "velo", None, date(2026, 11, 1)), ["envelope"]),
        (Committee(1, "velo", date(2027, 1, 7), date(2026, 11, 1)), []),
    ],
)
def test_a_committee_without_outcome_or_without_date(committee: Committee, asks: list[str]) -> None:
    assert kinds(replace(STARTUP, committees=(committee,))) == asks


def test_what_was_put_off_twice_and_what_nobody_follows_come_last() -> None:
    startup = replace(
        STARTUP, planned=(checkpoint(1, date(2026, 11, 20)), checkpoint(2, date(2026, 12, 8), 2)), managers=()
    )
    assert kinds(startup) == ["unclosed", "postponed", "unfollowed"]


def test_of_a_startup_that_takes_no_part_only_what_it_planned_is_asked_about() -> None:
    alone = replace(STARTUP, takes_part=False, managers=(), gap_since=NOW - timedelta(weeks=30))
    assert kinds(alone) == []
    assert kinds(replace(alone, planned=(checkpoint(1, date(2026, 11, 20)),))) == ["unclosed"]


def test_a_verdict_before_is_told_only_where_a_known_level_moved() -> None:
    now, before = Quarter(2026, 4), Quarter(2026, 3)
    result = SharedResult(
        now,
        {"market": "reached", "impact": "partly", "team": "partly"},
        before,
        {"market": "partly", "impact": "partly", "team": "unknown"},
    )
    assert [result.earlier_verdict(each) for each in ("market", "impact", "team")] == ["partly", None, None]
    assert SharedResult(now, {"market": "reached"}).earlier_verdict("market") is None


def names(rows: Sequence[PortfolioRow]) -> list[str]:
    return [row.startup.name for row in in_order(rows)]


def test_attention_comes_first_and_all_else_is_by_name_whatever_the_verdicts() -> None:
    reached = SharedResult(Quarter(2026, 4), dict.fromkeys(("market", "impact", "team"), "reached"))
    not_yet = SharedResult(Quarter(2026, 4), dict.fromkeys(("market", "impact", "team"), "not_yet"))
    asking = STARTUP.attention(NOW + timedelta(weeks=30), 8, PARIS)
    rows = [
        PortfolioRow(replace(STARTUP, name="Zoo"), reached, []),
        PortfolioRow(replace(STARTUP, name="école"), reached, asking),
        PortfolioRow(replace(STARTUP, name="Arbre"), not_yet, []),
        PortfolioRow(replace(STARTUP, name="Dune"), None, asking * 2),
    ]
    assert names(rows) == ["Dune", "école", "Arbre", "Zoo"]
