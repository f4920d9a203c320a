"""The conversations of the played platforms, on a real Mattermost with the bot's own process."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import conversations
from tests.live.server import is_there_or_skip
from tests.live.talk import LiveTalk

is_there_or_skip()

_ON_A_PLAYED_DAY = {
    "test_gamma_alone_says_what_matters_now",
    "test_the_startups_page_shows_its_phase_and_pitch",
}
"""These say dates or months that are right on the day of the played platforms only."""

_ON_A_PLAYED_CLOCK = ("experts.test_", "portfolio.test_attention", "startups.test_nightly_import")
"""How the modules begin whose people wait for days: test_expert_network.py goes that way in real time."""

_MOVES_THE_CLOCK = re.compile(r"\.(?:later|wait_until|advance)\(")
"""Others find out as they go, and are skipped there."""


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
            if _MOVES_THE_CLOCK.search(inspect.getsource(function)):
                continue
            needs = set(inspect.signature(function).parameters)
            if name.startswith("test_") and name not in _ON_A_PLAYED_DAY and needs == {"talk", *cases[0]}:
                for place, case in enumerate(cases):
                    yield pytest.param(function, case, id=f"{name.removeprefix('test_')}-{place}")


def _named(names: Any, case: Any) -> dict[str, Any]:
    return {names: case} if isinstance(names, str) else dict(zip(names, case, strict=True))


@pytest.mark.parametrize(("conversation", "case"), list(_conversations()))
def test_conversation(live: LiveTalk, conversation: Callable[..., None], case: dict[str, Any]) -> None:
    conversation(live, **case)
