"""A clock set back, a platform that asks to wait for a day, ten thousand overdue at the start."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from bot.operations.outbox_list import outbox_lines
from gamma.chat import ChatError
from jobs.delivery.deliver import deliver
from jobs.delivery.watch import watch
from storage.models import OutboxRow
from tests.jobs.conftest import Bench, failing

DAY = 86_400


def listed(bench: Bench) -> str:
    with bench.store.read() as session:
        return "\n".join(outbox_lines(session, bench.work().zone))


@pytest.mark.parametrize("back", [3600, DAY], ids=["an hour", "a day"])
@pytest.mark.parametrize("unsure", [False, True], ids=["asked to wait", "in doubt"])
def test_what_is_held_by_a_clock_that_was_set_back_does_not_wait_for_it(
    bench: Bench, back: int, *, unsure: bool
) -> None:
    bench.plan("one")
    bench.later(-back)  # it was due by either clock
    bench.plan("before")
    bench.deliver()
    bench.later(back)
    bench.chat.before_post = failing(ChatError("ratelimited", retry_after=90, unsure=unsure))
    bench.deliver()
    assert "one" not in bench.posted()
    bench.later(-back)
    with bench.store.write() as session:  # the programme's time goes back with the machine's
        session.execute(update(OutboxRow).values(due_at=bench.now))
    waited = 0
    while "one" not in bench.posted() and waited < 7200:
        bench.deliver()
        bench.later(60)
        waited += 60
    assert waited <= 3700
    assert bench.posted().count("one") == 1


def test_a_platform_that_asks_for_a_day_is_asked_again_within_the_hour(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.before_post = failing(ChatError("ratelimited", retry_after=DAY))
    bench.deliver()
    assert "not before 11:30:00" in listed(bench)
    assert "ratelimited" in listed(bench)
    bench.later(3590)
    bench.deliver()
    assert bench.posted() == []
    bench.later(20)
    bench.deliver()
    assert bench.posted() == ["one"]


def test_ten_thousand_overdue_are_sent_in_order_and_stop_when_the_bot_does(bench: Bench) -> None:
    row = {
        "kind": "invite_me",
        "subject": {},
        "platform": bench.chat.name,
        "channel": "team",
        "group_key": "",
        "state": "planned",
        "attempts": 0,
        "reason": "",
        "withdrawn": "",
    }
    with bench.store.write() as session:
        rows = [
            {
                **row,
                "key": f"k{number:05}",
                "due_at": bench.now - timedelta(minutes=30, seconds=-number / 100),
            }
            for number in range(10_000)
        ]
        session.execute(insert(OutboxRow), rows)
    turns = iter(range(25))
    deliver(replace(bench.work(), is_stopping=lambda: next(turns, None) is None))
    assert bench.posted() == [f"k{number:05}" for number in range(25)]
    assert "9975 planned, 25 sent" in listed(bench)


def test_the_watch_tells_the_programme_team_of_what_is_stuck_since_a_clock_was_set_back(bench: Bench) -> None:
    bench.plan("one")
    bench.later(DAY)
    bench.chat.before_post = failing(ChatError("ratelimited", retry_after=90))
    bench.deliver()
    bench.later(90 - DAY + 600)
    watch(bench.work())
    assert "one" in bench.posted()
