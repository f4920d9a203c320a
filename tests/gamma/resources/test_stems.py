"""Words as both databases find them: accents, plurals and endings set aside, slips forgiven."""

import pytest

from gamma.resources.stems import meant, stems_of, words_by_stem

VOCABULARY = frozenset(stems_of("entretien usager métrique accessibilité recrutement questionnaire budget"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("métriques", "METRIQUE"),
        ("mesurée", "mesurer"),
        ("mesurés", "mesurees"),
        ("entretiens", "entretien"),
        ("recruter", "recrutement"),
        ("users", "user"),
        ("usagers", "usager"),
        ("locaux", "local"),
        ("tableaux", "tableau"),
        ("north_star", "North Star"),
        ("Œuvre", "oeuvres"),
    ],
)
def test_they_are_the_same_word(one: str, other: str) -> None:
    assert stems_of(one) == stems_of(other)


@pytest.mark.parametrize("text", ["", "comment faire pour le", "how do we", "?!…"])
def test_what_says_nothing_has_none(text: str) -> None:
    assert stems_of(text) == ()


def test_each_stands_once_with_the_word_that_was_typed_first() -> None:
    assert list(words_by_stem("Entretiens, entretien et usagers").values()) == ["Entretiens", "usagers"]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("entretein", "entretien"),
        ("metrqiue", "métrique"),
        ("accesibilite", "accessibilité"),
        ("questionaire", "questionnaire"),
        ("budjet", "budget"),
    ],
)
def test_a_slip_stands_for_what_was_meant(typed: str, known: str) -> None:
    (stem,) = stems_of(typed)
    assert stems_of(known)[0] in meant([stem], VOCABULARY)[stem]


@pytest.mark.parametrize("typed", ["xyz", "rg", "hélicoptère"])
def test_a_word_of_its_own_stands_for_none(typed: str) -> None:
    assert list(meant(list(stems_of(typed)), VOCABULARY).values()) == [()]
