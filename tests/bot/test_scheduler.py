"""The scheduler is heard or missed, task by task; a stopped one is started anew; a monitor is told."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server
from zoneinfo import ZoneInfo

import pytest

from bot import scheduler
from bot.scheduler import Heartbeat, Scheduler, Turns
from bot.settings import SettingsError, read_settings
from gamma.programme.file import SHIPPED, load_programme
from jobs.context import JobContext
from jobs.messages import MESSAGE_KINDS
from jobs.schedule import Job
from storage import outbox
from storage.store import Store
from tests.databases import sqlite_in
from tests.fakes.chat import FakeChat
from tests.fakes.raw_server import dripping

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OFTEN = timedelta(seconds=0.01)


class Meter:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def job_context(tmp_path: Path) -> Iterator[JobContext]:
    store = Store(sqlite_in(tmp_path))
    store.upgrade()
    yield JobContext(
        store=store,
        chats={name: FakeChat(name) for name in ("slack", "mattermost")},
        programme=load_programme(SHIPPED),
        locale="fr",
        zone=ZoneInfo("Europe/Paris"),
        programme_team=(("slack", "nadia"),),
        commands=frozenset(),
        now=lambda: NOW,
        real_now=lambda: NOW,
        kinds=MESSAGE_KINDS,
    )
    store.close()


def planned(job: JobContext) -> list[str]:
    with job.store.read() as session:
        return [entry.notification.kind for entry in outbox.entries(session, "open")]


def make_job(run: Callable[[JobContext], None], every: timedelta = OFTEN) -> Job:
    return Job("deliver", run, every, each_platform=True)


def test_a_hung_platform_does_not_hide_behind_another_ones_beat(job_context: JobContext) -> None:
    """Both were heard at the start; then only Mattermost is."""
    meter, heard = Meter(), threading.Event()

    def run(given: JobContext) -> None:
        if "slack" in given.chats and meter.seconds:
            raise ConnectionError("hangs in some way")
        if meter.seconds:
            heard.set()

    scheduler = Scheduler(job_context, [make_job(run)], monotonic=meter)
    scheduler.start()
    assert scheduler.silent() == []
    meter.seconds = 121
    assert heard.wait(10)
    scheduler.stop_apscheduler()
    assert scheduler.silent() == ["deliver slack: nothing heard for 2 minutes"]
    scheduler.stop()


def test_a_beat_within_a_long_delivery_is_heard(job_context: JobContext) -> None:
    meter = Meter()
    began, may_end = threading.Event(), threading.Event()

    def run(given: JobContext) -> None:
        began.set()
        may_end.wait(10)
        given.beat()
        raise ConnectionError

    scheduler = Scheduler(job_context, [Job("deliver", run, OFTEN)], monotonic=meter)
    scheduler.start()
    assert began.wait(10)
    meter.seconds = 119
    may_end.set()
    scheduler.stop_apscheduler()
    meter.seconds = 200
    assert scheduler.silent() == []
    scheduler.stop()


class CountedTurns(Turns):
    counted = 0

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        self.counted += 1
        return super().get_next_fire_time(previous_fire_time, now)


@pytest.mark.parametrize(("every", "asleep"), [(0.3, 9), (1, 30), (21_600, 2)])
def test_turns_missed_while_the_machine_slept_are_one_and_are_not_counted_through(
    every: float, asleep: int
) -> None:
    turns = CountedTurns(seconds=every, timezone=UTC)
    due, awake = NOW, NOW + timedelta(days=asleep, seconds=0.1)
    seen = []
    following: datetime | None = due
    while following and following <= awake:  # as APScheduler does before it runs a job
        seen.append(following)
        following = turns.get_next_fire_time(following, awake)
    assert seen == [due]
    assert turns.counted == 1
    assert following == awake + timedelta(seconds=every)
    assert turns.get_next_fire_time(awake, awake) == awake + timedelta(seconds=every), "as ever when awake"


def test_a_rare_job_is_not_missed(job_context: JobContext) -> None:
    meter = Meter()
    scheduler = Scheduler(job_context, [Job("tidy", lambda _: None, timedelta(hours=6))], monotonic=meter)
    scheduler.start()
    meter.seconds = 7200
    assert scheduler.silent() == []
    scheduler.stop()


def test_a_rare_job_that_plans_runs_at_the_start_and_another_does_not(job_context: JobContext) -> None:
    planning, tidying = threading.Event(), threading.Event()
    rarely = timedelta(hours=6)
    jobs = [
        Job("tidy", lambda _: tidying.set(), rarely),
        Job("attention", lambda _: planning.set(), rarely, plans=True),
    ]
    scheduler = Scheduler(job_context, jobs)
    scheduler.start()
    assert planning.wait(10)
    scheduler.stop()
    assert not tidying.is_set()


def test_a_stopped_scheduler_is_started_anew_and_told(job_context: JobContext) -> None:
    meter, ran = Meter(), threading.Event()
    scheduler = Scheduler(job_context, [Job("deliver", lambda _: ran.set(), OFTEN)], monotonic=meter)
    scheduler.start()
    scheduler.stop_apscheduler()
    ran.clear()
    meter.seconds = 100
    scheduler.restart_if_silent()
    assert not ran.is_set(), "two minutes are not over"
    meter.seconds = 121
    scheduler.restart_if_silent()
    assert ran.wait(10)
    assert planned(job_context) == ["watch_restarted"]
    scheduler.stop()


def test_a_restart_that_does_not_help_is_made_ever_more_rarely(job_context: JobContext) -> None:
    def fail(_work: JobContext) -> None:
        raise ConnectionError

    meter = Meter()
    scheduler = Scheduler(job_context, [Job("deliver", fail, timedelta(seconds=60))], monotonic=meter)
    scheduler.start()
    restarts = []
    for minute in range(60):
        meter.seconds = minute * 60
        before = scheduler.restarts
        scheduler.restart_if_silent()
        restarts += [minute] * (scheduler.restarts - before)
    assert restarts == [3, 7, 15, 31]
    scheduler.stop()


# --- the monitor ------------------------------------------------------------------------------


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""


@pytest.fixture
def monitor() -> Iterator[tuple[str, list[str]]]:
    """Its address, and the paths that were asked for."""
    asked: list[str] = []

    def answer(environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start("200 OK" if len(asked) < 3 else "503 Busy", [])
        return [b""]

    server = make_server("127.0.0.1", 0, answer, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ping/3fa9", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_monitor_hears_each_minute_whether_all_is_well(
    monitor: tuple[str, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    url, asked = monitor
    meter, troubles = Meter(), list[str]()
    heartbeat = Heartbeat(url, lambda: troubles, meter)
    for seconds in (0, 30, 59, 60):
        meter.seconds = seconds
        heartbeat.beat()
    assert asked == ["/ping/3fa9"] * 2
    troubles.append("the database does not answer")
    meter.seconds = 120
    heartbeat.beat()
    assert asked[2:] == ["/ping/3fa9/fail"]
    assert "HTTP 503" in caplog.text
    assert "3fa9" not in caplog.text, "the address is a secret"


def test_a_monitor_that_is_away_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    Heartbeat("http://127.0.0.1:9/ping/3fa9", list).beat()
    assert "does not answer" in caplog.text
    assert "3fa9" not in caplog.text


def test_a_monitor_that_answers_by_drops_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "_HEARTBEAT_TIMEOUT", 0.3)
    with dripping(0.05, from_the_head_on=True) as url:
        heartbeat = Heartbeat(url, list)
        begun = time.monotonic()
        heartbeat.beat()
        assert time.monotonic() - begun < 5


def test_without_an_address_nobody_is_asked(caplog: pytest.LogCaptureFixture) -> None:
    Heartbeat("", list).beat()
    assert caplog.text == ""


@pytest.mark.parametrize("url", ["https://hc.example/ping/1", "http://127.0.0.1:8000/ping/1", ""])
def test_a_monitor_is_asked_by_https_or_on_this_machine(url: str) -> None:
    assert read_settings({"GAMMA_HEARTBEAT_URL": url}).gamma_heartbeat_url == url


def test_a_monitor_elsewhere_is_not_asked_in_the_clear() -> None:
    with pytest.raises(SettingsError, match="GAMMA_HEARTBEAT_URL must begin with https://"):
        read_settings({"GAMMA_HEARTBEAT_URL": "http://hc.example/ping/1"})
