"""Gives the sandbox its invented startups, so that a newcomer finds something there."""

from pathlib import Path

from bot.app import SANDBOX_ADMIN, App
from bot.settings import SettingsError
from gamma.catalogue_import import read
from gamma.chat import Profile
from gamma.people import Channel
from storage import imports, people, startups

_SAMPLE = Path(__file__).parent / "platforms" / "sandbox" / "startups.json"
_LINKED_CHANNEL = "equipe-velo-facile"
_LINKED_STARTUP = "velo-facile"
_MANAGER = "pauline"


def seed(app: App) -> None:
    """Does nothing once a channel of the sandbox was linked. Raises SettingsError on a real database."""
    sample = read(_SAMPLE.read_bytes())
    now = app.clock.now()
    with app.store.write() as session:
        platforms = startups.linked_platforms(session)
        if platforms - {"sandbox"}:
            raise SettingsError("DATABASE_URL serves real channels: give the sandbox a database of its own.")
        if platforms:
            return
        imports.keep(session, sample, now)
        admin = people.meet(session, *SANDBOX_ADMIN, _profile(app, SANDBOX_ADMIN[1]))
        channel = Channel("sandbox", _LINKED_CHANNEL, _LINKED_STARTUP)
        startups.link(session, channel, admin, now)
        manager = people.meet(session, "sandbox", _MANAGER, _profile(app, _MANAGER))
        startups.assign_manager(session, _LINKED_STARTUP, manager.id)


def _profile(app: App, account: str) -> Profile:
    return app.chats["sandbox"].profile(account)
