"""What asks for a portfolio manager's attention, and from when on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.calendar import METROPOLE, region_by_id
from gamma.checkpoints.cadence import DEFAULT_CADENCE, Cadence
from gamma.checkpoints.checkpoint import Checkpoint, State
from gamma.dates import LocalMoment
from gamma.portfolio.attention import gap_notified_at, gap_start, gap_too_long_at, is_postponed_repeatedly

PARIS, TAHITI = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Tahiti")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def checkpoint(moved: int, state: State = "planned", day: int = 30) -> Checkpoint:
    moment = LocalMoment(date(2026, 11, day), time(14, 30), PARIS)
    return Checkpoint(1, "velo", "u", moment, 60, "", state, 0, moved, NOW)


@pytest.mark.parametrize(("moved", "is_told"), [(0, False), (1, False), (2, True), (3, True)])
def test_two_postponements_ask_for_attention(moved: int, is_told: bool) -> None:
    assert is_postponed_repeatedly(checkpoint(moved), NOW) is is_told


def test_not_once_it_was_held_cancelled_or_has_begun() -> None:
    assert not is_postponed_repeatedly(checkpoint(2, "held"), NOW)
    assert not is_postponed_repeatedly(checkpoint(2, "cancelled"), NOW)
    assert not is_postponed_repeatedly(checkpoint(2, day=23), NOW + timedelta(hours=8))


def test_it_counts_from_the_last_checkpoint_or_the_enrolment_after_it() -> None:
    later = NOW + timedelta(days=3)
    assert gap_start(NOW, None) == NOW
    assert gap_start(NOW, later) == later
    assert gap_start(later, NOW) == later


@pytest.mark.parametrize(
    ("code", "days"), [("6w", 56), ("1w", 21), ("1m", 45), ("1m@31", 45), ("2m@-1/3", 83)]
)
def test_too_long_is_the_rhythm_and_two_weeks(code: str, days: int) -> None:
    assert gap_too_long_at(NOW, Cadence.of_code(code)) == NOW + timedelta(days=days)


def test_it_is_told_in_the_readers_hours_on_a_working_day_of_the_startup() -> None:
    due = gap_notified_at(NOW, DEFAULT_CADENCE, PARIS, METROPOLE)  # Monday 18 January, 10:30 in Paris
    assert due == NOW + timedelta(days=56)
    far = gap_notified_at(NOW, DEFAULT_CADENCE, TAHITI, METROPOLE)  # Sunday 17 January, 23:30 in Tahiti
    assert far.astimezone(TAHITI) == datetime(2027, 1, 18, 9, tzinfo=TAHITI)
    on_a_holiday = datetime(2026, 4, 27, 12, tzinfo=UTC)  # 56 days later is 22 June, in French Guiana none
    assert gap_notified_at(on_a_holiday, DEFAULT_CADENCE, PARIS, region_by_id("guyane")).day == 22
    before_abolition = datetime(2026, 4, 15, 12, tzinfo=UTC)  # 10 June is one there
    assert gap_notified_at(before_abolition, DEFAULT_CADENCE, PARIS, region_by_id("guyane")).day == 11
    assert gap_notified_at(before_abolition, DEFAULT_CADENCE, PARIS, METROPOLE).day == 10
