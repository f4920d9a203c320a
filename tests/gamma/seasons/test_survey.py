"""When the relation with the sponsor is asked about, and from how many answers on it is told."""

from datetime import date

import pytest

from gamma.chat import Button
from gamma.seasons.season import Season
from gamma.seasons.survey import (
    ANSWERS,
    QUESTIONS,
    RESPONDENTS,
    Respondent,
    SurveyMoment,
    asked_between,
    count_answers,
    moment_at,
)
from gamma.seasons.survey_messages import (
    ask_message,
    parse_choice,
    sponsor_answers,
    sponsor_labels,
    sponsor_questions,
    survey_fields,
    survey_intro,
    thanks_message,
)
from gamma.translator import LOCALES, Translator

SEASON = Season("automne", "Automne", date(2026, 9, 1), date(2027, 2, 28))
SHORT = Season("court", "Court", date(2026, 9, 1), date(2026, 9, 29))


@pytest.mark.parametrize(
    ("season", "day", "moment"),
    [
        (SEASON, date(2026, 11, 29), None),
        (SEASON, date(2026, 11, 30), "middle"),
        (SEASON, date(2027, 1, 11), "middle"),
        (SEASON, date(2027, 1, 12), None),
        (SEASON, date(2027, 2, 14), None),
        (SEASON, date(2027, 2, 15), "exit"),
        (SEASON, date(2027, 3, 30), "exit"),
        (SEASON, date(2027, 3, 31), None),
        (SHORT, date(2026, 9, 15), "middle"),
        (SHORT, date(2026, 9, 16), "exit"),
    ],
)
def test_each_moment_has_its_days(season: Season, day: date, moment: SurveyMoment | None) -> None:
    assert moment_at(season, day) == moment


def test_the_days_of_the_two_never_meet() -> None:
    assert asked_between(SHORT, "middle")[1] < asked_between(SHORT, "exit")[0]


@pytest.mark.parametrize(("people", "n"), [(0, 0), (1, None), (2, None), (3, 3), (4, 4)])
def test_fewer_than_three_are_not_told(people: int, n: int | None) -> None:
    told = count_answers([{"goals": "yes", "support": "", "future": "no"}] * people)
    assert told.n == n
    if n is not None:
        assert told.answers["goals"]["yes"] == told.answers["support"]["unknown"] == n
    assert bool(told.answers) == (n is not None)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("respondent", RESPONDENTS)
def test_what_is_asked_fits_a_form_in_both_languages(locale: str, respondent: Respondent) -> None:
    fields = survey_fields(Translator(locale), respondent, {"support": "no"})
    assert [(field.name, field.value) for field in fields] == [
        ("goals", ""),
        ("support", "no"),
        ("future", ""),
    ]


def test_who_is_asked_reads_one_message_with_a_way_out() -> None:
    french, stop = Translator("fr"), Button("Non", "reminders off survey")
    of_team, of_expert = (ask_message(french, SEASON, "middle", each, stop) for each in ("team", "expert"))
    assert [button.says for button in of_team.buttons] == ["season survey automne", "reminders off survey"]
    assert "ton équipe" in str(of_team)
    assert "que tu as aidées" in str(of_expert)
    assert str(ask_message(french, SEASON, "exit", "team", stop)) != str(of_team), "it is another question"
    assert "ton équipe" not in str(of_expert)
    assert "à mi-parcours" in str(of_expert)
    assert "à mi-parcours" in survey_intro(french, SEASON, "middle")
    assert "Merci" in str(thanks_message(french, SEASON))
    assert (parse_choice("none"), parse_choice("partly")) == ("", "partly")


def test_a_sponsor_reads_it_as_somebody_who_is_not_on_the_team() -> None:
    french = Translator("fr")
    assert [name for name, _ in sponsor_questions(french)] == list(QUESTIONS)
    assert all("tu " not in words and " ton " not in words for _, words in sponsor_questions(french))
    assert [name for name, _ in sponsor_answers(french)] == list(ANSWERS)
    assert "ni votre nom" in sponsor_labels(french)["why"]
