"""What an earlier version planned to tell after a form is still told, in the words of today."""

from collections.abc import Mapping
from typing import Any

import pytest

from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan

# It is Monday 23 November 2026, 10:30 in Paris.

_WHEN = {"when": "2026-12-10 10:00", "place": "Visio", "moved": None, "startup": STARTUP.id}


@pytest.mark.parametrize(
    ("kind", "subject", "sentence"),
    [
        ("agenda_point_added", {"point": 1}, "C’est à l’ordre du jour\u00a0: #1 Recrutement"),
        ("checkpoint_rhythm", {"startup": STARTUP.id}, "rythme de Vélo facile avec son sponsor"),
        ("checkpoint_to_confirm", _WHEN, "J’ai compris\u00a0: jeudi 10 décembre à 10\u00a0h · Visio"),
        (
            "minutes_written",
            {"checkpoint": 1, "unread": [], "gone": {}, "next": "2027-01-19 14:30"},
            "J’ai compris\u00a0: mardi 19 janvier 2027",
        ),
    ],
)
def test_a_row_planned_before_is_said(
    talk: Talk, kind: str, subject: Mapping[str, Any], sentence: str
) -> None:
    enrolled(talk)
    talk.say("point odj ajouter Recrutement")
    if kind == "minutes_written":
        plan(talk)
        at(talk, 8, 15)
        talk.send(talk.say("point compte-rendu"), {"summary": "Bref"})
    with talk.app.store.write() as session:
        member = people.upsert_person(session, talk.driver.name, talk.member)
        row = Notification("earlier", kind, subject, talk.driver.name, talk.now, person_id=member.id)
        outbox.plan(session, row)
    talk.tick()
    assert any(sentence in post.text for post in talk.said_to(talk.member))
