"""After an outage each reader hears once of what they should have been told, whoever is back first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from gamma.chat import ChatError
from gamma.outbox import Notification
from storage import outbox
from tests.jobs.conftest import Bench, failing, no_answer
from tests.jobs.delivery.outage import back_at, meetings_are_reminded_of, remind
from tests.spaces import plain


@pytest.fixture(autouse=True)
def reminders(bench: Bench) -> None:
    meetings_are_reminded_of(bench)


def test_several_are_said_in_one_message_and_end_as_missed(bench: Bench) -> None:
    for key in ("one", "two", "three"):
        remind(bench, key, "ann")
    back_at(bench, 26, 9)
    bench.deliver()
    bench.deliver()
    (post,) = bench.chat.posts
    assert "Pendant mon absence (du lundi 23 novembre à 10 h 30 au jeudi 26 novembre à 9 h)" in plain(
        post.text
    )
    assert "j’aurais dû te dire 3 choses" in plain(post.text)
    assert [line for line in post.text.splitlines() if line.startswith("•")] == [
        f"• Point {key}, désolé." for key in ("one", "two", "three")
    ]
    missed = bench.entry("two")
    assert (missed.state, missed.reason) == ("missed", f"not said in time; named in {post.key}")


def test_seventy_two_hours_and_forty_messages_are_one_message_for_each_reader(bench: Bench) -> None:
    readers = ["ann", "noe", "kim", "team", "other"]
    for number in range(40):
        bench.later(3600)
        reader = readers[number % 5]
        if reader in ("team", "other"):
            at = (bench.now + timedelta(hours=number)).isoformat()
            subject = {"name": f"Point {number}.", "at": at}
            team = Notification(f"n{number}", "meeting", subject, bench.chat.name, bench.now, channel=reader)
            bench.keep(team)
        else:
            remind(bench, f"n{number}", reader, until=number)
    back_at(bench, 27, 10)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: bench.deliver(), range(2)))
    bench.deliver()
    said = {post.channel: post.text for post in bench.chat.posts}
    assert len(bench.chat.posts) == len(said) == len(readers)
    named = [line for text in said.values() for line in text.splitlines() if line.startswith("•")]
    assert len(named) == len(set(named)) == 40
    assert "j’aurais dû dire ici 8 choses" in plain(said["team"])


def test_a_single_one_of_use_is_only_late(bench: Bench) -> None:
    remind(bench, "one", until=48)
    bench.later(7200)
    bench.deliver()
    assert [(post.key, post.text) for post in bench.chat.posts] == [("one", "Point one\n\nDetails.")]
    assert bench.entry("one").state == "sent"


def test_a_single_one_that_is_past_is_named_with_what_can_be_done(bench: Bench) -> None:
    remind(bench, "one")
    bench.later(7200)
    bench.deliver()
    (post,) = bench.chat.posts
    assert "lundi 23 novembre, de 10 h 30 à 12 h 30" in plain(post.text)
    assert "j’aurais dû dire ici une chose" in plain(post.text)
    assert bench.entry("one").state == "missed"
    assert [button.label for button in bench.chat.shown[0].buttons] == ["A-t-il eu lieu ?"]


def test_one_whose_subject_is_past_before_it_is_late_is_named_too(bench: Bench) -> None:
    remind(bench, "one", until=0.5)
    bench.later(1801)
    bench.deliver()
    (post,) = bench.chat.posts
    assert "Point one, désolé." in post.text
    assert bench.entry("one").state == "missed"


def test_what_is_less_than_an_hour_late_is_said_as_it_is(bench: Bench) -> None:
    for key in ("one", "two"):
        remind(bench, key, until=3)
    bench.later(3599)
    bench.deliver()
    assert bench.posted() == ["one", "two"]


def test_other_messages_are_not_gathered(bench: Bench) -> None:
    bench.plan("answer")
    bench.plan("another")
    bench.later(3 * 86400)
    bench.deliver()
    assert bench.posted() == ["answer", "another"]


def test_back_at_night_it_waits_for_the_morning_of_a_working_day(bench: Bench) -> None:
    remind(bench, "one", "ann")
    remind(bench, "two", "ann")
    remind(bench, "alone", until=24 * 14)
    back_at(bench, 27, 22, 30)
    bench.deliver()
    back_at(bench, 30, 8, 59)
    bench.deliver()
    assert bench.posted() == []
    back_at(bench, 30, 9)
    bench.deliver()
    alone, gathered = sorted(bench.chat.posts, key=lambda post: post.channel, reverse=True)
    assert (alone.key, gathered.channel) == ("alone", "direct:ann")
    assert "au vendredi 27 novembre à 22 h 30" in plain(gathered.text)


def test_a_platform_that_is_away_for_days_is_caught_up_with_in_one_message_too(bench: Bench) -> None:
    bench.chat.before_post = failing(ChatError("connection refused"), times=10_000)
    for number in range(12):
        remind(bench, f"n{number}", "ann", until=1)
        for _ in range(6):
            bench.later(1800)
            bench.deliver()
    bench.chat.before_post = lambda key: None
    back_at(bench, 26, 10)
    bench.deliver()
    (post,) = bench.chat.posts
    assert post.text.count("• Point n") == 12
    assert "du lundi 23 novembre à 10 h 30 au" in plain(post.text)


def test_one_whose_outcome_is_unknown_is_looked_for_and_then_named_with_the_others(bench: Bench) -> None:
    remind(bench, "one", "ann", until=1)
    bench.chat.before_post = failing(no_answer())
    bench.deliver()
    for key in ("two", "three"):
        remind(bench, key, "ann")
    back_at(bench, 26, 9)
    bench.deliver()
    (post,) = bench.chat.posts
    assert bench.chat.looked_for == ["one"]
    assert post.text.count("• Point") == 3


def test_one_whose_outcome_is_unknown_and_that_is_there_is_not_named(bench: Bench) -> None:
    remind(bench, "one", "ann", until=1)
    bench.chat.after_post = failing(no_answer())
    bench.deliver()
    for key in ("two", "three"):
        remind(bench, key, "ann")
    back_at(bench, 26, 9)
    bench.deliver()
    one, gathered = bench.chat.posts
    assert (one.key, bench.entry("one").state) == ("one", "sent")
    assert "Point one" not in gathered.text


def test_what_is_gone_is_not_named_and_if_all_is_gone_nothing_is_said(bench: Bench) -> None:
    for key in ("one", "two"):
        remind(bench, key, "ann", gone=True)
        remind(bench, key + " of the team", gone=key == "one")
    back_at(bench, 26, 9)
    bench.deliver()
    (post,) = bench.chat.posts
    assert "Point two of the team" in post.text
    assert "•" not in post.text, "one thing needs no list"


def test_what_was_cancelled_is_not_named(bench: Bench) -> None:
    remind(bench, "one", "ann")
    bench.plan_for("ann", "two", "fr", kind="meeting", subject={}, about="checkpoint:12")
    with bench.store.write() as session:
        outbox.cancel(session, "checkpoint:12", "moved", bench.now)
    back_at(bench, 26, 9)
    bench.deliver()
    assert bench.entry("two").state == "cancelled"
    assert len(bench.chat.posts) == 1


def test_more_than_fits_is_counted(bench: Bench) -> None:
    for number in range(60):
        remind(bench, f"{number} {'long ' * 30}", "ann")
    back_at(bench, 26, 9)
    bench.deliver()
    (post,) = bench.chat.posts
    named = post.text.count("• Point")
    assert 15 < named < 60
    assert f"… et {60 - named} autres : /gamma" in plain(post.text)


def test_one_that_cannot_be_worded_does_not_silence_the_others(bench: Bench) -> None:
    remind(bench, "one", "ann")
    bench.plan_for("ann", "broken", "fr", kind="meeting", subject={})
    remind(bench, "two", "ann")
    back_at(bench, 26, 9)
    bench.deliver()
    (post,) = bench.chat.posts
    assert post.text.count("• Point") == 2


def test_what_is_to_be_done_for_each_of_several_keeps_its_button(bench: Bench) -> None:
    for number in ("#1", "#2"):
        remind(bench, number, "ann", number=number)
    remind(bench, "with nothing to do", "ann")
    remind(bench, "again", "ann", number="#1")
    back_at(bench, 26, 9)
    bench.deliver()
    (shown,) = bench.chat.shown
    assert [(button.label, button.says) for button in shown.buttons] == [
        ("1. A-t-il eu lieu ?", "checkpoint held #1"),
        ("2. A-t-il eu lieu ?", "checkpoint held #2"),
    ]
    assert [line[:2] for line in str(shown).splitlines() if "désolé" in line] == ["1.", "2.", "3."]


def test_a_late_one_that_cannot_be_worded_fails_by_itself_and_stops_nobody_else(bench: Bench) -> None:
    remind(bench, "bad", "noe", broken=True)
    remind(bench, "one", "ann")
    bench.later(7200)
    bench.plan("answer")
    bench.deliver()
    assert "answer" in bench.posted()
    assert any("Point one" in post.text for post in bench.chat.posts)
    for _ in range(12):
        bench.later(700)
        bench.deliver()
    assert bench.entry("bad").state == "failed"
    assert any(post.channel == "direct:nadia" for post in bench.chat.posts), "the programme team is told"
