"""The outbox watches itself: what nobody sees to is sent all the same, and the programme team hears of it."""

from gamma.chat import ChatError
from gamma.outbox import Notification
from jobs.delivery.watch import notify_restarted, watch
from tests.claims import claim_next
from tests.jobs.conftest import Bench, failing


def told(bench: Bench) -> list[str]:
    bench.deliver()
    return [post.text for post in bench.chat.posts if post.channel == "direct:nadia"]


def look(bench: Bench) -> None:
    watch(bench.work())


def test_what_is_due_for_five_minutes_is_sent_and_told_once_a_day(bench: Bench) -> None:
    bench.plan("one")
    bench.plan("two")
    bench.later(301)
    look(bench)
    assert bench.posted()[:2] == ["one", "two"]
    (text,) = told(bench)
    assert "2 messages pour Slack attendent, le premier depuis lundi 23 novembre à 10" in text
    bench.plan("three")
    bench.later(301)
    look(bench)
    assert "three" in bench.posted()
    assert len(told(bench)) == 1
    bench.plan("four")
    bench.later(86_400)
    look(bench)
    assert len(told(bench)) == 2


def test_what_is_due_for_less_is_left_to_the_delivery(bench: Bench) -> None:
    bench.plan("one")
    bench.later(299)
    look(bench)
    assert bench.posted() == []


def test_a_row_left_without_an_outcome_is_looked_for_and_recorded(bench: Bench) -> None:
    bench.plan("one")
    with bench.store.write() as session:
        claim_next(session, bench.now, bench.now, bench.work().timing.lease, ["slack"])
    bench.later(330)
    look(bench)
    assert bench.chat.looked_for == ["one"]
    assert bench.entry("one").state == "sent"
    assert len(told(bench)) == 1


def test_what_a_platform_asked_to_wait_for_is_no_trouble(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.before_post = failing(ChatError("ratelimited", retry_after=1800))
    bench.deliver()
    bench.later(1500)
    look(bench)
    assert (bench.posted(), told(bench)) == ([], [])


def test_messages_for_a_platform_that_is_not_set_up_are_told_and_kept(bench: Bench) -> None:
    lost = Notification("one", "invite_me", {}, "mattermost", bench.now, channel="town-square")
    bench.keep(lost)
    bench.later(301)
    look(bench)
    assert bench.entry("one").state == "planned"
    (text,) = told(bench)
    assert "Un message pour Mattermost attend" in text
    assert "n’est plus configurée ici" in text


def test_a_scheduler_started_anew_is_told_once_a_day(bench: Bench) -> None:
    for _ in range(3):
        notify_restarted(bench.work(), "deliver slack: nothing heard for 2 minutes")
        bench.later(600)
    (text,) = told(bench)
    assert "deliver slack: nothing heard for 2 minutes" in text
