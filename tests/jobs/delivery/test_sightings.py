"""Who takes over a claim, whatever the clocks say; and where a delivery ends when the bot is to stop."""

from dataclasses import replace
from datetime import timedelta

from jobs.delivery.deliver import deliver
from jobs.delivery.sightings import Sightings
from tests.jobs.conftest import Bench

LEASE = timedelta(seconds=20)


class Passing:
    """Time that passes, whatever the clock is set to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_clock_set_forward_takes_no_claim_from_who_is_still_sending(bench: Bench) -> None:
    """Another replica on the same machine looks while a post takes its time."""
    passing = Passing()
    other = replace(bench.work(), is_abandoned=Sightings(LEASE, passing).is_abandoned)
    looked: list[object] = []

    def look(_key: str) -> None:
        if not looked:
            looked.append(True)
            bench.later(60)
            deliver(other)
            passing.seconds += LEASE.total_seconds() - 1
            deliver(other)

    bench.chat.before_post = look
    bench.plan("one")
    bench.deliver()
    assert looked
    assert bench.posted() == ["one"]
    assert bench.entry("one").state == "sent"


def test_a_claim_seen_unchanged_for_a_lease_is_taken_over(bench: Bench) -> None:
    passing = Passing()
    other = replace(bench.work(), is_abandoned=Sightings(LEASE, passing).is_abandoned)

    def die(_key: str) -> None:
        raise SystemExit

    bench.chat.before_post = die
    bench.plan("one")
    try:
        bench.deliver()
    except SystemExit:
        bench.chat.before_post = lambda _key: None
    bench.plan("next")
    bench.plan("two", "elsewhere")
    bench.later(21)
    deliver(other)
    assert bench.posted() == ["two"], "its owner may be sending: its recipient waits, and nobody else"
    passing.seconds += LEASE.total_seconds()
    deliver(other)
    assert bench.posted() == ["two", "one", "next"]


def test_a_delivery_ends_after_the_message_under_way(bench: Bench) -> None:
    for key in ("one", "two", "three"):
        bench.plan(key)
    deliver(replace(bench.work(), is_stopping=lambda: len(bench.chat.posts) >= 1))
    assert bench.posted() == ["one"]
    bench.deliver()
    assert bench.posted() == ["one", "two", "three"]
