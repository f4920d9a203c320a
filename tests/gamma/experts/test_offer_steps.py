"""How long an answer is waited for: in working hours, with a reminder that always comes first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.calendar import CLOSES, METROPOLE, OPENS, is_working_day, region_by_id
from gamma.experts.question import Offer, day_of_notice, escalation_at, next_morning, next_offer_step
from gamma.programme.experts import ExpertTimes

PARIS = ZoneInfo("Europe/Paris")
TIMES = ExpertTimes.model_validate({})


def in_paris(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=PARIS)


def offered(moment: str) -> Offer:
    return Offer(1, 1, 1, "open", in_paris(moment))


@pytest.mark.parametrize(
    ("at", "reminded", "lapses"),
    [
        ("2026-11-23 10:00", "2026-11-24 10:00", "2026-11-25 10:00"),
        ("2026-11-27 17:00", "2026-11-30 17:00", "2026-12-01 17:00"),
        ("2026-11-23 09:00", "2026-11-23 18:00", "2026-11-24 18:00"),
        ("2026-12-24 12:00", "2026-12-28 12:00", "2026-12-29 12:00"),
        ("2026-10-23 16:00", "2026-10-26 16:00", "2026-10-27 16:00"),  # the clocks change in between
    ],
)
def test_reminded_after_a_working_day_and_followed_by_another_after_two(
    at: str, reminded: str, lapses: str
) -> None:
    offer = offered(at)
    step = next_offer_step(offer, TIMES, PARIS, METROPOLE)
    assert (step.kind, step.at) == ("remind", in_paris(reminded))
    step = next_offer_step(replace(offer, reminded_at=step.at), TIMES, PARIS, METROPOLE)
    assert (step.kind, step.at) == ("lapse", in_paris(lapses))


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("2026-11-23 10:00", "2026-11-24 09:00"),
        ("2026-11-27 17:00", "2026-11-30 09:00"),
        ("2026-11-28 12:00", "2026-11-30 09:00"),
        ("2026-12-24 12:00", "2026-12-28 09:00"),
    ],
)
def test_later_is_the_morning_of_the_next_working_day(said: str, back: str) -> None:
    assert next_morning(in_paris(said), PARIS, METROPOLE) == in_paris(back)


def test_the_day_that_is_promised_is_a_working_day_where_the_reader_lives() -> None:
    evening = datetime(2026, 6, 9, 23, 0, tzinfo=UTC)  # the 10th of June is a holiday in Guyane alone
    assert day_of_notice(evening, ZoneInfo("America/Cayenne")) == date(2026, 6, 11)
    assert day_of_notice(evening, PARIS) == date(2026, 6, 10)
    assert day_of_notice(evening, ZoneInfo("Asia/Tokyo")) == date(2026, 6, 10)


def test_put_off_it_comes_back_in_place_of_the_reminder() -> None:
    offer = replace(offered("2026-11-23 10:00"), later_until=in_paris("2026-11-24 09:00"))
    step = next_offer_step(offer, TIMES, PARIS, METROPOLE)
    assert (step.kind, step.at) == ("remind", in_paris("2026-11-24 09:00"))
    step = next_offer_step(replace(offer, reminded_at=step.at), TIMES, PARIS, METROPOLE)
    assert (step.kind, step.at) == ("lapse", in_paris("2026-11-24 18:00"))


def test_put_off_after_the_reminder_it_comes_back_once_more() -> None:
    offer = replace(
        offered("2026-11-23 10:00"),
        reminded_at=in_paris("2026-11-24 10:00"),
        later_until=in_paris("2026-11-25 09:00"),
    )
    assert next_offer_step(offer, TIMES, PARIS, METROPOLE).kind == "remind"


def test_who_was_reminded_late_has_a_day_from_then() -> None:
    offer = replace(offered("2026-11-23 10:00"), reminded_at=in_paris("2026-12-02 15:00"))
    assert next_offer_step(offer, TIMES, PARIS, METROPOLE).at == in_paris("2026-12-03 15:00")


def test_the_programme_team_hears_after_four_working_days() -> None:
    assert escalation_at(in_paris("2026-11-27 17:00"), TIMES, PARIS, METROPOLE) == in_paris(
        "2026-12-03 17:00"
    )
    assert escalation_at(in_paris("2026-11-28 22:00"), TIMES, PARIS, METROPOLE) == in_paris(
        "2026-12-03 18:00"
    )


def test_another_programme_waits_as_long_as_it_says() -> None:
    times = ExpertTimes.model_validate({"reminded_after": 0.5, "next_after": 3})
    offer = offered("2026-11-23 10:00")
    step = next_offer_step(offer, times, PARIS, METROPOLE)
    assert step.at == in_paris("2026-11-23 14:30")
    step = next_offer_step(replace(offer, reminded_at=step.at), times, PARIS, METROPOLE)
    assert step.at == in_paris("2026-11-26 10:00")


@given(
    st.integers(0, 730 * 24 * 60),
    st.sampled_from(["metropole", "guyane", "polynesie-francaise", "la-reunion"]),
)
def test_nothing_is_due_outside_the_experts_hours(minutes: int, region_id: str) -> None:
    at, region = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), region_by_id(region_id)
    offer = Offer(1, 1, 1, "open", at)
    steps = [next_offer_step(offer, TIMES, region.zone, region)]
    steps.append(next_offer_step(replace(offer, reminded_at=steps[0].at), TIMES, region.zone, region))
    for instant in (steps[0].at, steps[1].at, next_morning(at, region.zone, region)):
        local = instant.astimezone(region.zone)
        assert instant > at
        assert is_working_day(local.date(), region)
        assert OPENS <= local.time() <= CLOSES
    assert steps[0].at < steps[1].at
