"""Somebody's own portfolio as a file, in private: with what they may see when it leaves."""

from collections.abc import Mapping

from gamma.chat import File, Message
from gamma.csv_file import as_csv
from gamma.dates import day_in
from gamma.portfolio.filters import Filter
from gamma.portfolio.table import portfolio_table
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject
from storage.portfolio import rows


def portfolio_file(context: MessageContext, subject: Subject) -> Message | None:
    """None for who follows no startup any more."""
    ids = rows.ids_seen_by(context)
    if ids is not None and not ids:
        return None
    every = rows.load(context, ids, with_facts=True)
    shown = Filter.from_json(subject["filter"]).applied(every)
    translator, zone = context.translator, context.reader_zone
    table = portfolio_table(translator, context.programme, shown, context.now, zone)
    said = translator.plural(
        "Here is your portfolio as a file: {count} startup.",
        "Here is your portfolio as a file: {count} startups.",
        len(shown),
    )
    name = translator.text(N_("gamma-portfolio-{day}.csv"), day=day_in(context.now, zone).isoformat())
    return Message((said,), file=File(name, as_csv(table)))


MESSAGES: Mapping[str, MessageKind] = {"portfolio_file": MessageKind(portfolio_file)}
