"""`python -m tests.crash --kills 1000`: kills the bot that often and prints what was lost and doubled."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.crash.moments import MOMENTS
from tests.crash.played import PLATFORMS
from tests.crash.scenario import LOOK_FIRST, Outcome, table
from tests.crash.trials import controls, run, run_controls, spread
from tests.databases import Databases

_DATABASES = ("sqlite", "postgresql")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    platforms = _chosen(options.platform, tuple(PLATFORMS))
    databases = _chosen(options.database, _DATABASES)
    workers = [options.workers] if options.workers else [1, 2]
    scenarios = spread(options.kills, platforms, databases, workers)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        server = Databases(Path(folder) / "postgresql")
        try:
            outcomes = run(scenarios, server, Path(folder), options.seed, _tell)
            outcomes += run_controls(controls(platforms, databases), server, Path(folder), options.seed)
        finally:
            server.close()
    print(f"\n{table(outcomes)}\n\n{_by_moment(outcomes)}\n{time.monotonic() - began:.0f} s in all")
    return 0 if all(outcome.is_as_promised for outcome in outcomes) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="in all, controls not counted (1000)")
    parser.add_argument("--platform", choices=(*PLATFORMS, "both"), default="both")
    parser.add_argument("--database", choices=(*_DATABASES, "both"), default="both")
    parser.add_argument("--workers", type=int, help="processes that send at the same time (one, then two)")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def _chosen(option: str, known: Sequence[str]) -> Sequence[str]:
    return known if option == "both" else [option]


def _tell(outcome: Outcome) -> None:
    print(f"{table([outcome]).splitlines()[1]}  ({outcome.seconds:.0f} s)", flush=True)


def _by_moment(outcomes: Sequence[Outcome]) -> str:
    kept = [outcome.kills for outcome in outcomes if outcome.scenario.policy is LOOK_FIRST]
    kills = sum(kept, Counter[str]())
    return "Killed: " + ", ".join(f"{kills[moment]} {moment}" for moment in MOMENTS)


if __name__ == "__main__":
    sys.exit(main())
