"""The goals of a season: each team's own metric and target, frozen at entry and looked at again later."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gamma.answers import Answers, number_in
from gamma.parsing.no_value import is_value
from gamma.parsing.text import normalise

_METRIC, _VALUE, _TARGET, _BY = "metric", "metric_value", "target", "target_date"
REACHED_FROM = Decimal("0.8")
"""Of the target."""


@dataclass(frozen=True)
class Goal:
    """As it stood in the team's shared result at entry; target: None where the team had set none."""

    startup_id: str
    metric: str
    start: Decimal | None
    target: Decimal | None
    by: date | None
    frozen_at: datetime
    kept_fingerprint: str = ""
    """That of when it was frozen, "" where it is frozen now."""

    @property
    def is_as_frozen(self) -> bool:
        return self.kept_fingerprint in ("", self.fingerprint)

    @property
    def fingerprint(self) -> str:
        """Changes with every letter of it: who keeps it can tell later that the goal is the one of then."""
        said = [self.startup_id, self.metric, _said(self.start), _said(self.target), str(self.by or "")]
        written = json.dumps([*said, self.frozen_at.isoformat()], ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def counts(self) -> bool:
        return self.target is not None and is_value(self.metric)

    def reached_by(self, later: Answers) -> bool | None:
        """Whether 80 % of the target is there; None where that is not known, or another metric is told now.

        A metric that is to go down has gone 80 % of the way from where it began.
        """
        value = number_in(later, _VALUE)
        if value is None or self.target is None or normalise(str(later.get(_METRIC, ""))) != self._named:
            return None
        if self.start is not None and self.target < self.start:
            return (self.start - value) >= REACHED_FROM * (self.start - self.target)
        return value >= REACHED_FROM * self.target

    @property
    def _named(self) -> str:
        return normalise(self.metric)


def goal_at_entry(startup_id: str, facts: Answers, now: datetime) -> Goal:
    by = facts.get(_BY)
    return Goal(
        startup_id=startup_id,
        metric=str(facts.get(_METRIC, "")),
        start=number_in(facts, _VALUE),
        target=number_in(facts, _TARGET),
        by=by if isinstance(by, date) else None,
        frozen_at=now,
    )


def fingerprint_of_all(goals: Iterable[Goal]) -> str:
    fingerprints = sorted(goal.fingerprint for goal in goals)
    return hashlib.sha256("\n".join(fingerprints).encode()).hexdigest() if fingerprints else ""


def _said(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), "f")
