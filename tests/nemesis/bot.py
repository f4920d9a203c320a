"""`gamma run` as a trial has it: by day whenever it runs, and with a clock that the trial may step."""

import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import bot.app
from bot.__main__ import main
from bot.clock import Clock
from bot.owed_answers import OwedAnswers
from bot.platforms.slack import client
from bot.platforms.slack.chat import Slack
from jobs.delivery.sightings import Sightings

FAULTS: dict[str, list[tuple[Any, str, Any]]] = {
    "never looks": [(Slack, "find", lambda *_: None)],
    "takes over by the clock": [(Sightings, "is_abandoned", lambda *_: True)],
    "acknowledges first": [
        (client, "WORK_SECONDS", 0.001),
        (OwedAnswers, "__call__", lambda *_: lambda: None),
    ],
}
"""Deliberate ones, of which the trial must find each: owners, names and what stands there instead."""


def _stepped_clock(file: Path, ahead: float) -> Clock:
    """file: by how many seconds the machine's clock is wrong just now."""

    def real_now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(file.read_text()))

    return Clock(real_now, timedelta(seconds=ahead))


if __name__ == "__main__":
    steps, seconds_ahead = Path(sys.argv[1]), float(sys.argv[2])
    vars(bot.app)["Clock"] = partial(_stepped_clock, steps, seconds_ahead)
    for fault in sys.argv[3:]:
        for broken in FAULTS[fault]:
            setattr(*broken)
    sys.exit(main(["run"]))
