"""Addresses of documents: given out again and again for one link, and taken back by one press."""

from gamma.chat import Button, Message
from gamma.document import DocumentKind
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.context import Context
from storage.startups import document_links


def give_document(context: Context, kind: DocumentKind, startup: Startup | None) -> dict[str, str]:
    """address: of the document; day: until when it leads there. Only where there are pages."""
    link = document_links.issue(context.session, kind, startup, context.actor, context.now)
    day = context.translator.date(link.expires_at.astimezone(context.reader_zone).date())
    return {"address": context.pages.document_url(link.key), "day": day}


def take_back_button(context: Context, says: str, about: str = "") -> Button:
    return Button(context.translator.text(N_("Take the page back")), says, about)


def take_back(context: Context, kind: DocumentKind, startup: Startup | None, done: str) -> Message:
    """done: the sentence where a link led somewhere."""
    ended = document_links.revoke(context.session, kind, startup, context.actor, context.now)
    return Message((context.translator.render(done if ended else N_("There is no page to take back.")),))
