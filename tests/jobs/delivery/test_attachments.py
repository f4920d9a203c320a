"""What follows a message: tried again without saying the words twice, given up in the end and told."""

import pytest

from gamma.chat import ChatError, Profile
from gamma.outbox import Notification, Timing
from storage import outbox
from storage.people import people
from storage.privacy import erasure
from tests.jobs.conftest import Bench, failing, no_answer

LEASE = Timing().lease.total_seconds()
FILE = "gamma-2026-11-23.json"


def in_trouble(*, asked: float | None = None) -> ChatError:
    return ChatError("HTTP 503", unsure=True, retry_after=asked)


def plan_file(bench: Bench) -> int:
    """Camille asked for her data."""
    with bench.store.write() as session:
        camille = people.upsert_person(
            session, bench.chat.name, "camille", Profile("Camille Moreau", "fr")
        ).id
        subject = {"person": camille, "programme_team": False}
        outbox.plan(
            session,
            Notification(
                "data", "personal_data_file", subject, bench.chat.name, bench.now, person_id=camille
            ),
        )
    return camille


def told_to(bench: Bench, account: str) -> list[str]:
    return [post.text for post in bench.chat.posts if post.channel == f"direct:{account}"]


def turns(bench: Bench, count: int, seconds: float = 600) -> None:
    for _ in range(count):
        bench.deliver()
        bench.later(seconds)


def test_a_file_follows_its_message(bench: Bench) -> None:
    plan_file(bench)
    bench.deliver()
    assert (bench.posted(), bench.chat.attached) == (["data"], [("post:0", FILE)])
    assert (bench.entry("data").state, bench.entry("data").reason) == ("sent", "")


def test_an_upload_that_fails_is_tried_again_and_the_words_are_not(bench: Bench) -> None:
    plan_file(bench)
    bench.chat.before_upload = failing(in_trouble(), times=3)
    bench.deliver()
    entry = bench.entry("data")
    assert (entry.state, entry.reason) == ("claimed", "posted without its picture or file: HTTP 503")
    turns(bench, 4)
    assert (bench.posted(), bench.chat.attached) == (["data"], [("post:0", FILE)])
    assert bench.entry("data").state == "sent"
    assert bench.chat.looked_for == [], "where it stands is known"


def test_an_upload_waits_as_long_as_the_platform_asks(bench: Bench) -> None:
    plan_file(bench)
    bench.chat.before_upload = failing(in_trouble(asked=90))
    bench.deliver()
    bench.later(89)
    bench.deliver()
    assert bench.chat.attached == []
    bench.later(1)
    bench.deliver()
    assert bench.chat.attached == [("post:0", FILE)]


@pytest.mark.parametrize("moment", ["after_post", "before_upload"])
def test_who_dies_between_words_and_file_leaves_them_to_another(bench: Bench, moment: str) -> None:
    plan_file(bench)

    def die(_key: str) -> None:
        setattr(bench.chat, moment, lambda key: None)
        raise KeyboardInterrupt

    setattr(bench.chat, moment, die)
    with pytest.raises(KeyboardInterrupt):
        bench.deliver()
    bench.later(LEASE - 1)
    bench.deliver()
    assert bench.chat.attached == []
    bench.later(1)
    bench.deliver()
    assert (bench.posted(), bench.chat.attached) == (["data"], [("post:0", FILE)])
    assert bench.entry("data").state == "sent"


def test_a_file_follows_a_message_that_was_looked_for_and_found(bench: Bench) -> None:
    plan_file(bench)
    bench.chat.after_post = failing(no_answer())
    turns(bench, 2, LEASE)
    assert (bench.posted(), bench.chat.looked_for) == (["data"], ["data"])
    assert bench.chat.attached == [("post:0", FILE)]


def test_a_file_that_never_comes_is_given_up_and_told_to_whoever_waits_for_it(bench: Bench) -> None:
    plan_file(bench)
    bench.chat.before_upload = failing(in_trouble(), times=99)
    turns(bench, 11)
    assert bench.entry("data").state == "claimed"
    assert told_to(bench, "nadia") == []
    turns(bench, 4)
    entry = bench.entry("data")
    assert (entry.state, entry.reason) == ("sent", "posted without its picture or file: HTTP 503")
    words, sorry = told_to(bench, "camille")
    assert "/gamma confidentialité données" in sorry
    assert words != sorry
    (told,) = told_to(bench, "nadia")
    assert "HTTP 503" in told


def test_what_can_never_follow_is_given_up_at_once(bench: Bench) -> None:
    plan_file(bench)
    bench.chat.before_upload = failing(ChatError("missing_scope", permanent=True), times=99)
    turns(bench, 2)
    assert (bench.entry("data").state, bench.entry("data").attempts) == ("sent", 1)
    assert (len(told_to(bench, "camille")), len(told_to(bench, "nadia"))) == (2, 1)


def test_a_refused_token_makes_the_file_wait(bench: Bench) -> None:
    plan_file(bench)
    expired = ChatError("token_expired", permanent=True, token_refused=True)
    bench.chat.before_upload = failing(expired, times=20)
    turns(bench, 21)
    assert (bench.posted(), bench.chat.attached) == (["data"], [("post:0", FILE)])


def test_a_message_that_was_long_in_coming_has_all_tries_for_its_file(bench: Bench) -> None:
    plan_file(bench)
    bench.chat.before_post = failing(ChatError("connection refused"), times=20)
    bench.chat.before_upload = failing(in_trouble(), times=5)
    turns(bench, 27)
    assert bench.chat.attached == [("post:0", FILE)]


def test_nothing_follows_to_somebody_who_was_erased_meanwhile(bench: Bench) -> None:
    camille = plan_file(bench)

    def erase(_key: str) -> None:
        with bench.store.write() as session:
            erasure.erase(session, people.by_id(session, camille), bench.now)

    bench.chat.after_post = erase
    turns(bench, 2)
    assert (bench.posted(), bench.chat.attached) == (["data"], [])
    assert bench.entry("data").reason == "erased"
