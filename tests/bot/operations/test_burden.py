"""The last lines of gamma simulate: messages per reader and week, and the share of them that repeat."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.__main__ import main
from bot.operations.burden import burden_lines
from gamma.chat import Message
from gamma.checkpoints.settings import CheckpointSettings
from gamma.dates import LocalMoment
from gamma.startups.startup import Channel, Startup
from gamma.translator import render
from storage.checkpoints import checkpoints, reminder_plan
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import Store
from tests.databases import sqlite_in
from tests.startups import keep

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PARIS, TAHITI = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Tahiti")


@dataclass
class Said:
    to: str
    at: datetime
    message: Message
    zone: ZoneInfo = PARIS
    platform: str = "slack"
    edited: bool = False


def said(to: str, days: float, text: str = "", zone: ZoneInfo = PARIS, platform: str = "slack") -> Said:
    text = text or f"{to} {days} {zone} {platform}"
    return Said(to, MONDAY + timedelta(days=days), Message((render(text),)), zone, platform)


def test_who_has_the_fullest_week_comes_first_whatever_their_sum() -> None:
    steady = [said("Ana", 7 * week) for week in range(6)]
    full = [said("Bob", 7 + day) for day in range(3)]
    middle = [said("C1", day) for day in (0, 1, 8)]
    head, *readers, _ = burden_lines([*steady, *middle, *full])
    assert head == "Messages per reader and week, the most burdened first:"
    assert readers == [
        "  3 in the week of 2026-11-30, 3 in 1 weeks  slack  Bob",
        "  2 in the week of 2026-11-23, 3 in 2 weeks  slack  C1",
        "  1 in the week of 2026-12-28, 6 in 6 weeks  slack  Ana",
    ]


def test_weeks_are_those_of_the_readers_clock() -> None:
    """Sunday evening in Tahiti is Monday in Paris."""
    _, first, second, _ = burden_lines([said("Ana", 6.8, zone=TAHITI), said("Bob", 6.8), said("Bob", 7)])
    assert first == "  2 in the week of 2026-11-30, 2 in 1 weeks  slack  Bob"
    assert second == "  1 in the week of 2026-11-23, 1 in 1 weeks  slack  Ana"


def test_the_same_name_on_two_platforms_is_two_readers() -> None:
    lines = list(burden_lines([said("Ana", 0, platform=each) for each in ("slack", "mattermost")]))
    assert [line.split("  ")[-2] for line in lines[1:3]] == ["mattermost", "slack"]


@pytest.mark.parametrize(
    ("messages", "share"),
    [
        ([], "0 of 0 messages (0.0%)"),
        ([said("Ana", 0, "x"), said("Ana", 9, "y"), said("Bob", 0, "x")], "0 of 3 messages (0.0%)"),
        ([said("Ana", day, "x") for day in (0, 9, 30)], "2 of 3 messages (66.7%)"),
        ([said("Ana", 0, "x"), said("Ana", 1, "y"), said("Ana", 40, "x")], "1 of 3 messages (33.3%)"),
    ],
)
def test_what_a_reader_had_before_is_counted_as_repeated(messages: list[Said], share: str) -> None:
    *_, last = burden_lines(messages)
    assert last == f"{share} repeated a text that their reader had before."


def test_an_edit_in_place_is_no_message() -> None:
    first = said("Ana", 0, "x")
    _, line, last = burden_lines([first, replace(first, edited=True)])
    assert line.startswith("  1 in the week")
    assert last.startswith("0 of 1 messages")


def test_the_command_ends_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, url = datetime.now(UTC), sqlite_in(tmp_path, "gamma.db")
    store = Store(url)
    store.upgrade()
    with store.write() as session:
        nadia = people.upsert_person(session, "slack", "nadia")
        keep(session, Startup("velo", "Vélo facile", "", "", ()))
        startups.link_channel(session, Channel("slack", "C1", "velo"), nadia, now)
        enrolment.enrol(session, "velo", nadia, now)
        checkpoints.save_settings(session, "velo", CheckpointSettings(zone=PARIS.key))
        moment = LocalMoment.of(now + timedelta(days=15), PARIS)
        planned = checkpoints.plan(session, "velo", moment, "", nadia, now)
        reminder_plan.replan(session, planned, now, PARIS)
    store.close()
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["simulate", "--until", f"{now + timedelta(days=15):%Y-%m-%d}"]) == 0
    told = capsys.readouterr().out
    posts, _, lines = told.partition("Messages per reader and week, the most burdened first:\n")
    assert lines.count("slack  channel C1 of Vélo facile\n") == 1
    count = posts.count("slack  channel C1 of Vélo facile\n")
    assert count > 0
    assert f", {count} in " in next(line for line in lines.splitlines() if "channel C1" in line)
    assert "%) repeated a text that their reader had before.\n" in lines
