"""The team's result of a quarter: evaluated from what its members shared, the widest range first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from gamma.answers import NO, PARTLY, UNKNOWN, YES, Answers, Value, opinion_in
from gamma.assessments.outside_view import OutsideView
from gamma.assessments.readiness import LEVELS, CriterionResult, evaluate
from gamma.dates import Quarter
from gamma.parsing.no_value import read_no_value
from gamma.programme.criteria import Criterion, Reason, Verdict
from gamma.programme.file import Programme

MIN_ANSWERS_FOR_RANGE = 3
"""Shared results needed before a range is told, so that nobody's answer shows through."""

_OPINION_LEVELS = {NO: 0, PARTLY: 1, YES: 2}


@dataclass(frozen=True)
class TeamCriterionResult:
    """One criterion for the whole team. spread: the lowest and highest verdict, if it may be told.

    people: of the whole result. agreeing: by opinion, how many of them gave the one that stands for the team.
    without: how many say that there is none of what others name, and how many said either; None if it may not
    be told.
    """

    result: CriterionResult
    spread: tuple[Verdict, Verdict] | None
    people: int
    agreeing: Mapping[str, int]
    without: tuple[int, int] | None = None

    def minority_behind(self, reason: Reason) -> int | None:
        """How many said what this reason rests on, where it is half of them at most and may be told."""
        conditions = [self.result.criterion.conditions.get(name) for name in reason.when]
        asked = [each.parameters["field"] for each in conditions if each and each.test == "answered"]
        counts = [self.agreeing[opinion] for opinion in asked if opinion in self.agreeing]
        fewest = min(counts, default=self.people)
        return fewest if self.people >= MIN_ANSWERS_FOR_RANGE and 2 * fewest <= self.people else None


@dataclass(frozen=True)
class TeamResult:
    """The team's result of a quarter, the criterion of the widest range first.

    people: how many have shared a view of their own; facts alone are the startup's, and nobody's view.
    """

    people: int
    criteria: tuple[TeamCriterionResult, ...]


@dataclass(frozen=True)
class TeamQuarter:
    """The team's result of a quarter with the views beside it. result: None where nothing was shared."""

    quarter: Quarter
    result: TeamResult | None
    views: Sequence[OutsideView]


def team_result(
    programme: Programme, shared: Sequence[Answers], facts: Answers, commands: frozenset[str] = frozenset()
) -> TeamResult:
    """Judge a team by its shared answers (the latest of each person this quarter).

    facts: as `shared_facts` gives them; an opinion is the lower median of those who gave one.
    """
    medians = _median_opinions(programme, shared)
    answers = {**medians, **facts}
    people = sum(any(_opinions(each, given) for each in programme.criteria) for given in shared)
    agreeing = {
        opinion: sum(given.get(opinion) == said for given in shared) for opinion, said in medians.items()
    }
    criteria = []
    for criterion in programme.criteria:
        own = [opinions for each in shared if (opinions := _opinions(criterion, each))]
        verdicts = [evaluate(criterion, {**opinions, **facts}).verdict for opinions in own]
        result = evaluate(criterion, answers, commands)
        without = _disputed(criterion, shared)
        criteria.append(TeamCriterionResult(result, _spread(verdicts), people, agreeing, without))
    criteria.sort(key=_width, reverse=True)
    return TeamResult(people, tuple(criteria))


def shared_facts(programme: Programme, shared: Sequence[Answers]) -> Answers:
    """The facts of the latest shared answers: what nobody shared stays out of the team's result.

    One alone does not name what most say there is none of.
    """
    facts = {field.id for criterion in programme.criteria for field in criterion.fields if field.fact}
    latest = shared[-1] if shared else {}
    stated = {field: value for field, value in latest.items() if field in facts}
    for criterion in programme.criteria:
        for field in _named_facts(criterion):
            said = [answers[field] for answers in shared if field in answers]
            none = [value for value in said if read_no_value(str(value)) == "none"]
            if 2 * len(none) > len(said):
                stated[field] = none[-1]
    return stated


def _named_facts(criterion: Criterion) -> list[str]:
    """Those in words."""
    return [field.id for field in criterion.fields if field.fact and field.kind in ("text", "long_text")]


def _disputed(criterion: Criterion, shared: Sequence[Answers]) -> tuple[int, int] | None:
    for field in _named_facts(criterion):
        said = [str(answers[field]) for answers in shared if field in answers]
        none = sum(read_no_value(each) == "none" for each in said)
        if len(said) >= MIN_ANSWERS_FOR_RANGE and 0 < none < len(said):
            return none, len(said)
    return None


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
    return (known[0], known[-1]) if len(known) >= MIN_ANSWERS_FOR_RANGE else None


def _width(team: TeamCriterionResult) -> int:
    return LEVELS[team.spread[1]] - LEVELS[team.spread[0]] if team.spread else 0
