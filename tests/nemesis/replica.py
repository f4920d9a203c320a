"""One of the bots: started, killed, frozen, its clock stepped; always at the same address."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]


class Replica:
    def __init__(self, number: int, folder: Path, settings: Mapping[str, str], *told: str) -> None:
        """told: what `tests.nemesis.bot` is told besides the file of its clock."""
        self.name = f"bot {number}"
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / f"bot{number}.log"
        self._steps = folder / f"clock{number}"
        self.step_clock(0)
        self._command = [sys.executable, "-m", "tests.nemesis.bot", str(self._steps), *told]
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        self._environment = {**environment, **settings, "PYTHONPATH": str(ROOT), "PORT": str(port)}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self.log.parent, env=self._environment, stdout=log, stderr=log
            )

    def is_ready(self) -> bool:
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/healthz", timeout=1).status_code == 200
        return False

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def kill(self) -> None:
        self._send(signal.SIGKILL)
        self._wait(10)

    def end(self) -> float | None:
        """As the machine's manager does. The exit's code; None where it had to be killed after 10 s."""
        self._send(signal.SIGTERM)
        code = self._wait(10)
        if code is None:
            self.kill()
        return code

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def step_clock(self, seconds: float) -> None:
        """It is wrong by so much from now on."""
        new = self._steps.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self._steps)

    def _send(self, number: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(number)

    def _wait(self, seconds: float) -> int | None:
        if self._process is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
