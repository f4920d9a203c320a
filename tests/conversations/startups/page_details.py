"""What people said for a startup's page, read back from the database."""

from storage.startups import page
from tests.conversation import STARTUP, Talk


def details(talk: Talk) -> dict[str, str]:
    with talk.app.store.read() as session:
        return page.details_of(session, STARTUP.id)
