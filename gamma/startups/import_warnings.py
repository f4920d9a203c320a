"""What is odd about imported startups: their phases and sponsors, against what the programme knows."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gamma.startups.catalogue import CatalogueEntry, ImportWarning, WarningKind
from gamma.startups.startup import Phase

_OLDEST = date(2000, 1, 1)
"""Before it no startup of the State began: a year like 0202 was mistyped."""


@dataclass(frozen=True)
class ImportContext:
    """What an import is looked at with.

    today: the day on which a later phase has not begun.
    phases: the names that the programme file knows.
    organisations: the ids known; with none at all, no sponsor is called unknown.
    """

    today: date
    phases: Collection[str]
    organisations: Collection[str]


def import_warnings(entries: Iterable[CatalogueEntry], context: ImportContext) -> list[ImportWarning]:
    """In the order of the file."""
    return [warning for entry in entries for warning in _entry_warnings(entry, context)]


def _entry_warnings(entry: CatalogueEntry, context: ImportContext) -> Iterator[ImportWarning]:
    yield from entry.warnings
    findings = [
        *_phase_warnings(entry.startup.phases, context),
        *_sponsor_warnings(entry, context.organisations),
    ]
    yield from (ImportWarning(entry.id, kind, detail) for kind, detail in findings)


def _phase_warnings(phases: tuple[Phase, ...], context: ImportContext) -> Iterator[tuple[WarningKind, str]]:
    if not phases:
        yield WarningKind.NO_PHASE, "it has no phase"
    for phase in phases:
        yield from _single_phase_warnings(phase, context)
    started = [(phase.started_on, phase.name) for phase in phases if phase.started_on]
    if same_day := list(_same_day_phases(started)):
        yield WarningKind.SAME_DAY_PHASES, "; ".join(same_day)
    for (day, name), (following, later) in pairwise(started):
        if following < day:
            yield (
                WarningKind.PHASES_OUT_OF_ORDER,
                f"“{later}” is listed after “{name}”, and started before it",
            )


def _single_phase_warnings(phase: Phase, context: ImportContext) -> Iterator[tuple[WarningKind, str]]:
    if phase.name not in context.phases:
        yield WarningKind.UNKNOWN_PHASE, f"the phase “{phase.name}” is not in the programme file"
    if phase.started_on is None:
        yield WarningKind.PHASE_WITHOUT_START, f"the phase “{phase.name}” has no start, and is not counted"
    elif phase.started_on < _OLDEST:
        yield WarningKind.ANCIENT_PHASE, f"the phase “{phase.name}” started on {phase.started_on}: a slip?"
    elif phase.started_on > context.today:
        yield WarningKind.FUTURE_PHASE, f"the phase “{phase.name}” only starts on {phase.started_on}"


def _same_day_phases(started: list[tuple[date, str]]) -> Iterator[str]:
    by_day: dict[date, list[str]] = {}
    for day, name in started:
        by_day.setdefault(day, []).append(f"“{name}”")
    for day, names in by_day.items():
        if len(names) > 1:
            yield f"{' and '.join(names)} start on the same day, {day}: {names[-1]}, listed later, counts"


def _sponsor_warnings(
    entry: CatalogueEntry, organisations: Collection[str]
) -> Iterator[tuple[WarningKind, str]]:
    if entry.sponsors == ():
        yield WarningKind.NO_SPONSOR, "it has no sponsor"
    if organisations:
        for sponsor in entry.sponsors or ():
            if sponsor not in organisations:
                yield WarningKind.UNKNOWN_SPONSOR, f"the sponsor “{sponsor}” is in no file of organisations"
