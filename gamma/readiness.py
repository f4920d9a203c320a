"""The verdict on a readiness criterion, always with its reasons: pure rules over answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low
from typing import Any

from gamma.answers import NO, PARTLY, UNKNOWN, YES, Answers, Value, opinion_in
from gamma.criteria import Criterion, Reason, Step, Verdict, VerdictRule
from gamma.predicates import PREDICATES
from gamma.programme import Programme

LEVELS: dict[Verdict, int] = {"not_yet": 0, "partly": 1, "reached": 2}
"""Verdicts in order; unknown has no level."""

RANGE_FROM = 3
"""Shared results needed before a range is told, so that nobody's answer shows through."""

_OPINION_LEVELS = {NO: 0, PARTLY: 1, YES: 2}


@dataclass(frozen=True)
class Judgement:
    """The verdict on one criterion with what decided it and what may come next."""

    criterion: Criterion
    answers: Answers
    verdict: Verdict
    rule: VerdictRule
    reasons: tuple[Reason, ...]
    step: Step | None


def judge(criterion: Criterion, answers: Answers, commands: frozenset[str] = frozenset()) -> Judgement:
    """Read these answers by the criterion's rules. commands: ids of those the bot has, for the next step."""

    def hold(rule: VerdictRule | Reason | Step) -> bool:
        return all(holds(criterion, name, answers) for name in rule.when)

    rule = next(rule for rule in criterion.verdicts if hold(rule))
    possible = (step for step in criterion.steps if hold(step) and (not step.needs or step.needs in commands))
    return Judgement(
        criterion=criterion,
        answers=answers,
        verdict=rule.verdict,
        rule=rule,
        reasons=tuple(reason for reason in criterion.reasons if hold(reason)),
        step=None if rule.verdict == "reached" else next(possible, None),
    )


def judge_all(
    programme: Programme, answers: Answers, commands: frozenset[str] = frozenset()
) -> tuple[Judgement, ...]:
    return tuple(judge(criterion, answers, commands) for criterion in programme.criteria)


def holds(criterion: Criterion, name: str, answers: Answers) -> bool:
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


@dataclass(frozen=True)
class TeamJudgement:
    """One criterion for the whole team. spread: the lowest and highest verdict, if it may be told."""

    judgement: Judgement
    spread: tuple[Verdict, Verdict] | None


@dataclass(frozen=True)
class TeamResult:
    """The team's result of a quarter, the criterion of the widest range first.

    people: how many have shared a view of their own; facts alone are the startup's, and nobody's view.
    """

    people: int
    criteria: tuple[TeamJudgement, ...]


def team_result(
    programme: Programme, shared: Sequence[Answers], facts: Answers, commands: frozenset[str] = frozenset()
) -> TeamResult:
    """Judge a team by its shared answers (the latest of each person this quarter).

    facts: as `shared_facts` gives them; an opinion is the lower median of those who gave one.
    """
    answers = {**_median_opinions(programme, shared), **facts}
    criteria = []
    for criterion in programme.criteria:
        own = [opinions for each in shared if (opinions := _opinions(criterion, each))]
        verdicts = [judge(criterion, {**opinions, **facts}).verdict for opinions in own]
        team = TeamJudgement(judge(criterion, answers, commands), _spread(verdicts))
        criteria.append(team)
    criteria.sort(key=_width, reverse=True)
    people = sum(any(_opinions(each, answers) for each in programme.criteria) for answers in shared)
    return TeamResult(people, tuple(criteria))


def shared_facts(programme: Programme, shared: Sequence[Answers]) -> Answers:
    """The facts of the latest shared answers: what nobody shared stays out of the team's result."""
    facts = {field.id for criterion in programme.criteria for field in criterion.fields if field.fact}
    latest = shared[-1] if shared else {}
    return {field: value for field, value in latest.items() if field in facts}


def _median_opinions(programme: Programme, shared: Sequence[Answers]) -> dict[str, Value]:
    medians: dict[str, Value] = {}
    for criterion in programme.criteria:
        for field in criterion.fields:
            if field.kind != "answer":
                continue
            given = [opinion_in(answers, field.id) for answers in shared]
            known = [_OPINION_LEVELS[opinion] for opinion in given if opinion != UNKNOWN]
            if known:
                medians[field.id] = {level: name for name, level in _OPINION_LEVELS.items()}[
                    median_low(known)
                ]
    return medians


def _opinions(criterion: Criterion, answers: Answers) -> Answers:
    """Those that say something: "I do not know" is a question skipped."""
    asked = {field.id for field in criterion.fields if field.kind == "answer"}
    return {field: value for field, value in answers.items() if field in asked and value in _OPINION_LEVELS}


def _spread(verdicts: Sequence[Verdict]) -> tuple[Verdict, Verdict] | None:
    known = sorted((verdict for verdict in verdicts if verdict in LEVELS), key=LEVELS.__getitem__)
    return (known[0], known[-1]) if len(known) >= RANGE_FROM else None


def _width(team: TeamJudgement) -> int:
    return LEVELS[team.spread[1]] - LEVELS[team.spread[0]] if team.spread else 0
