"""What a verdict says is missing: exactly that, and nothing else."""

import pytest

from gamma.assessments.readiness import evaluate
from tests.gamma.assessments.test_readiness import FOUR, IMPACT, TEAM, WHOLE, given, rule_of


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"followed": "no"}, "a regular look with the sponsor."),
        ({"followed": "partly"}, "a look with the sponsor that is truly regular."),
        ({"followed": None}, "the answer whether it is followed with the sponsor."),
        ({"metric_value": None, "target_date": None}, "its value today, the target’s date."),
        (
            {"target": None, "target_date": None, "followed": "no"},
            "a regular look with the sponsor, a target, the",
        ),
    ],
)
def test_why_names_what_is_missing_and_nothing_else(changed: dict[str, str | None], missing: str) -> None:
    result = evaluate(IMPACT, given(**{**WHOLE, **changed}))
    assert f"is named; what is missing: {missing}" in rule_of(result)


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        (("yes", "yes", "yes", "no"), "still takes is at least “partly” for culture."),
        (("yes", "yes", "yes", None), "still takes is at least “partly” for culture."),
        (("yes", "partly", "yes", "partly"), "takes 3 times “yes”. Still “partly”: roles, culture."),
        (("yes", "no", "partly", None), "Not “yes” yet: roles, processes, culture."),
        (("no", "no", "yes", "no"), "are “no”: people, roles, culture."),
        (("partly", None, None, None), "not answered: roles, processes, culture."),
    ],
)
def test_why_names_the_points_of_the_team(answers: tuple[str | None, ...], rule: str) -> None:
    assert rule_of(evaluate(TEAM, given(**dict(zip(FOUR, answers, strict=True))))).endswith(rule)
