"""`/gamma committee file`: what is known for the committee, as a message and as a page to print."""

from gamma.chat import Message
from gamma.committees import messages
from gamma.committees.file import file_paragraphs
from gamma.document import DocumentKind
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.document_links import give_document, take_back, take_back_button
from handlers.engine.command_spec import Arguments, Changes, StartupArgument, Subcommand, Usage
from handlers.engine.context import Context
from storage.committees import committees
from storage.committees.file import collect
from storage.startups import startups

_KIND: DocumentKind = "committee"


def _file(context: Context, given: Arguments) -> Message:
    startup, translator = given.startup, context.translator
    ahead = committees.ahead(context.session, startup.id)
    file = collect(context.session, context.programme, startup, ahead, context.zone)
    page = _page_lines(context, startup)
    paragraphs = file_paragraphs(translator, context.programme, file, context.today_in(startup.id), page)
    revoke = [take_back_button(context, "committee file revoke", startup.id)] if page else []
    return Message(paragraphs, (messages.page_button(translator, startup), *revoke))


def _page_lines(context: Context, startup: Startup) -> list[Text]:
    """Where the same can be read and printed; none where this installation has no public address."""
    if not context.pages.base_url:
        return []
    startups.lock_startup(context.session, startup.id)
    context.note_export("committee", startup.id)
    sentence = N_(
        "The same as a page to read, print or send, without an account: `{address}`. "
        "Whoever has this address can read it until {day}."
    )
    return [context.translator.render(sentence, **give_document(context, _KIND, startup))]


def _revoke(context: Context, given: Arguments) -> Message:
    done = N_("Done: no address leads to this page any more. `/gamma committee file` makes a new one.")
    return take_back(context, _KIND, given.startup, done)


_REVOKE = Subcommand(
    "revoke",
    _revoke,
    spellings=("revoke", "retirer", "révoquer"),
    startup=StartupArgument.BESIDE,
    right=Right.SEE_SHARED_RESULTS,
    changes=Changes.ALWAYS,
)
SUBCOMMAND = Subcommand(
    "file",
    _file,
    spellings=("file", "dossier"),
    usages=(
        Usage(
            {"en": "committee file", "fr": "comité dossier"},
            N_("what I know for it, in one message and as a page to print; `revoke` takes the page back"),
        ),
    ),
    startup=StartupArgument.BESIDE,
    right=Right.SEE_SHARED_RESULTS,
    subcommands=(_REVOKE,),
    changes=Changes.ALWAYS,
)
