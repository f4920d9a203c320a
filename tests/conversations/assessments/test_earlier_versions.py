"""Messages that earlier versions planned after a form, under kinds of their own, are still said."""

from typing import Any

import pytest

from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from tests.conversation import STARTUP, Talk
from tests.conversations.assessments.outside_views import prepared, read


@pytest.mark.parametrize(
    ("kind", "subject", "said"),
    [
        ("assessment_next", {"assessment": 1, "page": "impact"}, "Page suivante : Mesure d’impact"),
        ("assessment_result", {"assessment": 1}, "Ton auto-évaluation : Vélo facile"),
        (
            "counter_view_kept",
            {"startup": STARTUP.id, "told": "unchanged", "quarter": [2026, 4]},
            "C’est déjà ton regard",
        ),
    ],
)
def test_what_followed_a_form_is_still_told(
    talk: Talk, kind: str, subject: dict[str, Any], said: str
) -> None:
    prepared(talk)
    with talk.app.store.write() as session:
        person = people.upsert_person(session, talk.driver.name, talk.member, None)
        planned = Notification(f"{kind}:1", kind, subject, person.platform, talk.now, person_id=person.id)
        assert outbox.plan(session, planned)
    talk.tick()
    assert said in read(talk.said_to(talk.member)[-1].text)
