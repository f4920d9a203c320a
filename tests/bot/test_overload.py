"""When a request came is noted before it waits for a thread; an overload is over after a minute."""

import threading

from bot.apology import Overload, OverloadedError, outcome_of
from bot.logs import DOOR
from bot.web.lanes import Lane
from bot.web.server import make_web


class Channel:
    """What waitress reads a request from. It is answered by the thread that takes it."""

    requests: list[object] = []  # noqa: RUF012

    def __init__(self) -> None:
        web = make_web([], list)
        web.add_url_rule("/since", "since", lambda: str(door.since if (door := DOOR.get()) else None))
        self._client = web.test_client()
        self.since = ""
        self.is_answered = threading.Event()

    def service(self) -> None:
        self.since = self._client.get("/since").text
        self.is_answered.set()

    def cancel(self) -> None:
        """Nobody comes any more."""


def test_the_wait_for_a_thread_counts() -> None:
    channel = Channel()
    lane = Lane(0, lambda: 12.5)
    lane.add_task(channel)  # type: ignore[arg-type]
    lane.set_thread_count(1)
    assert channel.is_answered.wait(20)
    lane.shutdown()
    assert channel.since == "12.5"


def test_some_who_are_told_to_come_back_are_an_overload_for_a_minute() -> None:
    now = [100.0]
    overload = Overload(lambda: now[0])
    assert isinstance(overload.error(), OverloadedError)
    assert outcome_of(overload.error()) == "busy"
    assert overload.troubles() == []
    now[0] += 30
    overload.error()
    assert len(overload.troubles()) == 1
    now[0] += 31
    assert overload.troubles() == []
