"""Answers that lead to a level on each criterion of the shipped programme, for the demonstration."""

from collections.abc import Mapping
from decimal import Decimal

from gamma.answers import Answers, Value
from gamma.programme.criteria import Verdict
from gamma.programme.file import Programme

_SIZED: Mapping[str, Value] = {"market_size": Decimal(20_000), "market_unit": "personnes"}
_ANSWERS: Mapping[str, Mapping[str, Mapping[str, Value]]] = {
    "market": {
        "reached": {**_SIZED, "recurring_users": Decimal(640), "in_production": "yes"},
        "partly": {**_SIZED, "recurring_users": Decimal(70), "in_production": "yes"},
        "not_yet": {"recurring_users": Decimal(0), "in_production": "no"},
    },
    "impact": {
        "reached": {"metric_kind": "social", "followed": "yes"},
        "partly": {"metric_kind": "social", "followed": "partly"},
        "not_yet": {"metric": "aucune"},
    },
    "team": {
        "reached": {"people": "yes", "roles": "yes", "processes": "yes", "culture": "partly"},
        "partly": {"people": "partly", "roles": "yes", "processes": "partly", "culture": "yes"},
        "not_yet": {"people": "no", "roles": "no", "processes": "partly", "culture": "no"},
    },
}


def answers_of(programme: Programme, levels: Mapping[str, Verdict]) -> Answers:
    """Of another programme's own criteria nothing is known: they stay unanswered."""
    known = {criterion.id for criterion in programme.criteria} & levels.keys()
    answers: dict[str, Value] = {"funding": "yes"}
    for criterion in known:
        answers |= _ANSWERS[criterion][levels[criterion]]
    return answers
