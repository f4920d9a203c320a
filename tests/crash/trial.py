"""One trial: messages are planned, workers killed and started again, posts counted at the end."""

import itertools
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from bot.clock import system_now
from gamma.dates import LocalMoment
from gamma.outbox import Notification
from gamma.startups.startup import Channel, Startup
from jobs.delivery.deliver import NOTHING_LEFT
from jobs.delivery.repetition import SAID_BEFORE
from storage import outbox
from storage.checkpoints import checkpoints
from storage.models import OutboxRow
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import JOB_PATIENCE, Store
from tests.crash.boards import Boards
from tests.crash.killer import Killer
from tests.crash.moments import EDIT_RECEIVED, EDIT_STORED, RECEIVED, STORED
from tests.crash.nursery import Nursery
from tests.crash.played import Mishap, Played
from tests.crash.scenario import Outcome, Scenario
from tests.crash.worker import Orders
from tests.startups import keep

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)
"""When the programme's time begins: what is gathered waits for people's hours."""
_Row = Row[str, str, str | None, str, int | None]

STARTUP = Startup("velo-facile", "Vélo facile", "", "fabrique", ())


class Trial:
    """What the killers of one scenario share: the played platform, the outbox, the time left."""

    def __init__(
        self, scenario: Scenario, played: Played, database_url: str, nursery: Nursery, seed: int
    ) -> None:
        self._scenario = scenario
        self._luck = random.Random(seed)
        self._began = 0.0
        self._played = played
        self._store = Store(database_url)
        self._ahead = TUESDAY - system_now()
        self._boards = Boards(self._store, played)
        self._planning = threading.Lock()
        self._people = self._meet_people()
        self._numbers = itertools.count()
        self._keys: list[str] = []
        self._to_cancel: list[Notification] = []
        self._cancelled: set[str] = set()
        self._under_way = 0
        self._changed = threading.Condition()
        orders, moments = self._orders(database_url), scenario.moments
        self._killers = [
            Killer(self, nursery, orders, moments[worker :: scenario.workers], self._luck)
            for worker in range(scenario.workers)
        ]

    def run(self) -> Outcome:
        self._began = time.monotonic()
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

    # --- what its killers ask --------------------------------------------------------------------

    def plan(self, count: int) -> None:
        notices = [self._notice(next(self._numbers)) for _ in range(count)]
        with self._planning, self._store.write(JOB_PATIENCE) as session:
            for notice in notices:
                outbox.plan(session, notice)
            self._cancel_the_last(session)
            if self._scenario.policy.edits:
                self._boards.change(session, self._now())
        with self._planning:
            self._boards.take_one_away()
        self._to_cancel += [notice for notice in notices if notice.group_key.startswith("off")]
        self._keys += [notice.key for notice in notices]

    def open_messages(self) -> int:
        with self._store.read(JOB_PATIENCE) as session:
            counts = outbox.counts(session)
        return counts.get("planned", 0) + counts.get("claimed", 0) + self._boards.to_edit()

    def seconds_left(self) -> float:
        return max(0.0, self._began + 60 + 4 * self._scenario.kills - time.monotonic())

    # --- what happens to the platform's calls ----------------------------------------------------

    def _mishap(self, call: str, key: str) -> Mishap:
        weather = self._scenario.policy.weather
        if not any(killer.is_killing for killer in self._killers):
            return Mishap()
        turn = weather(self._luck, call)
        if call == "look" or turn.status:
            return Mishap(turn.status, drop=turn.drop)

        received, stored = (EDIT_RECEIVED, EDIT_STORED) if call == "edit" else (RECEIVED, STORED)

        def before() -> None:
            self._count(+1)
            self._meet(received, key, turn.before)

        def after() -> None:
            self._meet(stored, key, turn.after)
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

    def _notice(self, number: int) -> Notification:
        """By turns: to a channel, to a person; a reminder, a late one to gather, one to cancel."""
        platform, now, key = self._played.name, self._now(), f"message:{number}"
        person = self._people[number // 5 % len(self._people)]
        channel = self._played.channels[number // 5 % len(self._played.channels)]
        subject = {"startup": STARTUP.id, "person": person, "platform": platform}
        match number % 5:
            case 0:
                return Notification(key, "channel_linked", subject, platform, now, channel=channel)
            case 1:
                return Notification(key, "channel_announced", subject, platform, now, person_id=person)
            case 2:
                return self._reminder(key, 1, now, channel=channel)
            case 3:
                return self._reminder(key, 2, now - timedelta(hours=2), person_id=person)
            case _:
                about = f"off:{number}"
                return Notification(
                    key, "channel_linked", subject, platform, now, channel=channel, group_key=about
                )

    def _reminder(
        self,
        key: str,
        checkpoint: int,
        due: datetime,
        channel: str | None = None,
        person_id: int | None = None,
    ) -> Notification:
        subject = {"checkpoint": checkpoint, "revision": 0, "offset": "7d"}
        kind, platform, about = "checkpoint_reminder", self._played.name, f"checkpoint:{checkpoint}"
        return Notification(
            key, kind, subject, platform, due, channel=channel, person_id=person_id, group_key=about
        )

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
            looks=policy.looks,
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
            lost=sum(not posts[said[key]] for key in wanted),
            doubled=sum(len(found) - 1 for found in posts.values() if found),
            unrecorded=sum(not self._is_recorded(rows[key], rows, posts) for key in said.values()),
            stale=self._boards.stale(),
            seconds=time.monotonic() - self._began,
        )

    def _is_recorded(self, row: _Row, rows: Mapping[str, _Row], posts: Mapping[str, list[str]]) -> bool:
        """Sent with the id of a post of its own; or cancelled, and nowhere."""
        if row.state == "cancelled":
            return (row.key in self._cancelled or _said_before(row, rows)) and not posts[row.key]
        return row.state == "sent" and row.post in posts[row.key]


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
