"""Two numbers that are compared have one unit."""

from datetime import date
from decimal import Decimal

import pytest

from gamma.answers import Answers
from gamma.assessments.answer_labels import render_criterion_text
from gamma.assessments.compared_units import with_units_in_place
from gamma.assessments.page import implausible_answers, parse_field
from gamma.assessments.readiness import evaluate
from gamma.errors import InvalidInputError
from gamma.programme.file import load_programme
from gamma.translator import Translator
from tests.spaces import plain

PROGRAMME = load_programme()
FRENCH = Translator("fr")


def typed(criterion: str, **values: str) -> Answers:
    fields = PROGRAMME.criterion(criterion).fields
    read = {field.id: parse_field(field, values.get(field.id, ""), date(2026, 11, 30)) for field in fields}
    return {name: value for name, value in read.items() if value is not None}


def problems(criterion: str, **values: str) -> dict[str, str]:
    found = implausible_answers(PROGRAMME.criterion(criterion), typed(criterion, **values))
    return {field: str(problem.render(FRENCH)) for field, problem in found.items()}


def reasons(criterion: str, **values: str) -> str:
    spec = PROGRAMME.criterion(criterion)
    answers = with_units_in_place(spec, typed(criterion, **values))
    result = evaluate(spec, answers)
    return plain(
        " ".join(str(render_criterion_text(FRENCH, spec, each.text, answers)) for each in result.reasons)
    )


@pytest.mark.parametrize(
    "market",
    [
        {"market_size": "36 000 écoles", "recurring_users": "900 usagers"},
        {"market_size": "36 000", "market_unit": "écoles", "recurring_users": "900 utilisateurs"},
        {"market_size": "36 000 écoles", "market_unit": "élèves"},
    ],
)
def test_two_units_are_asked_back_not_divided(market: dict[str, str]) -> None:
    (problem,) = problems("market", **market).values()
    assert "écoles" in problem


def test_one_unit_stands_beside_both_numbers() -> None:
    said = reasons("market", market_size="36 000 écoles", recurring_users="1 000")
    assert "1 000 écoles sur 36 000, soit 2,8 %" in said
    assert "1 école sur 36 000" in reasons(
        "market", market_size="36 000", market_unit="écoles", recurring_users="1"
    )
    assert "sur" not in reasons("market", market_size="1 école")
    assert "(1 école)" in reasons("market", market_size="1 écoles", recurring_users="0")


@pytest.mark.parametrize(
    ("impact", "field"),
    [
        ({"metric_value": "12,5 %", "target": "1 000"}, "target"),
        ({"metric_value": "40", "target": "60 %"}, "target"),
        ({"metric_value": "40 prêts", "target": "60 dossiers"}, "target"),
    ],
)
def test_a_target_in_another_unit_is_asked_back(impact: dict[str, str], field: str) -> None:
    assert field in problems("impact", **impact)


def test_a_target_in_the_same_unit_is_fine() -> None:
    assert problems("impact", metric_value="40 prêts", target="60") == {}
    assert problems("impact", metric_value="40 %", target="60 pour cent") == {}
    said = reasons(
        "impact", metric="Prêts", metric_value="1 prêts", target="60 prêts", target_date="1er juin 2027"
    )
    assert "1 prêt aujourd’hui, objectif 60 prêts" in said


@pytest.mark.parametrize("number", ["400,5", "0,5 usager", "12.25"])
def test_people_and_things_come_whole(number: str) -> None:
    with pytest.raises(InvalidInputError):
        typed("market", recurring_users=number)
    assert typed("market", recurring_users="1,2 k")["recurring_users"] == Decimal(1200)
