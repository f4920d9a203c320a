"""A startup is found by what somebody types of it, and never guessed."""

import pytest

from gamma.parsing.text import closest_match
from gamma.startups import search
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


@pytest.mark.parametrize("letter", ["\ufdfa", "ﬃ", "㎯", "é", "a "])
def test_however_much_is_typed_no_more_is_compared_than_a_name_has(
    letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One letter may become eighteen: 3,000 of them held everybody up for seconds."""
    compared = []

    def similarity(first: str, second: str) -> float:
        compared.append(len(first))
        return 0.0

    monkeypatch.setattr(search, "_similarity", similarity)
    assert find_startup(letter * 16_000, {"velo": "Vélo facile"}).candidates == ()
    assert compared
    assert max(compared) <= 200
    assert closest_match(letter * 16_000, ["velo"]) is None
