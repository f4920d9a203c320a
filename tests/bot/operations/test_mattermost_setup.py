"""`gamma mattermost setup`: what it makes, that twice is once, and what it says of what is in the way."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.__main__ import main
from bot.settings import Settings, check_for_run, read_settings
from tests.fakes.mattermost_admin import FakeAdministration

GAMMA_URL = "http://127.0.0.1:3000"


@pytest.fixture
def setup(
    server: FakeAdministration,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., str]:
    """Runs it in an empty folder, keeps its lines in .env as the guide says, and gives what was told."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("MATTERMOST_URL", server.url)
    monkeypatch.setenv("MATTERMOST_ADMIN_TOKEN", server.admin_token)
    monkeypatch.setenv("GAMMA_URL", GAMMA_URL)

    def run(*more: str, team: str = "betas", status: int = 0) -> str:
        assert main(["mattermost", "setup", "--team", team, *more]) == status
        told = capsys.readouterr()
        with Path(".env").open("a", encoding="utf-8") as kept:
            kept.write(told.out)
        return str(told.err)

    return run


def kept() -> dict[str, str]:
    return {name: value or "" for name, value in dotenv_values(".env").items()}


def test_it_makes_all_that_gamma_needs_and_says_what_to_keep(
    server: FakeAdministration, setup: Callable[..., str]
) -> None:
    told = setup()
    bot = server.named("gamma")
    assert bot
    assert bot["is_bot"]
    assert (server.team, bot["id"]) in server.team_members
    (command,) = server.commands.values()
    assert (command["trigger"], command["method"]) == ("gamma", "P")
    assert command["url"] == f"{GAMMA_URL}/mattermost/command"
    assert command["auto_complete"]
    assert "évaluer" in command["auto_complete_hint"]
    assert server.tokens[kept()["MATTERMOST_TOKEN"]] == bot["id"]
    assert kept()["MATTERMOST_COMMAND_TOKEN"] == command["token"]
    assert kept()["GAMMA_ADMINS"] == f"mattermost:{server.admin}"
    assert "@root" in told
    check_for_run(read_settings(kept()))


def test_a_second_run_changes_nothing_and_says_so(
    server: FakeAdministration, setup: Callable[..., str]
) -> None:
    setup()
    before = (server.changes, kept())
    assert setup() == "All was there already: nothing was changed.\n"
    assert (server.changes, kept()) == before


def test_lines_that_are_kept_already_are_not_told_again(
    server: FakeAdministration, setup: Callable[..., str]
) -> None:
    Path(".env").write_text(f"MATTERMOST_URL={server.url}\nPORT=3000", encoding="utf-8")
    setup()
    lines = Path(".env").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("MATTERMOST_URL")] == [f"MATTERMOST_URL={server.url}"]
    assert "PORT=3000" in lines
    assert f"GAMMA_URL={GAMMA_URL}" in lines


