"""One trial: messages are planned, workers killed and started again, posts counted at the end."""

import itertools
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from bot.clock import system_now
from gamma.dates import LocalMoment
from gamma.outbox import Notification, Recipient
from gamma.startups.startup import Channel
from jobs.delivery.repetition import SAID_BEFORE
from jobs.delivery.unsaid import NOTHING_LEFT
from storage import outbox
from storage.checkpoints import checkpoints
from storage.models import OutboxRow
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import JOB_PATIENCE, Store
from tests.crash.boards import Boards
from tests.crash.killer import Killer
from tests.crash.moments import EDIT_RECEIVED, EDIT_STORED, RECEIVED, STORED
from tests.crash.notices import STARTUP, Notices
from tests.crash.nursery import Nursery
from tests.crash.played import Mishap, Played
from tests.crash.scenario import Outcome, Scenario
from tests.crash.worker import Orders
from tests.startups import keep

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)
"""When the programme's time begins: what is gathered waits for people's hours."""
_STANDSTILL_SECONDS = 60.0
_SECONDS_FOR_ALL, _SECONDS_FOR_A_KILL = 300, 40
"""On a quiet machine: a busy one has as many times as long (pace.py)."""
_HELD_UP_LEASES = 5
_Row = Row[str, str, str | None, str, int | None]


