"""A startup is found by what somebody types of it, and never guessed."""

import pytest

from gamma.startups.search import find_startup

NAMES = {
    "velo-facile": "Vélo facile",
    "cantine.claire": "Cantine claire",
    "a-plus": "Administration+",
    "jumelle-1": "Jumelle",
    "jumelle-2": "jumelle",
    "long": "Réduire les pics d’affluence en agence lors de la rentrée scolaire grâce à l’inscription",
}


@pytest.mark.parametrize("typed", ["velo-facile", "Vélo facile", " VELO  FACILE ", "vélo-facile"])
def test_an_id_or_name_is_enough_whatever_accents_case_and_spaces(typed: str) -> None:
    assert find_startup(typed, NAMES).exact == "velo-facile"


@pytest.mark.parametrize("typed", ["velo facille", "vélos faciles", "facile velo", "velo"])
def test_something_alike_is_proposed_not_taken(typed: str) -> None:
    found = find_startup(typed, NAMES)
    assert found.exact is None
    assert found.candidates[0] == "velo-facile"


def test_two_of_the_same_name_are_both_proposed() -> None:
    assert find_startup("jumelle", NAMES) == find_startup("JUMELLE", NAMES)
    assert set(find_startup("jumelle", NAMES).candidates) == {"jumelle-1", "jumelle-2"}


@pytest.mark.parametrize("typed", ["", "   ", "🎉", "xyzzy", "place des entreprises"])
def test_nothing_alike_proposes_nothing(typed: str) -> None:
    assert find_startup(typed, NAMES).candidates == ()
