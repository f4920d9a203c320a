"""The whole process, on SIGTERM, among peers that answer by drops and with a platform's backlog."""

import hashlib
import hmac
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import httpx

from gamma.outbox import Notification
from storage import outbox
from storage.store import Store
from tests.databases import sqlite_in
from tests.fakes.raw_server import dripping

SECRET = "shh"
ROOT = Path(__file__).parents[2]


@contextmanager
def running(folder: Path, peer: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{folder / 'gamma.db'}",
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{peer}/api",
        "MATTERMOST_URL": peer,
        "MATTERMOST_TOKEN": "token",
        "MATTERMOST_COMMAND_TOKEN": "command",
        "GAMMA_URL": "http://127.0.0.1:1",
        "GAMMA_SECRET": "a secret of this test alone",
        "GAMMA_HEARTBEAT_URL": peer,
        "PORT": "0",
        **settings,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline().split()[-1]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def command(url: str, peer: str) -> httpx.Response:
    fields = {"user_id": "U1", "channel_id": "D1", "channel_name": "directmessage", "command": "/gamma"}
    body = urlencode(fields | {"text": "help", "trigger_id": "t", "response_url": f"{peer}/response"})
    at = str(int(time.time()))
    signed = hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={signed}"}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return httpx.post(f"{url}/slack/events", content=body, headers=headers | kind, timeout=5)


def plan_backlog(folder: Path, rows: int) -> None:
    store = Store(sqlite_in(folder))
    due = datetime.now(UTC) - timedelta(minutes=10)
    with store.write() as session:
        for number in range(rows):
            channel, subject = f"C{number % 7}", {"platform": "slack", "reason": "", "key": "k"}
            planned = Notification(f"k{number}", "delivery_failed", subject, "slack", due, channel=channel)
            outbox.plan(session, planned)
    store.close()


def ends_in(process: subprocess.Popen[str]) -> float:
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    return time.monotonic() - begun


def test_peers_that_answer_by_drops_are_seen_and_hold_up_no_end(tmp_path: Path) -> None:
    plan_backlog(tmp_path, 300)
    with ExitStack() as stack:
        peer = stack.enter_context(dripping(0.2, from_the_head_on=True))
        process, url = stack.enter_context(running(tmp_path, peer))
        for _ in range(3):
            assert command(url, peer).status_code == 200
        until = time.monotonic() + 25
        while time.monotonic() < until:
            assert httpx.get(f"{url}/healthz", timeout=2).status_code == 200
            ready = httpx.get(f"{url}/readyz", timeout=2)
            if ready.status_code == 503:
                break
            time.sleep(0.5)
        assert any("were not answered" in trouble for trouble in ready.json()["troubles"])
        assert ends_in(process) < 10
