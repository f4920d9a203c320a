"""How far one request travels through our own code: files and functions entered, changes of room.

`python -m benchmarks.journey [--files]` plays three journeys on the played Slack, each for the second time,
so that what is kept in memory is there already:

- assess: `/gamma assess` by a member in the team's channel, from the HTTP request until its form is opened.
- expert: `/gamma expert growth …`, from the HTTP request through the jobs' turn until its offer is posted.
- reminder: the jobs' turn in which one reminder of a checkpoint, due now, is posted.

A turn has those jobs too that look every few seconds and find nothing to do. An entry is a call (or a
generator taken up again), in whatever thread, of a named function in one of our rooms: `bot`, `handlers`,
`jobs`, `storage`, `gamma`. Lambdas, comprehensions, what Python calls on its own (`__post_init__`, `__str__`,
…; not `__call__`) and what the played platform calls are no entries. Files and functions are counted once,
however often they are entered.

- changes of room: entries whose room differs from the room of the entry before.
- crossings: entries whose room differs from that of the nearest of our functions up the stack.

`--files` lists the files with their functions, by first entry, and how often each function is entered.
"""

import argparse
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType
from typing import Any
from unittest.mock import patch

from tests.conversation import Talk
from tests.drivers.slack import SlackDriver
from tests.talk import Screen

ROOT = f"{Path(__file__).parents[1]}/"
ROOMS = ("bot", "handlers", "jobs", "storage", "gamma")
PLAYED = ("tests/drivers/", "tests/fakes/")
ASKED = "expert growth Comment doubler les inscriptions ?"
ASKED_BEFORE = "expert growth Comment mesurer l’acquisition ?"


@dataclass(frozen=True)
class Entry:
    file: str
    function: str
    caller: str
    """The file of the nearest of our functions up the stack; "" for the first."""


@dataclass
class Journey:
    entries: list[Entry] = field(default_factory=list)

    @property
    def files(self) -> dict[str, dict[str, int]]:
        """Of each file the functions with how often each was entered, all by first entry."""
        found: dict[str, dict[str, int]] = {}
        for entry in self.entries:
            functions = found.setdefault(entry.file, {})
            functions[entry.function] = functions.get(entry.function, 0) + 1
        return found

    @property
    def functions(self) -> int:
        return sum(len(functions) for functions in self.files.values())

    @property
    def changes(self) -> int:
        return sum(_room(one.file) != _room(then.file) for one, then in pairwise(self.entries))

    @property
    def crossings(self) -> int:
        return sum(bool(e.caller) and _room(e.caller) != _room(e.file) for e in self.entries)

    @contextmanager
    def recorded(self) -> Iterator[None]:
        threading.setprofile(self._saw)
        sys.setprofile(self._saw)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    def _saw(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        file = _file(code)
        is_named = code.co_name == "__call__" or not code.co_name.startswith(("<", "__"))
        if event != "call" or _room(file) not in ROOMS or not is_named:
            return
        above = list(_ours_above(frame))
        if not (above and above[-1].startswith(PLAYED)):
            caller = above[0] if above and _room(above[0]) in ROOMS else ""
            self.entries.append(Entry(file, code.co_qualname, caller))


def _file(code: CodeType) -> str:
    """From the checkout's root; "" for a file that is not in it."""
    return code.co_filename.removeprefix(ROOT) if code.co_filename.startswith(ROOT) else ""


def _room(file: str) -> str:
    return file.partition("/")[0]


def _ours_above(frame: FrameType) -> Iterator[str]:
    """The files of the checkout up the stack, until the first that is in none of the rooms."""
    above = frame.f_back
    while above is not None:
        if file := _file(above.f_code):
            yield file
            if _room(file) not in ROOMS:
                return
        above = above.f_back


def assess(talk: Talk) -> Journey:
    talk.say("assess")
    screen, journey = _asked(talk, "assess")
    assert screen.form, screen.text
    return journey


def expert(talk: Talk) -> Journey:
    place = talk.driver.direct(talk.stranger)
    talk.say("expert join growth", talk.stranger, place)
    talk.say(ASKED_BEFORE)
    talk.press(talk.said_to(talk.stranger)[-1], "Pas pour moi", talk.stranger)
    talk.tick()
    before = len(talk.driver.posts(place))
    _, journey = _asked(talk, ASKED)
    with journey.recorded():
        talk.tick()
    (offer,) = talk.driver.posts(place)[before:]
    assert "Je prends" in offer.buttons, offer.text
    return journey


def reminder(talk: Talk) -> Journey:
    """A day before; the one of a week before was posted in the same channel."""
    talk.send(talk.say("startup enrol", talk.admin), {}, talk.admin)
    talk.say("checkpoint plan 2026-12-08 14:30 yes")
    talk.wait_until(datetime(2026, 12, 7, 13, 29, 59, tzinfo=UTC))
    before = len(talk.driver.posts(talk.channel))
    talk.now += timedelta(seconds=1)
    journey = Journey()
    with journey.recorded():
        talk.tick()
    (posted,) = talk.driver.posts(talk.channel)[before:]
    assert "8 décembre" in posted.text, posted.text
    return journey


def _asked(talk: Talk, text: str) -> tuple[Screen, Journey]:
    """A member types it in the team's channel: what they see, and the way from HTTP request to answer."""
    journey, answered = Journey(), talk.app.web.wsgi_app

    def recorded(*request: Any) -> Any:
        with journey.recorded():
            return answered(*request)

    with patch.object(talk.app.web, "wsgi_app", recorded):
        return talk.say(text), journey


JOURNEYS: dict[str, Callable[[Talk], Journey]] = {"assess": assess, "expert": expert, "reminder": reminder}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.journey", description=__doc__)
    parser.add_argument("--files", action="store_true", help="list the files and functions entered")
    wants_files = parser.parse_args().files
    made = {name: _played(play) for name, play in JOURNEYS.items()}
    print(f"{'journey':10}{'files':>7}{'functions':>11}{'changes of room':>17}{'crossings':>11}")
    for name, journey in made.items():
        print(
            f"{name:10}{len(journey.files):7}{journey.functions:11}{journey.changes:17}{journey.crossings:11}"
        )
    for name, journey in made.items() if wants_files else ():
        print(f"\n{name}")
        for file, functions in journey.files.items():
            print(f"  {file}: {', '.join(f'{each} {times}' for each, times in functions.items())}")


def _played(play: Callable[[Talk], Journey]) -> Journey:
    with tempfile.TemporaryDirectory() as folder:
        talk = Talk(SlackDriver(), f"sqlite:///{Path(folder) / 'gamma.db'}")
        talk.link()
        journey = play(talk)
        talk.close()
    return journey


if __name__ == "__main__":
    main()
