"""A tick over many stored reminders beside one over few, with as many due: a tick costs what is due.

`python -m benchmarks.tick [--stored 1000000]` prints the medians and their ratio on both databases.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, text

from bot.clock import Clock
from bot.clock_control import ClockControl
from gamma.chat import Profile
from gamma.outbox import Notification
from gamma.programme.file import SHIPPED, load_programme
from jobs.context import JobContext
from jobs.messages import MESSAGE_KINDS
from storage import outbox
from storage.models import OutboxRow
from storage.people import people
from storage.store import Store
from tests.databases import Databases
from tests.fakes.chat import FakeChat

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
FEW = 1000
DUE = 100
ROUNDS = 15
WARM_UP = 3
"""Rounds that are not counted."""
_READERS = 60
_AT_ONCE = 5000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tick", description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    many = parser.parse_args().stored
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder) / "postgresql")
        try:
            for kind in ("sqlite", "postgresql"):
                _compare(databases, kind, Path(folder), many)
        finally:
            databases.close()


def _compare(databases: Databases, kind: str, folder: Path, many: int) -> None:
    """By turns, so that what else the machine does meets both."""
    benches = {}
    for size in (FEW, many):
        place = folder / f"{kind}-{size}"
        place.mkdir()
        benches[size] = Bench(databases.fresh(kind, place), size)
    times: dict[int, list[float]] = {size: [] for size in benches}
    for number in range(WARM_UP + ROUNDS):
        for size, bench in benches.items():
            took = bench.tick()
            if number >= WARM_UP:
                times[size].append(took)
    medians = {size: statistics.median(measured) * 1000 for size, measured in times.items()}
    for size, median in medians.items():
        print(f"{kind:10}  tick with {DUE} due of {size:>9,}: p50 {median:.1f} ms")
        benches[size].close()
    print(f"{kind:10}  {many:,} / {FEW:,}: {medians[many] / medians[FEW]:.2f}", flush=True)


class Bench:
    """A store with so many reminders: 6 of 10 sent, 1 cancelled, 3 planned for later."""

    def __init__(self, url: str, stored: int) -> None:
        self._store = Store(url)
        self._store.upgrade()
        self._chat = FakeChat()
        self._now = NOW
        self._numbers = count()
        clock = Clock(lambda: self._now)
        with self._store.write() as session:
            readers = [
                people.upsert_person(session, "slack", f"U{n}", Profile(f"P{n}")) for n in range(_READERS)
            ]
        self._people = [reader.id for reader in readers]
        self._fill(stored)
        job = JobContext(
            store=self._store,
            chats={"slack": self._chat},
            programme=load_programme(SHIPPED),
            locale="fr",
            zone=ZoneInfo("Europe/Paris"),
            programme_team=(("slack", "U0"),),
            commands=frozenset(),
            now=clock.now,
            real_now=clock.real_now,
            kinds=MESSAGE_KINDS,
        )
        self._clockwork = ClockControl(job, clock)

    def tick(self) -> float:
        """Seconds for a tick in which so many are due, and all are said."""
        with self._store.write() as session:
            for number in islice(self._numbers, DUE):
                person = self._people[number % _READERS]
                outbox.plan(
                    session,
                    Notification(f"due {number}", "invite_me", {}, "slack", self._now, person_id=person),
                )
        before = len(self._chat.posts)
        start = time.perf_counter()
        self._clockwork.tick()
        took = time.perf_counter() - start
        assert len(self._chat.posts) - before == DUE
        self._now += timedelta(seconds=1)
        return took

    def close(self) -> None:
        self._store.close()

    def _fill(self, stored: int) -> None:
        rows = self._rows(stored)
        while some := list(islice(rows, _AT_ONCE)):
            with self._store.write(patience=60) as session:
                session.execute(insert(OutboxRow), some)
        with self._store.write(patience=60) as session:
            session.execute(text("ANALYZE" if "postgresql" in str(self._store.engine.url) else "SELECT 1"))

    def _rows(self, stored: int) -> Iterator[dict[str, Any]]:
        for number in range(stored):
            state = ("sent",) * 6 + ("cancelled",) + ("planned",) * 3
            ended = state[number % 10] != "planned"
            apart = timedelta(minutes=number % 250_000 + 1)
            due = NOW - apart if ended else NOW + timedelta(days=1) + apart
            yield {
                "key": f"checkpoint:{number // 6}:0:{number}",
                "kind": "checkpoint_reminder",
                "subject": {"checkpoint": number // 6, "revision": 0, "offset": "7d"},
                "platform": "slack",
                "person_id": self._people[number % _READERS],
                "group_key": f"checkpoint:{number // 6}",
                "due_at": due,
                "state": state[number % 10],
                "attempts": int(ended),
                "reason": "",
                "withdrawn": "",
                "ended_at": due if ended else None,
            }


if __name__ == "__main__":
    main()
