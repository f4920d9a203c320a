"""A real Mattermost server, where the environment names one, and what its administrator makes there.

A team of its own for each run, with everybody in it: nothing has to be there before, and no limit is reached.
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

_NEEDED = ("EnableBotAccountCreation", "EnableUserAccessTokens", "EnableCommands")
_INTERNAL = "AllowedUntrustedInternalConnections"


def is_there_or_skip() -> None:
    """Said by each module of tests as it is read."""
    if not (URL and ADMIN):
        reason = "no real Mattermost here: MATTERMOST_URL and MATTERMOST_ADMIN_TOKEN name one"
        pytest.skip(reason, allow_module_level=True)


def lacking(admin: Account) -> str:
    """One sentence that says what the server does not allow yet, or ""."""
    asked = admin.ask("GET", "/config")
    if not asked.is_success:
        return f"MATTERMOST_ADMIN_TOKEN is not that of an administrator of {URL} ({asked.status_code})."
    settings: Json = asked.json()["ServiceSettings"]
    off = [f"{name} to be true" for name in _NEEDED if not settings.get(name)]
    allowed = (settings.get(_INTERNAL) or "").replace(",", " ").split()
    off += [] if "127.0.0.1" in allowed else [f"{_INTERNAL} to name 127.0.0.1"]
    return f"On {URL} these tests need ServiceSettings {', '.join(off)}." if off else ""


class Server:
    """Made for one run: its people and bots are put out of use at the end, its team and commands deleted."""

    def __init__(self) -> None:
        self.run, self._made = secrets.token_hex(3), 0
        self.admin = Account(URL, ADMIN)
        if reason := lacking(self.admin):
            pytest.exit(reason, returncode=2)
        self.team = self._new_team()
        self._people: dict[tuple[str, str], Account] = {}
        self._bots: list[str] = []
        self._commands: list[str] = []

    def person(self, name: str, locale: str = "fr") -> Account:
        """The same for all tests of the run: what they say to different bots is kept apart."""
        key = (name, locale)
        if key not in self._people:
            self._people[key] = self._new_person(name, locale)
        return self._people[key]

    def retire_bot(self, bot: Account) -> None:
        """A team has a limit of people, and those out of use count."""
        self.admin("DELETE", f"/teams/{self.team}/members/{bot.id}")
        bot.close()

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
        self.admin("DELETE", f"/teams/{self.team}")
        self.admin.close()

    def _new_person(self, name: str, locale: str) -> Account:
        first, _, last = name.partition(" ")
        username, password = self.unique("p"), f"Aa1!{secrets.token_hex(16)}"  # as strict rules want it
        email = f"{username}@example.org"
        known: Json = {"username": username, "email": email, "password": password}
        known |= {"first_name": first, "last_name": last, "locale": locale}
        self._enter_team(self.admin("POST", "/users", known)["id"])
        login = httpx.post(f"{URL}/api/v4/users/login", json={"login_id": email, "password": password})
        return Account(URL, login.headers["Token"])

    def _new_team(self) -> str:
        name = self.unique("gamma")
        return str(self.admin("POST", "/teams", {"name": name, "display_name": name, "type": "O"})["id"])

    def _enter_team(self, user: str) -> None:
        self.admin("POST", f"/teams/{self.team}/members", {"team_id": self.team, "user_id": user})


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: Any = probe.getsockname()[1]
        return int(port)
