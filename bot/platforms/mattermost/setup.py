"""Makes on a Mattermost server what Gamma needs there: bot account, token, slash command. Twice is once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.platforms.mattermost.api import RefusedError
from bot.platforms.mattermost.console import Console
from bot.platforms.mattermost.untrusted_connections import SETTING, SETTING_PATH, is_allowed, is_internal
from gamma.chat import ChatError

COMMAND = "gamma"
COMMAND_PATH = "/mattermost/command"
METHOD = "P"
DESCRIPTION_BYTES = 128

Json = dict[str, Any]


class SetupError(Exception):
    """A sentence: what stands in the way, and what to do about it."""


@dataclass(frozen=True)
class SetupOptions:
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


def set_up(options: SetupOptions, admin_token: str) -> Installed:
    """Raises SetupError; what was made before that stays, and the next run goes on from there."""
    with _explain_refusals(options), Console(options.url, admin_token) as console:
        installed = Installed(_administrator(console))
        server = console.get("/config")["ServiceSettings"]
        team = _team(console, options)
        if server.get("EnableCommands") is False:
            raise SetupError(
                _how_to_enable("EnableCommands", "Integration Management > Custom Slash Commands")
            )
        bot = _bot(console, options, server, installed)
        _join_team(console, team, bot, options, installed)
        installed.token = _token(console, options, bot, installed)
        command = _command(console, options, team, installed)
        tokens = options.command_tokens
        installed.command_tokens = tokens if command in tokens else (*tokens, command)
        _note_untrusted_connection(options, server, installed)
        return installed


@contextmanager
def _explain_refusals(options: SetupOptions) -> Iterator[None]:
    """What the server refuses, as a sentence."""
    try:
        yield
    except RefusedError as refused:
        if refused.status == 401:
            raise SetupError(
                f"MATTERMOST_ADMIN_TOKEN was refused by {options.url}. Make a new one: Profile > Security > "
                "Personal Access Tokens; if that is not shown, switch on ServiceSettings."
                "EnableUserAccessTokens (System Console > Integrations > Integration Management)."
            ) from refused
        raise SetupError(
            f"Mattermost refused: {refused.reason}. Check its own log, then run this again."
        ) from refused
    except ChatError as error:
        raise SetupError(
            f"MATTERMOST_URL: no Mattermost answers at {options.url} ({error.reason}). "
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


def _team(console: Console, options: SetupOptions) -> Json:
    team: Json | None = console.find(f"/teams/name/{options.team}")
    if team is None:
        names = sorted(team["name"] for team in console.get("/teams", per_page="200"))
        raise SetupError(
            f"There is no team “{options.team}” on {options.url}. The name is the one in the address, as in "
            f"{options.url}/NAME/channels/town-square. There are: {', '.join(names[:20]) or 'none yet'}."
        )
    return team


def _bot(console: Console, options: SetupOptions, server: Json, installed: Installed) -> str:
    """Its id."""
    try:
        user: Json = console.get(f"/users/username/{options.bot}")
    except RefusedError as refused:
        if refused.status != 404:
            raise
        return _new_bot(console, options, server, installed)
    if not user.get("is_bot"):
        raise SetupError(
            f"The name @{options.bot} belongs to a person's account, so no bot can have it. "
            "Choose another one with --bot NAME."
        )
    if user["delete_at"]:
        console.post(f"/bots/{user['id']}/enable")
        installed.changes.append(f"The bot account @{options.bot} was switched off; it is on again.")
    return str(user["id"])


def _new_bot(console: Console, options: SetupOptions, server: Json, installed: Installed) -> str:
    if server.get("EnableBotAccountCreation") is False:
        raise SetupError(_how_to_enable("EnableBotAccountCreation", "Bot Accounts"))
    account = {"username": options.bot, "display_name": "Gamma", "description": options.about}
    created = console.post("/bots", account)
    installed.changes.append(f"The bot account @{options.bot} was made.")
    return str(created["user_id"])


def _join_team(console: Console, team: Json, bot: str, options: SetupOptions, installed: Installed) -> None:
    if console.find(f"/teams/{team['id']}/members/{bot}"):
        return
    console.post(f"/teams/{team['id']}/members", {"team_id": team["id"], "user_id": bot})
    installed.changes.append(f"@{options.bot} was added to the team “{team['name']}”.")


def _token(console: Console, options: SetupOptions, bot: str, installed: Installed) -> str:
    """The one known if it is the bot's and works: no token can be read back."""
    if options.token and _owner_id(options) == bot:
        return options.token
    created = console.post(f"/users/{bot}/tokens", {"description": "Gamma"})
    why = " (MATTERMOST_TOKEN is not one of its tokens that work)" if options.token else ""
    installed.changes.append(f"An access token for @{options.bot} was made{why}.")
    return str(created["token"])


