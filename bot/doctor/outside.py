"""What is asked of others: does GAMMA_URL lead to Gamma, and what do the platforms say."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from bot.doctor.case import Case
from bot.findings import Finding, found_by, ok, warning, wrong
from bot.platforms.mattermost.checks import CHECKS as MATTERMOST_CHECKS
from bot.platforms.mattermost.checks import Server
from bot.platforms.slack.checks import CHECKS as SLACK_CHECKS
from bot.platforms.slack.checks import Workspace

SECONDS = 5.0


def address(case: Case) -> Iterator[Finding]:
    """As seen from this machine. It must lead to Gamma, not to whatever else listens there."""
    url = case.settings.gamma_url
    if not url:
        told = "GAMMA_URL is not set: sponsors have no page to answer on, and calendars no address to follow"
        yield warning(told, "set it to the https address that leads to this machine, if you want these")
        return
    host = urlsplit(url).hostname
    if not case.ips:
        yield wrong(f"GAMMA_URL: the name {host} is not known", "correct it, or tell the name to your DNS")
        return
    try:
        answer = httpx.get(f"{url}/healthz", timeout=SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        told = f"GAMMA_URL: nothing answers there ({type(error).__name__})"
        yield warning(told, "start `gamma run` first; if it runs, see the proxy before it, HOST and PORT")
        return
    secure = "" if url.startswith("https://") else ", without https: keep it within your own network"
    if answer.status_code == 200 and answer.text.strip() == '{"status":"alive"}':
        yield ok(f"GAMMA_URL: Gamma answers there{secure}")
    else:
        told = f"GAMMA_URL: something answers there ({answer.status_code}), but not as Gamma"
        yield warning(told, "see where the proxy leads; let it pass /healthz, at least for this machine")


def slack(case: Case) -> Iterator[Finding]:
    given = case.settings
    if not given.wants_slack:
        return
    workspace = Workspace(
        token=given.slack_bot_token,
        signing_secret=given.slack_signing_secret,
        app_token=given.slack_app_token,
        api_url=given.slack_api_url,
        url=given.gamma_url,
        ips=case.ips,
        channels=case.linked("slack"),
        admins=case.admins("slack"),
        now=case.now,
    )
    yield from found_by(SLACK_CHECKS, workspace)


def mattermost(case: Case) -> Iterator[Finding]:
    given = case.settings
    if not given.wants_mattermost or not given.mattermost_url:
        return
    server = Server(
        url=given.mattermost_url,
        token=given.mattermost_token,
        command_tokens=given.mattermost_command_token,
        admin_token=given.mattermost_admin_token,
        callback=given.gamma_url,
        ips=case.ips,
        channels=case.linked("mattermost"),
        admins=case.admins("mattermost"),
        now=case.now,
    )
    yield from found_by(MATTERMOST_CHECKS, server)
    server.close()
