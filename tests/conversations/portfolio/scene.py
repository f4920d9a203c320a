"""What portfolio managers hear of: a checkpoint planned, an action that is late."""

from datetime import date, time
from zoneinfo import ZoneInfo

from gamma.dates import LocalMoment
from storage.checkpoints import checkpoints
from storage.follow_ups import actions
from storage.follow_ups.origin import Origin
from storage.people import people
from tests.conversation import STARTUP, Talk

PARIS = ZoneInfo("Europe/Paris")

# It is Monday 23 November 2026, 10:30 in Paris.


def plan(talk: Talk, startup: str, day: date, *, held: bool = False) -> None:
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.member)
        moment = LocalMoment(day, time(14, 30), PARIS)
        made = checkpoints.plan(session, startup, moment, "Visio", by, talk.now)
        if held:
            checkpoints.set_state(session, made, "held", talk.now)


def late_action(talk: Talk) -> None:
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.member)
        actions.add(
            session,
            Origin(STARTUP.id, by, talk.now),
            "appeler la région",
            actions.Assignee(by.id),
            date(2026, 11, 26),
        )


def told(talk: Talk, words: str, person: str = "") -> list[str]:
    """What the manager hears once each job had its turn again."""
    talk.app.tick()
    return [post.text for post in talk.said_to(person or talk.manager) if words in post.text]
