"""Which quarter an answer belongs to, where people are; which answers make the history."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gamma.assessments.trend import Trend
from gamma.dates import Quarter
from gamma.programme.file import load_programme
from gamma.startups.startup import Startup
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends
from storage.people import people
from storage.store import Store
from tests.startups import keep

PROGRAMME = load_programme()
PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
READY = {"people": "yes", "roles": "yes", "processes": "yes", "culture": "yes"}
ALONE = {"people": "no", "roles": "no", "processes": "no", "culture": "no"}


class Kept:
    """A startup whose people answer about their team alone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.write() as session:
            keep(session, Startup("velo", "Vélo", "", "", ()))

    def answer(
        self, at: datetime, team: dict[str, str], who: str = "camille", *, shared: bool = False
    ) -> None:
        page = PROGRAMME.criterion("team")
        with self._store.write() as session:
            person, kept = people.upsert_person(session, "slack", who), Assessments(session, PROGRAMME)
            draft = kept.save_page(kept.begin("velo", person.id, at), page, team, (), at, PARIS)
            kept.finish(draft, at)
            if shared:
                kept.share(draft, at)

    def own(self, zone: ZoneInfo = PARIS) -> Trend:
        with self._store.write() as session:
            camille = people.upsert_person(session, "slack", "camille")
            return Trends(session, PROGRAMME, zone).own("velo", camille.id)

    def team(self) -> Trend:
        with self._store.read() as session:
            return Trends(session, PROGRAMME, PARIS).team("velo")


@pytest.fixture
def kept(store: Store) -> Kept:
    return Kept(store)


def verdicts(trend: Trend) -> dict[Quarter, str | None]:
    line = next(line for line in trend.lines if line.criterion.id == "team")
    return dict(zip(trend.quarters, line.verdicts, strict=True))


def test_a_quarter_begins_at_midnight_where_people_are(kept: Kept) -> None:
    kept.answer(datetime(2026, 12, 31, 22, 59, tzinfo=UTC), ALONE)
    kept.answer(datetime(2026, 12, 31, 23, 1, tzinfo=UTC), READY)
    assert verdicts(kept.own(PARIS)) == {Quarter(2026, 4): "not_yet", Quarter(2027, 1): "reached"}
    assert verdicts(kept.own(REUNION)) == {Quarter(2027, 1): "reached"}


def test_the_latest_of_a_quarter_counts_and_others_answers_are_not_ones_own(kept: Kept) -> None:
    kept.answer(datetime(2026, 4, 2, tzinfo=UTC), READY)
    kept.answer(datetime(2026, 6, 2, tzinfo=UTC), ALONE)
    kept.answer(datetime(2026, 6, 3, tzinfo=UTC), READY, "noé")
    kept.answer(datetime(2026, 11, 2, tzinfo=UTC), READY)
    own = {Quarter(2026, 2): "not_yet", Quarter(2026, 3): None, Quarter(2026, 4): "reached"}
    assert verdicts(kept.own()) == own


def test_the_teams_is_made_of_shared_answers_alone(kept: Kept) -> None:
    assert kept.team().quarters == ()
    kept.answer(datetime(2026, 4, 2, tzinfo=UTC), ALONE, shared=True)
    kept.answer(datetime(2026, 5, 2, tzinfo=UTC), READY)
    kept.answer(datetime(2026, 8, 2, tzinfo=UTC), READY)
    kept.answer(datetime(2026, 8, 3, tzinfo=UTC), READY, "noé", shared=True)
    assert verdicts(kept.team()) == {Quarter(2026, 2): "not_yet", Quarter(2026, 3): "reached"}


def test_what_is_older_than_two_years_is_left_out_and_mentioned(kept: Kept) -> None:
    kept.answer(datetime(2024, 12, 2, tzinfo=UTC), ALONE, shared=True)
    kept.answer(datetime(2025, 2, 2, tzinfo=UTC), ALONE, shared=True)
    assert not kept.own().earlier
    kept.answer(datetime(2026, 12, 2, tzinfo=UTC), READY, shared=True)
    for trend in (kept.own(), kept.team()):
        assert (trend.quarters[0], len(trend.quarters), trend.earlier) == (Quarter(2025, 1), 8, True)
