"""The nightly import: once a night by whoever is first, caught up later, its failures told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from gamma.outbox import Notification
from gamma.startups.startup import Channel
from jobs.context import JobContext
from jobs.delivery.deliver import deliver
from jobs.startups.import_catalogue import import_catalogue
from storage import outbox
from storage.models import ImportRunRow
from storage.people import people
from storage.startups import startups
from storage.store import Store, StoreBusyError
from tests.fakes.chat import FakeChat
from tests.fakes.web import FakeWeb
from tests.gamma.assessments.samples import file_of, organisations, startup
from tests.works import work_of

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
FROM_THREE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""3:00 in Paris."""

TEN_MINUTES = timedelta(minutes=10)
BOTH = file_of(startup("velo"), startup("cantine", name="Cantine claire"))
ONE = file_of(startup("cantine", name="Cantine claire"))


@dataclass
class Night:
    """A store, a web and a chat, with the programme's time and real time apart."""

    store: Store
    web: FakeWeb = field(default_factory=lambda: FakeWeb(startups=BOTH))
    chat: FakeChat = field(default_factory=FakeChat)
    now: datetime = MONDAY_NOON
    ahead: timedelta = timedelta()

    def work(self) -> JobContext:
        return work_of(
            self.store,
            self.chat,
            lambda: self.now,
            programme_team=((self.chat.name, "nadia"), (self.chat.name, "omar")),
            real_now=lambda: self.now - self.ahead,
            import_urls=self.web.urls,
            fetch=self.web.fetch,
        )

    def turn(self) -> None:
        import_catalogue(self.work())

    def told(self, account: str = "nadia") -> list[str]:
        deliver(self.work())
        return [post.text for post in self.chat.posts if post.channel == f"direct:{account}"]

    def names(self) -> list[str]:
        with self.store.read() as session:
            return sorted(startups.names_by_id(session).values())

    def nights(self) -> list[tuple[date, bool, str]]:
        with self.store.read() as session:
            rows = session.scalars(select(ImportRunRow).order_by(ImportRunRow.day))
            return [(row.day, row.ended_at is not None, row.reason) for row in rows]

    def planned(self) -> list[Notification]:
        with self.store.read() as session:
            return [entry.notification for entry in outbox.entries(session, "open")]


@pytest.fixture
def night(database_url: str) -> Iterator[Night]:
    store = Store(database_url)
    store.upgrade()
    yield Night(store)
    store.close()


def test_the_first_start_imports_at_once_and_the_rest_of_the_day_does_nothing(night: Night) -> None:
    for _ in range(3):
        night.turn()
        night.now += TEN_MINUTES
    assert night.names() == ["Cantine claire", "Vélo facile"]
    assert len(night.web.asked) == 1


def test_it_imports_once_a_night_from_three_oclock_where_the_programme_is(night: Night) -> None:
    night.turn()
    night.now = FROM_THREE - timedelta(seconds=1)
    night.turn()
    assert len(night.web.asked) == 1
    night.web.files["startups"] = file_of(startup("velo", name="Vélo libre"), startup("cantine"))
    for _ in range(3):
        night.now = FROM_THREE if len(night.web.asked) == 1 else night.now + TEN_MINUTES
        night.turn()
    assert len(night.web.asked) == 2
    assert "Vélo libre" in night.names()


def test_a_bot_that_was_down_at_three_does_it_later_that_day(night: Night) -> None:
    night.turn()
    night.now = FROM_THREE + timedelta(hours=18)
    night.turn()
    assert [when for when, _, _ in night.nights()] == [date(2026, 11, 23), date(2026, 11, 24)]


def test_the_night_the_clocks_change_has_one_import(night: Night) -> None:
    night.now = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    while night.now < datetime(2026, 10, 25, 12, 0, tzinfo=UTC):
        night.turn()
        night.now += timedelta(minutes=30)
    assert [when for when, _, _ in night.nights()] == [date(2026, 10, 24), date(2026, 10, 25)]


def test_without_an_address_nothing_is_asked_or_noted(night: Night) -> None:
    night.web.files.clear()
    night.turn()
    assert (night.web.asked, night.nights()) == ([], [])


def test_of_two_processes_one_imports(night: Night) -> None:
    other = Night(night.store, night.web)

    class Slow(FakeWeb):
        def fetch(self, url: str) -> bytes:
            other.turn()
            return super().fetch(url)

    night.web = Slow(startups=BOTH)
    night.turn()
    assert (len(night.web.asked), len(other.web.asked)) == (1, 0)


def test_nothing_is_fetched_inside_a_transaction(night: Night) -> None:
    """While the other side is slow, people's requests are kept."""
    store = night.store

    class Slow(FakeWeb):
        def fetch(self, url: str) -> bytes:
            with store.write(patience=0.1) as session:
                people.upsert_person(session, "slack", "camille")
            return super().fetch(url)

    night.web = Slow(startups=BOTH)
    night.turn()
    assert len(night.names()) == 2


def test_an_import_that_died_is_taken_over_an_hour_later_by_real_time(night: Night) -> None:
    night.web.failing = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        night.turn()
    night.web.failing = None
    night.now += timedelta(minutes=59)
    night.turn()
    assert night.names() == []
    night.ahead = -timedelta(minutes=1)
    night.turn()
    assert len(night.names()) == 2
    assert night.nights() == [(date(2026, 11, 23), True, "")]


