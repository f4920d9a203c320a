"""A committee's dates and outcome as people type them: understood, or refused with nothing guessed."""

from datetime import date

import pytest

from gamma.committees.committee import StatedOutcome
from gamma.committees.messages import dates_as_typed
from gamma.committees.parsing import (
    Dates,
    check_outcome,
    dates_from_json,
    dates_to_json,
    parse_dates,
    parse_months,
    parse_outcome,
)
from gamma.errors import InvalidInputError
from gamma.translator import Translator

TODAY = date(2026, 11, 23)
MARCH, JUNE = date(2027, 3, 12), date(2027, 6, 30)
DATES: dict[str, Dates] = {
    "12 mars 2027": {"meets_on": MARCH},
    "12 mars": {"meets_on": MARCH},
    "le vendredi 12 mars 2027": {"meets_on": MARCH},
    "12/03/2027": {"meets_on": MARCH},
    "2027-03-12": {"meets_on": MARCH},
    "march 12, 2027": {"meets_on": MARCH},
    "date 12 mars 2027": {"meets_on": MARCH},
    "23 novembre 2026": {"meets_on": TODAY},
    "enveloppe 30 juin 2027": {"envelope_ends_on": JUNE},
    "enveloppe jusqu'au 30 juin 2027": {"envelope_ends_on": JUNE},
    "Enveloppe : fin juin 2027": {"envelope_ends_on": JUNE},
    "envelope until 30 june 2027": {"envelope_ends_on": JUNE},
    "fin de l’enveloppe 30 juin 2027": {"envelope_ends_on": JUNE},
    "end of the envelope 30 june 2027": {"envelope_ends_on": JUNE},
    "12 mars 2027 enveloppe 30 juin 2027": {"meets_on": MARCH, "envelope_ends_on": JUNE},
    "12 mars 2027, et l'enveloppe 30 juin 2027": {"meets_on": MARCH, "envelope_ends_on": JUNE},
    "12 march 2027 and the envelope 30 june 2027": {"meets_on": MARCH, "envelope_ends_on": JUNE},
    "aucune": {"meets_on": None},
    "date none envelope none": {"meets_on": None, "envelope_ends_on": None},
}


@pytest.mark.parametrize("typed", DATES)
def test_dates_are_read_in_both_languages(typed: str) -> None:
    assert parse_dates(typed, TODAY) == DATES[typed]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12 mars 2025",
        "jeudi 12 mars 2027",
        "30 février",
        "bientôt",
        "enveloppe",
        "enveloppe hier",
        "@all",
    ],
)
def test_other_words_are_refused(typed: str) -> None:
    if typed:
        with pytest.raises(InvalidInputError):
            parse_dates(typed, TODAY)
    else:
        assert parse_dates(typed, TODAY) == {}


@pytest.mark.parametrize("typed", DATES)
def test_what_was_understood_can_be_typed_again_and_kept(typed: str) -> None:
    dates = DATES[typed]
    assert parse_dates(dates_as_typed(dates), TODAY) == dates
    assert dates_from_json(dates_to_json(dates)) == dates


OUTCOMES = {
    "accordé": StatedOutcome("granted", 6),
    "ACCORDE": StatedOutcome("granted", 6),
    "granted for 12 months": StatedOutcome("granted", 12),
    "convaincu": StatedOutcome("granted", 6),
    "provisoire 2 mois prouver l'usage en région": StatedOutcome("provisional", 2, "l'usage en région"),
    "provisoire, un mois : à prouver : l’usage": StatedOutcome("provisional", 1, "l’usage"),
    "provisional 1 month to prove that it is used": StatedOutcome("provisional", 1, "that it is used"),
    "provisoire": StatedOutcome("provisional"),
    "provisoire prouver l’usage": StatedOutcome("provisional", None, "l’usage"),
    "arrêt": StatedOutcome("stop"),
    "stop": StatedOutcome("stop"),
    "non convaincu": StatedOutcome("stop"),
    "pérennisé": StatedOutcome("permanent"),
    "non pérennisé": StatedOutcome("not_permanent"),
    "non-pérennisée": StatedOutcome("not_permanent"),
    "not permanent": StatedOutcome("not_permanent"),
}


@pytest.mark.parametrize("typed", OUTCOMES)
def test_outcomes_are_read_in_both_languages(typed: str) -> None:
    assert parse_outcome(typed) == OUTCOMES[typed]


def test_a_provisional_outcome_is_complete_with_its_months_and_its_proof() -> None:
    incomplete = [typed for typed, decision in OUTCOMES.items() if not decision.is_complete]
    assert incomplete == ["provisoire", "provisoire prouver l’usage"]


@pytest.mark.parametrize("to_prove", ["à préciser", "rien pour l’instant", "TBC", "?"])
def test_what_nobody_can_tell_yet_is_nothing_to_prove(to_prove: str) -> None:
    assert not check_outcome("provisional", 2, to_prove).is_complete


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "granted"),
        ("acordé", "accordé"),
        ("oui", "granted"),
        ("accordé sous réserve", "sous réserve"),
        ("accordé 36 mois", "24"),
        ("provisoire 6 mois prouver l’usage", "1 or 2"),
        ("arrêt dans 2 mois", "dans 2 mois"),
        ("provisoire 1 mois prouver " + "x" * 601, "600"),
    ],
)
def test_outcomes_that_are_none_are_refused_with_what_to_write(typed: str, told: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_outcome(typed)
    assert told in refused.value.text(Translator("en"))


def test_months_are_read_as_a_number_or_in_words() -> None:
    assert [parse_months(typed) for typed in ("", " 2 ", "deux mois", "one month")] == [None, 2, 2, 1]
    for typed in ("beaucoup", "2 ou 3", "-1", "1,5"):
        with pytest.raises(InvalidInputError):
            parse_months(typed)


def test_months_and_proof_count_only_where_they_mean_something() -> None:
    assert check_outcome("stop", 6, "l’usage") == StatedOutcome("stop")
    assert check_outcome("granted", None, "l’usage") == StatedOutcome("granted", 6)
