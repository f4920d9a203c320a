"""The result of a team, made of the answers its members shared."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from gamma.answers import Answers, Value
from gamma.assessments.team_result import TeamCriterionResult, TeamResult, shared_facts, team_result
from gamma.programme.file import load_programme

PROGRAMME = load_programme()
FOUR = ("people", "roles", "processes", "culture")


def four(*answers: str) -> Answers:
    return dict(zip(FOUR, answers, strict=False))


def facts_of(size: int, users: int) -> Answers:
    return {"market_size": Decimal(size), "recurring_users": Decimal(users)}


def of(result: TeamResult, criterion: str) -> TeamCriterionResult:
    return next(each for each in result.criteria if each.result.criterion.id == criterion)


@pytest.mark.parametrize(
    ("opinions", "median"),
    [
        (["yes"], "yes"),
        (["yes", "no"], "no"),
        (["yes", "partly"], "partly"),
        (["yes", "yes", "no"], "yes"),
        (["yes", "yes", "no", "no"], "no"),
        (["yes", "unknown", "unknown"], "yes"),
        (["unknown", "unknown"], None),
    ],
)
def test_an_opinion_of_the_team_is_the_lower_median_of_those_known(
    opinions: list[str], median: str | None
) -> None:
    result = team_result(PROGRAMME, [{"people": opinion} for opinion in opinions], {})
    assert of(result, "team").result.answers.get("people") == median
    assert result.people == len([opinion for opinion in opinions if opinion != "unknown"])


def test_facts_without_a_view_of_ones_own_are_nobodys_answer() -> None:
    """Pages sent as they were prefilled disagree with nobody."""
    facts: Answers = {**facts_of(20_000, 400), "metric": "Demandes"}
    view: Answers = {**facts, "in_production": "yes"}
    result = team_result(PROGRAMME, [view, view, view, facts], facts)
    assert result.people == 3
    assert of(result, "market").spread == ("reached", "reached")
    assert team_result(PROGRAMME, [view, view, {**facts, "in_production": "unknown"}], facts).people == 2
    assert of(team_result(PROGRAMME, [view, view, facts], facts), "market").spread is None


def test_who_says_nothing_of_a_criterion_does_not_widen_its_range() -> None:
    view: Answers = {"in_production": "yes"}
    result = team_result(PROGRAMME, [view, view, view, four("no", "no")], facts_of(20_000, 400))
    assert result.people == 4
    assert of(result, "market").spread == ("reached", "reached")


def test_facts_are_the_startups_latest_and_not_each_persons() -> None:
    shared = [{**facts_of(10, 10), "in_production": "yes"}] * 3
    facts = facts_of(20_000, 400)
    market = of(team_result(PROGRAMME, shared, facts), "market")
    assert market.result.answers["market_size"] == 20_000
    assert market.result.verdict == "reached"
    assert market.spread == ("reached", "reached")
    assert "market_size" not in of(team_result(PROGRAMME, shared, {}), "market").result.answers


def test_what_people_see_differently_comes_first_however_good_the_rest_is() -> None:
    facts = facts_of(20_000, 400)
    views = (four("no", "no"), four("no", "no"), four("yes", "yes", "partly", "partly"))
    shared = [{"in_production": "yes", **view} for view in views]
    result = team_result(PROGRAMME, shared, facts)
    assert of(result, "market").spread == ("reached", "reached")
    assert of(result, "team").spread == ("not_yet", "partly")
    assert result.criteria[0].result.criterion.id == "team"


def test_the_teams_facts_are_those_of_whoever_shared_last() -> None:
    earlier, latest = ({**facts_of(size, 400), **four("yes")} for size in (10, 20_000))
    assert shared_facts(PROGRAMME, [earlier, latest]) == facts_of(20_000, 400)
    assert shared_facts(PROGRAMME, []) == {}


def test_words_meant_for_oneself_do_not_reach_the_teams_result() -> None:
    result = team_result(PROGRAMME, [{**four("yes", "yes"), "word": "entre nous"}], {})
    assert "word" not in of(result, "team").result.answers


@pytest.mark.parametrize(
    ("shared", "spread"),
    [
        ([], None),
        ([four("yes", "yes", "yes", "yes")], None),
        ([four("yes", "yes", "yes", "yes"), four("no", "no", "no", "no")], None),
        ([four("yes", "yes", "yes", "yes"), four("no", "no"), four("yes", "no")], ("not_yet", "reached")),
        ([four("yes", "yes", "yes", "yes"), four("no", "no"), four("no")], None),
        ([four("yes", "no"), four("yes", "partly"), four("yes", "yes")], ("partly", "partly")),
    ],
)
def test_the_range_is_told_from_three_known_verdicts_on(
    shared: list[Answers], spread: tuple[str, str] | None
) -> None:
    assert of(team_result(PROGRAMME, shared, {}), "team").spread == spread


def test_the_criterion_of_the_widest_range_comes_first() -> None:
    ready = four("yes", "yes", "yes", "yes")
    shared: list[Mapping[str, Value]] = [ready, ready, four("no", "no")]
    order = [each.result.criterion.id for each in team_result(PROGRAMME, shared, {}).criteria]
    assert order == ["team", "market", "impact"]
    numbers = {"metric_value": Decimal(940), "target": Decimal(1000)}
    facts: Answers = {**numbers, "metric": "Demandes", "target_date": date(2027, 6, 30)}
    shared = [{"followed": "yes"}, {"followed": "yes"}, {"followed": "no"}]
    order = [each.result.criterion.id for each in team_result(PROGRAMME, shared, facts).criteria]
    assert order == ["impact", "market", "team"]


def test_equally_wide_ranges_keep_the_programmes_order() -> None:
    result = team_result(PROGRAMME, [], {})
    assert [each.result.criterion.id for each in result.criteria] == ["market", "impact", "team"]


@pytest.mark.parametrize(
    ("funding", "few"),
    [
        (["no", "unknown", "unknown"], 1),
        (["no", "no", "yes", "yes"], 2),
        (["no", "no", "yes"], None),
        (["no", "unknown"], None),
        (["no"], None),
    ],
)
def test_what_half_of_a_team_says_at_most_is_told_as_theirs(funding: list[str], few: int | None) -> None:
    shared = [{"people": "yes", "roles": "yes", "funding": each} for each in funding]
    team = of(team_result(PROGRAMME, shared, {}), "team")
    reason = next(reason for reason in team.result.reasons if "Funding" in reason.text.en)
    assert team.minority_behind(reason) == few


MEASURED: Answers = {
    "metric": "Dossiers réglés",
    "metric_kind": "social",
    "metric_value": Decimal(310),
    "target": Decimal(600),
    "target_date": date(2027, 6, 30),
    "followed": "yes",
}


@pytest.mark.parametrize(
    ("metrics", "verdict", "without"),
    [
        (["Aucune", "on n’en a pas", "Dossiers réglés"], "not_yet", (2, 3)),
        (["Dossiers réglés", "Aucune", "Dossiers réglés"], "reached", (1, 3)),
        (["à définir", "à définir", "Dossiers réglés"], "reached", None),
        (["Aucune", "Dossiers réglés"], "reached", None),
        (["Dossiers réglés"], "reached", None),
    ],
)
def test_one_alone_does_not_name_what_most_say_there_is_none_of(
    metrics: list[str], verdict: str, without: tuple[int, int] | None
) -> None:
    shared: list[Answers] = [{**MEASURED, "metric": metric} for metric in metrics]
    impact = of(team_result(PROGRAMME, shared, shared_facts(PROGRAMME, shared)), "impact")
    assert impact.result.verdict == verdict
    assert impact.without == without
