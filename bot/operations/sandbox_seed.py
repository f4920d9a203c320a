"""Gives the sandbox its invented startups, so that a newcomer finds something there."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.settings import SANDBOX_ADMIN, SANDBOX_DATABASE, SettingsError
from gamma.chat_platform import Chat
from gamma.people.person import Person
from gamma.startups.catalogue import merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.sponsor_contact import SponsorContact
from gamma.startups.startup import Channel
from storage.people import people
from storage.startups import enrolment, imports, page, sponsor_contacts, startups
from storage.store import Store

_FOLDER = Path(__file__).parents[1] / "platforms" / "sandbox"
_SAMPLE = ("startups.json", "organisations.json")
_LINKED_CHANNEL = "equipe-velo-facile"
_LINKED_STARTUP = "velo-facile"
_MANAGER = "pauline"
_STATEMENTS = {
    "territory": "Bretagne",
    "market_type": "administration",
    "objective_growth": "Passer de 400 à 1 000 communes d’ici l’été.",
    "objective_impact": "Savoir combien de trajets en voiture sont évités.",
    "obstacles": "Pas d’accès au fichier des communes\nPaiement en ligne : un seul prestataire possible",
}
_USE_ANOTHER = (
    "Invented startups would mix with them, so none was put in; "
    f"give the sandbox a database of its own, such as DATABASE_URL={SANDBOX_DATABASE}."
)
_CONTACT = SponsorContact("Jeanne Martin", "AIM", "jeanne.martin@mobilites.example")


def seed(store: Store, chat: Chat, now: datetime) -> None:
    """Does nothing once a channel of the sandbox was linked. Raises SettingsError on a real database."""
    sample = merge_catalogues([(name, parse_catalogue((_FOLDER / name).read_bytes())) for name in _SAMPLE])
    with store.write() as session:
        if people.platforms(session) - {"sandbox"}:
            raise SettingsError(f"DATABASE_URL serves real people and channels. {_USE_ANOTHER}")
        if startups.linked_platforms(session):
            return
        if foreign := startups.names_by_id(session).keys() - {entry.id for entry in sample.entries}:
            problem = f"DATABASE_URL holds startups that are not the sandbox's own ({len(foreign)})"
            raise SettingsError(f"{problem}. {_USE_ANOTHER}")
        imports.save_catalogue(session, sample, now)
        admin = people.upsert_person(session, *SANDBOX_ADMIN, chat.profile(SANDBOX_ADMIN[1]))
        channel = Channel("sandbox", _LINKED_CHANNEL, _LINKED_STARTUP)
        startups.link_channel(session, channel, admin, now)
        manager = people.upsert_person(session, "sandbox", _MANAGER, chat.profile(_MANAGER))
        enrolment.assign_manager(session, _LINKED_STARTUP, manager.id)
        _enrol(session, admin, now)


def _enrol(session: Session, admin: Person, now: datetime) -> None:
    """With a page on which somebody has begun to say something."""
    enrolment.enrol(session, _LINKED_STARTUP, admin, now)
    page.save_details(session, _LINKED_STARTUP, _STATEMENTS, admin, now)
    sponsor_contacts.upsert_contact(session, _LINKED_STARTUP, _CONTACT, admin, now)
