"""The manifest for Slack: made from the commands, within Slack's limits, asking for what is used only."""

import inspect
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.__main__ import main
from bot.platforms.slack import api
from bot.platforms.slack.manifest import SCOPES
from bot.settings import Settings
from handlers.commands import COMMANDS
from tests.fakes.slack_scopes import EVENTS, NEEDS, UPLOAD

LIMITS: dict[tuple[str | int, ...], int] = {
    ("display_information", "name"): 35,
    ("display_information", "description"): 140,
    ("features", "bot_user", "display_name"): 80,
    **{("features", "shortcuts", place, "name"): 24 for place in range(3)},
    **{("features", "shortcuts", place, "callback_id"): 255 for place in range(3)},
    **{("features", "shortcuts", place, "description"): 150 for place in range(3)},
    ("features", "slash_commands", 0, "command"): 32,
    ("features", "slash_commands", 0, "description"): 2000,
    ("features", "slash_commands", 0, "usage_hint"): 1000,
    ("features", "slash_commands", 0, "url"): 3000,
    ("settings", "event_subscriptions", "request_url"): 3500,
    ("settings", "interactivity", "request_url"): 3500,
}
"""Characters. From github.com/slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json (MIT)."""

KEYS = {
    (): {"display_information", "features", "oauth_config", "settings"},
    ("features",): {"app_home", "bot_user", "shortcuts", "slash_commands"},
    ("features", "slash_commands", 0): {"command", "description", "usage_hint", "should_escape", "url"},
    ("settings", "event_subscriptions"): {"bot_events", "request_url"},
    ("settings",): {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
}
"""The schema allows no others that we do not know of; from the same file."""

SCHEMA = os.environ.get("SLACK_MANIFEST_SCHEMA", "")


@pytest.fixture(params=["en", "fr"])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["http", "socket"])
def manifest(
    request: pytest.FixtureRequest,
    locale: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Any:
    _alone(tmp_path, monkeypatch)
    monkeypatch.setenv("GAMMA_LOCALE", locale)
    monkeypatch.setenv("GAMMA_URL", "https://gamma.example.org/")
    assert main(["slack", "manifest", *(["--socket-mode"] if request.param == "socket" else [])]) == 0
    return json.loads(capsys.readouterr().out)


def _alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def at(manifest: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        manifest = manifest[key]
    return manifest


def urls(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key in ("url", "request_url"))
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from urls(child)


def test_it_names_every_command_in_the_language_set(manifest: Any, locale: str) -> None:
    (command,) = manifest["features"]["slash_commands"]
    assert command["command"] == "/gamma"
    assert command["should_escape"]
    for spec in COMMANDS:
        assert spec.names[locale] in command["usage_hint"]


def test_socket_mode_has_no_address_and_http_has_one_for_everything(manifest: Any) -> None:
    socket_mode = manifest["settings"]["socket_mode_enabled"]
    assert set(urls(manifest)) == (set() if socket_mode else {"https://gamma.example.org/slack/events"})
    assert len(list(urls(manifest))) == (0 if socket_mode else 3)


def test_it_keeps_within_slacks_limits(manifest: Any) -> None:
    for path, longest in LIMITS.items():
        if path[-1] in ("url", "request_url") and manifest["settings"]["socket_mode_enabled"]:
            continue
        assert 1 <= len(at(manifest, path)) <= longest, path
    for path, known in KEYS.items():
        assert set(at(manifest, path)) <= known


def test_it_has_a_home_tab_and_shortcuts_for_anywhere_and_for_a_message(manifest: Any, locale: str) -> None:
    assert manifest["features"]["app_home"]["home_tab_enabled"]
    assert "app_home_opened" in manifest["settings"]["event_subscriptions"]["bot_events"]
    shortcuts = manifest["features"]["shortcuts"]
    assert [(each["type"], each["callback_id"]) for each in shortcuts] == [
        ("global", "ask_expert"),
        ("message", "ask_about"),
        ("message", "make_action"),
    ]
    assert shortcuts[2]["name"] == {"fr": "En faire une action", "en": "Make it an action"}[locale]


def test_people_may_write_to_the_bot(manifest: Any) -> None:
    home = manifest["features"]["app_home"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]


@pytest.mark.skipif(not SCHEMA, reason="SLACK_MANIFEST_SCHEMA names no copy of Slack's manifest schema")
def test_slacks_own_schema_takes_it(manifest: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))
    jsonschema.validate(manifest, schema)
    manifest["features"]["bot_user"]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest, schema)


@pytest.mark.parametrize("address", ["", "http://gamma.example.org"])
def test_without_a_public_address_the_way_out_is_named(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _alone(tmp_path, monkeypatch)
    monkeypatch.setenv("GAMMA_URL", address)
    assert main(["slack", "manifest"]) == 2
    told = capsys.readouterr()
    assert "GAMMA_URL" in told.err
    assert "--socket-mode" in told.err
    assert told.out == ""


def test_what_is_called_is_asked_for_and_nothing_else(manifest: Any) -> None:
    """That each call has its scope is seen wherever the bot talks to the played Slack, which refuses else."""
    named = set(re.findall(r"self\._\w+\.([a-z]\w+)", inspect.getsource(api)))
    called = {name.replace("_", ".", 1) for name in named if callable(getattr(WebClient, name, None))}
    assert "chat.postMessage" in called
    methods = called - {"files.upload_v2"} | set(UPLOAD if "files.upload_v2" in called else ())
    used = {scope for method in methods for scope in NEEDS[method].values()} | {"commands"}
    used |= {
        scope
        for event in manifest["settings"]["event_subscriptions"]["bot_events"]
        for scope in EVENTS[event]
    }
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == set(SCOPES) == used
