"""The verdict on a readiness criterion, always with its reasons: pure rules over answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gamma.answers import Answers
from gamma.programme.criteria import Criterion, Reason, Step, Verdict, VerdictRule
from gamma.programme.file import Programme
from gamma.programme.predicates import PREDICATES

LEVELS: dict[Verdict, int] = {"not_yet": 0, "partly": 1, "reached": 2}
"""Verdicts in order; unknown has no level."""


@dataclass(frozen=True)
class CriterionResult:
    """The verdict on one criterion with what decided it and what may come next."""

    criterion: Criterion
    answers: Answers
    verdict: Verdict
    rule: VerdictRule
    reasons: tuple[Reason, ...]
    step: Step | None


def evaluate(
    criterion: Criterion, answers: Answers, commands: frozenset[str] = frozenset()
) -> CriterionResult:
    """Read these answers by the criterion's rules. commands: ids of those the bot has, for the next step."""

    def hold(rule: VerdictRule | Reason | Step) -> bool:
        return all(condition_holds(criterion, name, answers) for name in rule.when)

    rule = next(rule for rule in criterion.verdicts if hold(rule))
    possible = (step for step in criterion.steps if hold(step) and (not step.needs or step.needs in commands))
    return CriterionResult(
        criterion=criterion,
        answers=answers,
        verdict=rule.verdict,
        rule=rule,
        reasons=tuple(reason for reason in criterion.reasons if hold(reason)),
        step=None if rule.verdict == "reached" else next(possible, None),
    )


def evaluate_all(
    programme: Programme, answers: Answers, commands: frozenset[str] = frozenset()
) -> tuple[CriterionResult, ...]:
    return tuple(evaluate(criterion, answers, commands) for criterion in programme.criteria)


def condition_holds(criterion: Criterion, name: str, answers: Answers) -> bool:
    """Whether a named condition ("sized", "not sized") holds for these answers."""
    plain = name.removeprefix("not ")
    condition = criterion.conditions[plain]
    test = PREDICATES[condition.test]
    result = test(answers, **_arguments(criterion, condition.parameters))
    return result if plain == name else not result


def _arguments(criterion: Criterion, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with thresholds' names turned into their numbers."""
    arguments = {f"{name}_" if name == "answers" else name: value for name, value in parameters.items()}
    for name in ("percent", "count"):
        if name in arguments:
            given = arguments[name]
            number = criterion.thresholds[given] if isinstance(given, str) else given
            arguments[name] = Decimal(str(number))
    return arguments
