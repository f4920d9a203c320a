"""A table as a file that a spreadsheet opens."""

import csv
import io

from gamma.document import Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(table: Table) -> bytes:
    """As a spreadsheet in French opens it: semicolons, UTF-8 with its mark, no cell that calculates."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.label) for column in table.columns])
    writer.writerows([[harmless(cell.text) for cell in row] for row in table.rows])
    return written.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A spreadsheet takes for a formula what begins like one, blanks before it or not."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
