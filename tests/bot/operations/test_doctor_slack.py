"""`gamma doctor` on Slack: token, scopes, secrets, address, clock, channels and programme team."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.platforms.slack.manifest import SCOPES
from tests.bot.operations.examined import Examined
from tests.fakes.slack import FakeSlack, Fault

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5".replace("y", "0").replace("z", "f")


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    made = FakeSlack()
    yield made
    made.close()


@pytest.fixture
def examined(slack: FakeSlack, tmp_path: Path) -> Examined:
    settings = {
        "SLACK_BOT_TOKEN": slack.token,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": slack.api_url,
        "GAMMA_SECRET": "5f3a91c0de77b1284e6f90ad31c2b847",
    }
    return Examined(tmp_path, settings)


def test_all_is_well(examined: Examined, slack: FakeSlack) -> None:
    channel = slack.channel("velo", [])
    slack.invite_bot(channel)
    examined.link("slack", channel)
    ada = slack.person("Ada")
    assert examined.of("wrong", GAMMA_ADMINS=f"slack:{ada}") == []
    assert "@gamma in the workspace “Test”" in examined.line("the token is that of")
    assert examined.line("is in every linked channel (1)").startswith("ok")
    assert examined.line(f"slack:{ada} is @", GAMMA_ADMINS=f"slack:{ada}").startswith("ok")
    assert examined.line("scopes are those").startswith("ok")


@pytest.mark.parametrize("reason", ["token_revoked", "account_inactive", "invalid_auth"])
def test_a_refused_token_is_told_once(examined: Examined, slack: FakeSlack, reason: str) -> None:
    slack.token = "xoxb-another"
    slack.refusal = reason
    (line,) = examined.of("wrong")
    assert f"SLACK_BOT_TOKEN is refused ({reason}) -> install the app again" in line


def test_another_kind_of_token_is_told_without_asking_slack(examined: Examined, slack: FakeSlack) -> None:
    (line,) = examined.of("wrong", SLACK_BOT_TOKEN="xoxp-123456")
    assert "does not begin with xoxb-" in line
    assert slack.calls == []


def test_slack_not_answering_is_told_once(examined: Examined) -> None:
    (line,) = examined.of("wrong", SLACK_API_URL="http://127.0.0.1:1/api")
    assert "Slack does not answer" in line


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_a_missing_scope_is_named_with_its_reason(examined: Examined, slack: FakeSlack, scope: str) -> None:
    slack.scopes.remove(scope)
    line = examined.line("scopes are missing")
    assert line.startswith("wrong")
    assert f"{scope} ({SCOPES[scope]})" in line
    assert "reinstall the app" in line


def test_scopes_that_are_not_used_are_a_warning(examined: Examined, slack: FakeSlack) -> None:
    slack.scopes |= {"channels:manage", "admin"}
    line = examined.line("does not use these scopes")
    assert line.startswith("warning")
    assert "admin, channels:manage" in line
    assert examined.of("wrong") == []


def test_a_channel_without_the_bot_is_named_with_the_way_in(examined: Examined, slack: FakeSlack) -> None:
    channel = slack.channel("velo", [], private=True)
    examined.link("slack", channel)
    (line,) = examined.of("wrong")
    assert f"channel {channel}, linked to “Vélo facile” -> type `/invite @gamma` there" in line
    slack.invite_bot(channel)
    assert examined.of("wrong") == []


@pytest.mark.parametrize("secret", ["shh", "F" * 32, SIGNING_SECRET + "0", "https://hooks.example.org"])
def test_a_signing_secret_of_another_form_is_told_and_not_shown(examined: Examined, secret: str) -> None:
    (line,) = examined.of("wrong", SLACK_SIGNING_SECRET=secret)
    assert "Basic Information > Signing Secret" in line
    assert secret not in line


def test_socket_mode_needs_its_token_and_no_address(examined: Examined, slack: FakeSlack) -> None:
    well = examined.line("opens Socket Mode", SLACK_APP_TOKEN=slack.app_token)
    assert well.startswith("ok")
    told = [line for line in examined.of("warning", SLACK_APP_TOKEN=slack.app_token) if "URL" in line]
    assert len(told) == 1
    assert "GAMMA_URL is not set: sponsors have no page" in told[0]
    (line,) = examined.of("wrong", SLACK_APP_TOKEN="xapp-wrong-one")
    assert "does not open Socket Mode (invalid_auth)" in line
    assert "connections:write" in line
    assert "xapp-wrong-one" not in line


@pytest.mark.parametrize(
    ("url", "state", "words"),
    [
        ("", "warning", "set GAMMA_URL"),
        ("http://192.0.2.7", "wrong", "https:// addresses only"),
        ("https://127.0.0.1:1", "wrong", "an internal address"),
    ],
)
def test_an_address_that_slack_cannot_reach_is_told(
    examined: Examined, url: str, state: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.operations.doctor.outside.SECONDS", 0.05)
    assert examined.line(words, GAMMA_URL=url).startswith(state)


@pytest.mark.parametrize(("minutes", "state"), [(0, "ok"), (3, "warning"), (-6, "wrong")])
def test_the_clock_is_compared_with_slacks(examined: Examined, minutes: int, state: str) -> None:
    examined.ahead = timedelta(minutes=minutes)
    assert examined.line("clock:").startswith(state)


def test_an_unknown_and_a_deactivated_administrator_are_told(examined: Examined, slack: FakeSlack) -> None:
    ada = slack.person("Ada")
    slack.people[ada].deleted = True
    admins = f"slack:{ada},slack:U0NOBODY"
    assert examined.line("is deactivated", GAMMA_ADMINS=admins).startswith("warning")
    (line,) = examined.of("wrong", GAMMA_ADMINS=admins)
    assert "slack:U0NOBODY is not known there (user_not_found) -> copy the id again" in line


def test_slack_in_trouble_is_a_line_and_not_a_crash(examined: Examined, slack: FakeSlack) -> None:
    channel = slack.channel("velo", [])
    examined.link("slack", channel)
    slack.faults = lambda method, _: Fault(status=503) if method == "users.conversations" else None
    (line,) = examined.of("wrong")
    assert "Slack's channels: this could not be examined" in line


def test_no_secret_is_ever_shown(examined: Examined, slack: FakeSlack) -> None:
    slack.refusal = f"refused {slack.token}"
    lines = " ".join(map(str, examined.findings(SLACK_BOT_TOKEN="xoxb-wrong-one")))
    for secret in ("xoxb-wrong-one", SIGNING_SECRET, examined.settings["GAMMA_SECRET"]):
        assert secret not in lines
