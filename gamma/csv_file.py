"""A table as a file that a spreadsheet opens."""

import csv
import io
from decimal import Decimal

from gamma.answers import Percentage
from gamma.document import Table
from gamma.translator import Translator

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(table: Table) -> bytes:
    """As a spreadsheet in French opens it: semicolons, UTF-8 with its mark, no cell that calculates."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.label) for column in table.columns])
    writer.writerows([[harmless(cell.in_file or cell.text) for cell in row] for row in table.rows])
    return written.getvalue().encode("utf-8-sig")


def file_number(translator: Translator, number: Decimal) -> str:
    """As a spreadsheet in the reader's language counts with it: no spaces, and no unit but the share's."""
    written = f"{Decimal(number):f}"
    own = written.replace(".", ",") if translator.locale == "fr" else written
    return f"{own}%" if isinstance(number, Percentage) else own


def harmless(cell: str) -> str:
    """A spreadsheet takes for a formula what begins like one, blanks before it or not."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
