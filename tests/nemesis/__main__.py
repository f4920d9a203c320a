"""`python -m tests.nemesis`: three bots on one PostgreSQL, disturbed at random; what was lost or doubled."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.databases import Databases
from tests.nemesis.bot import FAULTS
from tests.nemesis.trial import Load, Trial


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        server = Databases(Path(folder) / "postgresql")
        try:
            load = Load(options.command_pause, options.message_pause)
            trial = Trial(server, Path(folder), options.replicas, options.seed, load, *options.fault)
            findings = trial.run(options.seconds)
            if findings.wrong and options.logs:
                trial.keep_logs(options.logs)
        finally:
            server.close()
    print(findings.table())
    return 1 if findings.wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.nemesis", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="how long it strikes (600)")
    parser.add_argument("--replicas", type=int, default=3, help="bots (3)")
    parser.add_argument("--seed", type=int, default=1, help="the same strikes in the same order (1)")
    parser.add_argument("--command-pause", type=float, default=Load.command_pause, help="seconds, each of 3")
    parser.add_argument("--message-pause", type=float, default=Load.message_pause, help="seconds")
    parser.add_argument(
        "--fault", choices=tuple(FAULTS), action="append", default=[], help="broken on purpose"
    )
    parser.add_argument("--logs", type=Path, help="where to keep the bots' logs if something is wrong")
    return parser


if __name__ == "__main__":
    sys.exit(main())
