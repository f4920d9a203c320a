"""The outbox: one row, one outcome, whoever sees to it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from gamma.outbox import Notification
from storage import outbox, overdue
from storage.people import people
from storage.store import Store
from tests.claims import claim_next
from tests.storage.messages import (
    LEASE,
    NOW,
    cancel,
    claim,
    claim_all,
    claimed,
    claimed_in,
    entry,
    hold,
    notice,
    plan,
    record_sent,
    seconds,
)
from tests.storage.query_plans import Watched


def test_a_key_is_planned_once(store: Store) -> None:
    assert plan(store, notice("one"), notice("one", seconds(5)), notice("two")) == [True, False, True]
    assert list(claim_all(store)) == ["one", "two"]


def test_a_key_is_not_planned_again_after_it_was_sent(store: Store) -> None:
    plan(store, notice("one"))
    record_sent(store, claimed(store))
    assert plan(store, notice("one")) == [False]
    assert entry(store, "one").state == "sent"


def test_a_key_of_any_length_is_planned_once(store: Store) -> None:
    assert plan(store, *(notice("k" * 300 + end) for end in "aab")) == [True, False, True]


def test_many_planning_the_same_key_at_once_plan_it_once(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        planned = list(pool.map(lambda _: plan(store, notice("one")), range(8)))
    assert sorted(planned) == [[False]] * 7 + [[True]]


def test_the_longest_due_is_claimed_first_and_what_is_not_due_never(store: Store) -> None:
    plan(store, notice("late", seconds(1)), notice("second", seconds(-1)), notice("first", seconds(-2)))
    assert list(claim_all(store)) == ["first", "second"]


def test_only_the_given_platforms_messages_are_claimed(store: Store) -> None:
    plan(store, notice("elsewhere", platform="mattermost"))
    assert claim(store) is None
    assert claim(store, platforms=("slack", "mattermost")) is not None


def test_two_workers_never_claim_the_same(store: Store) -> None:
    keys = [f"message:{number:02}" for number in range(40)]
    plan(store, *map(notice, keys))
    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(lambda _: list(claim_all(store)), range(4)))
    assert sorted(key for share in shares for key in share) == keys


def test_a_lease_that_ends_leaves_its_message_in_doubt(store: Store) -> None:
    plan(store, notice("one"))
    first = claimed(store)
    assert claim(store, seconds(19)) is None
    again = claimed(store, seconds(20))
    assert (first.unsure, again.unsure) == (False, True)
    assert (first.attempts, again.attempts) == (1, 2)
    assert again.first_claimed_at == first.claimed_at == NOW


def test_the_outcome_told_after_the_claim_was_lost_changes_nothing(store: Store) -> None:
    plan(store, notice("one"))
    lost = claimed(store)
    claimed(store, seconds(20))
    assert not record_sent(store, lost)
    with store.write() as session:
        assert not outbox.record_failed(session, lost, "too late", NOW)
    hold(store, lost, NOW)
    kept = entry(store, "one")
    assert (kept.state, kept.reason, kept.hold_until) == ("claimed", "", seconds(40))


def test_an_outcome_is_told_once(store: Store) -> None:
    plan(store, notice("one"))
    sent = claimed(store)
    assert record_sent(store, sent)
    assert not record_sent(store, sent, "another post")
    assert claim(store, seconds(3600)) is None


def test_a_held_message_rests_until_then(store: Store) -> None:
    plan(store, notice("one"))
    hold(store, claimed(store), seconds(7))
    assert claim(store, seconds(6)) is None
    assert not claimed(store, seconds(7)).unsure


def test_a_message_held_in_doubt_stays_in_doubt(store: Store) -> None:
    plan(store, notice("one"))
    held = claimed(store)
    hold(store, held, seconds(7), unsure=True)
    assert not record_sent(store, held), "a claim ends with the holding"
    assert claimed(store, seconds(7)).unsure


def test_a_recipient_told_to_wait_gets_nothing_meanwhile_and_others_do(store: Store) -> None:
    plan(store, notice("long", channel="team"))
    hold(store, claimed(store), seconds(60))
    plan(store, *(notice(key, seconds(-1), channel="team") for key in ("one", "two")))
    plan(store, notice("other", channel="elsewhere"))
    one = claimed(store)
    with store.write() as session:
        outbox.hold(session, one, seconds(7), "ratelimited", unsure=False)
        overdue.hold_recipient(session, one, seconds(7))
    assert list(claim_all(store)) == ["other"]
    for key in ("one", "two"):
        again = claimed(store, seconds(7))
        assert again.notification.key == key
        record_sent(store, again)
    assert claim(store, seconds(7)) is None, "a longer wait is not shortened"


def test_a_person_told_to_wait_is_a_recipient_too(store: Store) -> None:
    with store.write() as session:
        ids = [people.upsert_person(session, "slack", account).id for account in ("U1", "U2")]
    direct = [
        Notification(f"{number}", "invite_me", {}, "slack", NOW, person_id=ids[place])
        for number, place in enumerate((0, 0, 1))
    ]
    plan(store, *direct)
    with store.write() as session:
        first = claim_next(session, NOW, NOW, LEASE, ["slack"])
        assert first is not None
        overdue.hold_recipient(session, first, seconds(7))
    assert list(claim_all(store)) == ["2"]


def test_the_next_due_is_the_first_open_one_after_and_until(store: Store) -> None:
    plan(store, notice("sent", NOW), notice("next", seconds(10)), notice("after", seconds(20)))
    record_sent(store, claimed(store))
    with store.read() as session:
        assert overdue.next_due(session, seconds(-1), seconds(60)) == seconds(10)
        assert overdue.next_due(session, seconds(10), seconds(20)) == seconds(20)
        assert overdue.next_due(session, seconds(10), seconds(19)) is None


def test_counts_tell_every_state(store: Store) -> None:
    plan(store, notice("sent"), notice("failed"), notice("claimed"), notice("planned"))
    record_sent(store, claimed(store))
    with store.write() as session:
        failing = claim_next(session, NOW, NOW, LEASE, ["slack"])
        assert failing is not None
        outbox.record_failed(session, failing, "channel_not_found", NOW)
    claimed(store)
    with store.read() as session:
        assert outbox.counts(session) == {"sent": 1, "failed": 1, "claimed": 1, "planned": 1}
    failed = entry(store, "failed")
    assert (failed.state, failed.reason, failed.ended_at) == ("failed", "channel_not_found", NOW)


@pytest.mark.parametrize("recipients", [{}, {"channel": "team", "person_id": 1}])
def test_a_message_goes_to_a_channel_or_a_person(recipients: dict[str, str | int]) -> None:
    with pytest.raises(ValueError, match="a channel or a person"):
        Notification("one", "invite_me", {}, "slack", NOW, **recipients)  # type: ignore[arg-type]


def test_due_work_is_found_by_its_index_not_by_reading_everything(watched: Watched) -> None:
    claim(watched.store)
    steps, *_ = watched.plans("SELECT outbox")
    assert any("USING INDEX outbox_open" in step for step in steps), steps


def test_what_is_open_about_a_subject_and_what_ended_are_found_by_their_indexes(watched: Watched) -> None:
    cancel(watched.store)
    with watched.store.read() as session:
        outbox.entries(session, "sent")
        outbox.counts(session)
    first_steps = [steps[0] for steps in watched.plans("SELECT", "UPDATE")]
    used = [next(word for word in step.split() if word.startswith("outbox_")) for step in first_steps]
    assert used == ["outbox_group_key", "outbox_ended", "outbox_open", "outbox_ended"]


def test_a_message_that_failed_can_be_planned_once_more(store: Store) -> None:
    plan(store, notice("one"))
    with store.write() as session:
        outbox.record_failed(session, claimed_in(session), "not in the channel", NOW)
    assert plan(store, notice("one"), notice("one")) == [True, False]
    assert claimed(store).notification.key == "one"


def test_words_that_people_typed_go_once_the_message_has_ended(store: Store) -> None:
    with_words = {"startup": "velo", "replaced": {"obstacles": "Pas d’API"}}
    for key in ("sent", "failed"):
        plan(store, Notification(key, "page_stated", with_words, "slack", NOW, channel="team"))
    plan(store, Notification("other", "channel_linked", {"startup": "velo"}, "slack", NOW, channel="team"))
    with store.write() as session:
        assert outbox.record_sent(session, claimed_in(session), "post", NOW)
        assert outbox.record_failed(session, claimed_in(session), "not in the channel", NOW)
        assert outbox.record_sent(session, claimed_in(session), "post", NOW)
    left = [dict(entry(store, key).notification.subject) for key in ("sent", "failed", "other")]
    assert left == [{}, {}, {"startup": "velo"}]
