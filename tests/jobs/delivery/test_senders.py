"""Several messages under way at once: one per recipient, in order; a slow one keeps no other waiting."""

import threading
from collections import defaultdict
from dataclasses import replace

import pytest
from sqlalchemy import update

from gamma.chat import ChatError
from jobs.context import JobContext
from jobs.delivery import repetition
from jobs.delivery.deliver import deliver
from storage import outbox
from storage.models import OutboxRow
from storage.store import StoreBusyError
from tests.jobs.conftest import Bench

AT_MOST = 10.0
"""Seconds after which what should have happened has not."""


def job(bench: Bench, senders: int = 4) -> JobContext:
    return replace(bench.work(), senders=senders)


class Posting:
    """Who is being written to at each moment, told by a platform that takes its time."""

    def __init__(self, bench: Bench, together: int) -> None:
        self._meeting = threading.Barrier(together)
        self._lock = threading.Lock()
        self._under_way: dict[str, int] = defaultdict(int)
        self.most_at_once: dict[str, int] = defaultdict(int)
        self.most = 0
        bench.chat.before_post = self._begin
        bench.chat.after_post = self._end

    def of(self, key: str) -> str:
        return key.split()[0]

    def _begin(self, key: str) -> None:
        with self._lock:
            self._under_way[self.of(key)] += 1
            channel = self.of(key)
            self.most_at_once[channel] = max(self.most_at_once[channel], self._under_way[channel])
            self.most = max(self.most, sum(self._under_way.values()))
        self._meeting.wait(AT_MOST)

    def _end(self, key: str) -> None:
        with self._lock:
            self._under_way[self.of(key)] -= 1


def plan(bench: Bench, channels: str, each: int) -> None:
    for number in range(each):
        for channel in channels:
            bench.plan(f"{channel} {number}", channel)


def test_several_at_once_one_for_each_recipient_in_order(bench: Bench) -> None:
    """They meet: no post is answered before three are under way."""
    posting = Posting(bench, together=3)
    plan(bench, "abc", 4)
    deliver(job(bench))
    assert posting.most == 3
    assert set(posting.most_at_once.values()) == {1}
    for channel in "abc":
        assert [key for key in bench.posted() if key.startswith(channel)] == [
            f"{channel} {n}" for n in range(4)
        ]
    with bench.store.read() as session:
        assert outbox.counts(session) == {"sent": 12}


def test_no_more_at_once_than_there_are_senders(bench: Bench) -> None:
    posting = Posting(bench, together=2)
    plan(bench, "abcdef", 1)
    deliver(job(bench, senders=2))
    assert posting.most == 2
    assert len(bench.posted()) == 6


def test_a_stuck_one_keeps_only_its_recipient_waiting(bench: Bench) -> None:
    others_are_said = threading.Event()

    def stick(key: str) -> None:
        if key == "stuck 0":
            assert others_are_said.wait(AT_MOST)

    def count(_key: str) -> None:
        if {f"{channel} {n}" for channel in "abc" for n in range(3)} <= set(bench.posted()):
            others_are_said.set()

    bench.chat.before_post, bench.chat.after_post = stick, count
    bench.plan("stuck 0", "stuck")
    bench.plan("stuck 1", "stuck")
    plan(bench, "abc", 3)
    deliver(job(bench, senders=2))
    assert bench.posted()[-2:] == ["stuck 0", "stuck 1"]


def test_what_falls_due_while_one_is_stuck_is_said(bench: Bench) -> None:
    bench.plan("stuck")

    def stick(key: str) -> None:
        if key == "stuck":
            bench.plan("new", "elsewhere")
            assert new_is_said.wait(AT_MOST)

    new_is_said = threading.Event()
    bench.chat.before_post = stick
    bench.chat.after_post = lambda key: new_is_said.set() if key == "new" else None
    deliver(job(bench))
    assert bench.posted() == ["new", "stuck"]


def test_asked_to_stop_it_records_what_is_under_way_and_takes_nothing_more(bench: Bench) -> None:
    Posting(bench, together=2)
    plan(bench, "ab", 3)
    stopping = replace(job(bench, senders=2), is_stopping=lambda: len(bench.chat.posts) >= 1)
    deliver(stopping)
    assert sorted(bench.posted()) == ["a 0", "b 0"]
    with bench.store.read() as session:
        assert outbox.counts(session) == {"sent": 2, "planned": 4}


def test_a_refusal_a_wait_and_a_success_each_come_to_their_own_end(bench: Bench) -> None:
    mishaps = {
        "wait 0": ChatError("ratelimited", retry_after=30),
        "doubt 0": ChatError("no answer", unsure=True),
        "gone 0": ChatError("is_archived", permanent=True),
    }

    def fail(key: str) -> None:
        if key in mishaps:
            raise mishaps[key]

    bench.chat.before_post = fail
    bench.chat.closed = {"gone"}
    for channel in ("wait", "doubt", "gone", "fine"):
        bench.plan(f"{channel} 0", channel)
        bench.plan(f"{channel} 1", channel)
    deliver(job(bench))
    states = {key: bench.entry(key).state for key in ("wait 0", "wait 1", "doubt 0", "gone 0", "fine 1")}
    assert states == {
        "wait 0": "planned",
        "wait 1": "planned",
        "doubt 0": "claimed",
        "gone 0": "failed",
        "fine 1": "sent",
    }
    assert "wait 1" not in bench.posted(), "a recipient waits as the platform asked"


def test_one_that_cannot_be_recorded_takes_no_other_with_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = repetition.record

    def recorded(*arguments: object) -> None:
        if "b 0" in str(arguments):
            raise RuntimeError("nobody foresaw this")
        record(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(repetition, "record", recorded)
    Posting(bench, together=3)
    plan(bench, "abc", 1)
    deliver(job(bench))
    states = {key: bench.entry(key).state for key in ("a 0", "b 0", "c 0")}
    assert states == {"a 0": "sent", "b 0": "claimed", "c 0": "sent"}
    monkeypatch.setattr(repetition, "record", record)
    bench.later(20)
    bench.deliver()
    assert sorted(bench.posted()) == ["a 0", "b 0", "c 0"], "it is found, and not said again"
    assert bench.entry("b 0").state == "sent"


def test_a_row_that_somebody_holds_is_recorded_apart(bench: Bench) -> None:
    """Two that record several rows could wait for each other in a ring."""
    if bench.store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    posting = Posting(bench, together=2)
    plan(bench, "ab", 1)
    held, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with bench.store.write() as session:
            session.execute(update(OutboxRow).filter_by(key="a 0").values(reason="being looked at"))
            held.set()
            may_go.wait(AT_MOST)

    holder = threading.Thread(target=hold)

    def end(key: str) -> None:
        if key == "a 0":
            holder.start()
            assert held.wait(AT_MOST)
            threading.Timer(0.2, may_go.set).start()

    bench.chat.after_post = end
    deliver(job(bench))
    holder.join()
    assert posting.most == 2
    assert [bench.entry(key).state for key in ("a 0", "b 0")] == ["sent", "sent"]


def test_a_busy_database_ends_it_once_all_have_ended(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.delivery.senders._record_together", busy)
    Posting(bench, together=2)
    plan(bench, "ab", 2)
    with pytest.raises(StoreBusyError):
        deliver(job(bench, senders=2))
    assert sorted(bench.posted()) == ["a 0", "b 0"]
    assert bench.entry("a 0").state == "claimed", "it is looked for"


def busy(_job: object, _session: object, said: list[object]) -> list[object]:
    if said:
        raise StoreBusyError
    return said
