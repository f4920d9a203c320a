"""The week's budget: no reader gets more of what time asks for; what has no room comes in the next one."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from gamma.chat import ChatError, Message
from gamma.outbox import Notification
from gamma.translator import render
from jobs.message_context import FactMessage, MessageContext, MessageKind, Subject, Timing
from jobs.messages import MESSAGE_KINDS
from storage.people import people
from tests.jobs.conftest import Bench, failing

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""At 9:00 where the readers are."""


def naming(_: MessageContext, subject: Subject) -> Message:
    name = subject["name"]
    return FactMessage.of(Message((render("{name} waits.", name=name),)), {name: ""})


@pytest.fixture(autouse=True)
def kinds(bench: Bench) -> None:
    bench.kinds = {
        "waiting": MessageKind(naming, Timing.IN_HOURS, is_budgeted=True),
        "week": MessageKind(naming, Timing.IN_HOURS, is_budgeted=True, cannot_wait=True),
        "meeting": MessageKind(naming, Timing.REMINDER),
    }
    bench.now = MONDAY


def plan(bench: Bench, key: str, due: datetime, kind: str = "waiting", channel: str = "") -> None:
    with bench.store.write() as session:
        person = people.upsert_person(session, bench.chat.name, "ann")
    to = (channel, None) if channel else (None, person.id)
    bench.keep(Notification(key, kind, {"name": key}, bench.chat.name, due, *to))


def pass_days(bench: Bench, days: int) -> None:
    """At 9:00, at 9:01 and in the afternoon of each."""
    for _ in range(days):
        for seconds in (60, 6 * 3600, 18 * 3600 - 60):
            bench.deliver()
            bench.later(seconds)


def sent_weeks(bench: Bench, *keys: str) -> list[int]:
    return [posted_on(bench, key).isocalendar().week for key in keys]


def posted_on(bench: Bench, key: str) -> date:
    entry = bench.entry(key)
    assert entry.state == "sent", (key, entry.state, entry.reason)
    return entry.ended_at.date() if entry.ended_at else date.min


@pytest.mark.parametrize(("channel", "most"), [("", 3), ("team", 4)])
def test_what_has_no_room_in_a_week_comes_in_the_next(bench: Bench, channel: str, most: int) -> None:
    keys = [f"n{number}" for number in range(most + 2)]
    for number, key in enumerate(keys):
        plan(bench, key, MONDAY + timedelta(hours=number), channel=channel)
    pass_days(bench, 7)
    assert bench.posted() == keys[:most]
    pass_days(bench, 1)
    assert bench.posted() == keys


def test_however_much_comes_no_week_has_more_and_nothing_is_lost(bench: Bench) -> None:
    a_week = [5, 0, 4, 6, 1, 0, 2, 3]
    keys = []
    for week, count in enumerate(a_week):
        for number in range(count):
            keys.append(f"{week}-{number}")
            plan(bench, keys[-1], MONDAY + timedelta(weeks=week, days=number % 4, minutes=number))
    pass_days(bench, 7 * (len(a_week) + 1))
    weeks = Counter(sent_weeks(bench, *keys))
    assert max(weeks.values()) == 3
    assert sum(weeks.values()) == len(keys)


def test_what_waits_goes_before_what_is_new(bench: Bench) -> None:
    for week in range(5):
        for number in range(3):
            plan(bench, f"{week}-{number}", MONDAY + timedelta(weeks=week))
    plan(bench, "held", MONDAY + timedelta(hours=3))
    pass_days(bench, 14)
    assert sent_weeks(bench, "held") == [49]
    assert bench.entry("1-2").state == "planned"


def test_a_message_that_waited_often_has_all_its_tries(bench: Bench) -> None:
    for week in range(3):
        for number in range(3):
            plan(bench, f"{week}-{number}", MONDAY + timedelta(weeks=week), kind="week")
    plan(bench, "held", MONDAY)
    pass_days(bench, 15)
    assert (bench.entry("held").state, bench.entry("held").attempts) == ("planned", 0)


def test_room_is_kept_for_what_is_of_no_use_a_week_later(bench: Bench) -> None:
    for number in range(3):
        plan(bench, f"n{number}", MONDAY)
    plan(bench, "week", MONDAY, kind="week")
    pass_days(bench, 1)
    assert bench.posted() == ["n0", "n1", "week"]


def test_reminders_of_a_meeting_are_never_held_back(bench: Bench) -> None:
    for number in range(4):
        plan(bench, f"n{number}", MONDAY)
    for number in range(6):
        plan(bench, f"meeting{number}", MONDAY, kind="meeting")
    pass_days(bench, 1)
    assert bench.posted().count("n3") == 0
    assert [posted_on(bench, f"meeting{number}") for number in range(6)] == [MONDAY.date()] * 6


def test_none_about_a_meeting_is_budgeted() -> None:
    meetings = {kind for kind in MESSAGE_KINDS if kind.startswith(("checkpoint_", "sponsor_", "minutes_"))}
    assert {"checkpoint_reminder", "checkpoint_agenda"} < meetings
    assert not {kind for kind in meetings if MESSAGE_KINDS[kind].is_budgeted}


def test_a_trouble_of_the_platform_does_not_make_a_week_fuller(bench: Bench) -> None:
    bench.chat.after_post = failing(ChatError("no answer", unsure=True), times=2)
    for number in range(5):
        plan(bench, f"n{number}", MONDAY)
    pass_days(bench, 6)
    assert len(bench.posted()) == 3
