"""Half a year of questions to the expert network: how long until somebody takes one, and is it fair.

`python -m benchmarks.experts [--questions 1000] [--seed 1]` runs the real job and the real commands on
SQLite, through holidays and pauses, with people who answer, pass, put off or say nothing.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from storage.store import Store
from tests.expert_half_year import HalfYear


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.experts", description=__doc__)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'gamma.db'}")
        store.upgrade()
        half_year = HalfYear(store, options.questions, options.seed)
        half_year.run()
        _told(half_year)
        store.close()


def _told(half_year: HalfYear) -> None:
    hours, asked = half_year.hours_to_yes(), half_year.asked_of_equals()
    total, made = len(half_year.questions()), len(half_year.offers())
    print(f"{total} questions, {made} offers, {len(hours)} taken")
    print(f"until somebody takes it: median {statistics.median(hours):.1f} h", end="")
    print(f", nine of ten within {hours[len(hours) * 9 // 10]:.1f} h, nights and weekends included")
    print(f"experts who are alike were asked {asked[0]} to {asked[-1]} times: {asked[-1] / asked[0]:.2f}")
    above = [key for key, count in half_year.taken_by_month().items() if count > half_year.capacities[key[0]]]
    print(f"months in which somebody took more than they would: {len(above)}")


if __name__ == "__main__":
    main()
