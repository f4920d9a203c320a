"""Messages that follow from the state of things are kept in step with it, and each is said once at most."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from gamma.outbox import Notification
from storage import outbox
from storage.planned_messages import PlanDiff, PlannedMessage, apply_diff, plan_diff, reconcile
from storage.store import Store
from tests import kept
from tests.claims import claim_next

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def foreseen(
    key: str, due: datetime = NOW + DAY, *, channel: str = "C", skipped_if_past: bool = False
) -> PlannedMessage:
    notification = Notification(key, "week_ahead", {}, "slack", due, channel=channel, group_key="week")
    return PlannedMessage(notification, if_past=None if skipped_if_past else NOW + timedelta(hours=3))


def keep(store: Store, *wanted: PlannedMessage, now: datetime = NOW) -> None:
    with store.write() as session:
        reconcile(session, "week", wanted, now)


def stand(store: Store) -> dict[str, tuple[str, datetime]]:
    return {key: (each.state, each.notification.due_at) for key, each in kept.messages(store).items()}


def say(store: Store, now: datetime) -> None:
    """The message due now is sent."""
    with store.write() as session:
        claimed = claim_next(session, now, now, timedelta(seconds=20), ["slack"])
        assert claimed
        outbox.record_sent(session, claimed, "post", now)


def test_what_is_new_is_planned_and_asked_again_stays(store: Store) -> None:
    for _ in range(3):
        keep(store, foreseen("one"))
    assert stand(store) == {"one": ("planned", NOW + DAY)}


def test_what_no_longer_holds_is_called_off_and_may_hold_again(store: Store) -> None:
    keep(store, foreseen("one"), foreseen("two"))
    keep(store, foreseen("two"))
    assert stand(store) == {"one": ("cancelled", NOW + DAY), "two": ("planned", NOW + DAY)}
    keep(store, foreseen("one"), foreseen("two"))
    assert {state for state, _ in stand(store).values()} == {"planned"}


def test_another_time_moves_it(store: Store) -> None:
    keep(store, foreseen("one"))
    keep(store, foreseen("one", NOW + 2 * DAY))
    assert stand(store) == {"one": ("planned", NOW + 2 * DAY)}


def test_what_comes_too_late_to_be_planned_is_said_in_the_next_hour_of_its_reader(store: Store) -> None:
    keep(store, foreseen("one", NOW - DAY))
    keep(store, foreseen("one", NOW - DAY))
    assert stand(store) == {"one": ("planned", NOW + timedelta(hours=3))}


def test_what_is_not_worth_saying_late_is_not_planned_once_it_is_past(store: Store) -> None:
    keep(store, foreseen("one", NOW - DAY, skipped_if_past=True), foreseen("two", skipped_if_past=True))
    assert stand(store) == {"two": ("planned", NOW + DAY)}


def test_one_whose_time_has_come_and_that_was_not_said_yet_stays(store: Store) -> None:
    keep(store, foreseen("one", skipped_if_past=True))
    keep(store, foreseen("one", skipped_if_past=True), now=NOW + 2 * DAY)
    assert stand(store) == {"one": ("planned", NOW + DAY)}


def test_it_goes_to_whom_it_is_for_now_also_when_its_time_has_come(store: Store) -> None:
    keep(store, foreseen("one"), foreseen("due", NOW + timedelta(hours=1)))
    there = [foreseen("one", channel="D"), foreseen("due", NOW + timedelta(hours=1), channel="D")]
    keep(store, *there, now=NOW + timedelta(hours=2))
    with store.read() as session:
        entries = outbox.entries(session, "open")
    assert [(each.notification.key, each.notification.channel) for each in entries] == [
        ("due", "D"),
        ("one", "D"),
    ]
    assert stand(store)["due"] == ("planned", NOW + timedelta(hours=1))


def test_one_in_doubt_that_is_wanted_again_may_be_sent_again(store: Store) -> None:
    keep(store, foreseen("one"))
    with store.write() as session:
        claimed = claim_next(session, NOW + DAY, NOW, timedelta(seconds=20), ["slack"])
        assert claimed
        outbox.hold(session, claimed, NOW + DAY, "no answer", unsure=True)
    for wanted, withdrawn in (((), True), ((foreseen("one"),), False)):
        keep(store, *wanted, now=NOW + DAY)
        with store.read() as session:
            (entry,) = outbox.entries(session, "claimed")
        assert bool(entry.withdrawn) == withdrawn


def test_what_is_in_step_needs_no_steps_and_many_can_be_taken_in_parts(store: Store) -> None:
    keep(store, foreseen("one"), foreseen("off"))
    wanted = [foreseen("one", NOW + 2 * DAY), foreseen("two"), foreseen("three")]
    with store.read() as session:
        found = plan_diff(session, "week", wanted, NOW)
    for part in found.parts(1):
        assert len(part.planned) + len(part.called_off) == 1
        with store.write() as session:
            apply_diff(session, part, NOW)
    assert {key: state for key, (state, _) in stand(store).items()} == {
        "one": "planned",
        "off": "cancelled",
        "two": "planned",
        "three": "planned",
    }
    with store.read() as session:
        assert plan_diff(session, "week", wanted, NOW) == PlanDiff([], [])


def test_what_was_said_is_not_said_again_whatever_becomes_of_it(store: Store) -> None:
    keep(store, foreseen("one"))
    say(store, NOW + DAY)
    later = NOW + 2 * DAY
    keep(store, now=later)
    keep(store, foreseen("one", NOW + 3 * DAY), now=later)
    assert stand(store)["one"][0] == "sent"


def test_what_had_nothing_to_say_when_its_time_came_is_not_planned_again(store: Store) -> None:
    keep(store, foreseen("one"))
    with store.write() as session:
        claimed = claim_next(session, NOW + DAY, NOW, timedelta(seconds=20), ["slack"])
        assert claimed
        outbox.record_cancelled(session, claimed, "nothing left to say", NOW + DAY)
    keep(store, foreseen("one"), now=NOW + DAY)
    assert stand(store)["one"][0] == "cancelled"


def test_several_processes_at_once_plan_each_once(store: Store) -> None:
    with ThreadPoolExecutor(4) as processes:
        for due in (NOW + DAY, NOW + 2 * DAY):
            wanted = [foreseen(f"key {number}", due) for number in range(20)]
            list(processes.map(lambda each: keep(store, *each), [wanted] * 4))
    assert stand(store) == {f"key {number}": ("planned", NOW + 2 * DAY) for number in range(20)}


def test_more_than_one_query_can_look_up(store: Store) -> None:
    wanted = [foreseen(f"key {number}") for number in range(1200)]
    keep(store, *wanted)
    keep(store, *wanted[1:])
    with store.read() as session:
        assert outbox.counts(session) == {"planned": 1199, "cancelled": 1}
