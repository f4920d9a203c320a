"""One trial: messages are planned, workers killed and started again, posts counted at the end."""

import itertools
import random
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from bot.clock import system_now
from gamma.outbox import Notice
from gamma.people import Startup
from storage import outbox, people
from storage.models import OutboxRow
from storage.store import JOB_PATIENCE, Store
from tests.crash.killer import Killer
from tests.crash.moments import RECEIVED, STORED
from tests.crash.nursery import Nursery
from tests.crash.played import PLATFORMS, Mishap
from tests.crash.scenario import Outcome, Scenario
from tests.crash.worker import Orders
from tests.startups import keep

STARTUP = Startup("velo-facile", "Vélo facile", "", "fabrique", ())


class Trial:
    """What the killers of one scenario share: the played platform, the outbox, the time left."""

    def __init__(self, scenario: Scenario, database_url: str, nursery: Nursery, seed: int) -> None:
        self._scenario = scenario
        self._luck = random.Random(seed)
        self._began = 0.0
        self._played = PLATFORMS[scenario.platform]()
        self._store = Store(database_url)
        self._people = self._meet_people()
        self._numbers = itertools.count()
        self._keys: list[str] = []
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
        with self._store.write(JOB_PATIENCE) as session:
            for notice in notices:
                outbox.plan(session, notice)
        self._keys += [notice.key for notice in notices]

    def open_messages(self) -> int:
        with self._store.read(JOB_PATIENCE) as session:
            counts = outbox.counts(session)
        return counts.get("planned", 0) + counts.get("claimed", 0)

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

        def before() -> None:
            self._count(+1)
            self._meet(RECEIVED, key, turn.before)

        def after() -> None:
            self._meet(STORED, key, turn.after)
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

    # --- before and after ------------------------------------------------------------------------

    def _meet_people(self) -> list[int]:
        with self._store.write(JOB_PATIENCE) as session:
            keep(session, STARTUP, system_now())
            return [people.meet(session, self._played.name, account).id for account in self._played.people]

    def _notice(self, number: int) -> Notice:
        """To channels and people by turns."""
        platform, now, key = self._played.name, system_now(), f"message:{number}"
        person = self._people[number // 2 % len(self._people)]
        subject = {"startup": STARTUP.id, "person": person, "platform": platform}
        if number % 2:
            return Notice(key, "channel_announced", subject, platform, now, person_id=person)
        channel = self._played.channels[number // 2 % len(self._played.channels)]
        return Notice(key, "channel_linked", subject, platform, now, channel=channel)

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
        )

    def _outcome(self) -> Outcome:
        posts: dict[str, list[str]] = defaultdict(list)
        for key, post in self._played.posts():
            posts[key].append(post)
        with self._store.read(JOB_PATIENCE) as session:
            rows = session.execute(select(OutboxRow.key, OutboxRow.state, OutboxRow.post)).all()
        recorded = {key for key, state, post in rows if state == "sent" and post in posts[key]}
        return Outcome(
            self._scenario,
            kills=sum((killer.kills for killer in self._killers), Counter()),
            messages=len(self._keys),
            lost=sum(not posts[key] for key in self._keys),
            doubled=sum(len(posts[key]) - 1 for key in self._keys if posts[key]),
            unrecorded=len(set(self._keys) - recorded),
            seconds=time.monotonic() - self._began,
        )
