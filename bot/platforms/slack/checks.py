"""What can be wrong between Gamma and a Slack workspace, for `gamma doctor`."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property, partial
from ipaddress import ip_address

from slack_sdk.web import SlackResponse

from bot.platforms.check_results import Check, CheckResult, check_channels, compare_clocks, ok, warning, wrong
from bot.platforms.slack.api import Api, chat_errors
from bot.platforms.slack.client import LimitedClient
from bot.platforms.slack.manifest import APP_SCOPE, SCOPES
from gamma.chat import ChatError

SECONDS = 10
APPS = "https://api.slack.com/apps > Gamma"


@dataclass(frozen=True)
class Workspace:
    """What the settings say of it. channels: the startup by linked channel; admins: of the programme team."""

    token: str
    signing_secret: str
    app_token: str
    api_url: str
    url: str
    ips: tuple[str, ...]
    channels: Mapping[str, str]
    admins: tuple[str, ...]
    now: Callable[[], datetime]

    @cached_property
    def answer(self) -> tuple[SlackResponse, datetime]:
        """That of auth.test, and when it came. Raises ChatError."""
        with chat_errors():
            answer = self.client(self.token).auth_test()
        return answer, self.now()

    @cached_property
    def identity(self) -> SlackResponse | None:
        """As answer; None where there is none, which the check of the token tells."""
        try:
            return self.answer[0]
        except ChatError:
            return None

    def client(self, token: str) -> LimitedClient:
        return LimitedClient(token, f"{self.api_url}/", SECONDS)


def token(slack: Workspace) -> Iterator[CheckResult]:
    where = f"{APPS} > OAuth & Permissions > Bot User OAuth Token"
    if not slack.token.startswith("xoxb-"):
        yield wrong("Slack: SLACK_BOT_TOKEN does not begin with xoxb-", f"take it from {where}")
        return
    try:
        answer, _ = slack.answer
    except ChatError as error:
        if error.token_refused:
            remedy = f"install the app again, then take the new token from {where}"
            yield wrong(f"Slack: SLACK_BOT_TOKEN is refused ({error.reason})", remedy)
        else:
            remedy = "check this machine's network and proxy, and SLACK_API_URL if it is set"
            yield wrong(f"Slack does not answer ({error.reason})", remedy)
        return
    yield ok(f"Slack: the token is that of @{answer['user']} in the workspace “{answer['team']}”")


def signing_secret(slack: Workspace) -> Iterator[CheckResult]:
    if slack.app_token:
        return
    where = f"copy it from {APPS} > Basic Information > Signing Secret"
    if not slack.signing_secret:
        yield wrong("Slack: SLACK_SIGNING_SECRET is missing", where)
    elif not re.fullmatch("[0-9a-f]{32}", slack.signing_secret):
        yield wrong("Slack: SLACK_SIGNING_SECRET is not of 32 digits and letters a to f", where)
    else:
        yield ok("Slack: the signing secret has the right form")


def app_token(slack: Workspace) -> Iterator[CheckResult]:
    if not slack.app_token:
        return
    try:
        with chat_errors():
            slack.client(slack.app_token).apps_connections_open(app_token=slack.app_token)
    except ChatError as error:
        remedy = (
            f"{APPS} > Basic Information > App-Level Tokens: make one with {APP_SCOPE}, and see that "
            "Socket Mode is on"
        )
        yield wrong(f"Slack: SLACK_APP_TOKEN does not open Socket Mode ({error.reason})", remedy)
    else:
        yield ok("Slack: the app token opens Socket Mode, so no public address is needed")


def scopes(slack: Workspace) -> Iterator[CheckResult]:
    if not slack.identity:
        return
    granted = {name.lower(): value for name, value in slack.identity.headers.items()}.get("x-oauth-scopes")
    if granted is None:
        yield warning("Slack: the scopes were not told", "compare them with docs/slack.md")
        return
    granted_scopes = {scope.strip() for scope in granted.split(",") if scope.strip()}
    missing = [f"{scope} ({reason})" for scope, reason in SCOPES.items() if scope not in granted_scopes]
    if missing:
        remedy = f"add them under {APPS} > OAuth & Permissions > Bot Token Scopes, then reinstall the app"
        yield wrong(f"Slack: scopes are missing: {'; '.join(missing)}", remedy)
    more = sorted(granted_scopes - SCOPES.keys())
    if more:
        remedy = f"take them away under {APPS} > OAuth & Permissions, then reinstall the app"
        yield warning(f"Slack: Gamma does not use these scopes: {', '.join(more)}", remedy)
    if not missing and not more:
        yield ok(f"Slack: the {len(SCOPES)} scopes are those that Gamma uses")


def address(slack: Workspace) -> Iterator[CheckResult]:
    if slack.app_token:
        return
    if not slack.url:
        remedy = "set GAMMA_URL to the address of the app's request URLs, without /slack/events"
        yield warning("Slack: without GAMMA_URL it cannot be told whether Slack reaches Gamma", remedy)
    elif not slack.url.startswith("https://"):
        yield wrong("Slack calls https:// addresses only, and GAMMA_URL is none", _REACHABLE)
    elif any(not ip_address(ip).is_global for ip in slack.ips):
        yield wrong("Slack cannot reach GAMMA_URL: it is an internal address", _REACHABLE)
    else:
        yield ok(
            "Slack: GAMMA_URL is public. Whether Slack itself reaches it cannot be known from here: "
            "type `/gamma` there"
        )


_REACHABLE = "put a proxy with a certificate before Gamma, or use Socket Mode (docs/slack.md)"


def clock(slack: Workspace) -> Iterator[CheckResult]:
    if not slack.identity:
        return
    answer, answered_at = slack.answer
    date = {name.lower(): value for name, value in answer.headers.items()}.get("date", "")
    try:
        theirs = parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:
        yield warning("Slack did not tell its time", "see that this machine's clock is kept right by NTP")
        return
    yield compare_clocks("Slack", theirs, answered_at)


def channels(slack: Workspace) -> Iterator[CheckResult]:
    if not slack.identity or not slack.channels:
        return
    inside = set(Api(slack.token, f"{slack.api_url}/").channels_of(slack.identity["user_id"]))
    bot = f"@{slack.identity['user']}"
    yield from check_channels("Slack", bot, slack.channels, inside, partial(_is_archived, slack))


def _is_archived(slack: Workspace, channel: str) -> bool:
    """False where Slack shows the channel to its members only."""
    try:
        with chat_errors():
            info = slack.client(slack.token).conversations_info(channel=channel)
    except ChatError as error:
        if not error.permanent:
            raise
        return False
    return bool(info["channel"].get("is_archived"))


def programme_team(slack: Workspace) -> Iterator[CheckResult]:
    if not slack.identity:
        return
    for account in slack.admins:
        subject = f"GAMMA_ADMINS: slack:{account}"
        try:
            with chat_errors():
                user = slack.client(slack.token).users_info(user=account)["user"]
        except ChatError as error:
            remedy = "copy the id again: in Slack, the person's profile > ⋮ > Copy member ID"
            yield wrong(f"{subject} is not known there ({error.reason})", remedy)
            continue
        if user.get("deleted"):
            yield warning(f"{subject} is deactivated", "take it out of GAMMA_ADMINS")
        else:
            yield ok(f"{subject} is @{user['name']}")


CHECKS: tuple[tuple[str, Check[Workspace]], ...] = (
    ("Slack's token", token),
    ("Slack's signing secret", signing_secret),
    ("Slack's app token", app_token),
    ("Slack's scopes", scopes),
    ("Slack and GAMMA_URL", address),
    ("Slack's clock", clock),
    ("Slack's channels", channels),
    ("GAMMA_ADMINS on Slack", programme_team),
)
