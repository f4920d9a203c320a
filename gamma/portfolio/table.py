"""A portfolio as a table: the same cells for the page on a screen and for the file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from gamma.assessments.answer_labels import format_value
from gamma.assessments.readiness import LEVELS
from gamma.assessments.results import SIGNS
from gamma.assessments.trend_messages import quarter_name
from gamma.csv_file import file_number
from gamma.dates import day_in
from gamma.document import Cell, Column, Table
from gamma.metrics.small_curve import small_curve
from gamma.portfolio.followed import PortfolioRow
from gamma.portfolio.row_messages import muted_text, reason_text
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.text import quoted
from gamma.translator import N_, Translator

_EMPTY = Cell("")


@dataclass(frozen=True)
class _View:
    """By whose words and whose clock."""

    translator: Translator
    programme: Programme
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return day_in(self.now, self.zone)


_Make = Callable[[_View, PortfolioRow], Cell]


def portfolio_table(
    translator: Translator, programme: Programme, rows: Sequence[PortfolioRow], now: datetime, zone: ZoneInfo
) -> Table:
    """In the order of the rows."""
    view = _View(translator, programme, now, zone)
    columns = list(_columns(view))
    return Table(
        caption=translator.text(N_("The startups, and what is known of each")),
        columns=[column for column, _ in columns],
        rows=[[make(view, row) for _, make in columns] for row in rows],
    )


def _columns(view: _View) -> Iterator[tuple[Column, _Make]]:
    translator = view.translator

    def column(name: str, label: str, make: _Make) -> tuple[Column, _Make]:
        return Column(name, translator.text(label)), make

    yield column("name", N_("Startup"), _name)
    yield column("attention", N_("To look at"), _attention)
    for criterion in view.programme.criteria:
        yield Column(criterion.id, translator.local(criterion.short)), _verdict_of(criterion)
    yield column("quarter", N_("Result of"), _quarter)
    yield column("metric", N_("Impact metric"), _metric)
    yield column("value", N_("Value"), _value)
    yield column("value_day", N_("Value of"), _value_day)
    yield column("target", N_("Target"), _target)
    yield column("target_day", N_("Target for"), _target_day)
    yield column("checkpoint", N_("Next checkpoint"), _checkpoint)
    yield column("seen", N_("Sponsor last seen"), _seen)
    yield column("questions", N_("Open questions"), _questions)
    yield column("committee", N_("Committee"), _committee)
    yield column("days", N_("Days to committee"), _days)
    yield column("incubator", N_("Incubator"), lambda _, row: _words(row.known.incubator))
    yield column("phase", N_("Phase"), _phase)
    yield column("managers", N_("Portfolio manager"), _managers)
    yield column("aside", N_("Set aside"), _muted)


def _words(text: str) -> Cell:
    return Cell(text, text.casefold() or None)


def _name(_view: _View, row: PortfolioRow) -> Cell:
    return _words(row.startup.name)


def _attention(view: _View, row: PortfolioRow) -> Cell:
    """Sorted by whether there is something, never by how much."""
    said = [str(reason_text(view.translator, row, each, view.now, view.zone)) for each in row.attention]
    return Cell("; ".join(said), not said)


def _verdict_of(criterion: Criterion) -> _Make:
    def make(view: _View, row: PortfolioRow) -> Cell:
        if row.result is None:
            return _EMPTY
        verdict, earlier = row.result.verdicts[criterion.id], row.result.earlier_verdict(criterion.id)
        translator, said = view.translator, verdict_name(view.translator, row.result.verdicts[criterion.id])
        sentence = N_("{sign} {verdict} (before: {earlier})") if earlier else N_("{sign} {verdict}")
        before = verdict_name(translator, earlier) if earlier else ""
        text = translator.text(sentence, sign=SIGNS[verdict], verdict=said, earlier=before)
        return Cell(text, LEVELS.get(verdict))

    return make


def _quarter(view: _View, row: PortfolioRow) -> Cell:
    if row.result is None:
        return _EMPTY
    quarter = row.result.quarter
    return Cell(quarter_name(view.translator, quarter), (quarter.year, quarter.number))


def _metric(_view: _View, row: PortfolioRow) -> Cell:
    if row.metric is None or not row.metric.name:
        return _EMPTY
    return Cell(quoted(row.metric.name), row.metric.name.casefold())


def _value(view: _View, row: PortfolioRow) -> Cell:
    value = row.metric.latest if row.metric else None
    if row.metric is None or value is None or value.number is None:
        return _EMPTY
    return replace(_number(view, value.number), curve=small_curve(row.metric, view.today))


def _value_day(view: _View, row: PortfolioRow) -> Cell:
    value = row.metric.latest if row.metric else None
    return _day(view, value.day) if value and value.number is not None else _EMPTY


def _target(view: _View, row: PortfolioRow) -> Cell:
    target = row.metric.next_target(view.today) if row.metric else None
    return _number(view, target.number) if target else _EMPTY


def _target_day(view: _View, row: PortfolioRow) -> Cell:
    target = row.metric.next_target(view.today) if row.metric else None
    return _day(view, target.day) if target and target.day else _EMPTY


def _number(view: _View, number: Decimal) -> Cell:
    return Cell(format_value(view.translator, number), number, in_file=file_number(view.translator, number))


def _day(view: _View, day: date) -> Cell:
    return Cell(view.translator.date(day), day.toordinal(), in_file=day.isoformat())


def _checkpoint(view: _View, row: PortfolioRow) -> Cell:
    checkpoint = row.startup.next_checkpoint(view.now)
    if checkpoint is None:
        return _EMPTY
    when = view.translator.moment(checkpoint.moment, view.now, view.zone)
    return Cell(when, checkpoint.starts_at.timestamp())


def _seen(view: _View, row: PortfolioRow) -> Cell:
    seen = row.sponsor_seen(view.zone)
    if seen is None:
        return _EMPTY
    day, where = seen
    sentence = N_("{day} (checkpoint)") if where == "checkpoint" else N_("{day} (committee)")
    return Cell(view.translator.text(sentence, day=view.translator.date(day)), day.toordinal())


def _questions(view: _View, row: PortfolioRow) -> Cell:
    count = row.known.open_questions
    return Cell(view.translator.number(count), count)


def _committee(view: _View, row: PortfolioRow) -> Cell:
    day = row.committee_on(view.today)
    return Cell(view.translator.date(day), day.toordinal()) if day else _EMPTY


def _days(view: _View, row: PortfolioRow) -> Cell:
    day = row.committee_on(view.today)
    left = (day - view.today).days if day else 0
    return Cell(view.translator.number(left), left) if day else _EMPTY


def _phase(view: _View, row: PortfolioRow) -> Cell:
    phase = row.known.phase
    return _words(view.programme.phase_name(phase, view.translator) if phase else "")


def _managers(view: _View, row: PortfolioRow) -> Cell:
    return _words(", ".join(view.translator.name(each.name) for each in row.startup.managers))


def _muted(view: _View, row: PortfolioRow) -> Cell:
    said = [str(muted_text(view.translator, row, *each, view.now, view.zone)) for each in row.muted]
    return Cell("; ".join(said), not said)
