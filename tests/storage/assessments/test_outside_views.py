"""Outside views as they are kept: of a quarter the latest of each manager and criterion stands."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gamma.assessments.outside_view import OutsideView
from gamma.chat import Profile
from gamma.dates import Quarter
from gamma.programme.criteria import Verdict
from gamma.startups.startup import Startup
from storage.assessments import outside_views
from storage.people import people
from storage.store import Store
from tests.startups import keep

PARIS = ZoneInfo("Europe/Paris")
AUTUMN, WINTER = Quarter(2026, 4), Quarter(2027, 1)


class Kept:
    def __init__(self, store: Store) -> None:
        self._store = store
        with store.write() as session:
            for name in ("velo", "cantine"):
                startup = Startup(name, name.capitalize(), "", "", ())
                keep(session, startup)

    def state(self, at: datetime, changes: Mapping[str, Verdict | None], who: str = "pauline") -> None:
        with self._store.write() as session:
            person = people.upsert_person(session, "slack", who, Profile(who.capitalize()))
            outside_views.save(session, "velo", person.id, changes, at)

    def views(self, quarter: Quarter, startup: str = "velo") -> list[OutsideView]:
        with self._store.read() as session:
            return outside_views.of_quarter(session, startup, quarter, PARIS)


@pytest.fixture
def kept(store: Store) -> Kept:
    return Kept(store)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


def test_the_latest_of_each_criterion_stands(kept: Kept) -> None:
    kept.state(at(1), {"market": "reached", "team": "partly"})
    kept.state(at(2), {"market": "not_yet"})
    (view,) = kept.views(AUTUMN)
    assert (view.name, view.verdicts) == ("Pauline", {"market": "not_yet", "team": "partly"})
    assert kept.views(AUTUMN, "cantine") == []


def test_no_opinion_takes_back_what_stood(kept: Kept) -> None:
    kept.state(at(1), {"market": "reached", "team": "partly"})
    kept.state(at(2), {"market": None})
    assert [view.verdicts for view in kept.views(AUTUMN)] == [{"team": "partly"}]
    kept.state(at(3), {"team": None})
    assert kept.views(AUTUMN) == []
    kept.state(at(4), {"team": "reached"})
    assert [view.verdicts for view in kept.views(AUTUMN)] == [{"team": "reached"}]


def test_each_manager_has_a_view_of_their_own(kept: Kept) -> None:
    kept.state(at(1), {"market": "reached"})
    kept.state(at(2), {"market": "partly"}, "ines")
    kept.state(at(3), {"market": "not_yet"})
    told = [(view.name, dict(view.verdicts)) for view in kept.views(AUTUMN)]
    assert told == [("Pauline", {"market": "not_yet"}), ("Ines", {"market": "partly"})]


def test_a_quarter_ends_at_midnight_where_people_are(kept: Kept) -> None:
    kept.state(at(31, 22), {"market": "partly"})
    kept.state(at(31, 23), {"market": "reached"})
    assert [view.verdicts for view in kept.views(AUTUMN)] == [{"market": "partly"}]
    assert [view.verdicts for view in kept.views(WINTER)] == [{"market": "reached"}]
