"""What is asked of others: does GAMMA_URL lead to Gamma, and what do the platforms say."""

from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from bot import limited_calls
from bot.operations.doctor.context import DoctorContext
from bot.platforms.check_results import CheckResult, ok, warning, wrong
from bot.platforms.definition import PlatformDefinition
from bot.settings import Settings

SECONDS = 5.0


def check_address(context: DoctorContext) -> Iterator[CheckResult]:
    """As seen from this machine. It must lead to Gamma, not to whatever else listens there."""
    url = context.settings.gamma_url
    if not url:
        problem = (
            "GAMMA_URL is not set: sponsors have no page to answer on, and calendars no address to follow"
        )
        yield warning(problem, "set it to the https address that leads to this machine, if you want these")
        return
    host = urlsplit(url).hostname
    if not context.ips:
        yield wrong(f"GAMMA_URL: the name {host} is not known", "correct it, or tell the name to your DNS")
        return
    try:
        answer = limited_calls.get(f"{url}/healthz", SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        problem = f"GAMMA_URL: nothing answers there ({type(error).__name__})"
        yield warning(problem, "start `gamma run` first; if it runs, see the proxy before it, HOST and PORT")
        return
    secure = "" if url.startswith("https://") else ", without https: keep it within your own network"
    if answer.status_code == 200 and answer.text.strip() == '{"status":"alive"}':
        yield ok(f"GAMMA_URL: Gamma answers there{secure}")
    else:
        problem = f"GAMMA_URL: something answers there ({answer.status_code}), but not as Gamma"
        yield warning(problem, "see where the proxy leads; let it pass /healthz, at least for this machine")


def check_process(context: DoctorContext) -> Iterator[CheckResult]:
    """The one that runs, asked on this machine: it may have been started with other settings."""
    settings = context.settings
    if not settings.platforms or not settings.port:
        return
    where = f"{reachable(settings.host)}:{settings.port}"
    try:
        answer = limited_calls.get(f"http://{where}/readyz", SECONDS)
        told = answer.json()
        troubles, started_with = told["troubles"], told.get("settings", settings.fingerprint)
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        problem = f"Gamma does not answer on this machine, at {where}"
        yield warning(problem, "start `gamma run`; if it runs on another machine, ask the doctor there")
        return
    if started_with != settings.fingerprint:
        yield warning("Gamma runs with other settings than those read here", "start it again")
    if troubles:
        yield warning(f"Gamma runs, but is not well: {'; '.join(troubles)}", "see its log")
    else:
        yield ok(f"Gamma runs at {where}, and is ready")


def reachable(host: str) -> str:
    """Where this machine reaches what listens there."""
    with suppress(ValueError):  # a name
        address = ip_address(host)
        if address.is_unspecified:
            host = "::1" if address.version == 6 else "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def check_platform(definition: PlatformDefinition[Settings], context: DoctorContext) -> Iterator[CheckResult]:
    if definition.is_set_up(context.settings):
        yield from definition.examine(context.settings, context.installation(definition.name))
