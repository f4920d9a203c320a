"""What can be wrong between Gamma and a Mattermost server, for `gamma doctor`."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot import limited_calls
from bot.platforms.check_results import Check, CheckResult, check_channels, compare_clocks, ok, warning, wrong
from bot.platforms.mattermost.api import RefusedError
from bot.platforms.mattermost.console import SECONDS, Console
from bot.platforms.mattermost.setup import COMMAND, COMMAND_PATH, METHOD
from bot.platforms.mattermost.untrusted_connections import SETTING, SETTING_PATH, is_allowed, is_internal
from gamma.chat import ChatError

OLDEST = (5, 37)
"""The oldest server on which Gamma was tried."""

SETUP = "`gamma mattermost setup --team {team}`"

Json = dict[str, Any]


@dataclass(frozen=True)
class Server:
    """What the settings say of it. channels: the startup by linked channel; admins: of the programme team."""

    url: str
    token: str
    command_tokens: tuple[str, ...]
    admin_token: str
    callback: str
    ips: tuple[str, ...]
    channels: Mapping[str, str]
    admins: tuple[str, ...]
    now: Callable[[], datetime]

    @cached_property
    def console(self) -> Console:
        return Console(self.url, self.token)

    @cached_property
    def answer(self) -> "Identity":
        """Who the bot is there. Raises ChatError."""
        me = self.console.get("/users/me")
        return Identity(me, self.console.headers.get("X-Version-Id", ""), self.console.date(), self.now())

    @cached_property
    def identity(self) -> "Identity | None":
        """As answer; None where there is none, which the check of the token tells."""
        try:
            return self.answer
        except ChatError:
            return None

    @cached_property
    def teams(self) -> list[Json]:
        teams: list[Json] = self.console.get("/users/me/teams")
        return teams

    @cached_property
    def administration(self) -> tuple[Console, Json] | None:
        """With the administrator's token, if there is one that works: the way in, and ServiceSettings."""
        if not self.admin_token:
            return None
        console = Console(self.url, self.admin_token)
        try:
            return console, console.get("/config")["ServiceSettings"]
        except ChatError:
            console.close()
            return None

    def close(self) -> None:
        self.console.close()
        if self.administration:
            self.administration[0].close()


@dataclass(frozen=True)
class Identity:
    me: Json
    version: str
    date: datetime | None
    answered_at: datetime

    @property
    def name(self) -> str:
        return f"@{self.me['username']}"


def token(server: Server) -> Iterator[CheckResult]:
    try:
        answer = server.answer
    except RefusedError as refused:
        remedy = f"{SETUP.format(team='NAME')} makes a new one, and switches a bot account on again"
        why = "it was revoked, or the bot account is switched off"
        reason = why if refused.status == 401 else refused.reason
        yield wrong(f"Mattermost: MATTERMOST_TOKEN is refused: {reason}", remedy)
    except ChatError as error:
        remedy = "check MATTERMOST_URL, this machine's network and proxy, and whether the server runs"
        yield wrong(f"Mattermost does not answer at {server.url}: {error.reason}", remedy)
    else:
        if answer.me.get("is_bot"):
            yield ok(f"Mattermost: the token is that of the bot {answer.name} on {server.url}")
        else:
            remedy = f"let {SETUP.format(team='NAME')} make a bot account"
            yield warning(f"Mattermost: the token is that of {answer.name}, who is no bot", remedy)


def version(server: Server) -> Iterator[CheckResult]:
    if not server.identity:
        return
    match = re.match(r"(\d+)\.(\d+)\.\d+", server.identity.version)
    tried = ".".join(map(str, OLDEST))
    if not match:
        yield warning("Mattermost did not tell its version", f"see that it is {tried} or newer")
    elif (int(match[1]), int(match[2])) < OLDEST:
        problem = f"Mattermost {match[0]} is older than {tried}, the oldest on which Gamma was tried"
        yield warning(problem, "bring the server up to date")
    else:
        yield ok(f"Mattermost: the server's version is {match[0]}")


def admin_token(server: Server) -> Iterator[CheckResult]:
    if server.admin_token and server.identity and not server.administration:
        problem = "Mattermost: MATTERMOST_ADMIN_TOKEN is refused, or is not an administrator's"
        yield warning(problem, "take it away, or put one that works for the time of this examination")


def teams(server: Server) -> Iterator[CheckResult]:
    if not server.identity:
        return
    if server.teams:
        names = ", ".join(team["name"] for team in server.teams)
        yield ok(f"Mattermost: {server.identity.name} is in the team(s) {names}")
    else:
        yield wrong(f"Mattermost: {server.identity.name} is in no team", SETUP.format(team="NAME"))


def command(server: Server) -> Iterator[CheckResult]:
    if not server.identity:
        return
    try:
        for team in server.teams:
            if server.administration:
                yield _command_seen_by_admin(server, server.administration[0], team)
            else:
                yield _command_seen_by_bot(server, team)
    except RefusedError as refused:
        if refused.status != HTTPStatus.NOT_IMPLEMENTED:
            raise
        remedy = "switch it on under System Console > Integrations > Integration Management"
        yield wrong("Mattermost: ServiceSettings.EnableCommands is switched off", remedy)


