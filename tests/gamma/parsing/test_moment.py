"""Days and hours as people type them."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError
from gamma.parsing.moment import AmbiguousMomentError, parse_moment
from gamma.translator import Translator
from tests.gamma.parsing.moment_phrases import (
    DOUBTFUL,
    NO_DAY,
    NO_SUCH_DAY,
    NO_TIME,
    NOT_UNDERSTOOD,
    PAST,
    TOO_FAR,
    UNDERSTOOD,
)

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)  # a Monday
FRENCH, ENGLISH = Translator("fr"), Translator("en")


def instant(local: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)


def refusal(typed: str, translator: Translator = ENGLISH, now: datetime = NOW) -> str:
    with pytest.raises(InvalidInputError) as refused:
        parse_moment(typed, now, PARIS)
    assert not isinstance(refused.value, AmbiguousMomentError)
    return refused.value.text(translator)


@pytest.mark.parametrize(("typed", "local"), UNDERSTOOD)
def test_a_moment_is_read_as_both_languages_say_it(typed: str, local: str) -> None:
    moment = parse_moment(typed, NOW, PARIS)
    assert f"{moment.day} {moment.time:%H:%M}" == local
    assert moment.zone == PARIS
    assert moment.instant == instant(local)


@pytest.mark.parametrize(("typed", "first", "second"), DOUBTFUL)
def test_what_has_two_readings_is_asked_for_with_both(typed: str, first: str, second: str) -> None:
    with pytest.raises(AmbiguousMomentError) as asked:
        parse_moment(typed, NOW, PARIS)
    assert [moment.instant for moment in asked.value.choices] == [instant(first), instant(second)]
    sentence = asked.value.text(FRENCH)
    assert all(FRENCH.moment(moment, NOW) in sentence for moment in asked.value.choices)


@pytest.mark.parametrize("typed", [typed for typed, _, _ in DOUBTFUL])
def test_a_choice_between_two_readings_is_understood_as_the_bot_writes_it(typed: str) -> None:
    with pytest.raises(AmbiguousMomentError) as asked:
        parse_moment(typed, NOW, PARIS)
    for moment in asked.value.choices:
        assert parse_moment(FRENCH.moment(moment, NOW), NOW, PARIS) == moment


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("mardi en huit à 14h", "2026-12-01 14:00"),
        ("mardi en quinze, 14h", "2026-12-08 14:00"),
        ("lundi en huit à 9h", "2026-11-30 09:00"),
        ("mardi dans deux semaines à 14h", "2026-12-08 14:00"),
        ("Tuesday in 2 weeks at 14:00", "2026-12-08 14:00"),
        ("mardi dans 10 semaines à 14h", "2027-02-02 14:00"),
    ],
)
def test_a_weekday_some_weeks_on_is_counted_from_the_one_to_come(typed: str, local: str) -> None:
    assert parse_moment(typed, NOW, PARIS).instant == instant(local)


def test_weeks_on_a_thursday_a_tuesday_may_count_from_this_week_or_from_the_one_to_come() -> None:
    thursday = NOW + timedelta(days=3)
    assert parse_moment("mardi en huit à 14h", thursday, PARIS).instant == instant("2026-12-08 14:00")
    with pytest.raises(AmbiguousMomentError) as asked:
        parse_moment("mardi dans deux semaines à 14h", thursday, PARIS)
    assert [moment.instant for moment in asked.value.choices] == [
        instant("2026-12-08 14:00"),
        instant("2026-12-15 14:00"),
    ]


def test_a_weekday_that_does_not_match_its_date_is_never_decided() -> None:
    with pytest.raises(AmbiguousMomentError) as asked:
        parse_moment("mardi 9 décembre 14h", NOW, PARIS)
    assert asked.value.text(FRENCH) == (
        "Le jour et la date ne vont pas ensemble. Veux-tu dire mercredi 9 décembre à 14\u00a0h "
        "ou mardi 8 décembre à 14\u00a0h\u202f?"
    )


@pytest.mark.parametrize("typed", NOT_UNDERSTOOD)
def test_anything_else_is_refused_with_examples(typed: str) -> None:
    sentence = refusal(typed)
    assert "I did not understand" in sentence
    assert "“Tuesday 8 December at 12:00” or “2026-12-08 12:00”" in sentence
    assert len(sentence) < 170


@pytest.mark.parametrize("typed", NO_TIME)
def test_a_day_alone_is_asked_for_its_time(typed: str) -> None:
    assert "At what time?" in refusal(typed)


@pytest.mark.parametrize("typed", NO_DAY)
def test_a_time_alone_is_asked_for_its_day(typed: str) -> None:
    assert "On which day?" in refusal(typed)


@pytest.mark.parametrize("typed", NO_SUCH_DAY)
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    assert "is not in the calendar" in refusal(typed)


@pytest.mark.parametrize("typed", PAST)
def test_a_past_moment_is_refused_and_said(typed: str) -> None:
    assert "November at" in refusal(typed)
    assert "is already past" in refusal(typed)


@pytest.mark.parametrize("typed", TOO_FAR)
def test_a_moment_many_years_away_is_refused_and_said(typed: str) -> None:
    assert "is too far away" in refusal(typed)


def test_a_refusal_is_said_in_the_readers_language() -> None:
    assert refusal("bientôt", FRENCH) == (
        "Je n’ai pas compris «\u00a0bientôt\u00a0». Écris par exemple "
        "«\u00a0mardi 8 décembre à 12\u00a0h\u00a0» ou «\u00a02026-12-08 12:00\u00a0»."
    )


def test_nothing_typed_is_refused_with_examples() -> None:
    assert "Write a day and a time" in refusal("  ")


def test_today_and_tomorrow_are_those_of_the_zone() -> None:
    late = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    noumea, cayenne = ZoneInfo("Pacific/Noumea"), ZoneInfo("America/Cayenne")
    assert parse_moment("demain 9h", late, noumea).instant == instant("2026-11-25 09:00", noumea)
    assert parse_moment("demain 9h", late, cayenne).instant == instant("2026-11-24 09:00", cayenne)


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("samedi 24 octobre 2026 2h30", "2026-10-24T00:30"),
        ("dimanche 25 octobre 2026 2h30", "2026-10-25T00:30"),  # comes twice: the first
        ("dimanche 25 octobre 2026 3h", "2026-10-25T02:00"),
        ("dimanche 28 mars 2027 1h59", "2027-03-28T00:59"),
        ("dimanche 28 mars 2027 2h30", "2027-03-28T01:00"),  # never comes: the first after
        ("dimanche 28 mars 2027 3h", "2027-03-28T01:00"),
    ],
)
def test_times_around_a_change_of_clocks_have_their_instant(typed: str, utc: str) -> None:
    moment = parse_moment(typed, datetime(2026, 10, 1, tzinfo=UTC), PARIS)
    assert moment.instant == datetime.fromisoformat(utc).replace(tzinfo=UTC)


nows = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Paris", "America/Miquelon", "America/Cayenne", "Pacific/Noumea")]
)


@given(
    now=nows,
    zone=zones,
    translator=st.sampled_from([FRENCH, ENGLISH]),
    later=st.timedeltas(timedelta(minutes=1), timedelta(days=5 * 365)),
)
def test_a_moment_as_the_bot_writes_it_is_read_back(
    now: datetime, zone: ZoneInfo, translator: Translator, later: timedelta
) -> None:
    moment = LocalMoment.of(now + later, zone)
    assume(moment.instant > now)
    assert parse_moment(translator.moment(moment, now), now, zone).instant == moment.instant


pieces = [word for phrase, _ in UNDERSTOOD for word in phrase.split()]


@given(st.one_of(st.text(max_size=90), st.lists(st.sampled_from(pieces), max_size=7).map(" ".join)), nows)
def test_any_words_are_a_moment_to_come_or_refused(typed: str, now: datetime) -> None:
    with suppress(InvalidInputError):
        assert parse_moment(typed, now, PARIS).instant > now


@pytest.mark.parametrize(
    ("picked", "zone", "clock"),
    [
        ("2026-12-08T13:30:00Z", PARIS, "2026-12-08 14:30"),
        ("2026-12-08T13:30:00.000Z", PARIS, "2026-12-08 14:30"),
        ("2026-12-08T13:30:00Z", ZoneInfo("Indian/Reunion"), "2026-12-08 17:30"),
    ],
)
def test_the_instant_of_a_picker_is_told_on_the_clock_of_the_zone(
    picked: str, zone: ZoneInfo, clock: str
) -> None:
    assert parse_moment(picked, NOW, zone).code == clock


@pytest.mark.parametrize(
    ("picked", "said"),
    [
        ("2026-11-01T13:30:00Z", "is already past"),
        ("2099-12-08T13:30:00Z", "is too far away"),
        ("2026-13-08T13:30:00Z", "I did not understand"),
    ],
)
def test_a_picker_cannot_say_more_than_words(picked: str, said: str) -> None:
    assert said in refusal(picked)
