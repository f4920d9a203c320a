"""The report as JSON: what other programs read. docs/report.md says what each number is."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from gamma.seasons.before_after import Imported
from gamma.seasons.evaluation import Change, Evaluation
from gamma.seasons.survey import ANSWERS, QUESTIONS, Relation


def as_contract(evaluation: Evaluation) -> dict[str, Any]:
    season, experts, checkpoints = evaluation.season, evaluation.experts, evaluation.checkpoints
    at_exit, baseline = evaluation.targets.at[0], evaluation.baseline
    told: dict[str, Any] = {
        "season": {
            "id": season.id,
            "name": season.name,
            "start": season.starts_on.isoformat(),
            "end": season.ends_on.isoformat(),
        },
        "startups": evaluation.startups,
        "baseline": {"on": baseline.on, "of": baseline.of, **baseline.reached} if baseline else None,
        "moments": {
            moment: {criterion: asdict(levels) for criterion, levels in result.criteria.items()}
            for moment, result in evaluation.moments.items()
        },
        "paired": {pair: _paired(changes) for pair, changes in evaluation.paired.items()},
        "targets": {"reached_80": at_exit.reached_80, "of": at_exit.of},
        "checkpoints": {
            "planned": checkpoints.planned,
            "held": checkpoints.held,
            "postponed": checkpoints.postponed,
            "cancelled": checkpoints.cancelled,
        },
        "experts": {
            "questions": experts.questions,
            "taken": experts.taken,
            "within_3": experts.within_3,
            "within_5": experts.within_5,
            "median_hours": experts.median_hours,
            "useful": {"n": experts.useful.n, "median": _whole(experts.useful.median)},
        },
        "commitments": asdict(evaluation.commitments),
    }
    if evaluation.relation:
        told["relation"] = _relation(evaluation.relation)
    if compared := evaluation.before_after:
        told["before_after"] = {
            "before": _imported(compared.before_on, compared.before),
            "after": _imported(compared.after_on, compared.after),
        }
    return told


def as_json(evaluation: Evaluation) -> str:
    """The same evaluation gives the same letters, and so the same fingerprint."""
    return json.dumps(as_contract(evaluation), ensure_ascii=False, indent=2) + "\n"


def fingerprint_of(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()


def _paired(changes: Mapping[str, Change]) -> dict[str, Any]:
    return {
        criterion: {
            "up": change.up,
            "same": change.same,
            "down": change.down,
            "of": change.of,
            "p": change.p,
        }
        for criterion, change in changes.items()
    }


def _imported(day: date | None, imported: Imported | None) -> dict[str, Any] | None:
    if day is None or imported is None:
        return None
    return {"on": day.isoformat(), **{group: asdict(figures) for group, figures in imported.items()}}


def _relation(relation: Relation) -> dict[str, Any]:
    nothing = dict.fromkeys(ANSWERS)
    return {
        moment: {
            respondent: {"n": count.n, **{each: count.answers.get(each, nothing) for each in QUESTIONS}}
            for respondent, count in counts.items()
        }
        for moment, counts in relation.items()
    }


def _whole(median: float | None) -> float | int | None:
    """4, and 4.5 where it lies between two."""
    return int(median) if median is not None and median.is_integer() else median
