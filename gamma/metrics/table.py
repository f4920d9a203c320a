"""The values of the metric as a file, and values pasted from one."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gamma.answers import Percentage
from gamma.csv_file import as_csv
from gamma.document import Cell, Column, Table
from gamma.errors import InvalidInputError, UserError
from gamma.metrics.metric import Metric, MetricValue
from gamma.metrics.parse_value import TypedValue, fit_to
from gamma.metrics.regions import REGION_CHARACTERS, region_named
from gamma.parsing.past_day import parse_past_day
from gamma.parsing.quantity import parse_quantity
from gamma.text import one_line, quoted
from gamma.translator import N_, Translator

MOST_LINES = 200
_MOST_NAMED = 3
_WRONG_LINE = N_("line {number}, “{line}”: {why}")
_WRONG = N_("Nothing is kept yet. {lines}")
_NO_LINE = N_("Paste lines of a day and a value, for example “31/10/2026;940”.")
_TOO_MANY = N_("{most} lines at most, please: paste the rest after.")
_TWO_COLUMNS = N_("a day and a value are wanted, with “;” between them")


def as_file(translator: Translator, metric: Metric) -> bytes:
    """The first three columns are those that can be pasted back."""
    labels = {
        "day": N_("Day"),
        "value": N_("Value"),
        "region": N_("Region"),
        "unit": N_("Unit"),
        "source": N_("Stated or shared"),
        "curve": N_("Curve"),
    }
    curves = [*metric.earlier, metric.values]
    rows = [
        _row(translator, value, metric.unit, place)
        for place, curve in enumerate(curves, start=1)
        for value in curve
    ]
    columns = [Column(name, translator.text(label)) for name, label in labels.items()]
    return as_csv(Table(translator.text(N_("Values")), columns, rows))


def _row(translator: Translator, value: MetricValue, unit: str, curve: int) -> list[Cell]:
    shared = translator.text(N_("shared with a self-assessment")) if value.shared else ""
    number = value.number if value.number is not None else Decimal(0)
    own_unit = "%" if isinstance(number, Percentage) else str(getattr(number, "unit", unit))
    written = f"{Decimal(number):f}"
    cells = (
        value.day.isoformat(),
        written.replace(".", ",") if translator.locale == "fr" else written,
        value.region,
        own_unit,
        shared or translator.text(N_("stated")),
        str(curve),
    )
    return [Cell(cell) for cell in cells]


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


def parse_table(typed: str, metric: Metric, today: date) -> list[TypedValue]:
    """Lines "day;value" or "day;value;region", a head above them or not. All of them, or none.

    Raises InvalidInputError with the lines that say no value.
    """
    lines = [_Line(at, one_line(line)) for at, line in enumerate(typed.splitlines(), start=1)]
    lines = [line for line in lines if line.text]
    if lines and not re.search(r"\d", lines[0].text):
        lines = lines[1:]
    if not lines:
        raise InvalidInputError(_NO_LINE)
    if len(lines) > MOST_LINES:
        raise InvalidInputError(_TOO_MANY, most=MOST_LINES)
    values: list[TypedValue] = []
    wrong: list[tuple[_Line, UserError]] = []
    for line in lines:
        try:
            values.append(fit_to(metric, _parse_line(line.text, today)))
        except InvalidInputError as error:
            wrong.append((line, error))
    if wrong:
        raise InvalidInputError(_WRONG, lines=lambda words: _wrong_lines(words, wrong))
    return values


def _wrong_lines(translator: Translator, wrong: list[tuple[_Line, UserError]]) -> str:
    said = [
        translator.text(_WRONG_LINE, number=line.number, line=quoted(line.text), why=error.text(translator))
        for line, error in wrong[:_MOST_NAMED]
    ]
    return " · ".join(said) + ("…" if len(wrong) > _MOST_NAMED else "")


def _parse_line(text: str, today: date) -> TypedValue:
    mark = next((mark for mark in (";", ",") if mark in text), None)
    cells = [cell.strip(" \"'") for cell in text.split(mark, 1 if mark == "," else -1)] if mark else []
    if len(cells) < 2:
        raise InvalidInputError(_TWO_COLUMNS)
    region = cells[2] if len(cells) > 2 else ""
    known = region_named(region) if region else ""
    unit = cells[3] if len(cells) > 3 else ""
    number = parse_quantity(f"{cells[1]} {unit}".strip(), percent=True)
    day = parse_past_day(cells[0], today)
    return TypedValue(number, day, (known or region)[:REGION_CHARACTERS])
