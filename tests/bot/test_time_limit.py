"""A limit is for the whole: what is left shrinks, and one inside another ends with it."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest

from bot.limited_calls import map_limited, seconds_left, time_limit


class Meter:
    now = 1000.0


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meter]:
    meter = Meter()
    monkeypatch.setattr(time, "monotonic", lambda: meter.now)
    yield meter
    monkeypatch.undo()


@pytest.mark.parametrize("most", [None, 0.3, 5.0])
def test_without_a_limit_a_step_takes_what_it_would(most: float | None) -> None:
    assert seconds_left(most) == most


def test_each_step_has_what_the_others_left(meter: Meter) -> None:
    with time_limit(5):
        assert seconds_left() == 5
        assert seconds_left(1.5) == 1.5
        meter.now += 4
        assert seconds_left(1.5) == 1
        meter.now += 1
        with pytest.raises(TimeoutError):
            seconds_left(1.5)
    assert seconds_left(1.5) == 1.5


@pytest.mark.parametrize(("inside", "left"), [(1, 1), (9, 3), (float("inf"), 3)])
def test_one_inside_another_ends_with_it_at_the_latest(meter: Meter, inside: float, left: float) -> None:
    with time_limit(3):
        with time_limit(inside):
            assert seconds_left() == left
        assert seconds_left() == 3


def test_another_thread_has_a_limit_of_its_own(meter: Meter) -> None:
    left: list[float | None] = []
    with time_limit(3):
        other = Thread(target=lambda: left.append(seconds_left(7)))
        other.start()
        other.join()
    assert left == [7]


def test_a_pools_threads_have_the_time_of_who_asks() -> None:
    with ThreadPoolExecutor(2) as pool, time_limit(60):
        assert all(left is not None and left <= 60 for left in map_limited(pool, seconds_left, [None, None]))
