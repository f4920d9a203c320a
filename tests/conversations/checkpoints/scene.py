"""A startup that takes part, its checkpoint planned, and the time after that."""

from datetime import UTC, datetime

from storage.people import people
from storage.startups import enrolment
from tests.conversation import STARTUP, Talk


def enrolled(talk: Talk, *, manager: bool = False) -> None:
    """Its channel is linked too; where it is said, Pauline is its portfolio manager."""
    talk.link()
    with talk.app.store.write() as session:
        admin = people.upsert_person(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, STARTUP.id, admin, talk.now)
    if manager:
        talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
        talk.tick()


def at(talk: Talk, day: int, hour: int, minute: int = 0, month: int = 12) -> None:
    """Now it is that time of 2026, in UTC."""
    on(talk, 2026, month, day, hour, minute)


def on(talk: Talk, year: int, month: int, day: int, hour: int, minute: int = 0) -> None:
    """Now it is that time, in UTC."""
    talk.now = datetime(year, month, day, hour, minute, tzinfo=UTC)


def plan(talk: Talk, when: str = "mardi 8 décembre 14h30") -> None:
    talk.press(talk.say(f"point planifier {when}"), "Oui, planifier")
    talk.tick()


def reminded(talk: Talk, place: str) -> list[str]:
    return [
        post.text
        for post in talk.said_in(place)
        if (post.text.startswith("Point d’étape · Vélo facile") or "voit son sponsor" in post.text)
        and ("8 décembre à 14" in post.text or "10 décembre à 10" in post.text)
    ]
