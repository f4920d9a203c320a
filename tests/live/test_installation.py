"""docs/mattermost.md followed on a real server: setup in a new team, run, doctor, link, first assessment."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from dotenv import dotenv_values

from tests.conversation import IMPACT, MARKET, TEAM
from tests.live.account import Account
from tests.live.driver import LiveDriver
from tests.live.server import ADMIN, URL, Server, is_there_or_skip
from tests.live.talk import SECRET, LiveTalk

is_there_or_skip()

GAMMA = Path(sys.executable).with_name("gamma")


class OwnTeam(Server):
    """A server as it is before anybody heard of Gamma: a team of its own, without bot or command."""

    def __init__(self) -> None:
        super().__init__()
        self.team_name = self.unique("guide")
        asked = {"name": self.team_name, "display_name": "Guide", "type": "O"}
        self.team = self.admin("POST", "/teams", asked)["id"]
        self.bot_name = self.unique("gamma")

    def close(self) -> None:
        self._bots += [self.admin("GET", f"/users/username/{self.bot_name}")["id"]]
        self.admin("DELETE", f"/teams/{self.team}")
        super().close()


class InstalledDriver(LiveDriver):
    """Its bot and command are made by `gamma mattermost setup`, its settings are those that it kept."""

    def __init__(self, server: OwnTeam, folder: Path) -> None:
        self._own = server
        self._folder = folder
        super().__init__(server)

    def _installed(self) -> tuple[str, Account, str]:
        platform = f"MATTERMOST_URL={URL}\nMATTERMOST_ADMIN_TOKEN={ADMIN}"
        given = f"{platform}\nGAMMA_URL={self.url}\nPORT={self.port}"
        (self._folder / ".env").write_text(given, encoding="utf-8")
        self.setup()
        kept = self.kept()
        return "gamma", Account(URL, kept["MATTERMOST_TOKEN"]), kept["MATTERMOST_COMMAND_TOKEN"]

    def settings(self) -> dict[str, str]:
        return {}

    def kept(self) -> dict[str, str]:
        return {name: value or "" for name, value in dotenv_values(self._folder / ".env").items()}

    def setup(self, *more: str, **other: str) -> str:
        """What is told; what is to be kept is added to .env."""
        ended = self.gamma(
            "mattermost", "setup", "--team", self._own.team_name, "--bot", self._own.bot_name, *more, **other
        )
        with (self._folder / ".env").open("a", encoding="utf-8") as env:
            env.write(ended.stdout)
        return ended.stderr

    def gamma(self, *words: str, **other: str) -> subprocess.CompletedProcess[str]:
        path = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        database = {"DATABASE_URL": f"sqlite:///{self._folder / 'gamma.db'}"}
        environment = {**path, **database, **other}
        return subprocess.run(
            [GAMMA, *words], cwd=self._folder, env=environment, text=True, capture_output=True
        )


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[InstalledDriver]:
    server = OwnTeam()
    made = InstalledDriver(server, tmp_path)
    yield made
    made.close()
    server.close()


def test_from_nothing_to_a_first_assessment(driver: InstalledDriver, tmp_path: Path) -> None:
    live = LiveTalk(driver, f"sqlite:///{tmp_path / 'gamma.db'}", folder=tmp_path)
    try:
        live.link()
        examined = driver.gamma("doctor", GAMMA_SECRET=SECRET)
        assert examined.returncode == 0, examined.stdout
        for line in ("Gamma answers there", "is in every linked channel (1)", "a token that Gamma knows"):
            assert line in examined.stdout
        form = live.say("assess").form
        for values in (MARKET, IMPACT, TEAM):
            assert form
            live.send(form, values)
            form = live.carry_on(live.member) if values is not TEAM else None
        assert "Vélo facile" in live.last_said_to(live.member).text
    finally:
        live.close()


def test_a_second_setup_changes_nothing_and_another_address_updates_the_command(
    driver: InstalledDriver,
) -> None:
    kept = driver.kept()
    assert driver.setup() == "All was there already: nothing was changed.\n"
    assert f"it called {driver.url}/mattermost/command before" in driver.setup(GAMMA_URL="http://127.0.0.1:1")
    assert "(url)" in driver.setup(GAMMA_URL=driver.url)
    assert "(auto_complete_desc, auto_complete_hint, description)" in driver.setup(GAMMA_LOCALE="en")
    assert driver.kept() == kept


def test_a_bot_that_was_switched_off_and_a_token_that_is_gone_are_mended(driver: InstalledDriver) -> None:
    before = driver.kept()["MATTERMOST_TOKEN"]
    driver._own.admin("POST", f"/bots/{driver.bot.id}/disable")
    told = driver.setup()
    assert "it is on again" in told
    if driver.kept()["MATTERMOST_TOKEN"] != before:
        assert "MATTERMOST_TOKEN is not one of its tokens that work" in told
    assert "nothing was changed" in driver.setup()


def test_what_is_in_the_way_is_told(driver: InstalledDriver) -> None:
    own = driver._own
    token = driver.kept()["MATTERMOST_TOKEN"]
    assert "MATTERMOST_ADMIN_TOKEN was refused" in driver.setup(MATTERMOST_ADMIN_TOKEN="wrong-token")
    assert "who is not an administrator" in driver.setup(MATTERMOST_ADMIN_TOKEN=token)
    assert "There is no team “nowhere”" in driver.setup("--team", "nowhere")
    person = own.person("Ada")("GET", "/users/me")["username"]
    assert f"@{person} belongs to a person's account" in driver.setup("--bot", person)
    assert "no Mattermost answers" in driver.setup(MATTERMOST_URL="http://127.0.0.1:1")
    (command,) = own.admin("GET", f"/commands?team_id={own.team}&custom_only=true")
    own.admin("PUT", f"/commands/{command['id']}", command | {"url": "https://example.org/ray?key=hidden"})
    told = driver.setup()
    assert "is another integration's: it calls https://example.org/ray." in told
    assert "hidden" not in told


def test_the_menu_of_the_team_shows_the_command(driver: InstalledDriver) -> None:
    ada = driver._own.person("Ada")
    listed = ada("GET", f"/teams/{driver._own.team}/commands/autocomplete")
    (shown,) = [command for command in listed if command["trigger"] == "gamma"]
    assert "évaluer" in shown["auto_complete_hint"]
    assert shown["token"] == ""
