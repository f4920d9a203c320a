"""What planning costs: the sandbox moved by a quarter, and a turn of each job that plans with nothing to do.

`python -m benchmarks.planning [--startups 24 1000] [--said FILE]` prints seconds of the processor, which what
else the machine does disturbs little, and statements. All sizes have their turns by turns; a turn counts from
the third on. FILE gets what the sandbox said, without its seals: two versions are compared by it.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from bot.app import App
from bot.clock import Clock
from bot.operations.sandbox_seed import seed
from bot.planning_turns import PlanningTurns
from bot.platforms.sandbox.state import ZONE, three_months_later
from bot.settings import read_settings
from gamma.chat import Profile
from gamma.dates import LocalMoment
from gamma.people.person import Person
from gamma.startups.startup import Channel, Startup
from jobs.context import JobContext
from jobs.schedule import JOBS, Job
from storage.checkpoints import checkpoints, reminder_plan
from storage.models import SandboxPostRow
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import Store
from tests.databases import sqlite_in
from tests.fakes.chat import FakeChat
from tests.startups import keep
from tests.works import work_of

NOW = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
TURNS, WARM_UP = 5, 2
_SEAL = re.compile(r"'seal': '[^']*'")
_MANAGERS = 20
PLANNERS = [job for job in JOBS if job.plans or job.id == "rounds"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planning", description=__doc__)
    parser.add_argument("--startups", type=int, nargs="+", default=[24, 1000])
    parser.add_argument("--said", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _quarter(Path(folder), options.said)
        _idle_turns(Path(folder), options.startups)


class Cost:
    """Of what runs meanwhile."""

    seconds = 0.0
    statements = 0


@contextmanager
def measured() -> Iterator[Cost]:
    cost = Cost()

    def count(*_: object) -> None:
        cost.statements += 1

    event.listen(Engine, "before_cursor_execute", count)
    begins = time.process_time()
    try:
        yield cost
    finally:
        cost.seconds = time.process_time() - begins
        event.remove(Engine, "before_cursor_execute", count)


def _quarter(folder: Path, said: Path | None) -> None:
    clock = Clock(lambda: NOW)
    settings = read_settings({"DATABASE_URL": sqlite_in(folder, "sandbox.db")}).for_the_sandbox()
    app = App(settings, sandbox=True, clock=clock)
    seed(app.store, app.chats["sandbox"], clock.now())
    app.tick()
    with measured() as cost:
        app.advance(three_months_later(clock.now().astimezone(ZONE)))
    with app.store.read() as session:
        rows = session.scalars(select(SandboxPostRow).order_by(SandboxPostRow.id))
        posts = [f"{row.channel} {row.key} {_SEAL.sub('', str(row.content))}" for row in rows]
    app.store.close()
    print(f"sandbox, +1 quarter: {cost.seconds:.2f} s, {cost.statements:,} statements, {len(posts)} posts")
    if said:
        said.write_text("\n".join(posts))


def _idle_turns(folder: Path, sizes: Sequence[int]) -> None:
    """By turns, so that what else the machine does meets all sizes."""
    benches = {size: enrolled(folder, size) for size in sizes}
    costs: dict[tuple[str, int], list[Cost]] = {}
    for turn in range(WARM_UP + TURNS):
        for size, work in benches.items():
            for job in PLANNERS:
                cost = turn_of(job, work)
                if turn >= WARM_UP:
                    costs.setdefault((job.id, size), []).append(cost)
    for size, work in benches.items():
        whole, left_out = turns_of_the_scheduler(work)
        of = f"a turn of all that plan, {size:,} startups: {whole.seconds * 1000:.1f} ms"
        print(f"{of}; nothing changed: {left_out.seconds * 1000:.1f} ms, {left_out.statements} statements")
    for (job_id, size), measured_costs in sorted(costs.items()):
        seconds = statistics.median(cost.seconds for cost in measured_costs)
        statements = measured_costs[0].statements
        print(f"{job_id:22} {size:>7,} startups: {seconds * 1000:8.1f} ms, {statements:>5} statements")


def turn_of(job: Job, work: JobContext) -> Cost:
    with measured() as cost:
        job.run(work)
    return cost


def turns_of_the_scheduler(work: JobContext) -> tuple[Cost, Cost]:
    """The first of the process, and the cheapest of some in which nothing was changed."""
    planning = PlanningTurns.beside_others(JOBS, work.store)

    def turn() -> Cost:
        with measured() as cost:
            for job in JOBS:
                if job.plans and planning.is_due(job, work.now()):
                    planning.run(job, work)
        return cost

    return turn(), min((turn() for _ in range(TURNS)), key=lambda cost: cost.seconds)


def enrolled(folder: Path, size: int) -> JobContext:
    """Each with a channel, a portfolio manager and a checkpoint in three weeks."""
    store, chat = Store(sqlite_in(folder, f"{size}.db")), FakeChat()
    with store.write() as session:
        team = [people.upsert_person(session, chat.name, f"U{n}", Profile(f"P{n}")) for n in range(_MANAGERS)]
    for first in range(0, size, 100):  # a session looks through all it holds at each question
        with store.write(patience=60) as session:
            for number in range(first, min(first + 100, size)):
                _enrol(session, chat, number, team)
    return work_of(store, chat, lambda: NOW)


def _enrol(session: Session, chat: FakeChat, number: int, team: Sequence[Person]) -> None:
    startup = Startup(f"startup-{number}", f"Projet {number}", "", "", ())
    keep(session, startup)
    startups.link_channel(session, Channel(chat.name, f"C{number}", startup.id), team[0], NOW)
    enrolment.assign_manager(session, startup.id, team[number % _MANAGERS].id)
    enrolment.enrol(session, startup.id, team[0], NOW)
    moment = LocalMoment.of(NOW + timedelta(days=21 + number % 5, minutes=number % 60), PARIS)
    agreed = checkpoints.plan(session, startup.id, moment, "", team[0], NOW)
    reminder_plan.replan(session, agreed, NOW, PARIS)


if __name__ == "__main__":
    main()
