"""Lives of workers: each is a process of its own, forked by one that has imported everything."""

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection

from tests.crash.worker import Orders


class Nursery:
    """Starts a worker in a few milliseconds instead of the second that importing takes."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "tests.crash.worker"]
            self._process = subprocess.Popen(command, stdin=theirs.fileno())
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(self, *_: object) -> None:
        self._control.close()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:  # it must not hide why a trial ended
            self._process.kill()
            self._process.wait()

    def bear(self, orders: Orders) -> "Life":
        ours, theirs = socket.socketpair()
        with theirs, self._one_at_a_time:
            socket.send_fds(self._control, [orders.written()], [theirs.fileno()])
            answer = self._control.recv(8)
        if not answer:
            raise RuntimeError("the nursery ended by itself")
        return Life(int.from_bytes(answer, "big"), Connection(ours.detach()))


class Life:
    """One worker process, from its start until its end of the connection closes: then it is dead."""

    def __init__(self, process: int, connection: Connection) -> None:
        self._process = process
        self._connection = connection
        self.was_killed = False
        self.is_over = threading.Event()

    def next_step(self, seconds: float) -> tuple[str, str] | None:
        """The moment that the worker tells, with its message's key; None once it is dead."""
        try:
            if not self._connection.poll(seconds):
                raise TimeoutError("a worker does not go on, and the time for this trial is over")
            moment, key = self._connection.recv()
        except (EOFError, ConnectionError):
            self._connection.close()
            self.is_over.set()
            return None
        return moment, key

    def answer(self, *, may_go_on: bool) -> None:
        with suppress(ConnectionError):  # it may be dead by now, as the next step will say
            self._connection.send(may_go_on)

    def kill(self) -> None:
        if not self.is_over.is_set():
            self.was_killed = True
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
