"""From a signed slash command to its ack: Gamma beside a bare Bolt app on the same server.

`python -m benchmarks.ack` prints both medians and their ratio. Both answer over loopback, in turn.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.drivers.slack import SlackDriver

ROUNDS = 400
WARM_UP = 40


def main() -> None:
    driver = SlackDriver()
    person = driver.person("Camille")
    channel = driver.channel("equipe", [person])
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'gamma.db'}"
        environment = {**os.environ, **driver.settings(), "DATABASE_URL": url}
        servers = {name: _Server(name, environment) for name in ("bare", "gamma")}
        try:
            times = _measured(servers, driver, person, channel)
        finally:
            for server in servers.values():
                server.stop()
    driver.close()
    medians = {name: statistics.median(measured) * 1000 for name, measured in times.items()}
    for name, median in medians.items():
        p95 = sorted(times[name])[int(ROUNDS * 0.95)] * 1000
        print(f"{name:6} p50 {median:.2f} ms   p95 {p95:.2f} ms   ({ROUNDS} commands, one at a time)")
    print(f"gamma / bare Bolt: {medians['gamma'] / medians['bare']:.2f}")


class _Server:
    """One of benchmarks/ack_servers.py, in a process of its own."""

    def __init__(self, name: str, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "benchmarks.ack_servers", name]
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def _measured(
    servers: dict[str, _Server], driver: SlackDriver, person: str, channel: str
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in servers}
    for turn in range(WARM_UP + ROUNDS):
        body = urlencode(driver.command(driver.fake.act(person, channel), "aide"))
        for name, server in servers.items():
            took = _ack(server.port, body, driver.signing_secret)
            if turn >= WARM_UP:
                times[name].append(took)
    return times


def _ack(port: int, body: str, secret: str) -> float:
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    start = time.perf_counter()
    connection.request("POST", "/slack/events", body, headers)
    answer = connection.getresponse()
    answer.read()
    took = time.perf_counter() - start
    connection.close()
    assert answer.status == 200, answer.status
    return took


if __name__ == "__main__":
    main()
