"""When people are prompted about a committee, and what follows from what it decided."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from gamma.calendar import METROPOLE, region_by_id
from gamma.committees.committee import (
    Committee,
    OutcomeId,
    StatedOutcome,
    next_date,
    next_envelope_end,
    outcome_asked_at,
    prompts,
)
from gamma.dates import LocalMoment

PARIS, TAHITI, CAYENNE = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Tahiti"), ZoneInfo("America/Cayenne")


def committee(
    meets_on: date | None = None,
    envelope_ends_on: date | None = None,
    outcome: OutcomeId = "",
    months: int | None = None,
) -> Committee:
    return Committee(1, "velo", meets_on, envelope_ends_on, outcome, months)


def told(of: Committee, zone: ZoneInfo = PARIS) -> list[tuple[str, str]]:
    planned = prompts(of, zone, METROPOLE)
    return [(each.id, f"{each.due.astimezone(zone):%Y-%m-%d %H:%M}") for each in planned]


def test_it_is_spoken_of_45_and_30_days_and_a_week_before_and_a_week_after() -> None:
    assert told(committee(date(2027, 3, 12))) == [
        ("45d", "2027-01-26 09:00"),
        ("30d", "2027-02-10 09:00"),
        ("file", "2027-03-05 09:00"),
        ("outcome", "2027-03-19 09:00"),
    ]


def test_before_it_moves_earlier_and_after_it_moves_later_than_days_off() -> None:
    assert told(committee(date(2027, 5, 13))) == [
        ("45d", "2027-03-26 18:00"),  # the day itself is Easter Monday
        ("30d", "2027-04-13 09:00"),
        ("file", "2027-05-05 18:00"),  # the day itself is Ascension
        ("outcome", "2027-05-20 09:00"),
    ]
    assert (
        outcome_asked_at(date(2027, 5, 10), PARIS, METROPOLE)
        == LocalMoment(date(2027, 5, 18), time(9), PARIS).instant
    ), "Whit Monday is the 17th"


def test_it_counts_from_the_end_of_the_envelope_only_while_there_is_no_date() -> None:
    assert told(committee(envelope_ends_on=date(2027, 3, 12))) == [
        ("45d", "2027-01-26 09:00"),
        ("30d", "2027-02-10 09:00"),
    ]
    both = committee(date(2027, 3, 12), date(2027, 6, 30))
    assert told(both) == told(committee(date(2027, 3, 12)))


@pytest.mark.parametrize("zone", [PARIS, TAHITI, CAYENNE, ZoneInfo("Pacific/Noumea")])
def test_each_reader_hears_at_nine_on_their_own_clock(zone: ZoneInfo) -> None:
    assert told(committee(date(2027, 3, 12)), zone) == told(committee(date(2027, 3, 12)))


def test_without_any_date_or_with_an_outcome_nothing_is_planned() -> None:
    assert told(committee()) == []
    assert told(committee(date(2027, 3, 12), outcome="granted")) == []


def test_both_sides_of_the_clock_change_it_is_nine_o_clock() -> None:
    dues = [each.due for each in prompts(committee(date(2027, 4, 20)), PARIS, METROPOLE)]
    assert [due.hour for due in dues[:3]] == [17, 17, 7]  # a Saturday, a Sunday: Friday 18:00; then summer
    assert {due.astimezone(PARIS).hour for due in dues} == {18, 9}


def test_holidays_are_those_of_the_startups_region() -> None:
    met_on = date(2028, 12, 19)  # a week later is 26 December, a holiday in Alsace-Moselle
    assert outcome_asked_at(met_on, PARIS, METROPOLE).date() == date(2028, 12, 26)
    assert outcome_asked_at(met_on, PARIS, region_by_id("alsace-moselle")).date() == date(2028, 12, 27)


def test_a_provisional_outcome_proposes_a_working_day() -> None:
    today = date(2027, 3, 15)
    of = committee(date(2027, 3, 13), outcome="provisional", months=2)
    assert next_date(of, METROPOLE, today) == date(2027, 5, 13)
    on_ascension = committee(date(2027, 4, 6), outcome="provisional", months=1)
    assert next_date(on_ascension, METROPOLE, today) == date(2027, 5, 7)
    assert next_date(of, METROPOLE, date(2027, 6, 1)) is None, "it would be past"
    assert next_date(committee(date(2027, 3, 13), outcome="granted", months=6), METROPOLE, today) is None


def test_granted_months_prolong_the_envelope_or_count_from_the_committee() -> None:
    today = date(2027, 3, 15)
    with_envelope = committee(date(2027, 3, 12), date(2027, 3, 31), "granted", 6)
    assert next_envelope_end(with_envelope, today) == date(2027, 9, 30)
    without = committee(date(2027, 3, 12), None, "granted", 6)
    assert next_envelope_end(without, today) == date(2027, 9, 12)
    assert next_envelope_end(committee(date(2027, 3, 12), outcome="stop"), today) is None


def test_what_follows_is_proposed_on_its_very_day_and_not_after_it() -> None:
    provisional = committee(date(2027, 3, 12), outcome="provisional", months=1)
    assert next_date(provisional, METROPOLE, date(2027, 4, 12)) == date(2027, 4, 12)
    assert next_date(provisional, METROPOLE, date(2027, 4, 13)) is None
    granted = committee(date(2027, 3, 12), outcome="granted", months=6)
    assert next_envelope_end(granted, date(2027, 9, 12)) == date(2027, 9, 12)
    assert next_envelope_end(granted, date(2027, 9, 13)) is None


@pytest.mark.parametrize(
    ("outcome", "is_the_last"),
    [
        ("", False),
        ("granted", False),
        ("provisional", False),
        ("stop", True),
        ("permanent", True),
        ("not_permanent", True),
    ],
)
def test_after_an_end_no_committee_is_expected(outcome: OutcomeId, *, is_the_last: bool) -> None:
    assert committee(date(2027, 3, 12), outcome=outcome).is_final == is_the_last


@pytest.mark.parametrize(
    ("stated", "complete"),
    [
        (StatedOutcome("granted"), True),
        (StatedOutcome("stop"), True),
        (StatedOutcome("provisional"), False),
        (StatedOutcome("provisional", 2), False),
        (StatedOutcome("provisional", None, "200 communes"), False),
        (StatedOutcome("provisional", 2, "200 communes"), True),
    ],
)
def test_a_provisional_outcome_says_for_how_long_and_what_is_to_be_proved(
    stated: StatedOutcome, *, complete: bool
) -> None:
    assert stated.is_complete == complete