def test_organisations_come_from_a_second_address(night: Night) -> None:
    night.web.files["organisations"] = organisations(aim="Agence inventée")
    night.turn()
    with night.store.read() as session:
        assert startups.sponsors_of(session, "velo") == ["Agence inventée (AIM)"]


# --- what is told -----------------------------------------------------------------------------


def test_a_failure_is_noted_told_once_and_tried_again_the_next_night(night: Night) -> None:
    night.web.files["startups"] = b""
    for _ in range(3):
        night.turn()
        night.now += TEN_MINUTES
    ((_, ended, reason),) = night.nights()
    assert (ended, "the server answers 503" in reason) == (True, True)
    (told,) = night.told()
    assert "lundi 23 novembre" in told
    assert "https://api.invalid/startups cannot be fetched: the server answers 503" in told
    assert "GAMMA_IMPORT_URL" in told
    assert len(night.told("omar")) == 1
    night.now = FROM_THREE
    night.web.files["startups"] = BOTH
    night.turn()
    assert len(night.names()) == 2
    assert len(night.told()) == 1


def test_an_error_that_nobody_foresaw_ends_the_night_and_is_told_without_its_words(
    night: Night, caplog: pytest.LogCaptureFixture
) -> None:
    night.web.failing = RuntimeError("Jeanne Martin cut the cable")
    night.turn()
    assert night.nights() == [(date(2026, 11, 23), True, "unexpected error, see the log")]
    (told,) = night.told()
    assert "unexpected error, see the log" in told
    (logged,) = caplog.records
    assert logged.exc_info
    assert logged.exc_info[0] is RuntimeError
    assert "Jeanne" not in logged.getMessage() + told


def test_a_busy_database_leaves_the_night_open_for_another_try(night: Night) -> None:
    night.web.failing = StoreBusyError()
    with pytest.raises(StoreBusyError):
        night.turn()
    night.web.failing = None
    night.now += timedelta(hours=1)
    night.turn()
    assert night.nights() == [(date(2026, 11, 23), True, "")]


def test_a_file_that_misses_more_than_a_fifth_is_refused_and_told(night: Night) -> None:
    night.web.files["startups"] = file_of(*(startup(f"s{number}") for number in range(10)))
    night.turn()
    night.now = FROM_THREE
    night.web.files["startups"] = file_of(*(startup(f"s{number}", name="X") for number in range(7)))
    night.turn()
    assert "3 of the 10 startups known are missing" in night.nights()[-1][2]
    assert night.names() == ["Vélo facile"] * 10
    night.now += timedelta(hours=6)
    (told,) = night.told()
    assert "n’a rien repris" in told
    assert "3 of the 10 startups known are missing" in told
    assert "gamma import --even-if-fewer" in told
    night.now = FROM_THREE + timedelta(days=1)
    night.web.files["startups"] = file_of(*(startup(f"s{number}", name="X") for number in range(8)))
    night.turn()
    assert night.names() == ["Vélo facile"] * 2 + ["X"] * 8


def test_a_broken_file_changes_nothing(night: Night) -> None:
    night.turn()
    night.now, night.web.files["startups"] = FROM_THREE, BOTH[:-20]
    night.turn()
    assert len(night.names()) == 2
    assert "is not whole JSON" in night.nights()[-1][2]


def test_nobody_is_told_in_the_night(night: Night) -> None:
    night.turn()
    night.now, night.web.files["startups"] = FROM_THREE, b""
    night.turn()
    assert night.told() == []
    assert {notice.due_at for notice in night.planned()} == {datetime(2026, 11, 24, 8, 0, tzinfo=UTC)}
    night.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert len(night.told()) == 1


def test_nor_on_a_sunday(night: Night) -> None:
    night.now, night.web.files["startups"] = datetime(2026, 11, 29, 2, 0, tzinfo=UTC), b""
    night.turn()
    assert {notice.due_at for notice in night.planned()} == {datetime(2026, 11, 30, 8, 0, tzinfo=UTC)}


def link(night: Night, startup_id: str) -> None:
    with night.store.write() as session:
        person = people.upsert_person(session, night.chat.name, "camille")
        startups.link_channel(session, Channel(night.chat.name, "team", startup_id), person, night.now)


def test_a_followed_startup_that_left_the_file_is_told(night: Night) -> None:
    night.turn()
    link(night, "velo")
    night.now, night.web.files["startups"] = FROM_THREE, ONE
    night.turn()
    night.now += timedelta(hours=6)
    (told,) = night.told()
    assert "1 startup que nous suivons n’est plus dans le fichier importé" in told
    assert "Vélo facile" in told


def test_one_that_nobody_follows_or_that_is_back_by_the_morning_is_not_told(night: Night) -> None:
    night.turn()
    link(night, "velo")
    night.now, night.web.files["startups"] = FROM_THREE, file_of(startup("velo"))
    night.turn()
    assert night.planned() == []
    night.now, night.web.files["startups"] = FROM_THREE + timedelta(days=1), ONE
    night.turn()
    assert len(night.planned()) == 2
    night.now, night.web.files["startups"] = FROM_THREE + timedelta(days=2), BOTH
    night.turn()
    night.now += timedelta(hours=6)
    assert night.told() == []
