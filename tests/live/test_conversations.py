"""The conversations of the played platforms, on a real Mattermost with the bot's own process."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from tests import conversations
from tests.live.server import is_there_or_skip
from tests.live.talk import LiveTalk

is_there_or_skip()

_ON_A_PLAYED_CLOCK = ("experts.test_", "portfolio.test_attention", "startups.test_nightly_import")
"""How the modules begin whose people wait for days: test_expert_network.py goes that way in real time."""

_CLOCK = re.compile(r"\.(?:later|wait_until|advance)\(|\.now = ")


def _conversations() -> Iterator[Any]:
    """Those that need nothing but a talk, with the values they are tried with."""
    package = f"{conversations.__name__}."
    for found in pkgutil.walk_packages(conversations.__path__, package):
        if found.ispkg or found.name.removeprefix(package).startswith(_ON_A_PLAYED_CLOCK):
            continue
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
            cases = [_named(mark.args[0], case) for mark in marks for case in mark.args[1]] or [{}]
            if _moves_the_clock(function):
                continue
            needs = set(inspect.signature(function).parameters)
            if name.startswith("test_") and needs == {"talk", *cases[0]}:
                for place, case in enumerate(cases):
                    yield pytest.param(function, case, id=f"{name.removeprefix('test_')}-{place}")


@cache
def _moves_the_clock(function: Callable[..., Any]) -> bool:
    """By its own words or those of what it calls; others find out as they go, and are skipped there."""
    if _CLOCK.search(inspect.getsource(function)):
        return True
    called = (function.__globals__.get(name) for name in function.__code__.co_names)
    ours = (each for each in called if inspect.isfunction(each) and each.__module__.startswith("tests."))
    return any(each is not function and _moves_the_clock(each) for each in ours)


def _named(names: Any, case: Any) -> dict[str, Any]:
    return {names: case} if isinstance(names, str) else dict(zip(names, case, strict=True))


@pytest.mark.parametrize(("conversation", "case"), list(_conversations()))
def test_conversation(played: LiveTalk, conversation: Callable[..., None], case: dict[str, Any]) -> None:
    conversation(played, **case)
