"""Commands and messages under a nemesis, and what was lost, doubled or left unanswered at the end."""

import shutil
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.exc import OperationalError

from bot.clock import system_now
from gamma.outbox import Notification
from gamma.startups.startup import Channel, Startup
from storage import outbox
from storage.models import ActionRow, OutboxRow
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import JOB_PATIENCE, Store, StoreBusyError
from tests.crash.played import PlayedSlack
from tests.databases import Databases
from tests.drivers.slack import SlackDriver
from tests.nemesis.people import People, Typed
from tests.nemesis.replica import Replica
from tests.nemesis.strikes import Nemesis
from tests.startups import keep
from tests.waiting import until

PARIS = ZoneInfo("Europe/Paris")
_TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)
"""When the programme's time begins: people are told by day."""
_STARTUP = Startup("velo-facile", "Vélo facile", "", "fabrique", ())
_STARTED_WITHIN, _QUIET_WITHIN = 60.0, 180.0
_TYPISTS = 3
_UNSENT = ("planned", "claimed")


@dataclass(frozen=True)
class Load:
    """Seconds between two commands of each of three people, and between two messages that are planned."""

    command_pause: float = 0.3
    message_pause: float = 0.2


@dataclass
class Findings:
    """What a trial found. A command is acked, or Slack tells who typed it that it failed."""

    replicas: int
    seconds: float
    struck: Counter[str]
    typed: Counter[str]
    slowest: float
    unanswered: list[str]
    answered_twice: list[str]
    actions_lost: list[str]
    actions_doubled: list[str]
    messages: int
    lost: list[str]
    doubled: list[str]
    unrecorded: list[str]
    out_of_order: int
    troubles: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, Sequence[str]]:
        found = {
            "unanswered": self.unanswered,
            "answered twice": self.answered_twice,
            "actions lost": self.actions_lost,
            "actions doubled": self.actions_doubled,
            "messages lost": self.lost,
            "messages doubled": self.doubled,
            "messages unrecorded": self.unrecorded,
            "troubles": self.troubles,
        }
        return {name: which for name, which in found.items() if which}

    def table(self) -> str:
        struck = ", ".join(f"{count} {name}" for name, count in sorted(self.struck.items()))
        typed = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.typed.items()))
        lines = [
            f"{self.replicas} bots, {self.seconds:.0f} s. Strikes: {struck or 'none'}.",
            f"Commands: {self.typed.total()} ({typed}), the slowest acknowledged after {self.slowest:.1f} s.",
            f"Messages: {self.messages}, {self.out_of_order} behind a later one of the same place.",
            *(f"WRONG, {name}: {len(which)}: {', '.join(which[:5])}" for name, which in self.wrong.items()),
        ]
        return "\n".join([*lines, *([] if self.wrong else ["Nothing lost, doubled or left unanswered."])])


