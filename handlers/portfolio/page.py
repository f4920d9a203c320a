"""`/gamma portfolio table`: one's own portfolio as a page on a screen, whose address can be taken back."""

from gamma.chat import Message
from gamma.document import DocumentKind
from gamma.errors import UserError
from gamma.translator import N_
from handlers.document_links import give_document, take_back, take_back_button
from handlers.engine.command_spec import Arguments, Changes, Subcommand, Usage
from handlers.engine.context import Context
from handlers.portfolio.shown import require_portfolio

_KIND: DocumentKind = "portfolio"
_ADDRESS = N_(
    "Your portfolio as a table, to sort and to print: `{address}`. It is yours: whoever has this address can "
    "read it until {day}, as long as you follow startups."
)
_NO_PAGES = N_(
    "This installation has no public address, so there is no page. `/gamma portfolio csv` brings the same as "
    "a file."
)
_TAKEN_BACK = N_(
    "Done: no address leads to your portfolio any more. `/gamma portfolio table` makes a new one."
)


def _show(context: Context, _given: Arguments) -> Message:
    require_portfolio(context)
    if not context.pages.base_url:
        raise UserError(_NO_PAGES)
    context.note_export("table")
    said = context.translator.render(_ADDRESS, **give_document(context, _KIND, None))
    return Message((said,), (take_back_button(context, "portfolio table revoke"),))


def _revoke(context: Context, _given: Arguments) -> Message:
    """Also of who follows no startup any more."""
    return take_back(context, _KIND, None, _TAKEN_BACK)


TABLE = Subcommand(
    "table",
    _show,
    spellings=("table", "tableau", "lien", "link", "écran", "screen", "ma page", "my page"),
    usages=(
        Usage(
            {"en": "portfolio table", "fr": "portefeuille tableau"},
            N_("the same as a page of your own, to sort and print; `revoke` takes it back"),
        ),
    ),
    subcommands=(
        Subcommand("revoke", _revoke, spellings=("revoke", "retirer", "révoquer"), changes=Changes.ALWAYS),
    ),
    changes=Changes.ALWAYS,
)
