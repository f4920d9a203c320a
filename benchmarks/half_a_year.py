"""26 weeks of reminders with two deploys a week, each a kill, and an outage of 8 hours a month.

`python -m benchmarks.half_a_year [--reminders 5200]` prints what was lost or doubled, and how late each came.
The clock is moved, the platform is played.
"""

import argparse
import random
import tempfile
import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.clock_control import ClockControl
from bot.operations.simulate import SimulatedClock
from gamma.calendar import METROPOLE, is_working_day
from gamma.chat import Message, Profile
from gamma.outbox import Notification
from gamma.programme.file import SHIPPED, load_programme
from gamma.translator import render
from jobs.context import JobContext
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from jobs.messages import MESSAGE_KINDS
from storage import outbox
from storage.models import OutboxRow
from storage.people import people
from storage.store import Store
from tests.databases import Databases
from tests.fakes.chat import FakeChat

PARIS = ZoneInfo("Europe/Paris")
BEGINS = datetime(2026, 9, 7, 7, 0, tzinfo=UTC)
WEEKS = 26
DEPLOYS_A_WEEK = 2
DOWN_FOR_A_DEPLOY = timedelta(minutes=1)
OUTAGE = timedelta(hours=8)
_CHANNELS, _PEOPLE = 40, 60
_BOUNDS = [
    timedelta(),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(hours=1),
    timedelta(hours=4),
    OUTAGE,
]
_LABELS = ("at its time", "to 1 minute", "to 5 minutes", "to 1 hour", "to 4 hours", "to 8 hours", "later")


class KilledError(BaseException):
    """The process ends here: nothing catches this, and nothing is recorded any more."""


class Mortal(FakeChat):
    """Dies once it is told to, before or after it stored a post; tells when each post was made."""

    def __init__(self, clock: SimulatedClock, luck: random.Random) -> None:
        super().__init__()
        self._clock, self._luck = clock, luck
        self.shall_die = False
        self.said_at: list[datetime] = []

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        dies = self.shall_die
        if dies:
            self.shall_die = False
            if self._luck.random() < 0.5:
                raise KilledError
        post = super().post(channel, message, key, reader)
        self.said_at.append(self._clock.now())
        if dies:
            raise KilledError
        return post


def reminder(context: MessageContext, subject: Subject) -> Message | None:
    """Of use for a day."""
    if datetime.fromisoformat(subject["until"]) <= context.now:
        return None
    return missed(context, subject)


def missed(_facts: MessageContext, subject: Subject) -> Message:
    return Message((render("Point {name};", name=subject["name"]),))


@dataclass(frozen=True)
class Reminded:
    name: str
    due: datetime


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.half_a_year", description=__doc__)
    parser.add_argument("--reminders", type=int, default=5200)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kinds = ("sqlite", "postgresql") if options.database == "both" else (options.database,)
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder) / "postgresql")
        try:
            for kind in kinds:
                HalfAYear(databases.fresh(kind, Path(folder)), options.seed).run(kind, options.reminders)
        finally:
            databases.close()


