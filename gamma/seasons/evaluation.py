"""The evaluation of a season, in counts: what a report says, whatever it is written as.

Verdicts come from shared and published results alone. What is missing is counted as missing.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from gamma.answers import SHOWN_FROM, Answers
from gamma.assessments.readiness import LEVELS
from gamma.assessments.trend import Verdicts
from gamma.dates import day_in
from gamma.programme.baseline import Baseline
from gamma.programme.criteria import Criterion, Verdict
from gamma.programme.file import Programme
from gamma.seasons.before_after import BeforeAfter
from gamma.seasons.goals import Goal, fingerprint_of_all
from gamma.seasons.season import OCCASIONS, Moment, Season
from gamma.seasons.statistics import is_enough, mcnemar_mid_p, sign_test
from gamma.seasons.survey import Relation
from gamma.seasons.work import Checkpoints, Commitments, ExpertHelp

PAIRS: Sequence[tuple[Moment, Moment]] = (
    ("entry", "exit"),
    ("entry", "middle"),
    ("entry", "after"),
    ("exit", "after"),
)


@dataclass(frozen=True)
class TeamAtMoment:
    """One startup at one moment. people: how many shared; facts: what they shared of the metric."""

    verdicts: Verdicts
    people: int
    facts: Answers


Teams = Mapping[Moment, Mapping[str, TeamAtMoment]]
"""By moment, by startup: only those that shared something."""


@dataclass(frozen=True)
class Levels:
    """How many startups stand where on one criterion; None everywhere but in `of`: nobody was asked yet.

    unknown: with those that shared nothing.
    """

    reached: int | None
    partly: int | None
    not_yet: int | None
    unknown: int | None
    of: int


@dataclass(frozen=True)
class MomentResult:
    """teams, people: how many shared a result; people: None where so few would tell on somebody."""

    taken: bool
    teams: int
    people: int | None
    criteria: Mapping[str, Levels]


@dataclass(frozen=True)
class Movement:
    """So many startups went from one level to another."""

    before: Verdict
    after: Verdict
    count: int


@dataclass(frozen=True)
class Change:
    """The same startups twice: those with a level both times. None: one of the moments is still to come.

    p: of the sign test for levels; mid_p: McNemar's, for reached or not. None where it would tell nothing.
    """

    up: int | None
    same: int | None
    down: int | None
    of: int | None
    p: float | None
    gained: int | None
    lost: int | None
    mid_p: float | None
    movements: tuple[Movement, ...]


@dataclass(frozen=True)
class TargetCount:
    """of: goals with a target, frozen at entry. missing: those whose value is not known at that moment."""

    moment: Moment
    of: int
    reached_80: int | None
    missing: int | None


@dataclass(frozen=True)
class Targets:
    """changed: how many goals are not what was frozen; None in what an earlier version kept."""

    goals: int
    frozen_on: tuple[str, str] | None
    fingerprint: str
    at: tuple[TargetCount, ...]
    changed: int | None = None


@dataclass(frozen=True)
class Evaluation:
    """All that the report of a season says. relation, before_after: none in what an earlier version kept."""

    season: Season
    startups: int
    moments: Mapping[Moment, MomentResult]
    paired: Mapping[str, Mapping[str, Change]]
    targets: Targets
    checkpoints: Checkpoints
    experts: ExpertHelp
    commitments: Commitments
    baseline: Baseline | None
    relation: Relation = field(default_factory=dict)
    before_after: BeforeAfter | None = None

    def criteria_of(self, programme: Programme) -> list[Criterion]:
        """Those of today's programme that were counted: it may have changed since the season was closed."""
        counted = self.moments["entry"].criteria
        return [criterion for criterion in programme.criteria if criterion.id in counted]


