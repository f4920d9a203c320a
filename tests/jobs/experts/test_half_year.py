"""Part of the half year that benchmarks/experts.py runs in full: the real job, the real commands."""

from collections import Counter

import pytest

from gamma.calendar import CLOSES, METROPOLE, OPENS, is_working_day, region_of_zone
from storage.store import Store
from tests.expert_half_year import HalfYear


@pytest.fixture
def half_year(database_url: str) -> HalfYear:
    store = Store(database_url)
    store.upgrade()
    return HalfYear(store, asked=25)


@pytest.mark.long
def test_each_is_asked_once_in_their_hours_and_never_above_their_capacity(half_year: HalfYear) -> None:
    half_year.run()
    asker = {question.id: question.asker_id for question in half_year.questions()}
    made = Counter((offer.question_id, offer.person_id) for offer in half_year.offers())
    assert set(made.values()) == {1}
    for offer in half_year.offers():
        zone = half_year.zones[offer.person_id]
        local = offer.offered_at.astimezone(zone)
        assert is_working_day(local.date(), region_of_zone(zone) or METROPOLE)
        assert OPENS <= local.time() <= CLOSES
        assert offer.person_id != asker[offer.question_id]
    for (person, _, _), count in half_year.taken_by_month().items():
        assert count <= half_year.capacities[person]
    assert len(half_year.hours_to_yes()) == 25
    half_year.store.close()
