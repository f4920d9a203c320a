"""Makes on a Mattermost server what Gamma needs there: bot account, token, slash command. Twice is once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.platforms.mattermost.api import RefusedError
from bot.platforms.mattermost.console import Console
from bot.platforms.mattermost.reach import ALLOWING, WHERE, is_allowed, is_internal
from gamma.chat import ChatError

COMMAND = "gamma"
COMMAND_PATH = "/mattermost/command"
DESCRIPTION_BYTES = 128

Json = dict[str, Any]


class SetupError(Exception):
    """A sentence: what stands in the way, and what to do about it."""


@dataclass(frozen=True)
class Wanted:
    """token, command_tokens: those known so far. callback: where Mattermost reaches Gamma, at these ips."""

    url: str
    team: str
    bot: str
    callback: str
    ips: tuple[str, ...]
    about: str
    hint: str
    description: str
    token: str = ""
    command_tokens: tuple[str, ...] = ()


@dataclass
class Installed:
    """What is there now. `changes` and `notes` are sentences; no change means all was there before."""

    admin: Json
    token: str = ""
    command_tokens: tuple[str, ...] = ()
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def set_up(wanted: Wanted, admin_token: str) -> Installed:
    """Raises SetupError; what was made before that stays, and the next run goes on from there."""
    with _explained(wanted), Console(wanted.url, admin_token) as console:
        installed = Installed(_administrator(console))
        server = console.get("/config")["ServiceSettings"]
        team = _team(console, wanted)
        if server.get("EnableCommands") is False:
            raise SetupError(
                _switched_off("EnableCommands", "Integration Management > Custom Slash Commands")
            )
        bot = _bot(console, wanted, server, installed)
        _enter(console, team, bot, wanted, installed)
        installed.token = _token(console, wanted, bot, installed)
        command = _command(console, wanted, team, installed)
        known = wanted.command_tokens
        installed.command_tokens = known if command in known else (*known, command)
        _note_reach(wanted, server, installed)
        return installed


@contextmanager
def _explained(wanted: Wanted) -> Iterator[None]:
    """What the server refuses, as a sentence."""
    try:
        yield
    except RefusedError as refused:
        if refused.status == 401:
            raise SetupError(
                f"MATTERMOST_ADMIN_TOKEN was refused by {wanted.url}. Make a new one: Profile > Security > "
                "Personal Access Tokens; if that is not shown, switch on ServiceSettings."
                "EnableUserAccessTokens (System Console > Integrations > Integration Management)."
            ) from refused
        raise SetupError(
            f"Mattermost refused: {refused.reason}. Check its own log, then run this again."
        ) from refused
    except ChatError as error:
        raise SetupError(
            f"MATTERMOST_URL: no Mattermost answers at {wanted.url} ({error.reason}). "
            "Check the address, and whether the server runs."
        ) from error


def _administrator(console: Console) -> Json:
    me: Json = console.get("/users/me")
    if "system_admin" not in me["roles"].split():
        raise SetupError(
            f"MATTERMOST_ADMIN_TOKEN is that of @{me['username']}, who is not an administrator of the "
            "system. Use the token of somebody who is, or have one run this."
        )
    return me


def _team(console: Console, wanted: Wanted) -> Json:
    team: Json | None = console.find(f"/teams/name/{wanted.team}")
    if team is None:
        names = sorted(team["name"] for team in console.get("/teams", per_page="200"))
        raise SetupError(
            f"There is no team “{wanted.team}” on {wanted.url}. The name is the one in the address, as in "
            f"{wanted.url}/NAME/channels/town-square. There are: {', '.join(names[:20]) or 'none yet'}."
        )
    return team


def _bot(console: Console, wanted: Wanted, server: Json, installed: Installed) -> str:
    """Its id."""
    try:
        user: Json = console.get(f"/users/username/{wanted.bot}")
    except RefusedError as refused:
        if refused.status != 404:
            raise
        return _new_bot(console, wanted, server, installed)
    if not user.get("is_bot"):
        raise SetupError(
            f"The name @{wanted.bot} belongs to a person's account, so no bot can have it. "
            "Choose another one with --bot NAME."
        )
    if user["delete_at"]:
        console.post(f"/bots/{user['id']}/enable")
        installed.changes.append(f"The bot account @{wanted.bot} was switched off; it is on again.")
    return str(user["id"])


def _new_bot(console: Console, wanted: Wanted, server: Json, installed: Installed) -> str:
    if server.get("EnableBotAccountCreation") is False:
        raise SetupError(_switched_off("EnableBotAccountCreation", "Bot Accounts"))
    asked = {"username": wanted.bot, "display_name": "Gamma", "description": wanted.about}
    made = console.post("/bots", asked)
    installed.changes.append(f"The bot account @{wanted.bot} was made.")
    return str(made["user_id"])


def _enter(console: Console, team: Json, bot: str, wanted: Wanted, installed: Installed) -> None:
    if console.find(f"/teams/{team['id']}/members/{bot}"):
        return
    console.post(f"/teams/{team['id']}/members", {"team_id": team["id"], "user_id": bot})
    installed.changes.append(f"@{wanted.bot} was added to the team “{team['name']}”.")


def _token(console: Console, wanted: Wanted, bot: str, installed: Installed) -> str:
    """The one known if it is the bot's and works: no token can be read back."""
    if wanted.token and _whose(wanted) == bot:
        return wanted.token
    made = console.post(f"/users/{bot}/tokens", {"description": "Gamma"})
    why = " (MATTERMOST_TOKEN is not one of its tokens that work)" if wanted.token else ""
    installed.changes.append(f"An access token for @{wanted.bot} was made{why}.")
    return str(made["token"])


