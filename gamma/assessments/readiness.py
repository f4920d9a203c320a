"""The verdict on a readiness criterion, always with its reasons: pure rules over answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gamma.answers import Answers
from gamma.parsing.no_value import read_no_value
from gamma.programme.criteria import Criterion, Reason, Step, Verdict, VerdictRule
from gamma.programme.file import Programme
from gamma.programme.predicates import PREDICATES, READ_AS_WRITTEN

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

    valued = _with_values(criterion, answers)

    def hold(rule: VerdictRule | Reason | Step) -> bool:
        return all(_holds(criterion, name, answers, valued) for name in rule.when)

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
    return _holds(criterion, name, answers, _with_values(criterion, answers))


def _holds(criterion: Criterion, name: str, answers: Answers, valued: Answers) -> bool:
    plain = name.removeprefix("not ")
    condition = criterion.conditions[plain]
    test = PREDICATES[condition.test]
    read = answers if condition.test in READ_AS_WRITTEN else valued
    result = test(read, **_arguments(criterion, condition.parameters))
    return result if plain == name else not result


def _with_values(criterion: Criterion, answers: Answers) -> Answers:
    """Without the texts that say there is nothing to say: "TBD" is no name of a metric."""
    empty = {
        field.id
        for field in criterion.fields
        if field.kind in ("text", "long_text") and read_no_value(str(answers.get(field.id, "")))
    }
    return {field: value for field, value in answers.items() if field not in empty} if empty else answers


def _arguments(criterion: Criterion, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with thresholds' names turned into their numbers."""
    arguments = {f"{name}_" if name == "answers" else name: value for name, value in parameters.items()}
    for name in ("percent", "count"):
        if name in arguments:
            given = arguments[name]
            number = criterion.thresholds[given] if isinstance(given, str) else given
            arguments[name] = Decimal(str(number))
    return arguments
