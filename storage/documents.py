"""What a document shows that a link leads to."""

from sqlalchemy.orm import Session

from gamma.committees.document import committee_document
from gamma.document import Document
from gamma.portfolio.document import portfolio_document
from gamma.public_links import LinkKey
from gamma.startups.startup import Startup
from gamma.translator import Translator
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.committees.file import collect
from storage.people import people
from storage.portfolio import rows
from storage.reader_context import ReaderContext
from storage.sponsor_page import Snapshot
from storage.startups import document_links, startups


def load_document(
    session: Session, key: LinkKey, snapshot: Snapshot, translator: Translator
) -> Document | None:
    """None where the link leads nowhere, or nowhere any more."""
    link = document_links.load(session, key, snapshot.now)
    if link is None:
        return None
    if link.startup_id is None:
        return _portfolio(session, link.made_by, snapshot, translator)
    startup = startups.load(session, link.startup_id)
    return _committee(session, startup, snapshot, translator) if startup else None


def _portfolio(
    session: Session, person_id: int, snapshot: Snapshot, translator: Translator
) -> Document | None:
    """Of whom the person may see at this moment; None once that is nobody any more."""
    reader = people.by_id(session, person_id)
    context = ReaderContext(
        session=session,
        programme=snapshot.programme,
        translator=translator,
        now=snapshot.now,
        zone=snapshot.zone,
        reader=reader,
        reader_zone=reader.zone or snapshot.zone,
        command_ids=frozenset(snapshot.command_ids),
        is_programme_team=(reader.platform, reader.account) in set(snapshot.programme_team),
    )
    ids = rows.ids_seen_by(context)
    if ids is not None and not ids:
        return None
    shown = rows.load(context, ids, with_facts=True)
    return portfolio_document(translator, snapshot.programme, shown, snapshot.now, context.reader_zone)


def _committee(session: Session, startup: Startup, snapshot: Snapshot, translator: Translator) -> Document:
    ahead = committees.ahead(session, startup.id)
    file = collect(session, snapshot.programme, startup, ahead, snapshot.zone)
    today = checkpoints.startup_today(session, startup.id, snapshot.now, snapshot.zone)
    return committee_document(translator, snapshot.programme, file, today)
