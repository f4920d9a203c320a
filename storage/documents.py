"""What a document shows that a link leads to."""

from sqlalchemy.orm import Session

from gamma.committees.document import committee_document
from gamma.document import Document
from gamma.public_links import LinkKey
from gamma.translator import Translator
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.committees.file import collect
from storage.sponsor_page import Snapshot
from storage.startups import document_links, startups


def load_document(
    session: Session, key: LinkKey, snapshot: Snapshot, translator: Translator
) -> Document | None:
    """None where the link leads nowhere, or nowhere any more."""
    link = document_links.load(session, key, snapshot.now)
    startup = startups.load(session, link.startup_id) if link else None
    if startup is None:
        return None
    ahead = committees.ahead(session, startup.id)
    file = collect(session, snapshot.programme, startup, ahead, snapshot.zone)
    zone = checkpoints.startup_zone(session, startup.id, snapshot.zone)
    return committee_document(translator, snapshot.programme, file, snapshot.now.astimezone(zone).date())
