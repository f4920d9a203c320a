"""The bot as a whole: whether it is ready, what it tells of its outbox, how its clock moves."""

from datetime import timedelta

from bot.operations.outbox_list import outbox_lines
from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from tests.conversation import Talk


def lines(talk: Talk) -> str:
    with talk.app.store.read() as session:
        return "\n".join(outbox_lines(session, talk.app.settings.gamma_timezone))


def test_it_is_alive_and_ready_only_with_its_scheduler_running(talk: Talk) -> None:
    client = talk.app.web.test_client()
    assert client.get("/healthz").get_json() == {"status": "alive"}
    waiting = client.get("/readyz")
    assert waiting.status_code == 503
    assert waiting.get_json()["troubles"] == ["the scheduler is not running"]
    talk.app.start()
    assert client.get("/readyz").status_code == 200
    talk.app.stop()


def test_an_unknown_address_is_refused_without_details(talk: Talk) -> None:
    answer = talk.app.web.test_client().get("/admin")
    assert (answer.status_code, answer.get_json()) == (404, {"error": "Not Found"})


def test_the_outbox_tells_what_is_planned_sent_and_failed_but_not_what_it_says(talk: Talk) -> None:
    talk.say("startup link velo-facile")
    assert "2 planned, 0 sent, 0 failed" in lines(talk)
    talk.app.tick()
    told = lines(talk)
    assert "0 planned, 2 sent, 0 failed" in told
    assert "channel_linked" in told
    assert "Vélo facile" not in told


def test_a_refusal_for_good_is_recorded_and_told_to_the_programme_team(talk: Talk) -> None:
    with talk.app.store.write() as session:
        lost = Notification("k", "invite_me", {}, talk.driver.name, talk.now, channel="no-such-channel")
        outbox.plan(session, lost)
    talk.app.tick()
    assert "1 failed" in lines(talk)
    assert any("n’a pas pu être remis" in message.text for message in talk.said_to(talk.admin))


def test_moving_the_clock_says_everything_due_on_the_way_in_order(talk: Talk) -> None:
    with talk.app.store.write() as session:
        person = people.upsert_person(session, talk.driver.name, talk.member)
        for days in (3, 1, 5):
            due = talk.now + timedelta(days=days)
            subject = {"platform": talk.driver.name, "reason": "", "key": f"in {days} days"}
            key, kind = f"in {days}", "delivery_failed"
            notification = Notification(key, kind, subject, talk.driver.name, due, person_id=person.id)
            outbox.plan(session, notification)
    talk.app.advance(talk.now + timedelta(days=4))
    with talk.app.store.read() as session:
        waiting = [entry.notification.key for entry in outbox.entries(session, "open")]
    said = [message.text for message in talk.driver.posts(talk.driver.direct(talk.member))]
    assert ["in 1 days" in said[0], "in 3 days" in said[1], len(said)] == [True, True, 2]
    assert waiting == ["in 5"]
    assert talk.app.clock.now() == talk.now + timedelta(days=4)
