"""Who asked and the expert are brought together in the hours of both; nobody's night is disturbed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.calendar import METROPOLE, common_working_instant, region_by_id
from gamma.experts.question import PRIVATELY
from gamma.outbox import Notification
from storage import outbox
from storage.models import PersonRow
from storage.startups import enrolment
from tests.conversation import STARTUP, Talk
from tests.conversations.experts.taken import taken, together, told
from tests.experts import ExpertScene

PARIS, FORT_DE_FRANCE = ZoneInfo("Europe/Paris"), ZoneInfo("America/Martinique")


def lives(scene: ExpertScene, account: str, zone: str) -> None:
    with scene.talk.app.store.write() as session:
        session.get_one(PersonRow, scene.person(account).id).zone = zone


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24T10:00", "2026-11-24T14:00"),  # 9:00 in Fort-de-France
        ("2026-11-24T15:30", "2026-11-24T15:30"),
        ("2026-11-27T18:00", "2026-11-30T14:00"),  # Friday evening in Paris
        ("2026-12-24T20:00", "2026-12-28T14:00"),
    ],
)
def test_the_first_moment_that_suits_both(now: str, expected: str) -> None:
    both = [(PARIS, METROPOLE), (FORT_DE_FRANCE, region_by_id("martinique"))]
    moment = datetime.fromisoformat(now).replace(tzinfo=PARIS)
    assert common_working_instant(moment, both, timedelta(days=7)) == datetime.fromisoformat(
        expected
    ).replace(tzinfo=PARIS)


def test_there_may_be_none() -> None:
    both = [
        (ZoneInfo("Indian/Mayotte"), region_by_id("mayotte")),
        (ZoneInfo("Pacific/Tahiti"), region_by_id("polynesie-francaise")),
    ]
    moment = datetime(2026, 11, 24, 10, tzinfo=PARIS)
    assert common_working_instant(moment, both, timedelta(days=7)) is None


def test_an_expert_who_takes_it_in_the_askers_evening_meets_them_next_day(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    question = scene.asks()
    talk.tick()
    scene.at("2026-11-23 21:40")
    scene.types(talk.stranger, f"expert take {question.id}")
    lives(scene, talk.stranger, "America/Martinique")
    talk.tick()
    scene.at("2026-11-24 13:59")
    assert scene.question(question.id).conversation is None
    scene.at("2026-11-24 14:00")
    assert len(together(talk)) == 1


def test_who_have_no_hour_in_common_are_each_written_to_in_their_own(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    question = scene.asks()
    talk.tick()
    scene.at("2026-11-24 04:00")  # 17:00 on Monday in Tahiti, 6:00 in Mayotte
    scene.types(talk.stranger, f"expert take {question.id}")
    lives(scene, talk.stranger, "Pacific/Tahiti")
    lives(scene, talk.member, "Indian/Mayotte")
    talk.tick()
    assert scene.question(question.id).conversation == PRIVATELY
    assert told(scene, talk.stranger, "Camille Moreau")
    assert not told(scene, talk.member, "en parler")
    scene.at("2026-11-24 07:00")
    assert told(scene, talk.member, "Elias Fontaine")


def test_an_introduction_held_up_by_an_outage_waits_for_both_in_the_morning(talk: Talk) -> None:
    """Also one that an earlier version planned, which names its readers by the question alone."""
    scene, question = taken(talk)
    conversation = talk.driver.group([talk.member, talk.stranger])
    with talk.app.store.write() as session:
        subject = {"question": question.id, "expert": question.expert_id or scene.person(talk.stranger).id}
        outbox.plan(
            session,
            Notification(
                "question-introduction:yesterday",
                "question_introduction",
                subject,
                talk.driver.name,
                talk.now,
                channel=conversation,
            ),
        )
    talk.now = datetime(2026, 11, 23, 22, 30, tzinfo=PARIS)
    talk.tick()
    assert together(talk) == []
    scene.at("2026-11-24 09:00")
    assert together(talk)


def test_news_that_an_outage_held_up_do_not_come_at_night(talk: Talk) -> None:
    scene = ExpertScene(talk)
    talk.link()
    reader = scene.person(talk.member).id
    subject = {"startup": STARTUP.id, "person": reader, "manager": reader}
    with talk.app.store.write() as session:
        enrolment.assign_manager(session, STARTUP.id, reader)
        late = Notification(
            "said late", "manager_assigned", subject, talk.driver.name, talk.now, person_id=reader
        )
        outbox.plan(session, late)
    talk.now = datetime(2026, 11, 23, 23, 0, tzinfo=PARIS)
    assert not told(scene, talk.member, "Vélo facile")
    talk.now = datetime(2026, 11, 24, 9, 0, tzinfo=PARIS)
    assert told(scene, talk.member, "Vélo facile")
