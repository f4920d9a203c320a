"""Many trials side by side, each with a database and a played platform of its own."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import product
from pathlib import Path

from storage.store import Store
from tests.crash.nursery import Nursery
from tests.crash.played import PLATFORMS, Played
from tests.crash.scenario import LOOK_FIRST, NEVER_LOOK, SHORT_LEASE, Outcome, Policy, Scenario
from tests.crash.trial import Trial
from tests.databases import Databases

_SIDE_BY_SIDE = 8
_KILLS_OF_A_CONTROL = 6


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


def controls(platforms: Sequence[str], databases: Sequence[str]) -> list[Scenario]:
    """Policies that break the promise: if these do not double, the trial sees nothing."""
    policies: tuple[Policy, ...] = (NEVER_LOOK, SHORT_LEASE)
    return [
        Scenario(policy, platform, databases[0], workers=1, kills=_KILLS_OF_A_CONTROL)
        for policy, platform in product(policies, platforms)
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
    with Nursery() as nursery, ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        trials = [
            Trial(scenario, platforms[scenario.platform](), url, nursery, seed + n)
            for n, (scenario, url) in enumerate(zip(scenarios, urls, strict=True))
        ]
        running = [pool.submit(trial.run) for trial in trials]
        for done in as_completed(running):
            tell(done.result())
        return [done.result() for done in running]


def _fresh(databases: Databases, kind: str, folder: Path) -> str:
    folder.mkdir()
    url = databases.fresh(kind, folder)
    store = Store(url)
    store.upgrade()
    store.close()
    return url