def _owner_id(options: SetupOptions) -> str:
    with Console(options.url, options.token) as console:
        try:
            return str(console.get("/users/me")["id"])
        except RefusedError:
            return ""


def _command(console: Console, options: SetupOptions, team: Json, installed: Installed) -> str:
    """Its token."""
    settings = _command_settings(options, team)
    listed = console.get("/commands", team_id=team["id"], custom_only="true")
    existing = next((command for command in listed if command["trigger"] == COMMAND), None)
    if existing is None:
        installed.changes.append(f"The command /{COMMAND} was made in the team “{team['name']}”.")
        return str(_new_command(console, settings)["token"])
    if urlsplit(existing["url"]).path != COMMAND_PATH:
        raise SetupError(
            f"The command /{COMMAND} of the team “{team['name']}” is another integration's: it calls "
            f"{_redact_url(existing['url'])}. Delete or rename it under Integrations > Slash Commands."
        )
    outdated = sorted(name for name in settings if existing.get(name) != settings[name])
    if outdated:
        console.put(f"/commands/{existing['id']}", existing | settings)
        before = f"; it called {_redact_url(existing['url'])} before" if "url" in outdated else ""
        installed.changes.append(
            f"The command /{COMMAND} was brought up to date ({', '.join(outdated)}){before}."
        )
    return str(existing["token"])


def _command_settings(options: SetupOptions, team: Json) -> Json:
    """No sub-commands to complete: servers keep them for plugins' commands only, and forget them for ours."""
    return {
        "team_id": team["id"],
        "trigger": COMMAND,
        "method": METHOD,
        "url": options.callback + COMMAND_PATH,
        "auto_complete": True,
        "auto_complete_hint": options.hint,
        "auto_complete_desc": options.description,
        "display_name": "Gamma",
        "description": options.about.encode()[:DESCRIPTION_BYTES].decode(errors="ignore"),
    }


def _new_command(console: Console, settings: Json) -> Json:
    try:
        created: Json = console.post("/commands", settings)
    except RefusedError as refused:
        if "duplicate_trigger" in refused.reason:
            raise SetupError(
                f"Mattermost itself or a plugin has a command /{COMMAND} already. Switch that plugin off, "
                "then run this again."
            ) from refused
        raise
    return created


def _note_untrusted_connection(options: SetupOptions, server: Json, installed: Installed) -> None:
    allowed = server.get("AllowedUntrustedInternalConnections") or ""
    host = urlsplit(options.callback).hostname
    if not options.ips:
        installed.notes.append(f"GAMMA_URL: the name {host} is not known on this machine. Is it right?")
    elif is_internal(options.ips) and not is_allowed(options.callback, options.ips, allowed):
        installed.notes.append(
            f"Mattermost will refuse to call {host}, which is an internal address: add {host} to {SETTING} "
            f"({SETTING_PATH}). It says now: “{allowed}”."
        )


def _how_to_enable(name: str, where: str) -> str:
    return (
        f"ServiceSettings.{name} is switched off on the server. Switch it on under "
        f"System Console > Integrations > {where}, then run this again."
    )


def _redact_url(url: str) -> str:
    """What follows the path may be a secret of somebody else's."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"
