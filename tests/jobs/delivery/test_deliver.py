"""Delivery: every planned message is said once, whatever the platform or the database does meanwhile."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from gamma.chat import ChatError
from gamma.outbox import Timing
from storage.models import OutboxRow
from storage.people import people
from storage.store import StoreBusyError
from tests.jobs.conftest import Bench, failing, no_answer

LEASE = Timing().lease.total_seconds()


def recorded_post(bench: Bench, key: str) -> str | None:
    with bench.store.read() as session:
        return session.scalar(select(OutboxRow.post).filter_by(key=key))


# --- all goes well ----------------------------------------------------------------------------


def test_what_is_due_is_said_once_and_recorded_with_its_post(bench: Bench) -> None:
    bench.plan("one")
    bench.plan("two", "elsewhere")
    bench.deliver()
    bench.deliver()
    assert [(post.key, post.channel) for post in bench.chat.posts] == [("one", "team"), ("two", "elsewhere")]
    assert (bench.entry("one").state, recorded_post(bench, "one")) == ("sent", bench.chat.posts[0].id)
    assert bench.chat.looked_for == [], "nobody looks for what was never tried"


def test_what_is_not_due_waits(bench: Bench) -> None:
    bench.later(60)
    bench.plan("one")
    bench.later(-60)
    bench.deliver()
    assert bench.posted() == []
    bench.later(60)
    bench.deliver()
    assert bench.posted() == ["one"]


def test_a_message_is_in_its_readers_language(bench: Bench) -> None:
    bench.plan_for("ann", "english", locale="en-GB")
    bench.plan_for("noe", "french", locale="fr")
    bench.plan_for("kim", "else", locale="ko")
    bench.deliver()
    english, french, otherwise = (post.text for post in bench.chat.posts)
    assert "Please invite me" in english
    assert french == otherwise != english


def test_a_direct_channel_is_known_and_kept_before_anything_is_said_there(bench: Bench) -> None:
    person = bench.plan_for("ann", "one")
    known_before_post = []

    def look_up(_key: str) -> None:
        with bench.store.read() as session:
            known_before_post.append(people.by_id(session, person).direct_channel)
        raise ChatError("not reached")

    bench.chat.before_post = look_up
    bench.deliver()
    bench.later(10)
    bench.deliver()
    assert known_before_post == ["direct:ann", "direct:ann"]
    assert bench.chat.opened == ["ann"]


# --- an outcome is unknown --------------------------------------------------------------------


def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.after_post = failing(no_answer())
    bench.deliver()
    bench.later(LEASE - 1)
    bench.deliver()
    assert bench.chat.looked_for == [], "the platform may store it as long as the lease lasts"
    bench.later(1)
    bench.deliver()
    assert bench.posted() == bench.chat.looked_for == ["one"]
    assert (bench.entry("one").state, recorded_post(bench, "one")) == ("sent", bench.chat.posts[0].id)


def test_what_is_looked_for_and_not_there_is_sent(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.before_post = failing(no_answer())
    bench.deliver()
    bench.later(LEASE)
    bench.deliver()
    assert bench.posted() == bench.chat.looked_for == ["one"]


def test_a_look_that_fails_sends_nothing_and_looks_again(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.after_post = failing(no_answer())
    bench.chat.before_look = failing(ChatError("HTTP 503", unsure=True), times=2)
    for _ in range(4):
        bench.deliver()
        bench.later(LEASE)
    assert bench.chat.looked_for == ["one"] * 3
    assert bench.posted() == ["one"]
    assert bench.entry("one").state == "sent"


def test_a_platform_that_was_never_reached_is_tried_again_without_a_look(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.before_post = failing(ChatError("connection refused"))
    bench.deliver()
    bench.later(5)
    bench.deliver()
    assert (bench.posted(), bench.chat.looked_for) == (["one"], [])


# --- the platform asks to wait -----------------------------------------------------------------


def test_a_recipient_waits_as_told_and_no_other_does(bench: Bench) -> None:
    for key, channel in (("one", "busy"), ("two", "busy"), ("three", "quiet")):
        bench.plan(key, channel)
    bench.chat.before_post = failing(ChatError("ratelimited", retry_after=30))
    bench.deliver()
    assert bench.posted() == ["three"]
    bench.later(29)
    bench.deliver()
    assert bench.posted() == ["three"]
    bench.later(1)
    bench.deliver()
    assert bench.posted() == ["three", "one", "two"]
    assert bench.chat.looked_for == [], "a platform that refused has posted nothing"


def test_a_platform_in_trouble_is_left_alone_as_long_as_it_asks_then_looked_at(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.after_post = failing(ChatError("HTTP 503", unsure=True, retry_after=60))
    bench.deliver()
    bench.later(59)
    bench.deliver()
    assert bench.chat.looked_for == []
    bench.later(1)
    bench.deliver()
    assert bench.posted() == bench.chat.looked_for == ["one"]


def test_asked_to_wait_no_time_at_all_it_goes_on_with_the_others_first(bench: Bench) -> None:
    bench.plan("one")
    bench.plan("two", "elsewhere")
    bench.chat.before_post = failing(ChatError("ratelimited", retry_after=0), times=3, key="one")
    bench.deliver()
    assert bench.posted() == ["two"]


# --- our own troubles -------------------------------------------------------------------------


def test_what_has_nothing_left_to_say_is_not_said(bench: Bench) -> None:
    bench.plan("one", kind="channel_linked", startup="gone", person=1)
    bench.deliver()
    assert bench.posted() == []
    assert (bench.entry("one").state, bench.entry("one").reason) == ("cancelled", "nothing left to say")


def test_a_message_that_cannot_be_worded_blocks_no_other_and_does_not_spin(bench: Bench) -> None:
    bench.plan("poison", kind="channel_linked")
    bench.plan("unknown", kind="a kind of a later version")
    bench.plan("one")
    bench.deliver()
    assert bench.posted() == ["one"]
    bench.later(3600)
    bench.deliver()
    for key in ("poison", "unknown"):
        assert (bench.entry(key).attempts, bench.entry(key).reason) == (2, "unexpected error, see the log")


def test_a_worker_held_up_after_its_claim_sends_later_and_without_a_look(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.after_post = failing(no_answer())
    bench.deliver()
    bench.chat.posts.clear()
    bench.chat.before_look = lambda _key: bench.later(6)
    bench.later(LEASE)
    bench.deliver()
    assert (bench.posted(), bench.entry("one").state) == ([], "planned")
    bench.later(10)
    bench.deliver()
    assert (bench.posted(), bench.chat.looked_for) == (["one"], ["one"])


def test_who_comes_back_after_the_lease_changes_nothing(bench: Bench) -> None:
    """A worker is held up between the post and its record; another finds the post meanwhile."""
    bench.plan("one")

    def another_takes_over(_key: str) -> None:
        bench.later(LEASE)
        bench.deliver()
        bench.later(1)

    bench.chat.after_post = another_takes_over
    bench.deliver()
    assert bench.posted() == bench.chat.looked_for == ["one"]
    entry = bench.entry("one")
    assert (entry.state, entry.attempts, entry.ended_at) == ("sent", 2, bench.now - timedelta(seconds=1))


def test_a_database_busy_at_the_recording_leaves_a_post_that_is_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in ("deliver", "failures"):
        monkeypatch.setattr(f"jobs.delivery.{where}.JOB_PATIENCE", 0.05)
    bench.plan("one")
    with ExitStack() as somebody:

        def lock(_key: str) -> None:
            session = somebody.enter_context(bench.store.write())
            session.execute(update(OutboxRow).values(reason="being written"))

        bench.chat.after_post = lock
        with pytest.raises(StoreBusyError):
            bench.deliver()
    bench.later(LEASE)
    bench.deliver()
    assert bench.posted() == bench.chat.looked_for == ["one"]
    assert bench.entry("one").state == "sent"


# --- how long to wait -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempts", "asked", "seconds"),
    [
        *[(1, None, 5), (2, None, 10), (3, None, 20), (9, None, 600), (999, None, 600)],
        *[(9, 7.0, 7), (1, 0.0, 1), (1, 86_400.0, 3600)],
    ],
)
def test_waits_grow_unless_the_platform_says_how_long(
    attempts: int, asked: float | None, seconds: int
) -> None:
    assert Timing().wait_before_retry(attempts, asked) == timedelta(seconds=seconds)
