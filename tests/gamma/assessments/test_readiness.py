"""Verdicts of the shipped programme, compared with its rules written down a second time."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from gamma.answers import Answers, Value
from gamma.assessments.answer_labels import render_criterion_text
from gamma.assessments.readiness import CriterionResult, evaluate, evaluate_all
from gamma.programme.file import load_programme
from gamma.translator import Translator

PROGRAMME = load_programme()
MARKET, IMPACT, TEAM = map(PROGRAMME.criterion, ("market", "impact", "team"))
ENGLISH = Translator("en")
FOUR = ("people", "roles", "processes", "culture")
STATES = ("yes", "partly", "no", "unknown", None)


def given(**answers: Value | int | None) -> Answers:
    """Answers without those left empty, whole numbers as the form reads them."""
    numbers = {name: Decimal(value) if isinstance(value, int) else value for name, value in answers.items()}
    return {name: value for name, value in numbers.items() if value is not None}


def reasons(result: CriterionResult) -> str:
    return " ".join(reason.text.en for reason in result.reasons)


def rule_of(result: CriterionResult) -> str:
    return str(render_criterion_text(ENGLISH, result.criterion, result.rule.rule, result.answers))


def step(result: CriterionResult) -> str:
    return result.step.text.en if result.step else ""


# --- team -------------------------------------------------------------------------------------


def team_oracle(answers: tuple[str | None, ...]) -> str:
    yes, partly, no = (answers.count(answer) for answer in ("yes", "partly", "no"))
    if yes + partly + no < 2:
        return "unknown"
    if yes >= 3 and yes + partly == 4:
        return "reached"
    if yes == 0 or no >= 3:
        return "not_yet"
    return "partly"


@pytest.mark.parametrize("funding", STATES)
def test_every_combination_of_the_four_points_has_its_verdict_whatever_the_funding(
    funding: str | None,
) -> None:
    for answers in product(STATES, repeat=4):
        result = evaluate(TEAM, given(funding=funding, **dict(zip(FOUR, answers, strict=True))))
        assert result.verdict == team_oracle(answers), answers


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (("yes", "yes", "yes", "yes"), "reached"),
        (("yes", "yes", "yes", "partly"), "reached"),
        (("yes", "yes", "partly", "partly"), "partly"),
        (("yes", "yes", "yes", "no"), "partly"),
        (("yes", "yes", "yes", "unknown"), "partly"),
        (("yes", "no", "no", "no"), "not_yet"),
        (("partly", "partly", "partly", "partly"), "not_yet"),
        (("no", None, "unknown", None), "unknown"),
        ((None, None, None, None), "unknown"),
    ],
)
def test_the_four_points_decide(answers: tuple[str | None, ...], verdict: str) -> None:
    assert evaluate(TEAM, given(**dict(zip(FOUR, answers, strict=True)))).verdict == verdict


def test_every_verdict_but_reached_has_a_next_step() -> None:
    for answers in product(STATES, repeat=4):
        result = evaluate(TEAM, given(**dict(zip(FOUR, answers, strict=True))))
        assert bool(result.step) == (result.verdict != "reached")
        assert result.reasons, answers


def test_uncertain_funding_is_a_point_for_the_next_checkpoint() -> None:
    assert "next checkpoint" in reasons(evaluate(TEAM, given(funding="no")))
    assert "next checkpoint" not in reasons(evaluate(TEAM, given(funding="unknown")))


# --- market -----------------------------------------------------------------------------------

SIZES = (None, 20_000)
USERS = (None, 0, 199, 200, 400, 1000, 1001, 20_000, 20_200)


def market_oracle(size: int | None, users: int | None, production: str | None) -> str:
    if size is not None:
        enough = users is not None and 1 <= 100 * users / size <= 100
        return "reached" if enough and production == "yes" else "partly"
    if users == 0 or production == "no":
        return "not_yet"
    return "unknown" if users is None else "partly"


@pytest.mark.parametrize(("size", "users", "production"), list(product(SIZES, USERS, STATES)))
def test_every_market_has_its_verdict_and_reasons(
    size: int | None, users: int | None, production: str | None
) -> None:
    answers = given(market_size=size, recurring_users=users, in_production=production)
    result = evaluate(MARKET, answers)
    assert result.verdict == market_oracle(size, users, production)
    assert result.reasons
    assert bool(result.step) == (result.verdict != "reached")


@pytest.mark.parametrize(
    ("users", "verdict", "reason"),
    [
        ("0", "partly", "no recurring user for now"),
        ("199", "partly", "still below the usual"),
        ("199.999", "partly", "still below the usual"),
        ("200", "reached", "within the usual"),
        ("1000", "reached", "within the usual"),
        ("1001", "reached", "beyond the usual"),
        ("20000", "reached", "beyond the usual"),
        ("20001", "partly", "needs another look"),
        ("20200", "partly", "needs another look"),
    ],
)
def test_the_borders_of_the_share(users: str, verdict: str, reason: str) -> None:
    result = evaluate(MARKET, given(market_size=20_000, recurring_users=Decimal(users), in_production="yes"))
    assert result.verdict == verdict
    assert reason in reasons(result)


@pytest.mark.parametrize(
    ("users", "production", "rule", "next_step"),
    [
        (400, "no", "left: put the service into production.", "choose the smallest scope"),
        (400, "partly", "left: put the service fully into production.", "write down what is left"),
        (400, None, "left: say whether the service is in production.", "find out together whether"),
        (199, "yes", "is in production; what is left: reach 1% of recurring users.", "call five users"),
        (199, "partly", "left: reach 1% of recurring users, put the service fully into", "call five users"),
        (None, None, "left: count the recurring users, say whether", "count those who come back"),
        (20_001, "yes", "more recurring users than market", "look again together"),
    ],
)
def test_of_a_market_that_is_sized_exactly_what_is_missing_is_named(
    users: int | None, production: str | None, rule: str, next_step: str
) -> None:
    result = evaluate(MARKET, given(market_size=20_000, recurring_users=users, in_production=production))
    assert result.verdict == "partly"
    assert rule in rule_of(result)
    assert step(result).startswith(next_step)


def test_a_market_of_zero_never_divides() -> None:
    assert evaluate(MARKET, given(market_size=0, recurring_users=5)).verdict == "partly"


def test_satisfaction_is_told_and_decides_nothing() -> None:
    answers = given(market_size=20_000, recurring_users=400, in_production="yes")
    for measured in STATES:
        result = evaluate(MARKET, {**answers, **given(measured=measured)})
        assert result.verdict == "reached"
        assert ("not measured yet" in reasons(result)) == (measured == "no")


# --- impact -----------------------------------------------------------------------------------

WHOLE = given(
    metric="Demandes traitées",
    metric_kind="economic",
    metric_value=940,
    followed="yes",
    target=1000,
    target_date=date(2027, 6, 30),
)


def test_an_impact_metric_that_is_whole_is_reached() -> None:
    result = evaluate(IMPACT, WHOLE)
    assert result.verdict == "reached"
    assert result.step is None
    assert "target {target} by {target_date}" in reasons(result)


@pytest.mark.parametrize(
    ("missing", "verdict", "reason", "next_step"),
    [
        ("metric", "unknown", "name of the main metric is missing", "choose together one metric"),
        ("metric_value", "partly", "its value today is missing", "take down today"),
        (
            "followed",
            "partly",
            "It is not known yet whether it is followed",
            "look at this metric with the sponsor",
        ),
        ("target", "partly", "without a growth target", "propose a six-month target"),
        ("target_date", "partly", "but without a date", "give the target a date"),
    ],
)
def test_each_missing_part_of_impact_is_named(
    missing: str, verdict: str, reason: str, next_step: str
) -> None:
    answers = {name: value for name, value in WHOLE.items() if name != missing}
    result = evaluate(IMPACT, answers)
    assert result.verdict == verdict
    assert reason in reasons(result)
    assert next_step in step(result)


@pytest.mark.parametrize("followed", ["partly", "no", "unknown"])
def test_a_metric_not_followed_with_the_sponsor_is_partly_reached(followed: str) -> None:
    assert evaluate(IMPACT, {**WHOLE, "followed": followed}).verdict == "partly"


def test_the_kind_of_impact_decides_nothing() -> None:
    answers = {name: value for name, value in WHOLE.items() if name != "metric_kind"}
    assert evaluate(IMPACT, answers).verdict == "reached"


@pytest.mark.parametrize(
    "metric", ["aucune", "Aucune.", "AUCUN", "pas encore", "none", "No metric!", "néant", "y en a pas encore"]
)
def test_a_team_that_says_it_has_no_metric_is_not_there_yet(metric: str) -> None:
    result = evaluate(IMPACT, {**WHOLE, "metric": metric})
    assert result.verdict == "not_yet"
    assert reasons(result) == "“{metric}”: I understand that there is no impact metric for now."
    assert "what would go less well" in step(result)


@pytest.mark.parametrize(
    "metric", ["à préciser avec le sponsor", "TBC", "—", "on y réfléchit", "not sure yet"]
)
def test_a_metric_that_is_still_to_be_chosen_is_not_known(metric: str) -> None:
    result = evaluate(IMPACT, {**WHOLE, "metric": metric})
    assert result.verdict == "unknown"
    assert reasons(result) == "“{metric}”: I understand that the main metric remains to be chosen."


@pytest.mark.parametrize(
    "metric", ["Pages vues", "Nombre d’abonnés", "monthly PAGE VIEWS", "visites par mois"]
)
def test_a_vanity_metric_is_accepted_and_questioned(metric: str) -> None:
    result = evaluate(IMPACT, {**WHOLE, "metric": metric})
    assert result.verdict == "reached"
    assert "A friendly question" in reasons(result)


@pytest.mark.parametrize("metric", ["Demandes traitées", "Revues de code", "Aucune demande perdue"])
def test_another_metric_is_not_questioned(metric: str) -> None:
    result = evaluate(IMPACT, {**WHOLE, "metric": metric})
    assert result.verdict == "reached"
    assert "A friendly question" not in reasons(result)


def test_nothing_known_is_unknown_and_never_not_yet() -> None:
    silent = {
        field.id: "unknown" for each in PROGRAMME.criteria for field in each.fields if field.kind == "answer"
    }
    for answers in ({}, silent):
        assert [result.verdict for result in evaluate_all(PROGRAMME, answers)] == ["unknown"] * 3


def test_a_step_that_needs_a_command_is_proposed_only_where_the_bot_has_it() -> None:
    last = TEAM.steps[-1].model_copy(update={"needs": "expert"})
    criterion = TEAM.model_copy(update={"steps": (last, TEAM.steps[-1])})
    answers = given(people="yes", roles="partly")
    assert evaluate(criterion, answers, frozenset({"expert"})).step is last
    assert evaluate(criterion, answers).step is TEAM.steps[-1]
