"""Messages that follow from the state of things are kept in step with it, and each is said once at most."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from gamma.outbox import ENDED, Notice
from storage import outbox
from storage.foreseen import Foreseen, keep_in_step
from storage.store import Store

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def foreseen(key: str, due: datetime = NOW + DAY) -> Foreseen:
    notice = Notice(key, "week_ahead", {}, "slack", due, channel="C", about="week")
    return Foreseen(notice, if_past=NOW + timedelta(hours=3))


def keep(store: Store, *wanted: Foreseen, now: datetime = NOW) -> None:
    with store.write() as session:
        keep_in_step(session, "week", wanted, now)


def stand(store: Store) -> dict[str, tuple[str, datetime]]:
    with store.read() as session:
        states = [outbox.entries(session, "open"), *(outbox.entries(session, state) for state in ENDED)]
    return {each.notice.key: (each.state, each.notice.due_at) for found in states for each in found}


def say(store: Store, now: datetime) -> None:
    """The message due now is sent."""
    with store.write() as session:
        claimed = outbox.claim_next(session, now, now, timedelta(seconds=20), ["slack"])
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
        claimed = outbox.claim_next(session, NOW + DAY, NOW, timedelta(seconds=20), ["slack"])
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
