"""What a season's report hides because it would tell on somebody, and what it says that does not hold."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from gamma.csv_file import as_csv
from gamma.seasons.contract import as_contract
from gamma.seasons.csv_table import report_table
from gamma.seasons.messages import picture_words
from gamma.seasons.report import season_report
from gamma.seasons.survey import NOT_TOLD, Respondent, SurveyCount, count_answers
from gamma.seasons.work import expert_help
from tests.gamma.seasons.test_evaluation import (
    FRENCH,
    FULL,
    PARIS,
    PROGRAMME,
    TODAY,
    asked,
    evaluated,
    goal,
    team,
    value,
    words_of,
)


@pytest.mark.parametrize(
    ("rated", "told"),
    [
        ({"growth": 5, "legal": 4}, {"growth", "legal"}),
        ({"growth": 5, "legal": 4, "tech": 1}, {"growth"}),
        ({"growth": 5, "legal": 2}, set()),
        ({"growth": 5, "legal": 1, "tech": 1}, set()),
        ({"growth": 9, "product": 4, "legal": 2, "tech": 1}, {"growth", "product"}),
    ],
)
def test_no_small_domain_is_found_by_taking_the_others_off_all(rated: dict[str, int], told: set[str]) -> None:
    questions = [asked(1, 4, domain) for domain, count in rated.items() for _ in range(count)]
    by_domain = expert_help(questions, PARIS).by_domain
    assert by_domain.keys() == rated.keys()
    assert {domain for domain, useful in by_domain.items() if useful.n is not None} == told


def test_a_goal_that_is_not_what_was_frozen_is_told() -> None:
    kept = replace(goal("s1", 200), kept_fingerprint=goal("s1", 200).fingerprint)
    lowered = replace(kept, target=Decimal(20))
    for goals, changed in ((kept,), 0), ((kept, lowered), 1):
        evaluation = evaluated({}, {"s1": team("reached", 2, value(170))}, goals=goals)
        assert evaluation.targets.changed == changed
        said = words_of(season_report(FRENCH, PROGRAMME, evaluation, TODAY))
        assert ("n’est pas celui" in said) == bool(changed)


def test_the_relation_with_the_sponsor_stands_by_role_with_how_many_answered() -> None:
    team_said = count_answers([{"goals": "yes", "support": "no"}] * 4)
    counts: dict[Respondent, SurveyCount] = {
        "team": team_said,
        "sponsor": NOT_TOLD,
        "expert": count_answers([]),
    }
    told = replace(FULL, relation={"middle": counts, "exit": dict.fromkeys(counts, NOT_TOLD)})
    assert "relation" not in as_contract(FULL), "what an earlier version closed keeps its letters"
    relation = as_contract(told)["relation"]["middle"]
    assert relation["team"]["support"] == {"yes": 0, "partly": 0, "no": 4, "unknown": 0}
    assert (relation["team"]["n"], relation["sponsor"]["n"], relation["expert"]["n"]) == (4, None, 0)
    assert set(relation["sponsor"]["goals"].values()) == {None}
    written = as_csv(report_table(FRENCH, PROGRAMME, told)).decode("utf-8-sig").splitlines()
    assert "Relation avec le sponsor;;à mi-parcours;équipes\u00a0: ont répondu;4" in written
    assert "Relation avec le sponsor;Soutien apporté;à mi-parcours;équipes\u00a0: Non;4" in written
    assert "Relation avec le sponsor;;à mi-parcours;sponsors\u00a0: ont répondu;" in written
    said = words_of(season_report(FRENCH, PROGRAMME, told, TODAY))
    assert "moins de 3, ou pas encore close" in said
    nothing = replace(FULL, relation={"middle": dict.fromkeys(counts, NOT_TOLD)})
    assert "encore rien à en dire" in words_of(season_report(FRENCH, PROGRAMME, nothing, TODAY))


def test_the_picture_of_the_chat_says_its_counts() -> None:
    assert "18" not in picture_words(FRENCH, PROGRAMME, evaluated({}))
    assert re.search(r"Marché.*7 sur 24 à l’entrée", picture_words(FRENCH, PROGRAMME, FULL))