def evaluate_season(
    programme: Programme,
    season: Season,
    startups: Collection[str],
    taken: Collection[Moment],
    teams: Teams,
    goals: Sequence[Goal],
    work: tuple[Checkpoints, ExpertHelp, Commitments],
    zone: ZoneInfo,
) -> Evaluation:
    """taken: the moments at which somebody was asked. zone: by whose days it is told."""
    criteria = [criterion.id for criterion in programme.criteria]
    checkpoints, experts, commitments = work
    return Evaluation(
        season=season,
        startups=len(startups),
        moments={
            moment: _moment(criteria, len(startups), moment in taken, teams.get(moment, {}))
            for moment in OCCASIONS
        },
        paired={
            f"{first}_{second}": {
                each: _change(each, {first, second} <= set(taken), teams, first, second) for each in criteria
            }
            for first, second in PAIRS
        },
        targets=_targets(goals, taken, teams, zone),
        checkpoints=checkpoints,
        experts=experts,
        commitments=commitments,
        baseline=programme.baseline,
    )


def _moment(
    criteria: Sequence[str], startups: int, taken: bool, teams: Mapping[str, TeamAtMoment]
) -> MomentResult:
    people = sum(team.people for team in teams.values())
    return MomentResult(
        taken=taken,
        teams=len(teams),
        people=people if people == 0 or people >= SHOWN_FROM else None,
        criteria={each: _levels(each, startups, taken, teams) for each in criteria},
    )


def _levels(criterion: str, startups: int, taken: bool, teams: Mapping[str, TeamAtMoment]) -> Levels:
    if not taken:
        return Levels(None, None, None, None, startups)
    counted = Counter(team.verdicts[criterion] for team in teams.values())
    known = {verdict: counted[verdict] for verdict in LEVELS}
    return Levels(
        known["reached"], known["partly"], known["not_yet"], startups - sum(known.values()), startups
    )


def _change(criterion: str, taken: bool, teams: Teams, first: Moment, second: Moment) -> Change:
    if not taken:
        return Change(None, None, None, None, None, None, None, None, ())
    pairs = Counter(_pairs(criterion, teams.get(first, {}), teams.get(second, {})))
    rises = Counter[int]()
    for (before, after), count in pairs.items():
        step = LEVELS[after] - LEVELS[before]
        rises[(step > 0) - (step < 0)] += count
    gained = sum(n for (before, after), n in pairs.items() if after == "reached" != before)
    lost = sum(n for (before, after), n in pairs.items() if before == "reached" != after)
    of, up, down = pairs.total(), rises[1], rises[-1]
    return Change(
        up=up,
        same=rises[0],
        down=down,
        of=of,
        p=round(sign_test(up, down), 4) if is_enough(of, up + down) else None,
        gained=gained,
        lost=lost,
        mid_p=round(mcnemar_mid_p(gained, lost), 4) if is_enough(of, gained + lost) else None,
        movements=tuple(Movement(*pair, count) for pair, count in sorted(pairs.items())),
    )


def _pairs(
    criterion: str, first: Mapping[str, TeamAtMoment], second: Mapping[str, TeamAtMoment]
) -> Iterator[tuple[Verdict, Verdict]]:
    for startup in first.keys() & second.keys():
        before, after = first[startup].verdicts[criterion], second[startup].verdicts[criterion]
        if before in LEVELS and after in LEVELS:
            yield before, after


def _targets(goals: Sequence[Goal], taken: Collection[Moment], teams: Teams, zone: ZoneInfo) -> Targets:
    counting = [goal for goal in goals if goal.counts]
    days = sorted(day_in(goal.frozen_at, zone).isoformat() for goal in counting)
    counted: list[TargetCount] = []
    for moment in ("exit", "after"):
        if moment not in taken:
            counted.append(TargetCount(moment, len(counting), None, None))
            continue
        there = teams.get(moment, {})
        told = [
            goal.reached_by(there[goal.startup_id].facts) for goal in counting if goal.startup_id in there
        ]
        reached = told.count(True)
        missing = len(counting) - reached - told.count(False)
        counted.append(TargetCount(moment, len(counting), reached, missing))
    frozen_on = (days[0], days[-1]) if days else None
    changed = sum(not goal.is_as_frozen for goal in goals)
    return Targets(len(counting), frozen_on, fingerprint_of_all(counting), tuple(counted), changed)
