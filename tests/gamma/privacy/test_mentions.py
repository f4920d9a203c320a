"""A person's name is found as people write it, and nobody else's words are touched."""

import pytest

from gamma.privacy.mentions import Mentions

MARKER = "erased:1f"


def without(text: str, name: str = "Inès Diallo", ids: tuple[str, ...] = ("U024BE7LH",)) -> str:
    return Mentions([name], ids, MARKER).redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Inès Diallo",
        "INÈS DIALLO",
        "ines diallo",
        "Ine\u0300s Diallo",
        "Inès\u00a0Diallo",
        "Inès  Diallo",
        "DIALLO Inès",
        "@ines.diallo",
        "ines.diallo@beta.example",
        "Ines_Diallo@beta.gouv.example",
        "inesdiallo@beta.example",
        "diallo-ines@beta.example",
    ],
)
def test_a_full_name_is_found_however_it_is_written(text: str) -> None:
    assert without(f"Vu avec {text}, hier.") == "Vu avec […], hier."


@pytest.mark.parametrize(
    "text",
    [
        "Inès et Diallo",
        "Inès",
        "Inès Diallot",
        "Reinès Diallo",
        "inesdiallo",
        "noe.petit@beta.example",
        "U024BE7LHX",
        "u024be7lh",
    ],
)
def test_what_only_resembles_it_stays(text: str) -> None:
    assert without(text) == text


def test_an_id_is_replaced_by_the_marker_so_that_what_was_unique_stays_so() -> None:
    assert without("told:U024BE7LH:market") == "told:erased:1f:market"


def test_an_id_that_is_part_of_the_name_leaves_no_rest_of_it() -> None:
    assert without("ines.diallo@beta.example et @ines", ids=("ines", "@ines")) == "[…] et erased:1f"


@pytest.mark.parametrize(
    "name", ["Jean-Pierre Le Goff", "Jean-Pierre Le Goff (DINUM)", "Jean-Pierre Le Goff | il 🚲"]
)
def test_names_of_many_words_and_what_people_add_to_them(name: str) -> None:
    for text in ("Jean Pierre Le Goff", "LE GOFF Jean-Pierre", "jean-pierre.legoff@a.example"):
        assert without(text, name=name) == "[…]"


def test_one_word_is_found_as_a_handle_only() -> None:
    assert without("Camille en parle à @camille", name="camille") == "Camille en parle à […]"


def test_no_name_finds_nothing() -> None:
    assert without("Rien à trouver.", name="", ids=()) == "Rien à trouver."


def test_it_is_taken_out_of_all_that_json_holds() -> None:
    found = {"Inès Diallo": ["vu avec Inès Diallo", 3, None, {"by": "U024BE7LH", "ok": True}]}
    cleared = {"[…]": ["vu avec […]", 3, None, {"by": MARKER, "ok": True}]}
    assert Mentions(["Inès Diallo"], ["U024BE7LH"], MARKER).redact_json(found) == cleared


@pytest.mark.parametrize(
    ("name", "clues"),
    [
        ("Inès Diallo", ("diallo", "u024be7lh")),
        ("Élodie Ré", ("lodie", "u024be7lh")),
        ("", ("u024be7lh",)),
        ("李 明", ()),
    ],
)
def test_a_clue_is_in_every_spelling(name: str, clues: tuple[str, ...]) -> None:
    assert Mentions([name], ["U024BE7LH"], MARKER).clues == clues


def test_all_names_of_a_person_are_found_the_full_ones_first() -> None:
    mentions = Mentions(["Inès", "Inès Diallo", "ines.d", ""], ["U024BE7LH"], MARKER)
    assert mentions.redact("Inès Diallo, dite Inès (@ines.d)") == "[…], dite Inès ([…])"
    assert mentions.clues == ("in", "diallo", "ines", "u024be7lh")


def test_one_name_without_a_clue_leaves_nothing_sure() -> None:
    assert Mentions(["Inès Diallo", "李 明"], ["U024BE7LH"], MARKER).clues == ()
