"""Words compared as people mean them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.parsing.text import closest_match, normalise


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Équipe  produit/marché", "equipe produit marche"),
        ("  PMF ! ", "pmf"),
        ("Cœur Æther œuvre", "coeur aether oeuvre"),
        ("l’adéquation", "l adequation"),
        ("STRASSE straße", "strasse strasse"),
        ("e\u0301te\u0301", "ete"),
        ("ＡＢＣ", "abc"),
        ("…🎉…", ""),
        ("", ""),
    ],
)
def test_accents_case_and_punctuation_are_set_aside(words: str, folded: str) -> None:
    assert normalise(words) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(words: str) -> None:
    assert normalise(normalise(words)) == normalise(words)


@pytest.mark.parametrize(
    ("typed", "meant"), [("évaluez", "évaluer"), ("EVALUER", "évaluer"), ("ayde", "aide")]
)
def test_typing_errors_find_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert closest_match(typed, ["évaluer", "aide", "lier"]) == meant


@pytest.mark.parametrize("typed", ["bonjour", "", "🎉", "x"])
def test_words_that_resemble_nothing_find_nothing(typed: str) -> None:
    assert closest_match(typed, ["évaluer", "aide", "lier"]) is None
    assert closest_match(typed, []) is None
