"""A short run of the crash trials: forty kills in all, and the controls that must double."""

from collections import Counter
from pathlib import Path

import pytest

from tests.crash.faults import CALLED_OFF_IS_SENT, NEVER_LOOKS, TWO_TO_ONE_RECIPIENT
from tests.crash.moments import MOMENTS
from tests.crash.played import PLATFORMS
from tests.crash.scenario import table
from tests.crash.trials import controls, run, run_controls, spread
from tests.databases import Databases

KILLS = 40


def test_nothing_is_lost_doubled_or_old_whenever_the_bot_is_killed(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> None:
    wanted = request.config.getoption("--database")
    kinds = ["sqlite", "postgresql"] if wanted == "both" else [wanted]
    outcomes = run(spread(KILLS, tuple(PLATFORMS), kinds, [1, 2]), databases, tmp_path, seed=1)
    kills = sum((outcome.kills for outcome in outcomes), Counter[str]())
    assert (kills.total(), set(kills)) == (KILLS, set(MOMENTS))
    assert all(outcome.is_exact for outcome in outcomes), f"\n{table(outcomes)}"


def test_a_deliberate_fault_is_seen(databases: Databases, tmp_path: Path) -> None:
    """The trial's own trial: one in which these pass would prove nothing. `make crash` has all of them."""
    surest = {NEVER_LOOKS, CALLED_OFF_IS_SENT, TWO_TO_ONE_RECIPIENT}
    wanted = [each for each in controls(tuple(PLATFORMS), ["sqlite"]) if each.policy.fault in surest]
    outcomes = run_controls(wanted, databases, tmp_path, seed=1)
    wrong = [outcome for outcome in outcomes if not outcome.is_as_promised]
    assert not wrong, f"\n{table(wrong)}"
