"""Several claims in one transaction: each recipient's first, none whose recipient is being written to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import true

from gamma.outbox import Claimed, Notification
from storage import outbox
from storage.outbox_claims import claim_due
from storage.people import people
from storage.store import JOB_PATIENCE, Store
from tests.storage.messages import LEASE, NOW, claimed, hold, notice, plan, record_sent, seconds


def claim(store: Store, at_most: int, later: float = 0.0, *, abandoned: bool = True) -> list[Claimed]:
    with store.write(JOB_PATIENCE) as session:
        now = seconds(later)
        return claim_due(session, now, now, LEASE, ["slack"], lambda _: abandoned, at_most)


def keys(claims: list[Claimed]) -> list[str]:
    return [each.notification.key for each in claims]


def test_each_recipients_first_is_taken_as_many_as_there_is_room_for(store: Store) -> None:
    plan(store, *(notice(f"{name}{n}", channel=name) for n in range(12) for name in "abc"))
    assert keys(claim(store, 2)) == ["a0", "b0"]
    assert keys(claim(store, 8)) == ["c0"], "of those under way nothing else is taken"
    assert keys(claim(store, 8)) == []


def test_what_one_recipient_has_waiting_does_not_hide_the_others(store: Store) -> None:
    plan(store, *(notice(f"much {n:02}", seconds(-100 + n), channel="busy") for n in range(40)))
    plan(store, notice("a"), notice("b"))
    assert keys(claim(store, 3)) == ["much 00", "a", "b"]


def test_a_person_and_a_channel_are_recipients_on_their_platform(store: Store) -> None:
    with store.write() as session:
        ids = [people.upsert_person(session, "slack", account).id for account in ("U1", "U2")]
    direct = [Notification(f"p{n}", "invite_me", {}, "slack", NOW, person_id=ids[n % 2]) for n in range(4)]
    plan(store, *direct, notice("c0", channel="c"), notice("c1", channel="c"))
    plan(store, notice("there", channel="c", platform="mattermost"))
    assert keys(claim(store, 9)) == ["p0", "p1", "c0"]


@pytest.mark.parametrize("unsure", [True, False])
def test_the_next_one_comes_once_the_first_has_an_outcome(store: Store, *, unsure: bool) -> None:
    plan(store, *(notice(f"{n}", channel="c") for n in range(3)))
    record_sent(store, claimed(store))
    hold(store, claimed(store), seconds(9), unsure=unsure)
    plan(store, notice("since", channel="c"), notice("before", seconds(-60), channel="c"), notice("d"))
    assert keys(claim(store, 9)) == ["before", "d"], (
        "what is laid back keeps its place, for its recipient alone"
    )
    assert keys(claim(store, 9, 10)) == [], "who is being written to is not looked for something else"


def test_one_that_never_gets_through_is_overtaken_after_some_minutes(store: Store) -> None:
    plan(store, notice("stuck", channel="c"))
    for tries in range(9):
        (stuck,) = claim(store, 1, tries)
        hold(store, stuck, seconds(tries + 1), unsure=False)
    plan(store, notice("since", channel="c"))
    assert keys(claim(store, 9, 8.5)) == ["since"]


def test_who_may_still_be_sending_keeps_the_recipient(store: Store) -> None:
    """Its lease is over by the clock, and nobody has seen it unchanged for as long."""
    plan(store, notice("first", channel="c"), notice("second", channel="c"), notice("other"))
    claimed(store)
    assert keys(claim(store, 9, 21, abandoned=False)) == ["other"]
    assert keys(claim(store, 9, 21)) == ["first"]


def test_two_of_one_recipient_that_an_earlier_version_left_come_back_one_by_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(store, notice("first", channel="c"), notice("second", channel="c"))
    with monkeypatch.context() as earlier, store.write() as session:
        earlier.setattr("storage.outbox_claims._is_next_in_line", true)
        for _ in range(2):
            claim_due(session, NOW, NOW, LEASE, ["slack"])
    assert keys(claim(store, 9, 21)) == ["first"]
    assert keys(claim(store, 9, 21)) == []
    assert keys(claim(store, 9, 42)) == ["first"]


def test_many_that_claim_at_once_write_to_nobody_twice(store: Store) -> None:
    plan(store, *(notice(f"{n}", seconds(-90 + n), channel=f"c{n % 5}") for n in range(30)))
    with ThreadPoolExecutor(4) as pool:
        claims = [each for some in pool.map(lambda _: claim(store, 3), range(8)) for each in some]
    assert sorted(keys(claims)) == ["0", "1", "2", "3", "4"]


def test_several_are_recorded_together_each_by_its_own_claim(store: Store) -> None:
    plan(store, *(notice(key) for key in ("lost", "mine", "typed")))
    typed = Notification("words", "page_stated", {"replaced": {"a": "b"}}, "slack", NOW, channel="w")
    plan(store, typed)
    claims = claim(store, 9)
    claim(store, 1, LEASE / timedelta(seconds=1))
    with store.write() as session:
        left = outbox.record_all_sent(session, [(each, f"post {each.id}") for each in claims], NOW)
    assert keys([each for each, _ in left]) == ["lost"]
    with store.read() as session:
        sent = {each.notification.key: each for each in outbox.entries(session, "sent")}
    assert sent.keys() == {"mine", "typed", "words"}
    assert sent["words"].notification.subject == {}
