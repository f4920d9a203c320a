"""What the agenda of a checkpoint is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gamma.answers import Answers
from gamma.assessments.outside_view import far_apart
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.experts.question import Question
from gamma.follow_ups.follow_up import Action, Commitment, Decision
from gamma.metrics.metric import Metric
from gamma.programme.criteria import Criterion, Verdict
from gamma.resources.resource import Resource
from gamma.startups.startup import Startup

SectionId = Literal[
    "decisions",
    "actions",
    "criteria",
    "impact",
    "questions",
    "support",
    "promised",
    "objectives",
    "obstacles",
    "vision",
]
SECTIONS: Mapping[SectionId, str] = {
    "decisions": "decisions",
    "actions": "actions",
    "criteria": "assess",
    "impact": "assess",
    "questions": "expert",
    "support": "commitments",
    "promised": "commitments",
    "objectives": "startup",
    "obstacles": "startup",
    "vision": "checkpoint",
}
"""In the order of the agenda, with the command whose data each one shows: without it, it is left out."""

POINT_SECTIONS: Sequence[SectionId] = tuple(each for each in SECTIONS if each != "promised")
"""Those to which a point may belong: the sponsor’s commitments is noted in the minutes."""

IMPACT = "impact"
"""The criterion whose facts are the metric and its target."""

PROPOSED_BEFORE = 2
"""So many working days before its checkpoint it is proposed to the team."""


@dataclass(frozen=True)
class AgendaPoint:
    """Something to talk about. section: where it belongs, "" where nowhere in particular.

    by_people: somebody put it there; else it came by itself.
    """

    id: int
    startup_id: str
    text: str
    section: str
    by_people: bool = True


@dataclass(frozen=True)
class CriterionChange:
    """The team's verdict on a criterion now, and at the last checkpoint; None where there was no result."""

    criterion: Criterion
    now: Verdict
    before: Verdict | None


@dataclass(frozen=True)
class Gap:
    """A criterion on which the view from outside is far from the team's own."""

    criterion: Criterion
    team: Verdict
    outside: Verdict


@dataclass(frozen=True)
class Agenda:
    """checkpoint: the one it is for, None while none is planned.

    facts: of the impact criterion, as shared last or stated of the metric. details: what people said for its
    page, by field.
    committee: the day on which the sponsor's committee meets, envelope_ends: until when the money is there.
    questions: those to the expert network that the team may know of. question_count: how many there are, for
    those who may not read them. without_verdicts: the sponsor does not read what came of self-assessments.
    reading: for the team, what there is to read about the criteria that are not reached.
    """

    startup: Startup
    today: date
    checkpoint: Checkpoint | None
    sections: Sequence[SectionId]
    points: Sequence[AgendaPoint] = ()
    decisions: Sequence[Decision] = ()
    actions: Sequence[Action] = ()
    criterion_changes: Sequence[CriterionChange] = ()
    gaps: Sequence[Gap] = ()
    facts: Answers | None = None
    commitments: Sequence[Commitment] = ()
    details: Mapping[str, str] | None = None
    committee: date | None = None
    envelope_ends: date | None = None
    questions: Sequence[Question] = ()
    question_count: int | None = None
    without_verdicts: bool = False
    metric: Metric | None = None
    reading: Sequence[Resource] = ()


def find_verdict_gaps(
    steps: Sequence[CriterionChange], outside: Sequence[Mapping[str, Verdict]]
) -> list[Gap]:
    """outside: the verdicts by criterion of each who looks from there. One gap for a criterion at most."""
    found_gaps = []
    for step in steps:
        views = [view[step.criterion.id] for view in outside if step.criterion.id in view]
        far = [view for view in views if far_apart(view, step.now)]
        if far:
            found_gaps.append(Gap(step.criterion, step.now, far[0]))
    return found_gaps
