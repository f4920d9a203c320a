"""Many trials side by side, each with a database and a played platform of its own."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from itertools import product
from pathlib import Path

from storage.store import Store
from tests.crash import faults
from tests.crash.nursery import Nursery
from tests.crash.pace import measure
from tests.crash.played import PLATFORMS, Played
from tests.crash.scenario import (
    BLIND,
    CALLED_OFF,
    CROWD,
    HELD_UP,
    IN_LINE,
    INTERRUPTED,
    LATE,
    LOOK_FIRST,
    SHORT_LEASE,
    TAKEN_AWAY,
    Outcome,
    Policy,
    Scenario,
)
from tests.crash.trial import Trial
from tests.databases import Databases

_SIDE_BY_SIDE = 8
_KILLS_OF_A_CONTROL = 6
_TRIES = 3


def spread(
    kills: int,
    platforms: Sequence[str],
    databases: Sequence[str],
    workers: Sequence[int],
    policy: Policy = LOOK_FIRST,
) -> list[Scenario]:
    """As many kills in all, shared among all the combinations."""
    combinations = list(product(platforms, databases, workers))
    shares = [len(range(place, kills, len(combinations))) for place in range(len(combinations))]
    return [
        Scenario(policy, *combination, kills=share, first=sum(shares[:place]))
        for place, (combination, share) in enumerate(zip(combinations, shares, strict=True))
    ]


FOUND_BY: dict[str, tuple[Policy, int]] = {
    faults.NEVER_LOOKS: (INTERRUPTED, 3),
    faults.LOST_ANSWER_IS_SURE: (BLIND, 5),
    faults.FAILED_LOOK_IS_SURE: (BLIND, 5),
    faults.NO_ROW_LOCK: (CROWD, 12),
    faults.LOOKS_SINCE_LAST_CLAIM: (INTERRUPTED, 3),
    faults.NO_WAIT_FOR_LEASE: (LATE, 3),
    faults.HELD_UP_SENDS: (HELD_UP, 6),
    faults.POST_NOT_KEPT: (TAKEN_AWAY, 3),
    faults.CALLED_OFF_IS_SENT: (CALLED_OFF, 4),
    faults.TOKEN_IGNORED: (HELD_UP, 6),
    faults.TWO_TO_ONE_RECIPIENT: (IN_LINE, 6),
}
"""The policy under which a fault is seen, with the kills that it takes."""

_NEEDS_POSTGRESQL = (faults.NO_ROW_LOCK,)
"""SQLite has one writer at a time, so there is no row to lock."""


def controls(platforms: Sequence[str], databases: Sequence[str]) -> list[Scenario]:
    """What must fail: if these come out as promised, the trial sees nothing. And each policy without a fault.

    The platforms take turns.
    """
    broken = [
        (replace(policy, fault=fault), kills)
        for fault, (policy, kills) in FOUND_BY.items()
        if "postgresql" in databases or fault not in _NEEDS_POSTGRESQL
    ]
    whole = {policy.name: (policy, kills) for policy, kills in FOUND_BY.values()}
    wanted = [*broken, *whole.values(), (SHORT_LEASE, _KILLS_OF_A_CONTROL)]
    return [
        Scenario(
            policy,
            platforms[number % len(platforms)],
            "postgresql" if policy.name == CROWD.name and "postgresql" in databases else databases[0],
            policy.workers,
            kills,
        )
        for number, (policy, kills) in enumerate(wanted)
    ]


def run(
    scenarios: Sequence[Scenario],
    databases: Databases,
    folder: Path,
    seed: int,
    tell: Callable[[Outcome], None] = lambda outcome: None,
    platforms: Mapping[str, Callable[[], Played]] = PLATFORMS,
) -> list[Outcome]:
    """The outcomes in the order of the scenarios; each is told when it is known.

    Trials are made one after the other: Python 3.11 may fail when Flask's routes are compiled in two threads.
    """
    urls = [_fresh(databases, scenario.database, folder / str(n)) for n, scenario in enumerate(scenarios)]
    pace = measure()
    with Nursery() as nursery, ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        trials = [
            Trial(scenario, platforms[scenario.platform](), url, nursery, seed + n, pace)
            for n, (scenario, url) in enumerate(zip(scenarios, urls, strict=True))
        ]
        running = [pool.submit(_outcome_of, trial) for trial in trials]
        for done in as_completed(running):
            tell(done.result())
        return [done.result() for done in running]


def run_controls(
    wanted: list[Scenario],
    server: Databases,
    folder: Path,
    seed: int,
    tell: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """What is luck gets three tries to be seen; what is whole must be so each time."""
    outcomes = []
    for attempt in range(_TRIES):
        (folder / f"try-{attempt}").mkdir()
        made = run(wanted, server, folder / f"try-{attempt}", seed + 100 * attempt, tell)
        missed = [
            each.scenario for each in made if each.scenario.policy.is_broken and not each.is_as_promised
        ]
        outcomes += [each for each in made if each.scenario not in missed or attempt == _TRIES - 1]
        wanted = missed
        if not missed:
            break
    return outcomes


def _outcome_of(trial: Trial) -> Outcome:
    """One that does not come to its end takes none of the others with it."""
    try:
        return trial.run()
    except Exception as error:
        return trial.failed(repr(error))


def _fresh(databases: Databases, kind: str, folder: Path) -> str:
    folder.mkdir()
    url = databases.fresh(kind, folder)
    store = Store(url)
    store.upgrade()
    store.close()
    return url
