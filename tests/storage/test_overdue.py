"""What was not said in time is found by the index of what is open, however much was said before."""

from datetime import datetime, timedelta

from gamma.outbox import Notification, Recipient
from storage import outbox, overdue
from storage.store import Store
from tests.storage import messages
from tests.storage.messages import NOW, cancel, claim, claimed, entry, hold, plan, seconds
from tests.storage.query_plans import Watched

KINDS = ("invite_me",)
HOUR_AGO = NOW - timedelta(hours=1)
TEAM = Recipient("slack", "team", None)


def notice(
    key: str, due: datetime = NOW, *, channel: str = "team", platform: str = "slack", about: str = ""
) -> Notification:
    return messages.notice(key, due, channel=channel, platform=platform, about=about)


def late_for(store: Store, *, now: float = 0.0) -> list[Recipient]:
    with store.read() as session:
        return outbox.late_recipients(session, KINDS, HOUR_AGO, seconds(now), ["slack"])


def waiting(store: Store) -> list[str]:
    with store.write() as session:
        return [row.key for row in overdue.waiting_for(session, TEAM, KINDS, HOUR_AGO, gathered="catch_up")]


def test_only_what_is_late_planned_free_and_of_these_kinds_and_platforms_counts(store: Store) -> None:
    plan(store, notice("late", HOUR_AGO), notice("later", HOUR_AGO, channel="other"), notice("new"))
    plan(store, notice("elsewhere", HOUR_AGO, platform="mattermost"))
    assert late_for(store) == [Recipient("slack", "other", None), TEAM]
    hold(store, claimed(store), seconds(60))
    assert late_for(store) == [Recipient("slack", "other", None)]
    assert late_for(store, now=60) == [Recipient("slack", "other", None), TEAM]


def test_what_is_held_is_gathered_with_what_is_free_and_what_is_in_doubt_is_not(store: Store) -> None:
    plan(store, notice("doubt", HOUR_AGO - timedelta(minutes=1)))
    hold(store, claimed(store), seconds(60), unsure=True)
    plan(store, notice("held", HOUR_AGO - timedelta(minutes=2)))
    hold(store, claimed(store), seconds(60))
    plan(store, notice("free", HOUR_AGO), notice("off", HOUR_AGO, about="checkpoint:12"))
    cancel(store)
    assert waiting(store) == ["held", "free"]


def test_what_is_missed_never_comes_and_says_what_came_instead(store: Store) -> None:
    plan(store, notice("one", HOUR_AGO))
    with store.write() as session:
        rows = overdue.waiting_for(session, TEAM, KINDS, HOUR_AGO, gathered="catch_up")
        overdue.mark_missed(session, rows, "named in another", NOW)
    assert claim(store) is None
    assert plan(store, notice("one")) == [False]
    assert (entry(store, "one").state, entry(store, "one").reason) == ("missed", "named in another")


def test_stuck_is_what_anybody_could_have_taken(store: Store) -> None:
    def stuck() -> list[tuple[str, int]]:
        with store.read() as session:
            found = overdue.list_stuck(session, NOW, NOW)
        return [(platform.platform, platform.count) for platform in found]

    plan(
        store, notice("one", HOUR_AGO), notice("two", HOUR_AGO, channel="other"), notice("later", seconds(1))
    )
    assert stuck() == [("slack", 2)]
    hold(store, claimed(store), seconds(60))
    claimed(store)
    assert stuck() == []


def test_late_and_stuck_messages_are_found_by_the_index_of_open_ones(watched: Watched) -> None:
    late_for(watched.store)
    waiting(watched.store)
    with watched.store.read() as session:
        overdue.list_stuck(session, NOW, NOW)
        overdue.next_due(session, NOW, seconds(60))
        overdue.next_free(session, NOW, NOW)
    plans = watched.plans("SELECT")
    assert len(plans) == 5
    assert all(any("INDEX outbox_open" in step for step in steps) for steps in plans), plans
