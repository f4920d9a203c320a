"""The part of the report on the same startups twice: who moved from which level to which, without names."""

from collections.abc import Iterator, Sequence

from gamma.assessments.readiness import LEVELS
from gamma.document import Cell, Table
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.seasons.evaluation import Change, Evaluation
from gamma.seasons.names import PAIR_NAMES
from gamma.seasons.report_tables import number, table
from gamma.text import Text
from gamma.translator import N_, Translator

_WHICH = (N_("Criterion"), N_("When"))
_BEST_LAST = sorted(LEVELS, key=LEVELS.__getitem__)


def changes_part(
    translator: Translator, programme: Programme, evaluation: Evaluation
) -> tuple[str, Sequence[Text], Sequence[Table]]:
    title = translator.text(N_("The same startups, twice"))
    taken = {
        pair: changes
        for pair, changes in evaluation.paired.items()
        if all(change.of is not None for change in changes.values())
    }
    if not taken:
        return title, [translator.render(N_("There are no two moments to compare yet."))], []
    said = N_(
        "Only startups with a level at both moments are compared. An empty p is not printed: too few "
        "startups, or too few that moved."
    )
    of = (translator, programme, evaluation, list(taken))
    tables = [_levels(*of), _reached(*of)]
    for criterion in evaluation.criteria_of(programme):
        change = evaluation.paired["entry_exit"][criterion.id]
        if change.of:
            name = translator.local(criterion.short)
            tables.append(_movements(translator, name, change))
    return title, [translator.render(said)], tables


def _levels(
    translator: Translator, programme: Programme, evaluation: Evaluation, pairs: Sequence[str]
) -> Table:
    labels = [*_WHICH, N_("up"), N_("same"), N_("down"), N_("of"), N_("p of the sign test")]
    rows = []
    for names, change in _changes(translator, programme, evaluation, pairs):
        counts = (change.up, change.same, change.down, change.of)
        cells = [number(translator, count) for count in counts]
        rows.append([*names, *cells, _chance(translator, change.p)])
    return table(translator, N_("Startups that moved from one level to another"), labels, rows)


def _reached(
    translator: Translator, programme: Programme, evaluation: Evaluation, pairs: Sequence[str]
) -> Table:
    labels = [*_WHICH, N_("newly reached"), N_("no longer reached"), N_("of"), N_("mid-p of McNemar’s test")]
    rows = []
    for names, change in _changes(translator, programme, evaluation, pairs):
        cells = [number(translator, count) for count in (change.gained, change.lost, change.of)]
        rows.append([*names, *cells, _chance(translator, change.mid_p)])
    return table(translator, N_("Startups that reached a criterion, or no longer do"), labels, rows)


def _changes(
    translator: Translator, programme: Programme, evaluation: Evaluation, pairs: Sequence[str]
) -> Iterator[tuple[tuple[Cell, Cell], Change]]:
    for criterion in evaluation.criteria_of(programme):
        for pair in pairs:
            names = Cell(translator.local(criterion.short)), Cell(translator.text(PAIR_NAMES[pair]))
            yield names, evaluation.paired[pair][criterion.id]


def _movements(translator: Translator, criterion: str, change: Change) -> Table:
    """Rows: the level at entry; columns: at the end."""
    counts = {(move.before, move.after): move.count for move in change.movements}
    rows = [
        [
            Cell(verdict_name(translator, before)),
            *(number(translator, counts.get((before, after), 0)) for after in _BEST_LAST),
        ]
        for before in _BEST_LAST
    ]
    caption = translator.text(
        N_("{criterion}: from the level at entry to the one at the end"), criterion=criterion
    )
    names = [verdict_name(translator, after) for after in _BEST_LAST]
    first = translator.text(N_("At entry ↓, at the end →"))
    return table(translator, caption, [first, *names], rows)


def _chance(translator: Translator, p: float | None) -> Cell:
    if p is None:
        return Cell("")
    said = translator.text(N_("less than 0.001")) if p < 0.001 else f"{p:.3f}"
    return Cell(said.replace(".", ",") if translator.locale == "fr" else said, p)
