"""Numbers, units and names as people type them into the pages of a self-assessment."""

import pytest

from tests.conversation import Talk

NNBSP = "\u202f"


@pytest.mark.parametrize("typed", ["20 000", "20000", "20.000", f"20{NNBSP}000", "1,5 k", "36 000 écoles"])
def test_numbers_are_understood_as_people_write_them(talk: Talk, typed: str) -> None:
    talk.link()
    page = talk.page(talk.say("assess"), {"market_size": typed})
    assert page.form
    assert page.form.title == "2/3 · Impact"


@pytest.mark.parametrize(
    ("market", "field", "sentence"),
    [
        ({"recurring_users": "12,5"}, "recurring_users", "les personnes et les choses sont entières"),
        ({"market_size": "900 écoles", "recurring_users": "40 usagers"}, "recurring_users", "même unité"),
        ({"market_size": "900 towns", "market_unit": "users"}, "market_size", "même unité"),
    ],
)
def test_what_cannot_be_counted_or_compared_is_asked_back(
    talk: Talk, market: dict[str, str], field: str, sentence: str
) -> None:
    talk.link()
    refused = talk.send(talk.say("assess"), market)
    assert refused.form
    assert sentence in refused.form.errors[field]


def test_a_unit_typed_beside_its_number_goes_where_it_belongs(talk: Talk) -> None:
    talk.link()
    result = talk.assess({"market_size": "300 écoles", "recurring_users": "1", "in_production": "yes"})
    assert f"1 école sur 300, soit 0,3{NNBSP}%" in result.text
    form = talk.say("évaluer marché").form
    assert form
    assert (form["market_size"].value, form["market_unit"].value) == ("300", "écoles")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("on en a pas encore", "pas de métrique d’impact pour l’instant"),
        ("we don't have any yet", "pas de métrique d’impact pour l’instant"),
        ("à choisir en équipe", "la métrique principale reste à choisir"),
        ("??", "la métrique principale reste à choisir"),
    ],
)
def test_a_name_that_says_there_is_none_is_no_metric(talk: Talk, typed: str, understood: str) -> None:
    """Whatever numbers stand beside it; and it is said how it was understood."""
    talk.link()
    numbers = {"metric_value": "40", "followed": "yes", "target": "60", "target_date": "30/06/2027"}
    result = talk.assess(impact={"metric": typed, **numbers})
    assert f"«\u00a0{typed}\u00a0»\u00a0: je comprends qu" in result.text or understood in result.text
    assert understood in result.text
    assert "Mesure d’impact\u00a0: atteint" not in result.text
