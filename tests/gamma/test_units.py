"""Units beside their numbers."""

from decimal import Decimal

import pytest

from gamma.units import counted, same_unit


@pytest.mark.parametrize(
    ("unit", "count", "locale", "beside"),
    [
        *[("associations", 1, "fr", "association"), ("associations", 0, "fr", "association")],
        *[("associations", 0, "en", "associations"), ("association", 12, "fr", "associations")],
        *[("agencies", 1, "en", "agency"), ("agency", 3, "en", "agencies"), ("children", 1, "en", "child")],
        *[("jeunes en apprentissage", 1, "fr", "jeune en apprentissage"), ("TPE", 4, "fr", "TPE")],
        *[
            ("petites villes", 1, "fr", "petite ville"),
            ("tribunaux", 1, "fr", "tribunal"),
            ("€", 2, "fr", "€"),
        ],
        *[("tonne", "1.5", "fr", "tonne"), ("tonne", "1.5", "en", "tonnes"), ("bureau", 2, "fr", "bureaux")],
    ],
)
def test_a_unit_takes_the_form_of_its_number(unit: str, count: int | str, locale: str, beside: str) -> None:
    assert counted(unit, Decimal(count), locale) == beside


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *[("mairies", "Mairie", True), ("cities", "city", True), ("agents publics", "agents", True)],
        *[("usagers", "étudiants", True), ("personnes", "users", True), ("", "écoles", True)],
        *[
            ("usagers", "écoles", False),
            ("utilisateurs actifs", "entreprises", False),
            ("users", "towns", False),
        ],
        *[("prêts", "demandes", False), ("élèves", "enseignants", False)],
    ],
)
def test_what_can_be_compared(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same