class Trial:
    """What the killers of one scenario share: the played platform, the outbox, the time left."""

    def __init__(
        self,
        scenario: Scenario,
        played: Played,
        database_url: str,
        nursery: Nursery,
        seed: int,
        pace: float = 1.0,
    ) -> None:
        self._scenario = scenario
        self._pace = pace
        self._luck = random.Random(seed)
        self._began = self._progressed = 0.0
        self._played = played
        self._store = Store(database_url)
        self._ahead = TUESDAY - system_now()
        self._boards = Boards(self._store, played)
        self._planning = threading.Lock()
        self._people = self._meet_people()
        self._notices = Notices(played, self._people, scenario.policy.only)
        self._numbers = itertools.count()
        self._keys: list[str] = []
        self._to_cancel: list[Notification] = []
        self._cancelled: set[str] = set()
        self._off: set[str] = set()
        self._stored: set[str] = set()
        self._taken_away: set[str] = set()
        self._unwanted = 0
        self._recipients: dict[str, Recipient] = {}
        self._meanwhile: Counter[Recipient] = Counter()
        """How many posts to each are with the platform."""
        self._crossed = 0
        self._held_up = threading.Lock()
        self._under_way = 0
        self._changed = threading.Condition()
        orders = self._orders(database_url)
        self._killers = [Killer(self, nursery, orders, each, self._luck) for each in scenario.shares]

    def run(self) -> Outcome:
        self._began = self._progressed = time.monotonic()
        self._played.suffer(self._mishap)
        try:
            with ThreadPoolExecutor(len(self._killers)) as pool:
                list(pool.map(Killer.run, self._killers))
            with self._changed:
                self._changed.wait_for(lambda: self._under_way == 0, self.seconds_left())
            return self._outcome()
        finally:
            self._played.close()
            self._store.close()

    def failed(self, trouble: str) -> Outcome:
        """What is known of a trial that ended by an error."""
        kills: Counter[str] = sum((killer.kills for killer in self._killers), Counter())
        seconds = time.monotonic() - self._began
        return Outcome(self._scenario, kills, len(self._keys), 0, 0, 0, 0, 0, 0, seconds, trouble)

    # --- what its killers ask --------------------------------------------------------------------

    def plan(self, count: int) -> None:
        notices = [self._notices.make(next(self._numbers), self._now()) for _ in range(count)]
        with self._planning, self._store.write(JOB_PATIENCE) as session:
            for notice in notices:
                outbox.plan(session, notice)
                to = Recipient(notice.platform, notice.channel, notice.person_id)
                self._recipients[notice.key] = to
            self._cancel_the_last(session)
            if self._scenario.policy.living:
                self._boards.change(session, self._now())
        self._off |= self._cancelled
        with self._planning:
            self._boards.take_one_away()
        self._to_cancel += [notice for notice in notices if notice.group_key.startswith("off")]
        self._keys += [notice.key for notice in notices]

    def open_messages(self) -> int:
        with self._store.read(JOB_PATIENCE) as session:
            counts = outbox.counts(session)
        return counts.get("planned", 0) + counts.get("claimed", 0) + self._boards.to_edit()

    def note_progress(self) -> None:
        self._progressed = time.monotonic()

    def seconds_left(self) -> float:
        """A busy machine has the time it takes, as long as something happens: up to an end of its own."""
        now = time.monotonic()
        stands_still = self._progressed + _STANDSTILL_SECONDS * self._pace - now
        in_all = (_SECONDS_FOR_ALL + _SECONDS_FOR_A_KILL * self._scenario.kills) * self._pace
        return max(0.0, min(stands_still, self._began + in_all - now))

    def is_anybody_killed(self) -> bool:
        return any(killer.is_killing for killer in self._killers)

    def is_called_off(self, key: str) -> bool:
        return key in self._off

    def count_unwanted(self) -> None:
        self._unwanted += 1

    def await_post(self, key: str) -> None:
        """Until somebody else has posted it, or nobody can: one worker at a time is held up."""
        if not self._held_up.acquire(blocking=False):
            return
        with self._held_up_once(), self._changed:
            self._changed.wait_for(lambda: key in self._stored, _HELD_UP_LEASES * self._scenario.policy.lease)

    @contextmanager
    def _held_up_once(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._held_up.release()

    def take_away(self, key: str) -> None:
        with self._store.read(JOB_PATIENCE) as session:
            channel = session.scalar(select(OutboxRow.channel).where(OutboxRow.key == key)) or ""
        for posted, post, _words in list(self._played.posts()):
            if posted == key:
                self._played.delete(channel, post)
                self._taken_away.add(key)

    # --- what happens to the platform's calls ----------------------------------------------------

    def _mishap(self, call: str, key: str) -> Mishap:
        weather = self._scenario.policy.weather
        if not self.is_anybody_killed():
            return Mishap()
        turn = weather(self._luck, call)
        if call == "look" or turn.status:
            return Mishap(turn.status, drop=turn.drop)

        received, stored = (EDIT_RECEIVED, EDIT_STORED) if call == "edit" else (RECEIVED, STORED)

        def before() -> None:
            self._count(+1)
            self._note_crossing(call, key, +1)
            self._meet(received, key, turn.before)

        def after() -> None:
            with self._changed:
                self._stored.add(key)
                self._changed.notify_all()
            self._meet(stored, key, turn.after)
            self._note_crossing(call, key, -1)
            self._count(-1)

        return Mishap(before=before, after=after, drop=turn.drop)

    def _meet(self, moment: str, key: str, seconds: float) -> None:
        for killer in self._killers:
            killer.meet(moment, key)
        time.sleep(seconds)  # the platform is slow; nobody waits for a state here

    def _count(self, by: int) -> None:
        with self._changed:
            self._under_way += by
            self._changed.notify_all()

    def _note_crossing(self, call: str, key: str, by: int) -> None:
        recipient = self._recipients.get(key)
        if call == "post" and recipient and self._scenario.policy.in_line:
            with self._changed:
                self._meanwhile[recipient] += by
                self._crossed += by > 0 and self._meanwhile[recipient] > 1

    def _cancel_the_last(self, session: Session) -> None:
        """What was planned the time before: not sent yet, under way, in doubt, or sent."""
        off, self._to_cancel = self._to_cancel, []
        for notice in off:
            outbox.cancel(session, notice.group_key, "changed", self._now())
            self._cancelled.add(notice.key)

    # --- before and after ------------------------------------------------------------------------

    def _now(self) -> datetime:
        return system_now() + self._ahead

    def _meet_people(self) -> list[int]:
        """Of a startup that takes part, and two checkpoints, one to come and one that is past."""
        with self._store.write(JOB_PATIENCE) as session:
            keep(session, STARTUP)
            known = [
                people.upsert_person(session, self._played.name, account) for account in self._played.people
            ]
            enrolment.enrol(session, STARTUP.id, known[0], TUESDAY)
            for channel in self._played.channels:
                startups.link_channel(
                    session, Channel(self._played.name, channel, STARTUP.id), known[0], TUESDAY
                )
            for person in known:
                enrolment.assign_manager(session, STARTUP.id, person.id)
            for days in (7, -1):
                moment = LocalMoment.of(TUESDAY, PARIS).days_later(days)
                checkpoints.plan(session, STARTUP.id, moment, "", known[0], TUESDAY)
            self._boards.begin(session, STARTUP.id, known[0].id, TUESDAY)
            return [person.id for person in known]

    def _orders(self, database_url: str) -> Orders:
        played, policy = self._played, self._scenario.policy
        return Orders(
            platform=played.name,
            url=played.url,
            token=played.token,
            database_url=database_url,
            lease=policy.lease,
            send_within=policy.send_within,
            http=policy.http,
            fault=policy.fault,
            senders=policy.senders,
            ahead=self._ahead.total_seconds(),
        )

    def _outcome(self) -> Outcome:
        posts: dict[str, list[str]] = defaultdict(list)
        for key, post, _words in self._played.posts():
            posts[key].append(post)
        with self._store.read(JOB_PATIENCE) as session:
            columns = (OutboxRow.key, OutboxRow.state, OutboxRow.post, OutboxRow.reason, OutboxRow.person_id)
            rows = {row.key: row for row in session.execute(select(*columns))}
        said = {key: _said_as(key, rows) for key in self._keys}
        known = {key for key in self._keys if _said_before(rows[said[key]], rows)}
        wanted = [key for key in self._keys if key not in self._cancelled | known]
        return Outcome(
            self._scenario,
            kills=sum((killer.kills for killer in self._killers), Counter()),
            messages=len(self._keys),
            lost=sum(not posts[said[key]] for key in wanted if key not in self._taken_away),
            doubled=sum(len(found) - (key not in self._taken_away) for key, found in posts.items() if found),
            unrecorded=sum(not self._is_recorded(rows[key], rows, posts) for key in said.values()),
            stale=self._boards.stale(),
            unwanted=self._unwanted,
            crossed=self._crossed,
            seconds=time.monotonic() - self._began,
        )

    def _is_recorded(self, row: _Row, rows: Mapping[str, _Row], posts: Mapping[str, list[str]]) -> bool:
        """Sent with the id of a post of its own; or cancelled, and nowhere."""
        if row.state == "cancelled":
            return (row.key in self._cancelled or _said_before(row, rows)) and not posts[row.key]
        return row.state == "sent" and (row.post in posts[row.key] or row.key in self._taken_away)


def _said_before(row: _Row, rows: Mapping[str, _Row]) -> bool:
    """The reminders of a checkpoint are alike here: who knows it is not told again, nor by a catch-up."""
    told = any(each.state == "sent" and each.person_id == row.person_id for each in rows.values())
    unsaid = (SAID_BEFORE, NOTHING_LEFT) if row.key.startswith("catch-up:") else (SAID_BEFORE,)
    return row.state == "cancelled" and row.reason in unsaid and told


def _said_as(key: str, rows: Mapping[str, _Row]) -> str:
    """The key of the message that says it: its own, or that of the one in which it was gathered."""
    while rows[key].state == "missed":
        key = rows[key].reason.rpartition(" ")[2]
    return key
