"""Messages a second where the platform needs 120 ms: several under way at once beside one at a time.

`python -m benchmarks.delivery [--senders 24] [--seconds 0.12]` prints medians of interleaved rounds and their
ratio, on both platforms and databases. The platform is a process of its own: CPU is the bot's alone.
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.slow_platform import slow_platform
from bot.clock import system_now
from bot.limited_calls import time_limit
from bot.platforms.mattermost.chat import Mattermost
from bot.platforms.slack.chat import Slack
from bot.settings import Settings
from bot.signing import Signer
from gamma.chat import Profile
from gamma.chat_platform import Chat
from gamma.outbox import Notification
from gamma.programme.file import SHIPPED, load_programme
from jobs.context import JobContext
from jobs.delivery.deliver import deliver
from jobs.messages import MESSAGE_KINDS
from storage import outbox
from storage.people import people
from storage.store import Store
from tests.databases import Databases

ROUNDS = 3
RECIPIENTS = 240
"""Half of them channels, half people."""
FEW = 24
"""Messages of a round that sends one at a time."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery", description=__doc__)
    parser.add_argument("--senders", type=int, default=Settings().gamma_senders)
    parser.add_argument("--seconds", type=float, default=0.12, help="what the platform needs for a call")
    parser.add_argument("--messages", type=int, default=480, help="of a round with several at once")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, slow_platform(options.seconds) as url:
        databases = Databases(Path(folder) / "postgresql")
        try:
            for database in ("sqlite", "postgresql"):
                for platform in ("slack", "mattermost"):
                    place = Path(folder) / f"{database}-{platform}"
                    place.mkdir()
                    bench = Bench(databases.fresh(database, place), _chat(platform, url))
                    _compare(bench, f"{database:10}  {platform:10}", options.senders, options.messages)
        finally:
            databases.close()


def _compare(bench: "Bench", title: str, senders: int, messages: int) -> None:
    sizes = {1: FEW, senders: messages}
    rates: dict[int, list[float]] = {size: [] for size in sizes}
    spent: dict[int, list[float]] = {size: [] for size in sizes}
    bench.send(RECIPIENTS, senders)  # to everybody once: what is asked once of each is not counted
    for _ in range(ROUNDS):
        for size, number in sizes.items():
            took, cpu = bench.send(number, size)
            rates[size].append(number / took)
            spent[size].append(1000 * cpu / number)
    for size in sizes:
        rate, cpu = statistics.median(rates[size]), statistics.median(spent[size])
        print(f"{title}  {size:>3} at once: {rate:6.1f} messages/s, {cpu:.2f} ms CPU a message", flush=True)
    ratio = statistics.median(rates[senders]) / statistics.median(rates[1])
    cpu = statistics.median(spent[senders]) / statistics.median(spent[1])
    print(f"{title}  {senders} / 1: {ratio:.1f} times the messages, {cpu:.2f} of the CPU", flush=True)
    bench.close()


def _chat(platform: str, url: str) -> Chat:
    signer = Signer("a secret for the benchmark", system_now)
    if platform == "slack":
        return Slack("xoxb-1", "", signer, api_url=f"{url}/api/")
    return Mattermost(url, "token", [], signer, callback_url="https://gamma.example")


class Bench:
    def __init__(self, url: str, chat: Chat) -> None:
        self._store = Store(url)
        self._store.upgrade()
        self._chat = chat
        self._numbers = count()
        with self._store.write() as session:
            for number in range(RECIPIENTS // 2):
                profile = Profile(f"P{number}", "fr", "Europe/Paris")
                person = people.upsert_person(session, chat.name, f"U{number}", profile)
                people.set_direct_channel(session, person.id, f"D{number}")
        self._job = JobContext(
            store=self._store,
            chats={chat.name: chat},
            programme=load_programme(SHIPPED),
            locale="fr",
            zone=ZoneInfo("Europe/Paris"),
            programme_team=(),
            commands=frozenset(),
            now=system_now,
            real_now=system_now,
            kinds=MESSAGE_KINDS,
            time_limit=time_limit,
        )

    def send(self, messages: int, senders: int) -> tuple[float, float]:
        """Seconds until all were said, and seconds of the processor."""
        with self._store.write() as session:
            for number in range(messages):
                to = number % RECIPIENTS
                half = RECIPIENTS // 2
                whose = {"channel": f"C{to}"} if to >= half else {"person_id": to + 1}
                key, due = f"message {next(self._numbers)}", system_now() - timedelta(seconds=1)
                outbox.plan(session, Notification(key, "invite_me", {}, self._chat.name, due, **whose))
        began, cpu = time.perf_counter(), time.process_time()
        deliver(replace(self._job, senders=senders))
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        with self._store.read() as session:
            assert set(outbox.counts(session)) == {"sent"}
        return took, cpu

    def close(self) -> None:
        self._store.close()


if __name__ == "__main__":
    main()