def _command_seen_by_bot(server: Server, team: Json) -> CheckResult:
    """Its own view tells no address and no token."""
    listed = server.console.get(f"/teams/{team['id']}/commands/autocomplete")
    if any(each["trigger"] == COMMAND for each in listed):
        return ok(f"Mattermost: /{COMMAND} is there in the team {team['name']}")
    problem = f"Mattermost: no /{COMMAND} is shown in the team {team['name']}"
    remedy = f"{SETUP.format(team=team['name'])} makes it, or shows it in the menu"
    return warning(problem, f"{remedy}; see, too, that ServiceSettings.EnableCommands is on")


def _command_seen_by_admin(server: Server, console: Console, team: Json) -> CheckResult:
    listed = console.get("/commands", team_id=team["id"], custom_only="true")
    existing = next((each for each in listed if each["trigger"] == COMMAND), None)
    subject, remedy = f"Mattermost: /{COMMAND} of the team {team['name']}", SETUP.format(team=team["name"])
    if existing is None:
        return wrong(f"{subject} is missing", remedy)
    if existing["url"] != server.callback + COMMAND_PATH:
        return wrong(f"{subject} does not call GAMMA_URL{COMMAND_PATH}", remedy)
    if existing["method"] != METHOD:
        return wrong(f"{subject} calls by GET, and Gamma answers POST only", remedy)
    if existing["token"] not in server.command_tokens:
        return wrong(f"{subject} has a token that is not in MATTERMOST_COMMAND_TOKEN", remedy)
    return ok(f"{subject} calls Gamma, with a token that Gamma knows")


def reach(server: Server) -> Iterator[CheckResult]:
    """Whether Mattermost may call Gamma."""
    if not server.callback or not server.ips:
        return
    host = urlsplit(server.callback).hostname
    if not is_internal(server.ips):
        yield ok(f"Mattermost may call {host}; whether it gets there shows when you type `/{COMMAND}` there")
    elif not server.administration:
        problem = f"Mattermost: {host} is an internal address; whether Mattermost may call it cannot be known"
        remedy = f"type `/{COMMAND}` there, or set MATTERMOST_ADMIN_TOKEN for this examination"
        yield warning(problem, remedy)
    else:
        allowed = server.administration[1].get("AllowedUntrustedInternalConnections") or ""
        if is_allowed(server.callback, server.ips, allowed):
            yield ok(f"Mattermost may call {host}, an internal address ({SETTING})")
        else:
            problem = f"Mattermost refuses to call {host}, an internal address: {SETTING} says “{allowed}”"
            yield wrong(problem, f"add {host} to it: {SETTING_PATH}")


def clock(server: Server) -> Iterator[CheckResult]:
    if server.identity and server.identity.date:
        yield compare_clocks("Mattermost", server.identity.date, server.identity.answered_at)


def channels(server: Server) -> Iterator[CheckResult]:
    if not server.identity or not server.channels:
        return
    inside = {
        channel["id"]
        for team in server.teams
        for channel in server.console.get(f"/users/me/teams/{team['id']}/channels")
    }
    name = server.identity.name
    yield from check_channels("Mattermost", name, server.channels, inside, partial(_is_archived, server))


def _is_archived(server: Server, channel: str) -> bool:
    """False where Mattermost shows the channel to its members only."""
    try:
        return bool(server.console.get(f"/channels/{channel}").get("delete_at"))
    except RefusedError:
        return False


def check_running(server: Server) -> Iterator[CheckResult]:
    """Whether the process that answers knows the tokens: it may have been started before they were made."""
    if not server.callback or not server.command_tokens:
        return
    answers = [_status(server.callback + COMMAND_PATH, token) for token in server.command_tokens]
    unknown = answers.count(HTTPStatus.UNAUTHORIZED)
    if unknown:
        problem = (
            f"Mattermost: the Gamma that runs does not know {unknown} of the {len(answers)} command token(s)"
        )
        yield wrong(problem, "start it again: the commands of a team are refused")
    elif answers.count(HTTPStatus.OK) == len(answers):
        yield ok("Mattermost: the Gamma that runs knows the token of each command")


def _status(url: str, token: str) -> int:
    """0 where nothing answers, which another check tells."""
    try:
        return limited_calls.request("POST", url, SECONDS, data={"token": token}).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return 0


def programme_team(server: Server) -> Iterator[CheckResult]:
    if not server.identity:
        return
    for account in server.admins:
        subject = f"GAMMA_ADMINS: mattermost:{account}"
        try:
            user = server.console.get(f"/users/{account}")
        except RefusedError as refused:
            remedy = "copy the id again from System Console > Users > the person: it ends the address"
            yield wrong(f"{subject} is not known there ({refused.status})", remedy)
            continue
        if user.get("delete_at"):
            yield warning(f"{subject} is deactivated", "take it out of GAMMA_ADMINS")
        else:
            yield ok(f"{subject} is @{user['username']}")


CHECKS: tuple[tuple[str, Check[Server]], ...] = (
    ("Mattermost's token", token),
    ("Mattermost's version", version),
    ("the administrator's token of Mattermost", admin_token),
    ("Mattermost's teams", teams),
    ("Mattermost's command", command),
    ("Mattermost and GAMMA_URL", reach),
    ("the running process and Mattermost's tokens", check_running),
    ("Mattermost's clock", clock),
    ("Mattermost's channels", channels),
    ("GAMMA_ADMINS on Mattermost", programme_team),
)
