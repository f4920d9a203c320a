"""The crash trials before a real server, whose weather is made on the way to it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.crash.moments import MOMENTS
from tests.crash.scenario import LOOK_FIRST, table
from tests.crash.trials import run, spread
from tests.databases import Databases
from tests.live.server import is_there_or_skip
from tests.live.weathered import WeatheredMattermost

is_there_or_skip()

KILLS = 44
UNHURRIED = replace(LOOK_FIRST, name="look first, real server", lease=10.0, send_within=2.5, http=2.5)
"""A real server takes longer than a played one."""


def test_nothing_is_lost_or_doubled_on_a_real_server(databases: Databases, tmp_path: Path) -> None:
    scenarios = spread(KILLS, ("mattermost",), ("sqlite", "postgresql"), (1, 2), UNHURRIED)
    outcomes = run(scenarios, databases, tmp_path, seed=1, platforms={"mattermost": WeatheredMattermost})
    kills = sum((outcome.kills for outcome in outcomes), Counter[str]())
    assert (kills.total(), set(kills)) == (KILLS, set(MOMENTS))
    assert all(outcome.is_exact for outcome in outcomes), f"\n{table(outcomes)}"
    print(table(outcomes))
