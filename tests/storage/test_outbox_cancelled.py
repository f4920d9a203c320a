"""What a message was about changed: it is cancelled, put off, or wanted again, and nothing is said twice."""

from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from storage.store import Store
from tests.storage.messages import (
    NOW,
    cancel,
    claim,
    claim_all,
    claimed,
    entry,
    hold,
    notice,
    plan,
    record_sent,
    seconds,
)


def test_what_is_cancelled_never_comes_and_says_why(store: Store) -> None:
    plan(store, notice("7d", about="checkpoint:12"), notice("1d", seconds(9), about="checkpoint:12"))
    plan(store, notice("other", about="checkpoint:1"), notice("none"))
    assert cancel(store) == 2
    assert cancel(store) == 0
    assert list(claim_all(store)) == ["other", "none"]
    gone = entry(store, "1d")
    assert (gone.state, gone.reason, gone.ended_at) == ("cancelled", "moved", NOW)


def test_what_is_for_one_person_can_be_cancelled_alone(store: Store) -> None:
    with store.write() as session:
        ann, noe = (people.upsert_person(session, "slack", account).id for account in ("ann", "noe"))
        for person in (ann, noe):
            key, about = f"to {person}", "checkpoint:12"
            outbox.plan(
                session, Notification(key, "invite_me", {}, "slack", NOW, person_id=person, group_key=about)
            )
        assert outbox.cancel(session, "checkpoint:12", "moved", NOW, ann) == 1
    assert list(claim_all(store)) == [f"to {noe}"]


def test_a_key_too_long_to_be_kept_is_found_and_cancelled_as_it_was_written(store: Store) -> None:
    long = "long " * 60
    plan(store, notice(long), notice(long + "other"))
    with store.write() as session:
        assert len(outbox.entries_of(session, [long])) == 1
        assert outbox.cancel_keys(session, [long], "moved", NOW) == 1
        assert outbox.entries_of(session, [long])[0].state == "cancelled"
        assert outbox.entries_of(session, [long + "other"])[0].state == "planned"


def test_one_put_off_is_due_anew_and_one_called_off_meanwhile_ends(store: Store) -> None:
    plan(store, notice("one"), notice("two", seconds(1), about="checkpoint:12"))
    both = [claimed(store, seconds(1)), claimed(store, seconds(1))]
    cancel(store)
    with store.write() as session:
        for held in both:
            outbox.reschedule(session, held, seconds(9))
    assert claim(store, seconds(8)) is None
    assert list(claim_all(store, seconds(9))) == ["one"]
    assert (entry(store, "two").state, entry(store, "two").reason) == ("cancelled", "moved")


def test_what_was_cancelled_can_be_planned_again_and_what_was_sent_cannot(store: Store) -> None:
    plan(store, notice("one", about="checkpoint:12"), notice("sent", about="checkpoint:12"))
    hold(store, claimed(store), seconds(60))
    record_sent(store, claimed(store))
    cancel(store)
    assert plan(store, notice("one", seconds(5)), notice("sent")) == [True, False]
    assert claim(store, seconds(4)) is None
    assert claimed(store, seconds(5)).notification.key == "one"


def test_what_is_being_sent_when_it_is_cancelled_is_recorded_as_sent(store: Store) -> None:
    plan(store, notice("one", about="checkpoint:12"))
    under_way = claimed(store)
    assert cancel(store) == 1
    assert record_sent(store, under_way)
    assert (entry(store, "one").state, entry(store, "one").withdrawn) == ("sent", "moved")


def test_a_doubt_outlives_its_cancelling_and_is_only_looked_for(store: Store) -> None:
    plan(store, notice("one", about="checkpoint:12"))
    hold(store, claimed(store), seconds(20), unsure=True)
    cancel(store)
    again = claimed(store, seconds(20))
    assert (again.unsure, again.withdrawn) == (True, "moved")
    with store.write() as session:
        outbox.record_cancelled(session, again, again.withdrawn, NOW)
    assert (entry(store, "one").state, entry(store, "one").reason) == ("cancelled", "moved")


def test_a_refused_try_of_what_was_cancelled_meanwhile_is_not_repeated(store: Store) -> None:
    plan(store, notice("one", about="checkpoint:12"))
    refused = claimed(store)
    cancel(store)
    hold(store, refused, seconds(5))
    assert claim(store, seconds(3600)) is None
    assert (entry(store, "one").state, entry(store, "one").reason) == ("cancelled", "moved")


def test_what_is_wanted_again_while_in_doubt_is_sent_if_it_is_not_there(store: Store) -> None:
    one = notice("one", about="checkpoint:12")
    plan(store, one)
    hold(store, claimed(store), seconds(20), unsure=True)
    cancel(store)
    assert plan(store, one, one) == [True, False]
    again = claimed(store, seconds(20))
    assert (again.unsure, again.withdrawn) == (True, "")


def test_a_worker_and_a_cancelling_at_the_same_moment_leave_nothing_to_send(store: Store) -> None:
    """Whoever comes first: claimed and marked, or cancelled; laid back, it ends."""
    keys = [f"message:{number:02}" for number in range(30)]
    plan(store, *(notice(key, about="checkpoint:12") for key in keys))

    def work(_worker: int) -> list[str]:
        taken = []
        while found := claim(store):
            taken.append(found.notification.key)
            hold(store, found, NOW)
            if len(taken) > 200:
                break
        return taken

    with ThreadPoolExecutor(3) as pool:
        working = [pool.submit(work, number) for number in range(2)]
        pool.submit(cancel, store).result()
        for worker in working:
            worker.result()
    assert list(claim_all(store)) == []
    assert {entry(store, key).state for key in keys} == {"cancelled"}


def test_moments_of_any_zone_are_kept_as_they_are_when_a_message_is_held_or_cancelled(store: Store) -> None:
    in_noumea = ZoneInfo("Pacific/Noumea")
    plan(store, notice("held", about="checkpoint:1"), notice("off", about="checkpoint:12"))
    hold(store, claimed(store), seconds(7).astimezone(in_noumea))
    with store.write() as session:
        outbox.cancel(session, "checkpoint:12", "moved", NOW.astimezone(in_noumea))
    assert (entry(store, "held").hold_until, entry(store, "off").ended_at) == (seconds(7), NOW)
    assert claim(store, seconds(6)) is None
    assert claimed(store, seconds(7)).notification.key == "held"