class HalfAYear:
    def __init__(self, url: str, seed: int) -> None:
        self._luck = random.Random(seed)
        self._store = Store(url)
        self._store.upgrade()
        self._clock = SimulatedClock(BEGINS, timedelta())
        self._chat = Mortal(self._clock, self._luck)
        self._work = JobContext(
            store=self._store,
            chats={"slack": self._chat},
            programme=load_programme(SHIPPED),
            locale="fr",
            zone=PARIS,
            programme_team=(("slack", "U0"),),
            commands=frozenset(),
            now=self._clock.now,
            real_now=self._clock.real_now,
            kinds={**MESSAGE_KINDS, "reminder": MessageKind(reminder, Timing.REMINDER, missed=missed)},
        )
        self._clockwork = ClockControl(self._work, self._clock, moves_real_time=True)
        self._kills = 0

    def run(self, kind: str, reminders: int) -> None:
        began = time.perf_counter()
        planned = self._plan(reminders)
        for at, down in sorted([*self._deploys(planned), *self._outages()]):
            self._up_until(at)
            if down == DOWN_FOR_A_DEPLOY:
                self._die()
            self._clock.move_to(max(self._clock.now(), at) + down)
            self._clockwork.tick()
        self._up_until(BEGINS + timedelta(weeks=WEEKS))
        self._tell(kind, planned, time.perf_counter() - began)
        self._store.close()

    def _plan(self, reminders: int) -> list[Reminded]:
        """In office hours of working days."""
        days = [BEGINS.date() + timedelta(days=n) for n in range(WEEKS * 7 - 3)]
        days = [day for day in days if is_working_day(day, METROPOLE)]
        planned = []
        with self._store.write(patience=60) as session:
            readers = [
                people.upsert_person(session, "slack", f"U{n}", Profile(f"P{n}")) for n in range(_PEOPLE)
            ]
            for number in range(reminders):
                day, minute = self._luck.choice(days), self._luck.choice(range(0, 540, 5))
                local = datetime(day.year, day.month, day.day, 9, tzinfo=PARIS) + timedelta(minutes=minute)
                due = local.astimezone(UTC)
                until = due + timedelta(hours=self._luck.choice((1, 24, 168)))
                subject = {"name": f"n{number}", "until": until.isoformat()}
                whom = number % (_CHANNELS + _PEOPLE)
                outbox.plan(
                    session,
                    Notification(
                        f"n{number}",
                        "reminder",
                        subject,
                        "slack",
                        due,
                        channel=f"C{whom}" if whom < _CHANNELS else None,
                        person_id=readers[whom - _CHANNELS].id if whom >= _CHANNELS else None,
                        group_key=f"checkpoint:{number // 3}",
                    ),
                )
                planned.append(Reminded(f"n{number}", due))
        return planned

    def _deploys(self, planned: list[Reminded]) -> list[tuple[datetime, timedelta]]:
        """Each at a moment at which something is being said: the hardest."""
        weeks = [
            [one.due for one in planned if (one.due - BEGINS).days // 7 == week] for week in range(WEEKS)
        ]
        chosen = [due for dues in weeks if dues for due in self._luck.sample(dues, DEPLOYS_A_WEEK)]
        return [(due, DOWN_FOR_A_DEPLOY) for due in chosen]

    def _outages(self) -> list[tuple[datetime, timedelta]]:
        """Once a month, on a Wednesday from 9:00 to 17:00."""
        days = [BEGINS.date() + timedelta(days=2, weeks=round(month * WEEKS / 6)) for month in range(6)]
        return [(datetime(day.year, day.month, day.day, 9, tzinfo=PARIS), OUTAGE) for day in days]

    def _up_until(self, at: datetime) -> None:
        """Ends before what is due at that very moment, which is left to what comes then."""
        last = at - timedelta(seconds=1)
        if last > self._clock.now():
            self._clockwork.advance(last)

    def _die(self) -> None:
        self._clock.move_to(self._clock.now() + timedelta(seconds=1))
        self._chat.shall_die = True
        try:
            self._clockwork.tick()
        except KilledError:
            self._kills += 1
        self._chat.shall_die = False

    def _tell(self, kind: str, planned: list[Reminded], seconds: float) -> None:
        said = self._said()
        lost = [one for one in planned if not said.get(one.name)]
        doubled = sum(len(times) - 1 for times in said.values())
        gathered = sum(post.key.startswith("catch-up") for post in self._chat.posts)
        print(
            f"{kind}: {len(planned):,} reminders in {WEEKS} weeks,"
            f" {self._kills} deploys that killed a delivery, {len(self._outages())} outages of 8 hours:"
            f" {len(lost)} lost, {doubled} doubled"
            f" ({seconds:.0f} s)"
        )
        print(f"  {self._states()}; {gathered} messages that catch up")
        late = Counter(
            bisect_left(_BOUNDS, said[one.name][0] - one.due) for one in planned if one not in lost
        )
        for place, label in enumerate(_LABELS):
            bar = "#" * round(60 * late[place] / len(planned)) or "." * bool(late[place])
            print(f"  {label:>12}  {late[place]:>6}  {bar}")

    def _said(self) -> dict[str, list[datetime]]:
        """When each reminder was said, by itself or among others."""
        said: dict[str, list[datetime]] = {}
        for post, at in zip(self._chat.posts, self._chat.said_at, strict=True):
            for words in post.text.split("Point ")[1:]:
                said.setdefault(words.partition(";")[0], []).append(at)
        return said

    def _states(self) -> str:
        with self._store.read() as session:
            counts = Counter(session.scalars(select(OutboxRow.state).where(OutboxRow.kind == "reminder")))
        return ", ".join(f"{number:,} {state}" for state, number in sorted(counts.items()))


if __name__ == "__main__":
    main()
