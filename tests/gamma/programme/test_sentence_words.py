"""A sentence in full, with one word for each thing and without politeness."""

import pytest

from gamma.programme.sentence_words import plain_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("odj stp", "ordre du jour"),
        ("S'il vous plaît, le CR", "le compte rendu"),
        ("kan est le rdv", "quand est le rendez vous"),
        ("could you please, by the way, help", "could you aide"),
        ("svp", "svp"),
        ("la tâche du commanditaire", "la action du sponsor"),
        ("les tasks du ministère", "les action du sponsor"),
        ("le comité", "le comite"),
        ("", ""),
    ],
)
def test_what_is_compared(typed: str, words: str) -> None:
    assert " ".join(plain_words(typed)) == words
