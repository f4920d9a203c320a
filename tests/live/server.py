"""A real Mattermost server, where the environment names one, and what its administrator makes there.

It has to allow bot accounts, access tokens, and calls to 127.0.0.1 (AllowedUntrustedInternalConnections).
"""

import os
import secrets
import socket
from typing import Any

import httpx
import pytest

from tests.fakes.mattermost_rules import Json
from tests.live.account import Account

URL = os.environ.get("MATTERMOST_URL", "").rstrip("/")
ADMIN = os.environ.get("MATTERMOST_ADMIN_TOKEN", "")
TEAM = os.environ.get("MATTERMOST_TEAM", "gamma")


def is_there_or_skip() -> None:
    """Said by each module of tests as it is read."""
    if not (URL and ADMIN):
        reason = "no real Mattermost here: MATTERMOST_URL and MATTERMOST_ADMIN_TOKEN name one"
        pytest.skip(reason, allow_module_level=True)


class Server:
    """Made for one run: its people and bots are put out of use at the end, its commands deleted."""

    def __init__(self) -> None:
        self.run = secrets.token_hex(3)
        self.admin = Account(URL, ADMIN)
        self.team: str = self.admin("GET", f"/teams/name/{TEAM}")["id"]
        self._people: dict[tuple[str, str], Account] = {}
        self._bots: list[str] = []
        self._commands: list[str] = []
        self._made = 0

    def person(self, name: str, locale: str = "fr") -> Account:
        """The same for all tests of the run: what they say to different bots is kept apart."""
        key = (name, locale)
        if key not in self._people:
            self._people[key] = self._new_person(name, locale)
        return self._people[key]

    def bot(self) -> Account:
        id_ = self.admin("POST", "/bots", {"username": self.unique("bot")})["user_id"]
        self._bots.append(id_)
        self._enter_team(id_)
        return Account(URL, self.admin("POST", f"/users/{id_}/tokens", {"description": "tests"})["token"])

    def command(self, word: str, url: str) -> str:
        """Its token."""
        asked = {"team_id": self.team, "trigger": word, "method": "P", "url": url}
        made: Json = self.admin("POST", "/commands", asked)
        self._commands.append(made["id"])
        return str(made["token"])

    def channel(self, name: str, members: list[Account], *, private: bool = False) -> str:
        """Its founder is the first member. Its name is made unique."""
        asked = {
            "team_id": self.team,
            "name": self.unique(name),
            "display_name": name,
            "type": "P" if private else "O",
        }
        id_ = str(members[0]("POST", "/channels", asked)["id"])
        for member in members[1:]:
            members[0]("POST", f"/channels/{id_}/members", {"user_id": member.id})
        return id_

    def unique(self, name: str) -> str:
        self._made += 1
        return f"{name}-{self.run}-{self._made}"

    def close(self) -> None:
        for command in self._commands:
            self.admin("DELETE", f"/commands/{command}")
        for bot in self._bots:
            self.admin("POST", f"/bots/{bot}/disable")
        for person in self._people.values():
            self.admin("DELETE", f"/users/{person.id}")
            person.close()
        self.admin.close()

    def _new_person(self, name: str, locale: str) -> Account:
        first, _, last = name.partition(" ")
        username, password = self.unique("p"), secrets.token_hex(16)
        email = f"{username}@example.org"
        known: Json = {"username": username, "email": email, "password": password}
        known |= {"first_name": first, "last_name": last, "locale": locale}
        self._enter_team(self.admin("POST", "/users", known)["id"])
        login = httpx.post(f"{URL}/api/v4/users/login", json={"login_id": email, "password": password})
        return Account(URL, login.headers["Token"])

    def _enter_team(self, user: str) -> None:
        self.admin("POST", f"/teams/{self.team}/members", {"team_id": self.team, "user_id": user})


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: Any = probe.getsockname()[1]
        return int(port)
