"""The report of a season as it is read: titled parts with sentences, tables and one picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gamma.chat import Picture
from gamma.document import Cell, Table
from gamma.programme.file import Programme
from gamma.programme.labels import VERDICT_NAMES, verdict_name
from gamma.seasons.evaluation import Evaluation, MomentResult
from gamma.seasons.names import MOMENT_NAMES
from gamma.seasons.picture import Bar, Panel, draw_levels
from gamma.seasons.report_before_after import before_after_part
from gamma.seasons.report_changes import changes_part
from gamma.seasons.report_relation import relation_part
from gamma.seasons.report_tables import number, table
from gamma.seasons.report_work import work_parts
from gamma.seasons.statistics import wilson_interval
from gamma.text import Text
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class Part:
    title: str
    paragraphs: Sequence[Text]
    tables: Sequence[Table] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Report:
    title: str
    head: Sequence[Text]
    parts: Sequence[Part]


_WHAT_IT_SAYS = N_(
    "These counts say how many startups of the season stood where, and how many moved. They do not say why: "
    "there was no group to compare with, and teams assess themselves."
)
_SMALL = N_(
    "With so few startups one more or less changes a share by several points: read the counts first, and the "
    "shares with their intervals."
)


def season_report(
    translator: Translator, programme: Programme, evaluation: Evaluation, today: date
) -> Report:
    season = evaluation.season
    days = translator.render(
        N_("From {start} to {end}, {startups}."),
        start=translator.date(season.starts_on),
        end=translator.date(season.ends_on),
        startups=translator.plural("{count} startup", "{count} startups", evaluation.startups),
    )
    head = [days, *_state(translator, evaluation, today), translator.render(_WHAT_IT_SAYS)]
    if evaluation.startups < 100:
        head.append(translator.render(_SMALL))
    parts = [
        _levels_part(translator, programme, evaluation),
        Part(*changes_part(translator, programme, evaluation)),
        *(Part(*each) for each in work_parts(translator, programme, evaluation)),
        *([Part(*relation_part(translator, evaluation))] if evaluation.relation else []),
        *_before_after(translator, evaluation),
        Part(translator.text(N_("How it was counted")), [translator.render(each) for each in _METHOD]),
    ]
    return Report(translator.text(N_("Season {name}: the report"), name=season.name), head, parts)


def _before_after(translator: Translator, evaluation: Evaluation) -> Iterator[Part]:
    if compared := evaluation.before_after:
        yield Part(*before_after_part(translator, compared))


def _state(translator: Translator, evaluation: Evaluation, today: date) -> Iterator[Text]:
    season = evaluation.season
    if season.closed_at:
        closed = N_(
            "The season is closed: the report stays as it is. Fingerprint of its JSON: `{fingerprint}`."
        )
        yield translator.render(closed, fingerprint=season.fingerprint)
        how = N_("To check it: `{command}` gives the same, and `gamma report` says so itself.")
        yield translator.render(how, command=f"gamma report --season {season.id} --format json | sha256sum")
    else:
        yield translator.render(
            N_("As of {day}: the season is not closed, its counts may still change."),
            day=translator.date(today),
        )


# --- where they stood ------------------------------------------------------------------------------------


def _levels_part(translator: Translator, programme: Programme, evaluation: Evaluation) -> Part:
    paragraphs = [
        translator.render(
            N_(
                "A level is the team’s own, of what its members shared. Who shared nothing is counted as "
                "unknown: nothing is filled in."
            )
        )
    ]
    if not any(result.taken for result in evaluation.moments.values()):
        paragraphs.append(
            translator.render(
                N_("No round has been opened for the season yet. What teams shared besides is not counted.")
            )
        )
    picture = levels_picture(translator, programme, evaluation)
    tables = [_levels_table(translator, programme, evaluation), _respondents(translator, evaluation)]
    return Part(translator.text(N_("The criteria, from entry to end")), paragraphs, tables, picture)


def levels_picture(
    translator: Translator, programme: Programme, evaluation: Evaluation, words: str = ""
) -> Picture:
    """words: what it shows, where no table stands beside it."""
    panels = [
        Panel(translator.local(each.title), list(_bars(translator, evaluation, each.id)))
        for each in evaluation.criteria_of(programme)
    ]
    legend = [verdict_name(translator, verdict) for verdict in VERDICT_NAMES]
    alt = N_(
        "Bars of the counts that the table below holds: for each criterion and moment, how many of the "
        "startups stood at which level."
    )
    return Picture(lambda: draw_levels(panels, legend), words or translator.text(alt))


def _bars(translator: Translator, evaluation: Evaluation, criterion: str) -> Iterator[Bar]:
    if baseline := evaluation.baseline:
        yield Bar(_month(translator, baseline.on), (baseline.reached[criterion],), baseline.of)
    for moment, result in evaluation.moments.items():
        levels = result.criteria[criterion]
        counts = (levels.reached, levels.partly, levels.not_yet, levels.unknown)
        known = tuple(count for count in counts if count is not None)
        if len(known) == len(counts):
            yield Bar(translator.text(MOMENT_NAMES[moment]), known, levels.of)


def _month(translator: Translator, written: str) -> str:
    return translator.month(date.fromisoformat(f"{written}-01"))


def _levels_table(translator: Translator, programme: Programme, evaluation: Evaluation) -> Table:
    labels = [
        N_("Criterion"),
        N_("When"),
        *VERDICT_NAMES.values(),
        N_("of"),
        N_("Share reached (95 % interval)"),
    ]
    rows: list[list[Cell]] = []
    for criterion in evaluation.criteria_of(programme):
        title = Cell(translator.local(criterion.short))
        if baseline := evaluation.baseline:
            reached = baseline.reached[criterion.id]
            when = Cell(translator.text(N_("baseline, {month}"), month=_month(translator, baseline.on)))
            rest = [number(translator, None)] * 3
            rows.append(
                [
                    title,
                    when,
                    number(translator, reached),
                    *rest,
                    number(translator, baseline.of),
                    _share(translator, reached, baseline.of),
                ]
            )
        for moment, result in evaluation.moments.items():
            levels = result.criteria[criterion.id]
            if levels.reached is not None:
                counts = (levels.reached, levels.partly, levels.not_yet, levels.unknown, levels.of)
                cells = [number(translator, count) for count in counts]
                when = Cell(translator.text(MOMENT_NAMES[moment]))
                rows.append([title, when, *cells, _share(translator, levels.reached, levels.of)])
    return table(translator, N_("Startups by level, at each moment"), labels, rows)


def _respondents(translator: Translator, evaluation: Evaluation) -> Table:
    rows = [
        _respondents_row(translator, evaluation, MOMENT_NAMES[moment], result)
        for moment, result in evaluation.moments.items()
        if result.taken
    ]
    labels = [N_("When"), N_("teams that shared a result"), N_("of"), N_("people who shared")]
    return table(translator, N_("Who answered"), labels, rows)


def _respondents_row(
    translator: Translator, evaluation: Evaluation, when: str, result: MomentResult
) -> list[Cell]:
    few = Cell(translator.text(N_("fewer than 3")))
    people = few if result.people is None else number(translator, result.people)
    counts = number(translator, result.teams), number(translator, evaluation.startups)
    return [Cell(translator.text(when)), *counts, people]


def _share(translator: Translator, count: int, of: int) -> Cell:
    interval = wilson_interval(count, of)
    if interval is None:
        return Cell("")
    share, low, high = (_percent(translator, each) for each in (count / of, *interval))
    said = translator.text(N_("{share} ({low} to {high})"), share=share, low=low, high=high)
    return Cell(said, count / of)


def _percent(translator: Translator, share: float) -> str:
    return translator.text(N_("{number}%"), number=translator.number(Decimal(round(share * 100))))


_METHOD = (
    N_(
        "A moment is the round of self-assessment that the programme team opened for it. Of each person the "
        "last result that was shared within the round counts; one that is not shared counts nowhere."
    ),
    N_(
        "The same startups twice: those with a level at both moments. Of reached or not the test is "
        "McNemar’s, mid-p (Fagerland and others, 2013); of levels it is the sign test. Both are printed "
        "only from 10 startups and 5 movements on."
    ),
    N_(
        "Intervals are Wilson’s, at 95 %. A p says how surprising such movements would be if they were "
        "chance."
    ),
    N_(
        "A goal is the metric and the target that a team had shared at entry, frozen when that round ended. "
        "It is reached from 80 % of the target on; one whose value is not known is counted as such."
    ),
    N_("Fewer than 3 answers of people are not told, nor a median of them. No person is named anywhere."),
)
