"""The sandbox's doors: other pages of the same browser cannot read it or act in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from bot.platforms.sandbox.labels import labels
from tests.platforms.sandbox_scene import COMMANDS, TEAM, Scene, scene_in

SAY = {"person": "camille", "place": TEAM, "text": "bonjour"}


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as scene:
        yield scene


@pytest.fixture
def browser(scene: Scene) -> Client:
    return scene.web.test_client()


@pytest.mark.parametrize("host", ["127.0.0.1:3000", "localhost", "LOCALHOST:80", "[::1]:3000"])
def test_this_machines_names_are_let_in(browser: Client, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:3000", "192.168.0.2", "127.0.0.1@evil", "["],
)
@pytest.mark.parametrize("path", ["/", "/sandbox/posts", "/sandbox/scene"])
def test_any_other_name_is_refused(browser: Client, host: str, path: str) -> None:
    assert browser.get(path, headers={"Host": host}).status_code in (400, 403)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:4000", "https://127.0.0.1:3000"]
)
def test_posts_from_another_page_are_refused(scene: Scene, browser: Client, origin: str) -> None:
    headers = {"Host": "127.0.0.1:3000", "Origin": origin}
    assert browser.post("/sandbox/say", json=SAY, headers=headers).status_code == 403
    assert scene.kept() == []


def test_posts_from_the_page_itself_are_let_in(browser: Client) -> None:
    headers = {"Host": "127.0.0.1:3000", "Origin": "http://127.0.0.1:3000"}
    assert browser.post("/sandbox/say", json=SAY, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_post_that_a_plain_form_could_make_is_refused(browser: Client, kind: str) -> None:
    assert browser.post("/sandbox/say", data="{}", content_type=kind).status_code == 415


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("say", {**SAY, "person": "personne"}, 400),
        ("say", {**SAY, "person": ["camille"]}, 400),
        ("say", {**SAY, "place": "@noe"}, 403),
        ("say", {**SAY, "place": "nulle-part"}, 403),
        ("say", {**SAY, "text": None}, 400),
        ("say", {**SAY, "text": "a\0b"}, 400),
        ("say", {**SAY, "text": "\ud83d"}, 400),
        ("say", ["camille"], 400),
        ("press", {**SAY, "seal": 3}, 400),
        ("send", {**SAY, "seal": "x", "values": {"a": 1}}, 400),
        ("send", {**SAY, "seal": "x", "values": []}, 400),
        ("clock", {}, 400),
        ("clock", {"days": -1}, 400),
        ("clock", {"days": 10**9}, 400),
        ("clock", {"hours": True}, 400),
        ("clock", {"days": 0.5}, 400),
        ("clock", {"until": "never"}, 400),
        ("clock", {"until": ["quarter"]}, 400),
    ],
)
def test_what_the_page_would_never_send_changes_nothing(
    scene: Scene, browser: Client, path: str, body: Any, status: int
) -> None:
    assert browser.post(f"/sandbox/{path}", json=body).status_code == status
    assert (scene.events, scene.moves, scene.kept()) == ([], [], [])


def test_who_left_a_channel_cannot_speak_there(scene: Scene, browser: Client) -> None:
    scene.driver.leave("camille", TEAM)
    assert browser.post("/sandbox/say", json=SAY).status_code == 403


def test_an_enormous_body_is_refused(browser: Client) -> None:
    assert browser.post("/sandbox/say", json={**SAY, "text": "a" * 600_000}).status_code == 413


@pytest.mark.parametrize("path", ["/", "/sandbox/sandbox.js", "/sandbox/posts", "/sandbox/nothing.js"])
def test_every_answer_carries_the_content_policy(browser: Client, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("sandbox.css", "text/css"), ("column.js", "text/javascript"), ("icon.svg", "image/svg+xml")],
)
def test_the_pages_files_are_served_with_their_kind(browser: Client, name: str, kind: str) -> None:
    with browser.get(f"/sandbox/{name}") as answer:
        assert (answer.status_code, answer.mimetype) == (200, kind)


@pytest.mark.parametrize(
    "name", ["index.html", "..%2Fcast.py", "%2e%2e/cast.py", "startups.json", "nothing.js"]
)
def test_nothing_else_is_served(browser: Client, name: str) -> None:
    assert browser.get(f"/sandbox/{name}").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "got"), [("en-GB,en;q=0.9", "en"), ("fr", "fr"), ("de", "fr"), ("", "fr")]
)
def test_the_page_speaks_the_browsers_language_else_french(browser: Client, wanted: str, got: str) -> None:
    page = browser.get("/", headers={"Accept-Language": wanted}).text
    assert f'<html lang="{got}">' in page


def test_the_scene_names_people_their_places_and_the_labels(browser: Client) -> None:
    scene = browser.get("/sandbox/scene").get_json()
    assert scene["labels"]["en"] == labels("en")
    elias = next(person for person in scene["people"] if person["id"] == "elias")
    assert (elias["name"], elias["direct"], elias["channels"]) == (
        "Elias Fontaine",
        "@elias",
        ["communaute"],
    )
    assert labels("en")["unread"] == "{place} · unread: {count}"


def test_commands_are_proposed_in_both_languages(browser: Client) -> None:
    proposed = browser.get("/sandbox/commands").get_json()
    assert proposed == {locale: [list(pair) for pair in pairs] for locale, pairs in COMMANDS.items()}
