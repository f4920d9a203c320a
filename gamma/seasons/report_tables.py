"""Tables of the report, cell by cell."""

from collections.abc import Sequence
from decimal import Decimal

from gamma.document import Cell, Column, Table
from gamma.translator import Translator


def table(
    translator: Translator, caption: str, labels: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Table:
    return Table(translator.text(caption), [Column(each, translator.text(each)) for each in labels], rows)


def number(translator: Translator, count: float | None) -> Cell:
    """What is not known stays empty; the page says so."""
    return Cell("") if count is None else Cell(translator.number(Decimal(str(count))), count)
