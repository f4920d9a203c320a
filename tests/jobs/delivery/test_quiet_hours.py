"""What was held up is said in the hours of its reader, and what is called off meanwhile never."""

from datetime import timedelta

import pytest

from gamma.chat import ChatError
from gamma.outbox import Notification, Timing
from storage import outbox
from tests.jobs.conftest import Bench, failing, no_answer
from tests.jobs.delivery.outage import PARIS, back_at, meetings_are_reminded_of, over, remind

LEASE = Timing().lease.total_seconds()


@pytest.fixture(autouse=True)
def reminders(bench: Bench) -> None:
    meetings_are_reminded_of(bench)


def held_up(bench: Bench) -> None:
    """A platform that is down, tried every ten minutes from now until 23:00."""
    bench.chat.before_post = failing(ChatError("503"), times=10_000)
    while bench.now.astimezone(PARIS).hour < 23:
        bench.deliver()
        bench.later(600)
    bench.chat.before_post = lambda key: None
    bench.deliver()


def test_what_gathers_others_and_is_held_up_waits_for_the_morning(bench: Bench) -> None:
    for key in ("one", "two"):
        remind(bench, key, "ann")
    back_at(bench, 23, 17, 50)
    held_up(bench)
    assert bench.posted() == []
    back_at(bench, 24, 8, 59)
    bench.deliver()
    assert bench.posted() == []
    back_at(bench, 24, 9)
    bench.deliver()
    (post,) = bench.chat.posts
    assert post.text.count("• Point") == 2


def test_two_that_are_held_up_into_the_evening_become_one_message_in_the_morning(bench: Bench) -> None:
    back_at(bench, 23, 17, 50)
    for key in ("one", "two"):
        remind(bench, key, "ann", until=1)
    remind(bench, "of use", "noe", until=48)
    bench.chat.before_post = failing(ChatError("503"), times=2)
    bench.deliver()
    back_at(bench, 23, 18, 10)
    bench.deliver()
    assert bench.posted() == []
    back_at(bench, 24, 9)
    bench.deliver()
    assert {post.channel: post.text.count("Point") for post in bench.chat.posts} == {
        "direct:ann": 2,
        "direct:noe": 1,
    }
    assert len(bench.chat.posts) == 2


def test_one_due_when_the_hours_end_is_said_then_though_a_moment_passed(bench: Bench) -> None:
    back_at(bench, 23, 18)
    remind(bench, "one", until=48)
    bench.later(4)
    bench.deliver()
    assert bench.posted() == ["one"]


def test_the_one_hour_reminder_keeps_to_waking_hours_and_is_not_gathered_with_what_waits(
    bench: Bench,
) -> None:
    back_at(bench, 23, 17, 55)
    remind(bench, "waits", until=48)
    bench.chat.before_post = failing(ChatError("503"))
    bench.deliver()
    back_at(bench, 23, 19)
    bench.now -= timedelta(minutes=30)
    remind(bench, "soon", until=1, offset="1h")
    bench.deliver()
    assert bench.posted() == ["soon"]
    back_at(bench, 23, 19, 58)
    remind(bench, "late", until=0.9, offset="1h")
    bench.later(600)
    bench.deliver()
    assert bench.posted() == ["soon"]
    back_at(bench, 24, 9)
    bench.deliver()
    assert sorted(bench.posted()[1:])[1:] == ["waits"]
    assert "Point late, désolé." in bench.chat.posts[1].text + bench.chat.posts[2].text


def test_a_saturday_is_no_day_for_what_was_held_up_on_friday(bench: Bench) -> None:
    back_at(bench, 27, 17, 50)
    remind(bench, "one", "ann", until=24 * 7)
    bench.chat.before_post = failing(ChatError("503"))
    bench.deliver()
    back_at(bench, 28, 10)
    bench.deliver()
    assert bench.posted() == []
    back_at(bench, 30, 9)
    bench.deliver()
    assert bench.posted() == ["one"]


def test_news_is_told_to_the_channel_at_once_and_to_others_in_their_hours_also_late(bench: Bench) -> None:
    bench.says(over, "checkpoint_planned", "sponsor_answered")
    back_at(bench, 23, 21)
    news = {"name": "Point"}
    bench.plan_for("ann", "to ann", "fr", kind="checkpoint_planned", subject=news)
    for key, kind in (("news", "checkpoint_planned"), ("from outside", "sponsor_answered")):
        bench.plan(key, kind=kind, **news)
    bench.deliver()
    assert bench.posted() == ["news"]
    bench.plan("late news", kind="checkpoint_planned", **news)
    bench.later(3700)
    bench.deliver()
    assert bench.posted() == ["news"]
    back_at(bench, 24, 9)
    bench.deliver()
    assert sorted(bench.posted()) == ["from outside", "late news", "news", "to ann"]


@pytest.mark.parametrize("kind", ["expert_offer", "question_waits", "question_talked", "expert_coverage"])
def test_what_the_expert_network_asks_is_never_said_at_night(bench: Bench, kind: str) -> None:
    bench.says(over, kind)
    back_at(bench, 23, 17)
    bench.plan_for("ann", "asked", "fr", kind=kind, subject={"name": "Une question"})
    back_at(bench, 23, 23)
    bench.deliver()
    assert bench.posted() == []
    back_at(bench, 24, 9)
    bench.deliver()
    assert bench.posted() == ["asked"]


def test_what_was_called_off_while_in_doubt_is_looked_for_and_not_sent(bench: Bench) -> None:
    bench.keep(
        Notification("one", "invite_me", {}, "slack", bench.now, channel="team", group_key="checkpoint:12")
    )
    bench.chat.before_post = failing(no_answer())
    bench.deliver()
    with bench.store.write() as session:
        outbox.cancel(session, "checkpoint:12", "moved", bench.now)
    bench.later(LEASE)
    bench.deliver()
    assert (bench.chat.looked_for, bench.posted()) == (["one"], [])
    assert (bench.entry("one").state, bench.entry("one").reason) == ("cancelled", "moved")