def test_the_words_of_the_menu_are_those_of_the_setting(
    server: FakeAdministration, setup: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup()
    monkeypatch.setenv("GAMMA_LOCALE", "en")
    assert "auto_complete_hint" in setup()
    (command,) = server.commands.values()
    assert command["auto_complete_hint"].startswith("[now | assess")
    assert command["auto_complete_desc"] == "What matters now for your startup"


def test_another_address_updates_the_command_and_names_the_one_before(
    server: FakeAdministration, setup: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup()
    tokens = kept()["MATTERMOST_COMMAND_TOKEN"]
    monkeypatch.setenv("GAMMA_URL", "https://gamma.example.org")
    told = setup()
    assert f"{GAMMA_URL}/mattermost/command before" in told
    (command,) = server.commands.values()
    assert command["url"] == "https://gamma.example.org/mattermost/command"
    assert kept()["MATTERMOST_COMMAND_TOKEN"] == tokens


def test_a_token_that_works_no_more_is_replaced(
    server: FakeAdministration, setup: Callable[..., str]
) -> None:
    setup()
    old = kept()["MATTERMOST_TOKEN"]
    del server.tokens[old]
    assert "An access token for @gamma was made (MATTERMOST_TOKEN is not one" in setup()
    assert kept()["MATTERMOST_TOKEN"] in server.tokens


def test_the_token_of_somebody_else_is_not_taken_for_the_bots(
    server: FakeAdministration, setup: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATTERMOST_TOKEN", server.token_for(server.add_user("ada")))
    setup()
    bot = server.named("gamma")
    assert bot
    assert server.tokens[kept()["MATTERMOST_TOKEN"]] == bot["id"]


def test_the_commands_of_several_teams_are_listed_together(
    server: FakeAdministration, setup: Callable[..., str]
) -> None:
    server.add_team("others")
    setup()
    first = kept()["MATTERMOST_TOKEN"]
    told = setup(team="others")
    assert "bot account" not in told
    assert kept()["MATTERMOST_TOKEN"] == first
    tokens = kept()["MATTERMOST_COMMAND_TOKEN"].split(",")
    assert tokens == [command["token"] for command in server.commands.values()]


def test_a_bot_that_was_switched_off_is_on_again(
    server: FakeAdministration, setup: Callable[..., str]
) -> None:
    setup()
    bot = server.named("gamma")
    assert bot
    bot["delete_at"] = 1
    assert "it is on again" in setup()
    assert not bot["delete_at"]
    assert "nothing was changed" in setup()


def test_an_internal_address_that_mattermost_would_not_call_is_told_with_the_setting(
    server: FakeAdministration, setup: Callable[..., str]
) -> None:
    assert "AllowedUntrustedInternalConnections" not in setup()
    server.config["AllowedUntrustedInternalConnections"] = "gamma.internal"
    told = setup()
    assert "add 127.0.0.1 to ServiceSettings.AllowedUntrustedInternalConnections" in told
    assert "“gamma.internal”" in told


def _no_token(server: FakeAdministration) -> None:
    server.tokens.clear()


def _not_even_letters(server: FakeAdministration) -> None:
    os.environ["MATTERMOST_ADMIN_TOKEN"] = "le jeton de l’étape 3…"


def _no_admin(server: FakeAdministration) -> None:
    server.users[server.admin]["roles"] = "system_user"


def _no_team(server: FakeAdministration) -> None:
    server.teams[server.team]["name"] = "alphas"


def _no_bots(server: FakeAdministration) -> None:
    server.config["EnableBotAccountCreation"] = False


def _no_commands(server: FakeAdministration) -> None:
    server.config["EnableCommands"] = False


def _name_taken(server: FakeAdministration) -> None:
    server.add_user("gamma")


def _command_taken(server: FakeAdministration) -> None:
    server.add_command("https://radiation.example.org/ray?key=secret")


@pytest.mark.parametrize(
    ("in_the_way", "sentences"),
    [
        (_no_token, ("MATTERMOST_ADMIN_TOKEN was refused", "Personal Access Tokens")),
        (_not_even_letters, ("MATTERMOST_ADMIN_TOKEN was refused",)),
        (_no_admin, ("@root, who is not an administrator", "Use the token")),
        (_no_team, ("no team “betas”", "There are: alphas")),
        (_no_bots, ("EnableBotAccountCreation is switched off", "Integrations > Bot Accounts")),
        (_no_commands, ("EnableCommands is switched off", "System Console > Integrations")),
        (_name_taken, ("@gamma belongs to a person", "--bot NAME")),
        (_command_taken, ("another integration's", "https://radiation.example.org/ray.", "Delete or rename")),
    ],
)
def test_what_is_in_the_way_is_told_with_its_remedy(
    server: FakeAdministration,
    setup: Callable[..., str],
    in_the_way: Callable[[FakeAdministration], None],
    sentences: tuple[str, ...],
) -> None:
    in_the_way(server)
    told = setup(status=2)
    assert all(sentence in told for sentence in sentences), told
    assert "secret" not in told
    assert kept() == {}


def test_a_server_that_is_not_there_is_told(
    setup: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATTERMOST_URL", "http://127.0.0.1:1")
    assert "no Mattermost answers at http://127.0.0.1:1" in setup(status=2)


@pytest.mark.parametrize("name", ["MATTERMOST_URL", "MATTERMOST_ADMIN_TOKEN", "GAMMA_URL"])
def test_a_missing_setting_is_named(
    setup: Callable[..., str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(name)
    assert f"{name} is missing" in setup(status=2)


def test_a_trigger_that_mattermost_keeps_for_itself_is_told(
    setup: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fakes.mattermost_admin.BUILT_IN", ("gamma",))
    assert "Mattermost itself or a plugin has a command /gamma already" in setup(status=2)
