"""Words that say that there is nothing, and such as only look like it."""

import pytest

from gamma.parsing.no_value import is_bare_command, is_no_value, is_removal


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "rien",
            "Aucun.",
            "néant",
            "N/A",
            "n.a.",
            "NC",
            "-",
            "…",
            "??",
            "TBD",
            "to be determined",
            "unknown",
        ),
        *("à préciser", "À DÉTERMINER", "en cours de définition", "pas encore", "pas encore choisi"),
        *("nous n’en avons pas", "il n’y en a pas", "on n'a pas d'indicateur", "je ne sais pas"),
        *("aucun indicateur pour le moment", "pas de chiffres", "no data so far", "we do not have one yet"),
        *("not defined yet", "we haven't chosen a metric yet", "sans objet", "non renseigné"),
    ],
)
def test_it_says_that_there_is_nothing(typed: str) -> None:
    assert is_no_value(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "dossiers sans erreur",
            "taux d’absence",
            "no-show rate",
            "part des refus non motivés",
            "délai moyen",
        ),
        *(
            "nombre de non-recours évités",
            "jours sans accident",
            "données ouvertes publiées",
            "unknown callers",
        ),
    ],
)
def test_a_metric_is_one(typed: str) -> None:
    assert not is_no_value(typed)


def test_a_word_that_removes_is_no_value_of_its_own() -> None:
    assert is_removal("Supprimer")
    assert is_removal("none")
    assert not is_removal("salle des retraits")
    assert is_bare_command("Déplacer")
    assert not is_bare_command("déplacer la salle")
