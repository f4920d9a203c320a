"""Days and hours as people type them."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gamma.errors import TypedError
from gamma.moments import LocalMoment
from gamma.typed_moment import TwoReadingsError, read_moment
from gamma.words import Words

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)  # a Monday
FRENCH, ENGLISH = Words("fr"), Words("en")

UNDERSTOOD = [
    ("mardi 8 décembre 14h30", "2026-12-08 14:30"),
    ("mardi 8 décembre 12h", "2026-12-08 12:00"),
    ("mardi 8 décembre à 14 h 30", "2026-12-08 14:30"),
    ("Mardi 8 Décembre, 14H30", "2026-12-08 14:30"),
    ("mar. 8 déc. 14h30", "2026-12-08 14:30"),
    ("mardi 8 decembre 2026 à 14:30", "2026-12-08 14:30"),
    ("8 décembre à 14 h", "2026-12-08 14:00"),
    ("8 déc 14h", "2026-12-08 14:00"),
    ("le 8 décembre 2026 à 9h05", "2026-12-08 09:05"),
    ("1er décembre 9h", "2026-12-01 09:00"),
    ("1ᵉʳ janvier 10h", "2027-01-01 10:00"),
    ("29 février 10h", "2028-02-29 10:00"),
    ("20 novembre 10h", "2027-11-20 10:00"),
    ("8/12 14:30", "2026-12-08 14:30"),
    ("8/12 à 14h30", "2026-12-08 14:30"),
    ("08/12/2026 14h30", "2026-12-08 14:30"),
    ("08.12.2026 14:30", "2026-12-08 14:30"),
    ("8-12-2026 14h", "2026-12-08 14:00"),
    ("mardi 08/12 14h30", "2026-12-08 14:30"),
    ("05/06/2027 10h", "2027-06-05 10:00"),
    ("2026-12-08 14:30", "2026-12-08 14:30"),
    ("2026-12-08T14:30", "2026-12-08 14:30"),
    ("2026-12-08 14h30", "2026-12-08 14:30"),
    ("le 8 à 10h", "2026-12-08 10:00"),
    ("le 23 à 9h", "2026-12-23 09:00"),
    ("le 31 à 10h", "2026-12-31 10:00"),
    ("mardi 8 à 14h", "2026-12-08 14:00"),
    ("jeudi 10h", "2026-11-26 10:00"),
    ("jeudi à 10 heures", "2026-11-26 10:00"),
    ("jeudi midi", "2026-11-26 12:00"),
    ("jeudi matin à 10h", "2026-11-26 10:00"),
    ("jeudi à 3 h de l’après-midi", "2026-11-26 15:00"),
    ("ce jeudi à 10h", "2026-11-26 10:00"),
    ("lundi 10h", "2026-11-30 10:00"),
    ("lundi prochain 10h", "2026-11-30 10:00"),
    ("mardi de la semaine prochaine à 10h", "2026-12-01 10:00"),
    ("aujourd’hui 16h", "2026-11-23 16:00"),
    ("demain 9h", "2026-11-24 09:00"),
    ("demain à 9 h", "2026-11-24 09:00"),
    ("après-demain 14h", "2026-11-25 14:00"),
    ("dans 3 jours à 14h", "2026-11-26 14:00"),
    ("dans deux semaines à 10h", "2026-12-07 10:00"),
    ("dans une semaine, 10h", "2026-11-30 10:00"),
    ("dans un mois à 10h", "2026-12-23 10:00"),
    ("à 14h le 8 décembre", "2026-12-08 14:00"),
    ("14h30 mardi 8 décembre", "2026-12-08 14:30"),
    ("jeudi dix heures", "2026-11-26 10:00"),
    ("jeudi dix heures et demie", "2026-11-26 10:30"),
    ("Tuesday 8 December 2:30 pm", "2026-12-08 14:30"),
    ("Tuesday 8 December at 14:30", "2026-12-08 14:30"),
    ("tue 8 dec 2:30pm", "2026-12-08 14:30"),
    ("Tuesday, December 8th at 2:30 p.m.", "2026-12-08 14:30"),
    ("Dec 8 2pm", "2026-12-08 14:00"),
    ("8 Dec 14:30", "2026-12-08 14:30"),
    ("December 8, 2026 at 2pm", "2026-12-08 14:00"),
    ("8th of December 2 pm", "2026-12-08 14:00"),
    ("on the 8th at 10:30", "2026-12-08 10:30"),
    ("2pm on Tuesday 8 December", "2026-12-08 14:00"),
    ("in two weeks at 10", "2026-12-07 10:00"),
    ("in 3 days at 9:30 am", "2026-11-26 09:30"),
    ("in 15 days at 2pm", "2026-12-08 14:00"),
    ("thursday 10am", "2026-11-26 10:00"),
    ("Thursday at 10 o'clock", "2026-11-26 10:00"),
    ("thursday noon", "2026-11-26 12:00"),
    ("tuesday next week 2:30pm", "2026-12-01 14:30"),
    ("next monday 10am", "2026-11-30 10:00"),
    ("tomorrow at 10am", "2026-11-24 10:00"),
    ("tomorrow morning at 9", "2026-11-24 09:00"),
    ("the day after tomorrow at 2pm", "2026-11-25 14:00"),
    ("today at 4pm", "2026-11-23 16:00"),
    ("12pm thursday", "2026-11-26 12:00"),
    ("ＭＡＲＤＩ ８ décembre １４：３０", "2026-12-08 14:30"),
    ("mardi\xa08\xa0décembre à\xa014\u202fh\u202f30", "2026-12-08 14:30"),
    ("\u200bmardi 8 décembre 14h30", "2026-12-08 14:30"),
    ("8 decembre 8h du soir", "2026-12-08 20:00"),
    ("@ 14h le 8/12", "2026-12-08 14:00"),
    ("in fifteen days at 2pm", "2026-12-08 14:00"),
    ("Sept. 8 2pm", "2027-09-08 14:00"),
    ("dimanche 28 mars 2027 à 2 h", "2027-03-28 02:00"),
    ("samedi 15h", "2026-11-28 15:00"),
]
DOUBTFUL = [
    ("mardi 9 décembre 14h", "2026-12-09 14:00", "2026-12-08 14:00"),
    ("Monday 8 December 2026 2pm", "2026-12-08 14:00", "2026-12-07 14:00"),
    ("lundi 24 novembre 10h", "2026-11-24 10:00", "2026-11-30 10:00"),
    ("jeudi 8 à 10h", "2026-12-08 10:00", "2026-12-10 10:00"),
    ("mardi prochain 14h30", "2026-11-24 14:30", "2026-12-01 14:30"),
    ("next tuesday 2:30pm", "2026-11-24 14:30", "2026-12-01 14:30"),
    ("lundi 16h", "2026-11-23 16:00", "2026-11-30 16:00"),
    ("dans 15 jours 9h30", "2026-12-07 09:30", "2026-12-08 09:30"),
    ("dans huit jours à 10h", "2026-11-30 10:00", "2026-12-01 10:00"),
    ("thursday at 2", "2026-11-26 02:00", "2026-11-26 14:00"),
    ("thursday 2:30", "2026-11-26 02:30", "2026-11-26 14:30"),
    ("jeudi à trois heures", "2026-11-26 03:00", "2026-11-26 15:00"),
]
NO_TIME = [
    "jeudi",
    "mardi 8 décembre",
    "8/12",
    "2026-12-08",
    "demain",
    "demain matin",
    "le 8",
    "in two weeks",
    "jeudi 10",
]
NO_DAY = [
    "10h",
    "à 14h30",
    "14:30",
    "noon",
    "midi",
]
NO_SUCH_DAY = [
    "30 février 10h",
    "31/13 10h",
    "12/31 10h",
    "29/02/2027 10h",
    "31 novembre 10h",
]
PAST = [
    "20/11/2026 10h",
    "23 novembre 2026 9h",
    "aujourd’hui 9h",
    "today at 9am",
    "lundi 16 novembre 10h",
]
TOO_FAR = [
    "2112-12-08 12:00",
    "dans 999 semaines 10h",
]
NOT_UNDERSTOOD = [
    "mardi prochain vers midi peut-être",
    "bientôt",
    "10",
    "8",
    "10 10",
    "8/12 14",
    "jeudi 24:00",
    "jeudi 25h",
    "jeudi 12h60",
    "jeudi 13pm",
    "jeudi 0am",
    "08/12/26 14h30",
    "8 décembre 26 14h",
    "hier 10h",
    "le 8 ou le 9 à 10h",
    "jeudi 10h ou 11h",
    "jeudi 10h 11h",
    "jeudi 10h-11h",
    "entre 10h et 11h jeudi",
    "mar 2 14h",
    "ju 8 14h",
    "jui 8 14h",
    "une semaine sur deux à 10h",
    "tous les jeudis 10h",
    "mardi soir 10h du matin",
    "jeudi minuit",
    "jeudi matin 15h",
    "-8 décembre 14h",
    "dans 10h",
    "dans -3 jours à 10h",
    "jeudi 14h30 Z",
    "2026-12-08T14:30Z",
    "2026-W50 10h",
    "1765200000",
    "🎉 10h",
    "le le 10h",
    "99999999 10h",
]


def instant(local: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)


def refusal(typed: str, words: Words = ENGLISH, now: datetime = NOW) -> str:
    with pytest.raises(TypedError) as refused:
        read_moment(typed, now, PARIS)
    assert not isinstance(refused.value, TwoReadingsError)
    return refused.value.tell(words)


@pytest.mark.parametrize(("typed", "local"), UNDERSTOOD)
def test_a_moment_is_read_as_both_languages_say_it(typed: str, local: str) -> None:
    moment = read_moment(typed, NOW, PARIS)
    assert f"{moment.day} {moment.time:%H:%M}" == local
    assert moment.zone == PARIS
    assert moment.instant == instant(local)


@pytest.mark.parametrize(("typed", "first", "second"), DOUBTFUL)
def test_what_has_two_readings_is_asked_for_with_both(typed: str, first: str, second: str) -> None:
    with pytest.raises(TwoReadingsError) as asked:
        read_moment(typed, NOW, PARIS)
    assert [moment.instant for moment in asked.value.choices] == [instant(first), instant(second)]
    sentence = asked.value.tell(FRENCH)
    assert all(FRENCH.moment(moment, NOW) in sentence for moment in asked.value.choices)


@pytest.mark.parametrize("typed", [typed for typed, _, _ in DOUBTFUL])
def test_a_choice_between_two_readings_is_understood_as_the_bot_writes_it(typed: str) -> None:
    with pytest.raises(TwoReadingsError) as asked:
        read_moment(typed, NOW, PARIS)
    for moment in asked.value.choices:
        assert read_moment(FRENCH.moment(moment, NOW), NOW, PARIS) == moment


def test_a_weekday_that_does_not_match_its_date_is_never_decided() -> None:
    with pytest.raises(TwoReadingsError) as asked:
        read_moment("mardi 9 décembre 14h", NOW, PARIS)
    assert asked.value.tell(FRENCH) == (
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
    assert read_moment("demain 9h", late, noumea).instant == instant("2026-11-25 09:00", noumea)
    assert read_moment("demain 9h", late, cayenne).instant == instant("2026-11-24 09:00", cayenne)


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
    moment = read_moment(typed, datetime(2026, 10, 1, tzinfo=UTC), PARIS)
    assert moment.instant == datetime.fromisoformat(utc).replace(tzinfo=UTC)


nows = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Paris", "America/Miquelon", "America/Cayenne", "Pacific/Noumea")]
)


@given(
    now=nows,
    zone=zones,
    words=st.sampled_from([FRENCH, ENGLISH]),
    later=st.timedeltas(timedelta(minutes=1), timedelta(days=5 * 365)),
)
def test_a_moment_as_the_bot_writes_it_is_read_back(
    now: datetime, zone: ZoneInfo, words: Words, later: timedelta
) -> None:
    moment = LocalMoment.of(now + later, zone)
    assume(moment.instant > now)
    assert read_moment(words.moment(moment, now), now, zone).instant == moment.instant


pieces = [word for phrase, _ in UNDERSTOOD for word in phrase.split()]


@given(st.one_of(st.text(max_size=90), st.lists(st.sampled_from(pieces), max_size=7).map(" ".join)), nows)
def test_any_words_are_a_moment_to_come_or_refused(typed: str, now: datetime) -> None:
    with suppress(TypedError):
        assert read_moment(typed, now, PARIS).instant > now
