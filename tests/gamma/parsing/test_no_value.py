"""What is typed into a free field to say that there is nothing to say."""

import pytest

from gamma.parsing.no_value import is_bare_command, is_removal, is_value, read_no_value


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "nous n’en avons toujours pas",
            "y’en a pas",
            "on n’a rien",
            "pas d’indicateur d’impact",
            "Aucun indicateur",
        ),
        *(
            "pas de mesure pour l’heure",
            "non, aucune",
            "RIEN.",
            "zéro",
            "aucune métrique définie",
            "pas de lien",
        ),
        *(
            "rien de prévu",
            "no indicator yet",
            "we haven't got one",
            "They don't have any",
            "there isn't one",
        ),
        *("We have no main metric", "nobody", "none for the moment", "nothing so far", "No."),
    ],
)
def test_that_there_is_none(typed: str) -> None:
    assert read_no_value(typed) == "none"
    assert not is_value(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("à préciser", "À DÉTERMINER", "en cours de réflexion", "pas encore arrêtée", "on ne sait pas trop"),
        *(
            "non communiqué",
            "je sais pas",
            "on cherche encore",
            "reste à choisir",
            "…",
            "??",
            "-",
            "/",
            "N.C.",
        ),
        *(
            "To be confirmed",
            "still to be decided",
            "we don't know yet",
            "not decided yet",
            "IDK",
            "xx",
            "pending",
        ),
    ],
)
def test_that_nobody_can_tell_yet(typed: str) -> None:
    assert read_no_value(typed) == "undecided"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Aucun dossier perdu",
            "dossiers sans pièce manquante",
            "rien ne se perd",
            "non-recours",
            "0 papier",
        ),
        *(
            "démarches à compléter",
            "en cours d’eau restaurés",
            "personnes",
            "personne",
            "no-shows avoided",
            "data",
        ),
        *(
            "nothing lost",
            "undecided voters reached",
            "noms de domaine",
            "T",
            "https://stats.example.fr",
            "naissances",
        ),
    ],
)
def test_words_of_their_own_stay_a_value(typed: str) -> None:
    assert read_no_value(typed) is None
    assert is_value(typed)


def test_an_empty_field_says_nothing_at_all() -> None:
    assert read_no_value(" ") is None
    assert not is_value(" ")


def test_a_word_that_removes_is_no_value_of_its_own() -> None:
    assert is_removal("Supprimer")
    assert is_removal("none")
    assert not is_removal("salle des retraits")


def test_a_bare_word_of_commands_is_no_place() -> None:
    assert is_bare_command("Déplacer")
    assert not is_bare_command("salle des partages")


def test_what_was_not_chosen_yet_is_undecided() -> None:
    assert read_no_value("we haven't chosen a metric yet") == "undecided"
