"""When a request came is noted before it waits for a thread; an overload is over after a minute."""

import time

import pytest
from flask import Flask

from bot.apology import Overload, OverloadedError, outcome_of
from bot.logs import seconds_since_door
from bot.web.lanes import Lanes
from bot.web.server import CAME_AT, make_web


class Waiting:
    """A request that nobody takes."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.path = "/slack/events"
        self.headers = headers
        self.requests = [self]

    def service(self) -> None:
        """There are no threads."""


@pytest.fixture
def web() -> Flask:
    made = make_web([], list)
    made.add_url_rule("/waited", "waited", lambda: str(seconds_since_door()))
    return made


def waited(web: Flask, came_at: str) -> float:
    return float(web.test_client().get("/waited", headers={CAME_AT: came_at}).text)


def test_when_a_request_came_is_noted_whatever_its_sender_wrote_there() -> None:
    lanes = Lanes(["slack"], 0, lambda: 12.5)
    request = Waiting({"GAMMA_CAME_AT": "1.0"})
    lanes.add_task(request)  # type: ignore[arg-type]
    assert request.headers["GAMMA_CAME_AT"] == "12.500000"


def test_the_wait_for_a_thread_counts(web: Flask) -> None:
    assert 30 < waited(web, f"{time.monotonic() - 31:.6f}") < 60


@pytest.mark.parametrize("odd", ["", "nan", "inf", "-1.0", "1e9", "999999999999.0", "0.0.0", "٣.0"])
def test_what_is_odd_counts_as_now(web: Flask, odd: str) -> None:
    assert waited(web, odd.encode().decode("latin-1")) < 30


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
