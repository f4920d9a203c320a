"""Mattermost as one of the platforms that can be set up."""

from collections.abc import Iterator
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from bot.platforms.check_results import CheckResult, run_checks
from bot.platforms.definition import Address, CommaSeparated, CommonSettings, Installation, PlatformDefinition

if TYPE_CHECKING:
    from bot.platforms.mattermost.chat import Mattermost
    from bot.signing import Signer

_OTHER_SETTINGS = ("mattermost_url", "mattermost_command_token", "gamma_url")


class MattermostSettings(CommonSettings):
    mattermost_url: Address = ""
    mattermost_token: str = ""
    mattermost_command_token: CommaSeparated = ()
    mattermost_admin_token: str = ""


def _missing(settings: MattermostSettings) -> str:
    if settings.mattermost_token:
        missing = [name for name in _OTHER_SETTINGS if not getattr(settings, name)]
        return f"{missing[0].upper()} is missing: Mattermost needs it." if missing else ""
    if settings.mattermost_url or settings.mattermost_command_token:
        return "MATTERMOST_TOKEN is missing: Mattermost needs it beside what is set."
    return ""


def _make(settings: MattermostSettings, signer: "Signer", executor: Executor | None) -> "Mattermost":
    from bot.platforms.mattermost.chat import Mattermost

    return Mattermost(
        settings.mattermost_url,
        settings.mattermost_token,
        settings.mattermost_command_token,
        signer,
        callback_url=settings.gamma_url,
        executor=executor,
        locale=settings.gamma_locale,
    )


def _examine(settings: MattermostSettings, installation: Installation) -> Iterator[CheckResult]:
    if not settings.mattermost_url:
        return
    from bot.platforms.mattermost.checks import CHECKS, Server

    server = Server(
        url=settings.mattermost_url,
        token=settings.mattermost_token,
        command_tokens=settings.mattermost_command_token,
        admin_token=settings.mattermost_admin_token,
        callback=settings.gamma_url,
        ips=installation.ips,
        channels=installation.channels,
        admins=installation.admins,
        now=installation.now,
    )
    yield from run_checks(CHECKS, server)
    server.close()


MATTERMOST = PlatformDefinition(
    name="mattermost",
    answers_forms=False,
    switch="mattermost_token",
    needs="MATTERMOST_URL, MATTERMOST_TOKEN, MATTERMOST_COMMAND_TOKEN and GAMMA_URL",
    missing=_missing,
    make=_make,
    examine=_examine,
)
