"""The outbox: one row, one outcome, whoever sees to it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from gamma.outbox import ENDED, Claimed, Entry, Notice
from storage import outbox, people
from storage.store import JOB_PATIENCE, Store

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LEASE = timedelta(seconds=20)


def seconds(count: float) -> datetime:
    """So many seconds from now."""
    return NOW + timedelta(seconds=count)


def notice(
    key: str, due: datetime = NOW, *, channel: str = "team", platform: str = "slack", about: str = ""
) -> Notice:
    return Notice(key, "invite_me", {}, platform, due, channel=channel, about=about)


def plan(store: Store, *notices: Notice) -> list[bool]:
    with store.write() as session:
        return [outbox.plan(session, notice) for notice in notices]


def claim(store: Store, now: datetime = NOW, platforms: tuple[str, ...] = ("slack",)) -> Claimed | None:
    with store.write(JOB_PATIENCE) as session:
        return outbox.claim_next(session, now, now, LEASE, platforms)


def claimed(store: Store, now: datetime = NOW) -> Claimed:
    found = claim(store, now)
    assert found is not None, "nothing is to be claimed"
    return found


def hold(store: Store, held: Claimed, until: datetime, *, unsure: bool = False) -> None:
    with store.write() as session:
        outbox.hold(session, held, until, "later", unsure=unsure)


def record_sent(store: Store, sent: Claimed, post: str = "post") -> bool:
    with store.write() as session:
        return outbox.record_sent(session, sent, post, NOW)


def entry(store: Store, key: str) -> Entry:
    with store.read() as session:
        found = [*outbox.entries(session, "open")]
        for state in ENDED:
            found += outbox.entries(session, state)
    return next(entry for entry in found if entry.notice.key == key)


def cancel(store: Store, about: str = "checkpoint:12") -> int:
    with store.write() as session:
        return outbox.cancel(session, about, "moved", NOW)


def claim_all(store: Store, now: datetime = NOW) -> Iterator[str]:
    while found := claim(store, now):
        yield found.notice.key


def test_a_key_is_planned_once(store: Store) -> None:
    assert plan(store, notice("one"), notice("one", seconds(5)), notice("two")) == [True, False, True]
    assert list(claim_all(store)) == ["one", "two"]


def test_a_key_is_not_planned_again_after_it_was_sent(store: Store) -> None:
    plan(store, notice("one"))
    record_sent(store, claimed(store))
    assert plan(store, notice("one")) == [False]
    assert entry(store, "one").state == "sent"


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
    plan(store, notice("one"), notice("two"), notice("long"), notice("other", channel="elsewhere"))
    one, two = claimed(store), claimed(store)
    hold(store, claimed(store), seconds(60))
    hold(store, two, NOW)
    with store.write() as session:
        outbox.hold(session, one, seconds(7), "ratelimited", unsure=False)
        outbox.hold_recipient(session, one, seconds(7))
    assert list(claim_all(store)) == ["other"]
    assert claimed(store, seconds(7)).notice.key == "one"
    assert claimed(store, seconds(7)).notice.key == "two"
    assert claim(store, seconds(7)) is None, "a longer wait is not shortened"


def test_a_person_told_to_wait_is_a_recipient_too(store: Store) -> None:
    with store.write() as session:
        ids = [people.meet(session, "slack", account).id for account in ("U1", "U2")]
    direct = [
        Notice(f"{number}", "invite_me", {}, "slack", NOW, person_id=ids[place])
        for number, place in enumerate((0, 0, 1))
    ]
    plan(store, *direct)
    with store.write() as session:
        first = outbox.claim_next(session, NOW, NOW, LEASE, ["slack"])
        assert first is not None
        outbox.hold_recipient(session, first, seconds(7))
    assert list(claim_all(store)) == ["2"]


def test_the_next_due_is_the_first_open_one_after_and_until(store: Store) -> None:
    plan(store, notice("sent", NOW), notice("next", seconds(10)), notice("after", seconds(20)))
    record_sent(store, claimed(store))
    with store.read() as session:
        assert outbox.next_due(session, seconds(-1), seconds(60)) == seconds(10)
        assert outbox.next_due(session, seconds(10), seconds(20)) == seconds(20)
        assert outbox.next_due(session, seconds(10), seconds(19)) is None


def test_counts_tell_every_state(store: Store) -> None:
    plan(store, notice("sent"), notice("failed"), notice("claimed"), notice("planned"))
    record_sent(store, claimed(store))
    with store.write() as session:
        failing = outbox.claim_next(session, NOW, NOW, LEASE, ["slack"])
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
        Notice("one", "invite_me", {}, "slack", NOW, **recipients)  # type: ignore[arg-type]


def test_due_work_is_found_by_its_index_not_by_reading_everything(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'gamma.db'}")
    store.upgrade()
    asked: list[tuple[str, Any]] = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    claim(store)
    query, parameters = next(call for call in asked if call[0].startswith("SELECT outbox"))
    with store.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", parameters).all()
    store.close()
    assert any("USING INDEX outbox_open" in step[-1] for step in plan), plan


def test_a_message_that_failed_can_be_planned_once_more(store: Store) -> None:
    plan(store, notice("one"))
    with store.write() as session:
        outbox.record_failed(session, claimed_in(session), "not in the channel", NOW)
    assert plan(store, notice("one"), notice("one")) == [True, False]
    assert claimed(store).notice.key == "one"


def claimed_in(session: Session) -> Claimed:
    found = outbox.claim_next(session, NOW, NOW, LEASE, ("slack",))
    assert found is not None
    return found


# --- what it was about changed ----------------------------------------------------------------


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
        ann, noe = (people.meet(session, "slack", account).id for account in ("ann", "noe"))
        for person in (ann, noe):
            key, about = f"to {person}", "checkpoint:12"
            outbox.plan(session, Notice(key, "invite_me", {}, "slack", NOW, person_id=person, about=about))
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
            outbox.put_off(session, held, seconds(9))
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
    assert claimed(store, seconds(5)).notice.key == "one"


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
            taken.append(found.notice.key)
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


def test_what_is_open_about_a_subject_and_what_ended_are_found_by_their_indexes(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'gamma.db'}")
    store.upgrade()
    asked: list[tuple[str, Any]] = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    cancel(store)
    with store.read() as session:
        outbox.entries(session, "sent")
        outbox.counts(session)
    with store.engine.connect() as connection:
        steps = [
            [step[-1] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given).all()]
            for query, given in asked
            if query.startswith(("SELECT", "UPDATE"))
        ]
    store.close()
    used = [next(word for word in step[0].split() if word.startswith("outbox_")) for step in steps]
    assert used == ["outbox_about", "outbox_ended", "outbox_open", "outbox_ended"]


def test_moments_of_any_zone_are_kept_as_they_are_when_a_message_is_held_or_cancelled(store: Store) -> None:
    in_noumea = ZoneInfo("Pacific/Noumea")
    plan(store, notice("held", about="checkpoint:1"), notice("off", about="checkpoint:12"))
    hold(store, claimed(store), seconds(7).astimezone(in_noumea))
    with store.write() as session:
        outbox.cancel(session, "checkpoint:12", "moved", NOW.astimezone(in_noumea))
    assert (entry(store, "held").hold_until, entry(store, "off").ended_at) == (seconds(7), NOW)
    assert claim(store, seconds(6)) is None
    assert claimed(store, seconds(7)).notice.key == "held"


def test_words_that_people_typed_go_once_the_message_has_ended(store: Store) -> None:
    with_words = {"startup": "velo", "replaced": {"obstacles": "Pas d’API"}}
    for key in ("sent", "failed"):
        plan(store, Notice(key, "page_stated", with_words, "slack", NOW, channel="team"))
    plan(store, Notice("other", "channel_linked", {"startup": "velo"}, "slack", NOW, channel="team"))
    with store.write() as session:
        assert outbox.record_sent(session, claimed_in(session), "post", NOW)
        assert outbox.record_failed(session, claimed_in(session), "not in the channel", NOW)
        assert outbox.record_sent(session, claimed_in(session), "post", NOW)
    left = [dict(entry(store, key).notice.subject) for key in ("sent", "failed", "other")]
    assert left == [{}, {}, {"startup": "velo"}]


def test_a_key_of_any_length_is_planned_once(store: Store) -> None:
    assert plan(store, *(notice("k" * 300 + end) for end in "aab")) == [True, False, True]
