"""`python -m tests.crash --kills 1000`: kills the bot that often and prints what was lost and doubled."""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tests.crash.moments import MOMENTS
from tests.crash.pace import measure
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
    print(f"This machine takes {measure():.1f} times as long as a quiet one.", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        server = Databases(Path(folder) / "postgresql")
        told = _Told(server)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, told.end)
        try:
            outcomes = run(scenarios, server, Path(folder), options.seed, told)
            wanted = controls(platforms, databases)
            outcomes += run_controls(wanted, server, Path(folder), options.seed, told)
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


class _Told:
    """What has come out so far: ended before its end, as by a time limit of others, it has its table too."""

    def __init__(self, server: Databases) -> None:
        self._server = server
        self._outcomes: list[Outcome] = []

    def __call__(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        print(f"{table([outcome]).splitlines()[1]}  ({outcome.seconds:.0f} s)", flush=True)

    def end(self, _signal: int, _frame: FrameType | None) -> NoReturn:
        """At once: the trials under way are not awaited, and their workers end with this process."""
        print(f"\nEnded before its end. Until then:\n{table(self._outcomes)}", flush=True)
        self._server.close()
        os._exit(1)


def _by_moment(outcomes: Sequence[Outcome]) -> str:
    kept = [outcome.kills for outcome in outcomes if outcome.scenario.policy is LOOK_FIRST]
    kills = sum(kept, Counter[str]())
    return "Killed: " + ", ".join(f"{kills[moment]} {moment}" for moment in MOMENTS)


if __name__ == "__main__":
    sys.exit(main())
