"""A process that is frozen between connecting and sending, for longer than it has, sends nothing afterwards.

Meanwhile another may have taken the message over and posted it.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

LIMIT = 1.0
FROZEN = 1.5

_SENDER = """
import socket, sys, time
from bot.platforms.mattermost.api import Api as Mattermost
from bot.platforms.slack.api import Api as Slack
from gamma.chat import ChatError

connect = socket.create_connection
def connect_and_wait(*arguments, **options):  # room to be frozen in
    connected = connect(*arguments, **options)
    print("connected", flush=True)
    time.sleep(0.3)
    return connected
socket.create_connection = connect_and_wait

platform, url, limit = sys.argv[1], sys.argv[2], float(sys.argv[3])
try:
    if platform == "slack":
        Slack("xoxb-1", f"{url}/api/", limit).post("C1", "words", [], "key")
    else:
        Mattermost(url, "token", limit).post({"message": "words"})
except ChatError as error:
    print(error.reason, flush=True)
"""


@pytest.fixture
def door() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)
        yield listening


def sender(platform: str, door: socket.socket) -> "subprocess.Popen[str]":
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return subprocess.Popen(
        [sys.executable, "-c", _SENDER, platform, url, str(LIMIT)],
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("platform", ["slack", "mattermost"])
@pytest.mark.parametrize("frozen", [True, False])
def test_what_stood_still_after_connecting_does_not_send(
    door: socket.socket, platform: str, frozen: bool
) -> None:
    """Not frozen it does: this is the control."""
    with sender(platform, door) as process:
        assert process.stdout
        assert process.stdout.readline() == "connected\n"
        connection, _ = door.accept()
        if frozen:
            process.send_signal(signal.SIGSTOP)
            time.sleep(FROZEN)
            process.send_signal(signal.SIGCONT)
        with connection:
            connection.settimeout(10)
            received = connection.recv(65536)
        reason = process.stdout.readline()
    assert (received == b"") is frozen
    assert reason
