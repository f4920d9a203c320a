"""The report of a season as rows for a spreadsheet: one number a row, with what it is of."""

from collections.abc import Iterator

from gamma.document import Cell, Column, Table
from gamma.programme.file import Programme
from gamma.programme.labels import OPINION_NAMES, VERDICT_NAMES, verdict_name
from gamma.seasons.evaluation import Change, Evaluation
from gamma.seasons.names import MOMENT_NAMES, PAIR_NAMES
from gamma.seasons.report_before_after import FIGURE_NAMES, GROUP_NAMES, moments_of
from gamma.seasons.survey_messages import QUESTION_LABELS, RESPONDENT_NAMES
from gamma.translator import N_, Translator

_RELATION = N_("Relation with the sponsor")
_Row = tuple[str, str, str, str, str]


def report_table(translator: Translator, programme: Programme, evaluation: Evaluation) -> Table:
    labels = (N_("About"), N_("Criterion"), N_("When"), N_("What"), N_("Number"))
    columns = [Column(label, translator.text(label)) for label in labels]
    rows = _Rows(translator, programme, evaluation).every()
    caption = translator.text(N_("Report of the season {name}"), name=evaluation.season.name)
    return Table(caption, columns, [[Cell(cell) for cell in row] for row in rows])


class _Rows:
    def __init__(self, translator: Translator, programme: Programme, evaluation: Evaluation) -> None:
        self._translator, self._programme, self._evaluation = translator, programme, evaluation
        self._titles = {
            **{question: translator.text(label) for question, label in QUESTION_LABELS.items()},
            **{each.id: translator.local(each.short) for each in evaluation.criteria_of(programme)},
        }

    def every(self) -> Iterator[_Row]:
        season = self._evaluation.season
        yield self._row(N_("Season"), "", "", N_("identifier"), season.id)
        yield self._row(N_("Season"), "", "", N_("first day"), season.starts_on.isoformat())
        yield self._row(N_("Season"), "", "", N_("last day"), season.ends_on.isoformat())
        yield self._row(N_("Season"), "", "", N_("startups"), self._evaluation.startups)
        yield from self._baseline()
        yield from self._levels()
        yield from self._changes()
        yield from self._work()
        yield from self._relation()
        yield from self._imports()

    def _row(self, about: str, criterion: str, when: str, what: str, number: float | str | None) -> _Row:
        """An unknown number stays empty."""
        text = self._translator.text
        written = "" if number is None else str(number)
        if isinstance(number, float):
            written = written.replace(".", "," if self._translator.locale == "fr" else ".")
        return text(about), self._titles.get(criterion, ""), text(when) if when else "", text(what), written

    def _baseline(self) -> Iterator[_Row]:
        if baseline := self._evaluation.baseline:
            for criterion, reached in baseline.reached.items():
                yield self._row(N_("Baseline"), criterion, baseline.on, VERDICT_NAMES["reached"], reached)
                yield self._row(N_("Baseline"), criterion, baseline.on, N_("of"), baseline.of)

    def _levels(self) -> Iterator[_Row]:
        for moment, result in self._evaluation.moments.items():
            when = MOMENT_NAMES[moment]
            yield self._row(N_("Levels"), "", when, N_("teams that shared a result"), result.teams)
            yield self._row(N_("Levels"), "", when, N_("people who shared"), result.people)
            for criterion, levels in result.criteria.items():
                for verdict, name in VERDICT_NAMES.items():
                    yield self._row(N_("Levels"), criterion, when, name, getattr(levels, verdict))
                yield self._row(N_("Levels"), criterion, when, N_("of"), levels.of)

    def _changes(self) -> Iterator[_Row]:
        for pair, changes in self._evaluation.paired.items():
            for criterion, change in changes.items():
                for what, number in _numbers_of(change):
                    yield self._row(N_("Same startups"), criterion, PAIR_NAMES[pair], what, number)
                for move in change.movements:
                    names = (
                        verdict_name(self._translator, move.before),
                        verdict_name(self._translator, move.after),
                    )
                    yield self._row(
                        N_("Same startups"), criterion, PAIR_NAMES[pair], " → ".join(names), move.count
                    )

    def _work(self) -> Iterator[_Row]:
        evaluation = self._evaluation
        for counted in evaluation.targets.at:
            when = MOMENT_NAMES[counted.moment]
            yield self._row(N_("Targets"), "", when, N_("reached at 80 % or more"), counted.reached_80)
            yield self._row(N_("Targets"), "", when, N_("value not known"), counted.missing)
            yield self._row(N_("Targets"), "", when, N_("of"), counted.of)
        changed = evaluation.targets.changed
        if changed is not None:
            yield self._row(N_("Targets"), "", "", N_("goals that are not what was frozen"), changed)
        checkpoints, experts, promised = evaluation.checkpoints, evaluation.experts, evaluation.commitments
        for what, number in (
            (N_("planned in all"), checkpoints.planned),
            (N_("held"), checkpoints.held),
            (N_("put off"), checkpoints.postponed),
            (N_("cancelled"), checkpoints.cancelled),
            (N_("days from one to the next (median)"), checkpoints.days_between),
        ):
            yield self._row(N_("Checkpoints"), "", "", what, number)
        for what, value in (
            (N_("questions"), experts.questions),
            (N_("taken by an expert"), experts.taken),
            (N_("taken within 3 working days"), experts.within_3),
            (N_("taken within 5 working days"), experts.within_5),
            (N_("hours until taken (median)"), experts.median_hours),
            (N_("rated"), experts.useful.n),
            (N_("usefulness from 1 to 5 (median)"), experts.useful.median),
        ):
            yield self._row(N_("Experts"), "", "", what, value)
        for what, number in (
            (N_("made"), promised.made),
            (N_("kept by the sponsor"), promised.kept),
            (N_("given up"), promised.dropped),
            (N_("open"), promised.open),
        ):
            yield self._row(N_("Commitments of sponsors"), "", "", what, number)

    def _relation(self) -> Iterator[_Row]:
        """How many answered stands beside what they said."""
        for moment, counts in self._evaluation.relation.items():
            when = MOMENT_NAMES[moment]
            for respondent, count in counts.items():
                who = RESPONDENT_NAMES[respondent]
                yield self._row(_RELATION, "", when, self._who(who, N_("who answered")), count.n)
                for question, answers in count.answers.items():
                    for answer, number in answers.items():
                        said = self._who(who, OPINION_NAMES[answer])
                        yield self._row(_RELATION, question, when, said, number)

    def _imports(self) -> Iterator[_Row]:
        if compared := self._evaluation.before_after:
            for day, group, figures in moments_of(compared):
                for name, label in FIGURE_NAMES.items():
                    said = self._who(GROUP_NAMES[group], label)
                    yield self._row(N_("Public API"), "", day.isoformat(), said, getattr(figures, name))

    def _who(self, respondents: str, what: str) -> str:
        text = self._translator.text
        return text(N_("{who}: {what}"), who=text(respondents), what=text(what))


def _numbers_of(change: Change) -> Iterator[tuple[str, float | None]]:
    yield N_("up"), change.up
    yield N_("same"), change.same
    yield N_("down"), change.down
    yield N_("of"), change.of
    yield N_("p of the sign test"), change.p
    yield N_("mid-p of McNemar’s test"), change.mid_p
