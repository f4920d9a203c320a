"""A turn with nothing to do asks as often with many startups as with few."""

import pytest

from benchmarks.planning import PLANNERS, enrolled, turn_of
from jobs.context import JobContext
from jobs.schedule import Job


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> list[JobContext]:
    made = [enrolled(tmp_path_factory.mktemp("idle"), size) for size in (2, 9)]
    for work in made:
        for job in PLANNERS:
            turn_of(job, work)
    return made


@pytest.mark.parametrize("job", PLANNERS, ids=lambda job: job.id)
def test_an_idle_turn_asks_as_often_with_many_startups(job: Job, benches: list[JobContext]) -> None:
    few, many = (turn_of(job, work).statements for work in benches)
    assert few == many