class Trial:
    def __init__(
        self, databases: Databases, folder: Path, replicas: int, seed: int, load: Load, *faults: str
    ) -> None:
        self._slack = SlackDriver()
        self._played = PlayedSlack(self._slack.fake)
        url = databases.fresh("postgresql", folder)
        databases.keep_what_is_committed()
        self._store = Store(url)
        self._ahead = _TUESDAY - system_now()
        self._settings = {
            **self._slack.settings(),
            "DATABASE_URL": url,
            "GAMMA_SECRET": "a secret of this trial alone",
        }
        self._replicas = [
            Replica(number, folder, self._settings, str(self._ahead.total_seconds()), *faults)
            for number in range(1, replicas + 1)
        ]
        self._load = load
        self._keys: list[tuple[str, str]] = []
        self._nemesis = Nemesis(self._replicas, databases, seed)
        self._people = People(
            self._slack, self._replicas, self._played.people, self._played.channels[0], seed
        )
        self._meet_people()

    def run(self, seconds: float) -> Findings:
        began = time.monotonic()
        self._played.suffer(self._nemesis.mishap)
        is_over = threading.Event()
        load = [
            *(
                threading.Thread(target=self._people.type_until, args=(is_over, self._load.command_pause))
                for _ in range(_TYPISTS)
            ),
            threading.Thread(target=self._plan_until, args=(is_over,)),
        ]
        with ExitStack() as stack:
            stack.callback(self._close)
            self._start_all()
            for thread in load:
                thread.start()
            stack.callback(is_over.set)
            self._nemesis.run(seconds)
            is_over.set()
            for thread in load:
                thread.join()
            self._await_quiet()
            return self._findings(time.monotonic() - began)

    def keep_logs(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for replica in self._replicas:
            shutil.copy(replica.log, folder)

    def _start_all(self) -> None:
        for replica in self._replicas:
            replica.start()
        until(
            lambda: all(replica.is_ready() for replica in self._replicas),
            _STARTED_WITHIN,
            "a bot did not start",
            every=0.2,
        )

    def _close(self) -> None:
        for replica in self._replicas:
            replica.thaw()
            replica.kill()
        self._played.close()
        self._store.close()

    # --- what is planned ---------------------------------------------------------------------------

    def _plan_until(self, is_over: threading.Event) -> None:
        while not is_over.wait(self._load.message_pause):
            self._plan(self._notice(len(self._keys)))

    def _plan(self, notice: Notification) -> None:
        """Until it is saved: a key that is there already is not planned twice."""
        until(lambda: self._is_saved(notice), _STARTED_WITHIN, "a message could not be planned", every=0.1)
        self._keys.append((notice.key, notice.channel or str(notice.person_id)))

    def _is_saved(self, notice: Notification) -> bool:
        """Not while the database starts anew."""
        with suppress(OperationalError, StoreBusyError), self._store.write(JOB_PATIENCE) as session:
            outbox.plan(session, notice)
            return True
        return False

    def _notice(self, number: int) -> Notification:
        key, now = f"message:{number}", self._now()
        person = self._known[number // 2 % len(self._known)]
        channel = self._played.channels[number // 2 % len(self._played.channels)]
        subject = {"startup": _STARTUP.id, "person": person, "platform": "slack"}
        if number % 2:
            return Notification(key, "channel_announced", subject, "slack", now, person_id=person)
        return Notification(key, "channel_linked", subject, "slack", now, channel=channel)

    def _meet_people(self) -> None:
        with self._store.write(JOB_PATIENCE) as session:
            keep(session, _STARTUP)
            known = [people.upsert_person(session, "slack", account) for account in self._played.people]
            enrolment.enrol(session, _STARTUP.id, known[0], _TUESDAY)
            for channel in self._played.channels:
                linked = Channel("slack", channel, _STARTUP.id)
                startups.link_channel(session, linked, known[0], _TUESDAY)
            self._known = [person.id for person in known]

    def _now(self) -> datetime:
        return system_now() + self._ahead

    # --- what came of it ---------------------------------------------------------------------------

    def _await_quiet(self) -> None:
        """Until nothing waits any more, and what was acknowledged had the time to be answered."""
        with suppress(AssertionError):  # what is still open then is told by the findings
            until(lambda: not (self._unsent() or self._unanswered()), _QUIET_WITHIN, every=0.5)

    def _unsent(self) -> int:
        keys = [key for key, _ in self._keys]
        with self._store.read(JOB_PATIENCE) as session:
            asked = or_(OutboxRow.key.in_(keys), OutboxRow.kind == "answer_owed")
            return len(
                session.scalars(select(OutboxRow.key).where(OutboxRow.state.in_(_UNSENT), asked)).all()
            )

    def _unanswered(self) -> list[Typed]:
        return [typed for typed in self._people.typed if typed.outcome == "acked" and not typed.words]

    def _findings(self, seconds: float) -> Findings:
        typed = self._people.typed
        with self._store.read(JOB_PATIENCE) as session:
            actions = Counter(session.scalars(select(ActionRow.text)))
            rows = {row.key: row for row in session.scalars(select(OutboxRow))}
        posts: dict[str, list[str]] = defaultdict(list)
        for key, post, _words in self._played.posts():
            posts[key].append(post)
        keys = [key for key, _ in self._keys]
        return Findings(
            replicas=len(self._replicas),
            seconds=seconds,
            struck=self._nemesis.struck,
            typed=Counter(each.outcome for each in typed),
            slowest=max((each.seconds for each in typed if each.outcome == "acked"), default=0.0),
            unanswered=[each.action for each in self._left_waiting()],
            answered_twice=[each.action for each in typed if len(each.words) > 1],
            actions_lost=[each.action for each in typed if each.is_told_done and not actions[each.action]],
            actions_doubled=[text for text, count in actions.items() if count > 1],
            messages=len(keys),
            lost=[key for key in keys if not posts[key]],
            doubled=[key for key in posts if len(posts[key]) > 1],
            unrecorded=[
                key for key in keys if (rows[key].state, rows[key].post) not in _recorded(posts[key])
            ],
            out_of_order=self._out_of_order(posts),
            troubles=self._nemesis.troubles,
        )

    def _left_waiting(self) -> list[Typed]:
        """Those without an answer who were not told either that they were interrupted."""
        fake = self._slack.fake
        told = Counter(
            {
                person: sum("interrompu" in post["text"] for post in fake.channels[fake.direct(person)].posts)
                for person in self._played.people
            }
        )
        waiting = []
        for typed in self._unanswered():
            told[typed.interaction.person] -= 1
            if told[typed.interaction.person] < 0:
                waiting.append(typed)
        return waiting

    def _out_of_order(self, posts: dict[str, list[str]]) -> int:
        """How many were posted after one that had been planned later for the same place."""
        latest: dict[str, float] = {}
        behind = 0
        for key, place in self._keys:
            posted = min(map(float, posts[key]), default=0.0)
            behind += posted < latest.get(place, 0.0)
            latest[place] = max(posted, latest.get(place, 0.0))
        return behind


def _recorded(posts: Sequence[str]) -> list[tuple[str, str]]:
    return [("sent", post) for post in posts]
