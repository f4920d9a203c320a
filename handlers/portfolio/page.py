"""`/gamma portfolio table`: one's own portfolio as a page on a screen, whose address can be taken back."""

from gamma.chat import Button, Message
from gamma.document import DocumentKind
from gamma.errors import UserError
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Subcommand, Usage
from handlers.engine.context import Context
from handlers.portfolio.shown import require_portfolio
from storage.startups import document_links

_KIND: DocumentKind = "portfolio"
_ADDRESS = N_(
    "Your portfolio as a table, to sort and to print: `{address}`. It is yours: whoever has this address can "
    "read it until {day}, as long as you follow startups."
)
_NO_PAGES = N_(
    "This installation has no public address, so there is no page. `/gamma portfolio csv` brings the same as "
    "a file."
)


def _show(context: Context, _given: Arguments) -> Message:
    require_portfolio(context)
    if not context.pages.base_url:
        raise UserError(_NO_PAGES)
    translator = context.translator
    link = document_links.issue(context.session, _KIND, None, context.actor, context.now)
    day = translator.date(link.expires_at.astimezone(context.reader_zone).date())
    said: Text = translator.render(_ADDRESS, address=context.pages.document_url(link.key), day=day)
    return Message((said,), (Button(translator.text(N_("Take the page back")), "portfolio table revoke"),))


def _revoke(context: Context, _given: Arguments) -> Message:
    """Also of who follows no startup any more."""
    done = document_links.revoke(context.session, _KIND, None, context.actor, context.now)
    sentence = (
        N_("Done: no address leads to your portfolio any more. `/gamma portfolio table` makes a new one.")
        if done
        else N_("There is no page to take back.")
    )
    return Message((context.translator.render(sentence),))


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
    subcommands=(Subcommand("revoke", _revoke, spellings=("revoke", "retirer", "révoquer")),),
)