def _whose(wanted: Wanted) -> str:
    with Console(wanted.url, wanted.token) as console:
        try:
            return str(console.get("/users/me")["id"])
        except RefusedError:
            return ""


def _command(console: Console, wanted: Wanted, team: Json, installed: Installed) -> str:
    """Its token."""
    asked = _asked_command(wanted, team)
    listed = console.get("/commands", team_id=team["id"], custom_only="true")
    there = next((command for command in listed if command["trigger"] == COMMAND), None)
    if there is None:
        installed.changes.append(f"The command /{COMMAND} was made in the team “{team['name']}”.")
        return str(_new_command(console, asked)["token"])
    if urlsplit(there["url"]).path != COMMAND_PATH:
        raise SetupError(
            f"The command /{COMMAND} of the team “{team['name']}” is another integration's: it calls "
            f"{_without_query(there['url'])}. Delete or rename it under Integrations > Slash Commands."
        )
    other = sorted(name for name in asked if there.get(name) != asked[name])
    if other:
        console.put(f"/commands/{there['id']}", there | asked)
        was = f"; it called {_without_query(there['url'])} before" if "url" in other else ""
        installed.changes.append(f"The command /{COMMAND} was brought up to date ({', '.join(other)}){was}.")
    return str(there["token"])


def _asked_command(wanted: Wanted, team: Json) -> Json:
    """No sub-commands to complete: servers keep them for plugins' commands only, and forget them for ours."""
    return {
        "team_id": team["id"],
        "trigger": COMMAND,
        "method": "P",
        "url": wanted.callback + COMMAND_PATH,
        "auto_complete": True,
        "auto_complete_hint": wanted.hint,
        "auto_complete_desc": wanted.description,
        "display_name": "Gamma",
        "description": wanted.about.encode()[:DESCRIPTION_BYTES].decode(errors="ignore"),
    }


def _new_command(console: Console, asked: Json) -> Json:
    try:
        made: Json = console.post("/commands", asked)
    except RefusedError as refused:
        if "duplicate_trigger" in refused.reason:
            raise SetupError(
                f"Mattermost itself or a plugin has a command /{COMMAND} already. Switch that plugin off, "
                "then run this again."
            ) from refused
        raise
    return made


def _note_reach(wanted: Wanted, server: Json, installed: Installed) -> None:
    allowed = server.get("AllowedUntrustedInternalConnections") or ""
    host = urlsplit(wanted.callback).hostname
    if not wanted.ips:
        installed.notes.append(f"GAMMA_URL: the name {host} is not known on this machine. Is it right?")
    elif is_internal(wanted.ips) and not is_allowed(wanted.callback, wanted.ips, allowed):
        installed.notes.append(
            f"Mattermost will refuse to call {host}, which is an internal address: add {host} to {ALLOWING} "
            f"({WHERE}). It says now: “{allowed}”."
        )


def _switched_off(name: str, where: str) -> str:
    return (
        f"ServiceSettings.{name} is switched off on the server. Switch it on under "
        f"System Console > Integrations > {where}, then run this again."
    )


def _without_query(url: str) -> str:
    """What follows the path may be a secret of somebody else's."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"
