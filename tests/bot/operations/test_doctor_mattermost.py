"""`gamma doctor` on Mattermost: token, team, command, reach, clock, channels and programme team."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from flask import Flask

from bot.platforms.mattermost.command_tokens import CommandTokens
from bot.platforms.mattermost.endpoints import Endpoints, blueprint
from bot.platforms.mattermost.untrusted_connections import is_allowed, is_internal
from tests.bot.operations.examined import Examined
from tests.fakes.mattermost_admin import FakeAdministration
from tests.served import Served

GAMMA_URL = "http://127.0.0.1:1"


@pytest.fixture
def bot(server: FakeAdministration) -> str:
    id_ = server.add_user("gamma", is_bot=True)
    server.team_members.add((server.team, id_))
    return id_


@pytest.fixture
def examined(server: FakeAdministration, bot: str, tmp_path: Path) -> Examined:
    command = server.add_command(f"{GAMMA_URL}/mattermost/command")
    command["auto_complete"] = True
    settings = {
        "MATTERMOST_URL": server.url,
        "MATTERMOST_TOKEN": server.token_for(bot),
        "MATTERMOST_COMMAND_TOKEN": command["token"],
        "MATTERMOST_ADMIN_TOKEN": server.admin_token,
        "GAMMA_URL": GAMMA_URL,
        "GAMMA_SECRET": "5f3a91c0de77b1284e6f90ad31c2b847",
        "GAMMA_ADMINS": f"mattermost:{server.admin}",
    }
    return Examined(tmp_path, settings)


def test_all_is_well(examined: Examined, server: FakeAdministration, bot: str) -> None:
    examined.link("mattermost", server.add_channel("velo", [bot]))
    assert examined.of("wrong") == []
    for words in (
        "the token is that of the bot @gamma",
        "version is 5.37.0",
        "is in the team(s) betas",
        "calls Gamma, with a token that Gamma knows",
        "Mattermost may call 127.0.0.1",
        "is in every linked channel (1)",
        "is @root",
    ):
        assert examined.line(words).startswith("ok"), words


def test_a_bot_that_is_switched_off_or_whose_token_is_gone_is_told_once(
    examined: Examined, server: FakeAdministration, bot: str
) -> None:
    server.users[bot]["delete_at"] = 1
    (line,) = examined.of("wrong")
    assert "MATTERMOST_TOKEN is refused: it was revoked, or the bot account is switched off" in line
    assert "`gamma mattermost setup --team NAME`" in line


def test_a_server_that_does_not_answer_is_told_once(examined: Examined) -> None:
    (line,) = examined.of("wrong", MATTERMOST_URL="http://127.0.0.1:1")
    assert "Mattermost does not answer at http://127.0.0.1:1" in line


def test_the_token_of_a_person_is_a_warning(examined: Examined, server: FakeAdministration) -> None:
    ada = server.add_user("ada")
    server.team_members.add((server.team, ada))
    line = examined.line("@ada, who is no bot", MATTERMOST_TOKEN=server.token_for(ada))
    assert line.startswith("warning")


@pytest.mark.parametrize(
    ("version", "line"),
    [
        ("5.36.1.5.36.1.x.false", "warning  Mattermost 5.36.1 is older than 5.37"),
        ("10.11.0.1.x.true", "ok       Mattermost: the server's version is 10.11.0"),
        ("?", "warning  Mattermost did not tell its version"),
    ],
)
def test_the_servers_version_is_weighed(
    examined: Examined, server: FakeAdministration, version: str, line: str
) -> None:
    server.version = version
    assert examined.line(line)


def test_a_bot_in_no_team_is_told(examined: Examined, server: FakeAdministration) -> None:
    server.team_members.clear()
    assert "@gamma is in no team -> `gamma mattermost setup" in examined.of("wrong")[0]


def test_the_command_is_looked_at_with_the_administrators_eyes(
    examined: Examined, server: FakeAdministration
) -> None:
    (command,) = server.commands.values()
    command["token"] = "another-token"
    assert (
        "not in MATTERMOST_COMMAND_TOKEN -> `gamma mattermost setup --team betas`" in examined.of("wrong")[0]
    )
    command["url"] = "http://elsewhere.example.org/mattermost/command"
    assert "does not call GAMMA_URL/mattermost/command" in examined.of("wrong")[0]
    server.commands.clear()
    assert "/gamma of the team betas is missing" in examined.of("wrong")[0]


def test_a_command_that_calls_by_get_is_told(examined: Examined, server: FakeAdministration) -> None:
    (command,) = server.commands.values()
    command["method"] = "G"
    (line,) = examined.of("wrong")
    assert "/gamma of the team betas calls by GET" in line
    assert "`gamma mattermost setup --team betas`" in line


def test_an_archived_channel_is_told_apart_from_one_that_lacks_the_bot(
    examined: Examined, server: FakeAdministration, bot: str
) -> None:
    channel = server.add_channel("velo", [bot])
    server.channels[channel]["delete_at"] = 1
    examined.link("mattermost", channel)
    assert f"channel {channel}, linked to “Vélo facile”, is archived" in examined.line("is archived")
    assert examined.of("wrong") == []


@contextmanager
def running(tokens: list[str]) -> Iterator[str]:
    """The process that serves, started when these were its tokens."""
    web = Flask("running")
    web.register_blueprint(blueprint(cast(Endpoints, Answering()), CommandTokens(tokens, lambda: ())))
    served = Served(web)
    yield served.url
    served.close()


class Answering:
    def command(self, _payload: object) -> dict[str, str]:
        return {}


def test_the_running_process_is_asked_whether_it_knows_the_tokens(
    examined: Examined, server: FakeAdministration
) -> None:
    (command,) = server.commands.values()
    with running([command["token"]]) as url:
        command["url"] = f"{url}/mattermost/command"
        assert examined.line("knows the token of each command", GAMMA_URL=url).startswith("ok")
        two = f"{command['token']},one-of-another-team"
        line = examined.line("the Gamma that runs does not know", GAMMA_URL=url, MATTERMOST_COMMAND_TOKEN=two)
        assert line.startswith("wrong")
        assert "1 of the 2 command token(s) -> start it again" in line


def test_without_an_administrator_the_command_is_seen_in_the_menu_only(
    examined: Examined, server: FakeAdministration
) -> None:
    assert examined.line("/gamma is there in the team betas", MATTERMOST_ADMIN_TOKEN="").startswith("ok")
    server.commands.clear()
    assert examined.line("no /gamma is shown", MATTERMOST_ADMIN_TOKEN="").startswith("warning")


def test_commands_switched_off_on_the_server_are_told(examined: Examined, server: FakeAdministration) -> None:
    server.config["EnableCommands"] = False
    assert "EnableCommands is switched off -> switch it on under" in examined.of("wrong")[0]


def test_an_administrators_token_that_is_none_is_a_warning(
    examined: Examined, server: FakeAdministration
) -> None:
    for token in ("refused-token", server.token_for(server.add_user("ada"))):
        assert examined.line("MATTERMOST_ADMIN_TOKEN is refused", MATTERMOST_ADMIN_TOKEN=token)
        assert examined.of("wrong", MATTERMOST_ADMIN_TOKEN=token) == []


def test_an_internal_address_must_be_allowed_by_the_server(
    examined: Examined, server: FakeAdministration
) -> None:
    server.config["AllowedUntrustedInternalConnections"] = "10.0.0.0/8 localhost"
    (line,) = examined.of("wrong")
    assert "Mattermost refuses to call 127.0.0.1" in line
    assert "says “10.0.0.0/8 localhost” -> add 127.0.0.1 to it: System Console > Environment" in line


def test_what_cannot_be_known_without_an_administrator_is_said_with_how_to_try(examined: Examined) -> None:
    line = examined.line("whether Mattermost may call it cannot be known", MATTERMOST_ADMIN_TOKEN="")
    assert line.startswith("warning")
    assert "type `/gamma` there" in line


@pytest.mark.parametrize(
    ("url", "ips", "allowed", "told"),
    [
        ("http://gamma.internal:3000", ["10.1.2.3"], "gamma.internal", True),
        ("http://gamma.internal:3000", ["10.1.2.3"], "x, gamma.internal ,y", True),
        ("http://gamma.internal:3000", ["10.1.2.3"], "gamma.internal:3000", False),
        ("http://gamma.internal:3000", ["10.1.2.3"], "10.0.0.0/8", True),
        ("http://gamma.internal:3000", ["10.1.2.3"], "10.1.2.3", False),
        ("http://10.1.2.3:3000", ["10.1.2.3"], "10.1.2.3", True),
        ("http://127.0.0.2", ["127.0.0.2"], "127.0.0.1 localhost", False),
        ("http://[::1]:3000", ["::1"], "127.0.0.0/8", False),
        ("http://[::1]:3000", ["::1"], "::1/128", True),
        ("http://10.1.2.3", ["10.1.2.3"], "", False),
    ],
)
def test_what_a_server_allows_is_read_as_it_reads_it(
    url: str, ips: list[str], allowed: str, told: bool
) -> None:
    assert is_internal(ips)
    assert is_allowed(url, ips, allowed) == told


def test_public_addresses_need_no_permission() -> None:
    assert not is_internal(["192.0.2.7", "2001:db8::1"])


@pytest.mark.parametrize(("minutes", "state"), [(0, "ok"), (-3, "warning"), (6, "wrong")])
def test_the_clock_is_compared_with_the_servers(examined: Examined, minutes: int, state: str) -> None:
    examined.ahead = timedelta(minutes=minutes)
    assert examined.line("clock:").startswith(state)


def test_a_channel_without_the_bot_is_named_with_the_way_in(
    examined: Examined, server: FakeAdministration, bot: str
) -> None:
    channel = server.add_channel("velo", [])
    examined.link("mattermost", channel)
    (line,) = examined.of("wrong")
    assert f"channel {channel}, linked to “Vélo facile” -> type `/invite @gamma` there" in line
    server.channel_members.add((channel, bot))
    assert examined.of("wrong") == []


def test_an_unknown_and_a_deactivated_administrator_are_told(
    examined: Examined, server: FakeAdministration
) -> None:
    gone = server.add_user("ada", delete_at=1)
    admins = f"mattermost:{gone},mattermost:nobody"
    assert examined.line("is deactivated", GAMMA_ADMINS=admins).startswith("warning")
    assert "mattermost:nobody is not known there" in examined.of("wrong", GAMMA_ADMINS=admins)[0]


def test_no_secret_is_ever_shown(examined: Examined) -> None:
    lines = " ".join(map(str, examined.findings()))
    for name in ("TOKEN", "COMMAND_TOKEN", "ADMIN_TOKEN"):
        assert examined.settings[f"MATTERMOST_{name}"] not in lines
