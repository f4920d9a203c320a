"""How the verdicts on each criterion went, quarter by quarter: the history of assessments as data."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gamma.answers import Answers
from gamma.assessments.readiness import evaluate_all
from gamma.assessments.team_result import MIN_ANSWERS_FOR_RANGE, TeamResult, shared_facts, team_result
from gamma.dates import Quarter
from gamma.programme.criteria import Criterion, Verdict
from gamma.programme.file import Programme

MAX_QUARTERS = 8
"""Two years: what still fits a picture on a phone."""

MIN_QUARTERS = 2
"""Quarters with a result needed before there is something to see."""

Verdicts = Mapping[str, Verdict]
"""By the id of the criterion."""


@dataclass(frozen=True)
class TrendLine:
    """One criterion over the quarters; None is a quarter without an answer."""

    criterion: Criterion
    verdicts: tuple[Verdict | None, ...]


@dataclass(frozen=True)
class VerdictRun:
    """Quarters one after the other with the same verdict, or without any."""

    verdict: Verdict | None
    first: Quarter
    last: Quarter


@dataclass(frozen=True)
class Trend:
    """From the first quarter with a result to the last. earlier: there were results before these.

    people: of a team's, how many stand behind each quarter's result, None where there is none.
    """

    quarters: tuple[Quarter, ...]
    lines: tuple[TrendLine, ...]
    earlier: bool
    people: tuple[int | None, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether there are results enough to compare."""
        return bool(self.lines) and sum(v is not None for v in self.lines[0].verdicts) >= MIN_QUARTERS

    def runs(self, line: TrendLine) -> list[VerdictRun]:
        dated = zip(self.quarters, line.verdicts, strict=True)
        grouped = [(verdict, list(run)) for verdict, run in groupby(dated, key=lambda pair: pair[1])]
        return [VerdictRun(verdict, run[0][0], run[-1][0]) for verdict, run in grouped]


def recent_quarters(quarters: Collection[Quarter]) -> list[Quarter]:
    """Those of the last two years with a result, counted back from the last one."""
    if not quarters:
        return []
    oldest = max(quarters)
    for _ in range(MAX_QUARTERS - 1):
        oldest = oldest.preceding()
    return sorted(quarter for quarter in quarters if quarter >= oldest)


def build_trend(
    programme: Programme,
    results: Mapping[Quarter, Verdicts],
    *,
    earlier: bool,
    people: Mapping[Quarter, int] | None = None,
) -> Trend:
    """The results with the gaps between them. people: of a team's, how many made each."""
    quarters = _all_between(min(results), max(results)) if results else []
    nothing: Verdicts = {}
    lines = [
        TrendLine(criterion, tuple(results.get(quarter, nothing).get(criterion.id) for quarter in quarters))
        for criterion in programme.criteria
    ]
    behind = tuple(people.get(quarter) for quarter in quarters) if people else ()
    return Trend(tuple(quarters), tuple(lines), earlier, behind)


def may_be_told(people: int) -> bool:
    """Of fewer, a picture says no more: it is read beyond the team."""
    return people >= MIN_ANSWERS_FOR_RANGE


def own_verdicts(programme: Programme, answers: Answers) -> Verdicts:
    return {result.criterion.id: result.verdict for result in evaluate_all(programme, answers)}


def team_verdicts(programme: Programme, shared: Sequence[Answers]) -> Verdicts:
    """As the team's result of that quarter says them."""
    return verdicts_of(team_result(programme, shared, shared_facts(programme, shared)))


def verdicts_of(result: TeamResult) -> Verdicts:
    return {team.result.criterion.id: team.result.verdict for team in result.criteria}


def _all_between(first: Quarter, last: Quarter) -> list[Quarter]:
    quarters = [first]
    while quarters[-1] < last:
        quarters.append(quarters[-1].following())
    return quarters
