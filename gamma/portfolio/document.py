"""A portfolio as a page of its reader's own: the same rows as in the chat, as a table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.dates import day_in
from gamma.document import Document
from gamma.portfolio.followed import PortfolioRow
from gamma.portfolio.table import portfolio_table
from gamma.programme.file import Programme
from gamma.translator import N_, Translator

_ORDER = N_(
    "What asks for attention stands first, then the names: no startup is better than another. "
    "A column of which nothing is known for anybody is left out."
)
_SORTING = N_("The title of a column sorts by it, a second press the other way round.")
_SOURCE = N_(
    "Verdicts are the teams’ own, of what they shared. This page is yours alone: whoever has its "
    "address can read it. To take it back: `/gamma portfolio table revoke`."
)


def portfolio_document(
    translator: Translator, programme: Programme, rows: Sequence[PortfolioRow], now: datetime, zone: ZoneInfo
) -> Document:
    table = portfolio_table(translator, programme, rows, now, zone).without_empty_columns()
    columns = len(table.columns)
    hint = translator.plural(
        "{count} column: where it is wider than the screen, the table moves sideways.",
        "{count} columns: where they are wider than the screen, the table moves sideways.",
        columns,
    )
    return Document(
        title=translator.text(N_("Portfolio")),
        head=[
            translator.render(N_("As of {day}."), day=translator.date(day_in(now, zone))),
            translator.render(_ORDER),
        ],
        sections=[],
        closing=[translator.render(_SOURCE)],
        table=replace(table, hint=f"{hint} {translator.text(_SORTING)}"),
    )
