"""Feeds over HTTP: what calendars are given, how they ask again, and that an address stays a secret."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from storage.checkpoints import feeds
from storage.checkpoints.feeds import FeedOwner
from tests import strict_calendar
from tests.sponsor_scene import SponsorScene, at


class FeedScene(SponsorScene):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        with self.store.write() as session:
            secret = feeds.create(session, FeedOwner(startup_id="velo"), self.camille, self.now)
        self.address = f"/calendar/{secret}.ics"

    def ask(self, **headers: str) -> TestResponse:
        return self.app.web.test_client().get(self.address, headers=headers)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[FeedScene]:
    scene = FeedScene(tmp_path)
    yield scene
    scene.close()


def test_it_is_a_calendar_for_one_reader(scene: FeedScene) -> None:
    answer = scene.ask()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Last-Modified"] == "Mon, 23 Nov 2026 09:30:00 GMT"
    calendar = strict_calendar.read(answer.data)
    assert calendar.one("X-WR-CALNAME") == "Points d’étape de Vélo facile"


def test_what_has_not_changed_is_not_sent_again(scene: FeedScene) -> None:
    etag = scene.ask().headers["ETag"]
    again = scene.ask(**{"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    scene.move(at(15))
    moved = scene.ask(**{"If-None-Match": etag})
    assert moved.status_code == 200
    assert moved.headers["ETag"] != etag


def test_a_date_alone_never_hides_a_change(scene: FeedScene) -> None:
    """A startup that is no longer followed leaves the feed without anything being newer."""
    last = scene.ask().headers["Last-Modified"]
    assert scene.ask(**{"If-Modified-Since": last}).status_code == 200


def test_programs_that_only_look_are_answered(scene: FeedScene) -> None:
    answer = scene.app.web.test_client().head(scene.address)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"] == scene.ask().headers["ETag"]


@pytest.mark.parametrize("secret", ["x", "a" * 32, "..%2f", "%00", "é", "a" * 5000])
def test_an_unknown_address_is_like_any_other_that_is_not_there(scene: FeedScene, secret: str) -> None:
    client = scene.app.web.test_client()
    unknown, nothing = client.get(f"/calendar/{secret}.ics"), client.get("/nothing-here")
    assert unknown.status_code == nothing.status_code == 404
    assert unknown.data == nothing.data


def test_without_checkpoints_it_is_an_empty_calendar(scene: FeedScene) -> None:
    with scene.store.write() as session:
        secret = feeds.create(session, FeedOwner(person_id=scene.camille.id), scene.camille, scene.now)
    answer = scene.app.web.test_client().get(f"/calendar/{secret}.ics")
    assert answer.status_code == 200
    assert strict_calendar.read(answer.data).parts == []


def test_nothing_that_is_logged_names_the_secret(scene: FeedScene, caplog: pytest.LogCaptureFixture) -> None:
    scene.app.web.config["PROPAGATE_EXCEPTIONS"] = False
    with caplog.at_level(logging.DEBUG):
        scene.ask()
        with scene.store.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE checkpoints RENAME TO gone")
        assert scene.ask().status_code == 500
    assert "calendar_feed.calendar" in caplog.text
    assert scene.address.removeprefix("/calendar/").removesuffix(".ics") not in caplog.text
