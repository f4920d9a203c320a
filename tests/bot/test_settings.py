"""A wrong setting stops the start with one sentence that names it."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, check_for_run, read_settings, read_valid_settings

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "shh", "GAMMA_SECRET": "7d0f3a916ce2b845"}
MATTERMOST = {
    "MATTERMOST_URL": "https://chat.example.org/",
    "MATTERMOST_TOKEN": "t",
    "MATTERMOST_COMMAND_TOKEN": "a, b",
    "GAMMA_URL": "https://gamma.example.org",
    "GAMMA_SECRET": "7d0f3a916ce2b845",
}


def test_nothing_given_is_enough_for_the_sandbox() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.gamma_locale) == ("127.0.0.1", 3000, "fr")
    assert settings.gamma_timezone.key == "Europe/Paris"
    assert settings.database_url == "sqlite:///gamma.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("GAMMA_TIMEZONE", "Paris"),
        ("GAMMA_TIMEZONE", "../etc/passwd"),
        ("GAMMA_LOCALE", "de"),
        ("GAMMA_ADMINS", "nadia"),
        ("GAMMA_ADMINS", "irc:nadia"),
        ("GAMMA_SECRET", "short"),
        ("DATABASE_URL", "gamma.db"),
        ("DATABASE_URL", "mysql://localhost/gamma"),
        ("MATTERMOST_URL", "chat.example.org"),
        ("GAMMA_URL", "https://"),
        ("GAMMA_URL", "http://[::1"),
        ("GAMMA_URL", "ftp://gamma.example.org"),
        ("GAMMA_REHEARSAL", "perhaps"),
        ("GAMMA_IMPORT_URL", "http://api.example.org/startups.json"),
        ("GAMMA_IMPORT_URL", "https://api.example.org/startups.json, organisations.json"),
        ("GAMMA_IMPORT_PRIVATE", "perhaps"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({name: value})
    sentence = str(refused.value)
    assert sentence.startswith(f"{name} ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_secret_is_never_repeated_in_an_error() -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({"GAMMA_SECRET": "hush"})
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    "secret",
    [
        "z" * 64,
        " " * 20,
        "0101010101010101",
        "bonjour!bonjour!",
        "changeme-changeme",
        "Please-Replace-Me-Here",
        "your gamma secret here",
        "password password1",
    ],
)
def test_a_secret_that_can_be_guessed_stops_the_start(secret: str) -> None:
    with pytest.raises(SettingsError, match=r"^GAMMA_SECRET can be guessed, it ") as refused:
        check_for_run(read_settings({**SLACK, "GAMMA_SECRET": secret}))
    assert secret not in str(refused.value)


@pytest.mark.parametrize("secret", ["5f3a91c0de77b1284e6f90ad31c2b847", "correct horse battery staple"])
def test_others_do_not(secret: str) -> None:
    check_for_run(read_settings({**SLACK, "GAMMA_SECRET": secret}))


def test_lists_and_addresses_are_read_as_people_write_them() -> None:
    settings = read_settings({**MATTERMOST, "GAMMA_ADMINS": "slack:U1, mattermost:abc"})
    assert settings.mattermost_command_token == ("a", "b")
    assert settings.mattermost_url == "https://chat.example.org"
    assert settings.gamma_admins == (("slack", "U1"), ("mattermost", "abc"))


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({**SLACK, "SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET"),
        ({**SLACK, "GAMMA_SECRET": ""}, "GAMMA_SECRET"),
        ({**MATTERMOST, "MATTERMOST_URL": ""}, "MATTERMOST_URL"),
        ({**MATTERMOST, "MATTERMOST_COMMAND_TOKEN": ""}, "MATTERMOST_COMMAND_TOKEN"),
        ({**MATTERMOST, "GAMMA_URL": ""}, "GAMMA_URL"),
    ],
)
def test_run_names_what_is_missing(environment: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        check_for_run(read_settings(environment))


@pytest.mark.parametrize(
    "environment",
    [SLACK, MATTERMOST, {**SLACK, "SLACK_SIGNING_SECRET": "", "SLACK_APP_TOKEN": "xapp-1"}],
)
def test_run_is_content_with_one_whole_platform(environment: dict[str, str]) -> None:
    check_for_run(read_settings(environment))


def test_every_setting_stands_in_the_example_file() -> None:
    example = Path(__file__).parents[2] / ".env.example"
    named = set(re.findall(r"^#?\s*([A-Z][A-Z_]+)=", example.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_right_settings_are_read_beside_wrong_ones_and_each_wrong_one_is_named() -> None:
    given = {"PORT": "http", "GAMMA_SECRET": "short", "GAMMA_LOCALE": "en"}
    settings, problems = read_valid_settings(given)
    assert (settings.gamma_locale, settings.port, settings.gamma_secret) == ("en", 3000, "")
    assert [problem.split()[0] for problem in problems] == ["GAMMA_SECRET", "PORT"]
    assert "short" not in " ".join(problems)


def test_addresses_to_import_are_separated_by_commas_or_spaces() -> None:
    given = "https://api.example.org/startups.json,https://api.example.org/o.json  https://b.example.org/"
    assert len(read_settings({"GAMMA_IMPORT_URL": given}).gamma_import_url) == 3
    assert read_settings({}).gamma_import_url == ()
