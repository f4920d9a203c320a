"""Slack as one of the platforms that can be set up."""

from collections.abc import Iterator
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from bot.platforms.check_results import CheckResult, run_checks
from bot.platforms.definition import Address, CommonSettings, Installation, PlatformDefinition

if TYPE_CHECKING:
    from bot.platforms.slack.chat import Slack
    from bot.signing import Signer


class SlackSettings(CommonSettings):
    slack_bot_token: str = ""
    slack_signing_secret: str = ""
    slack_app_token: str = ""
    slack_api_url: Address = "https://slack.com/api"


def _missing(settings: SlackSettings) -> str:
    can_verify = settings.slack_signing_secret or settings.slack_app_token
    if can_verify and not settings.slack_bot_token:
        return "SLACK_BOT_TOKEN is missing: Slack needs it beside what is set."
    if settings.slack_bot_token and not can_verify:
        return "SLACK_SIGNING_SECRET is missing (or SLACK_APP_TOKEN, for Socket Mode)."
    return ""


def _make(settings: SlackSettings, signer: "Signer", executor: Executor | None) -> "Slack":
    from bot.platforms.slack.chat import Slack

    return Slack(
        settings.slack_bot_token,
        settings.slack_signing_secret,
        signer,
        api_url=f"{settings.slack_api_url}/",
        app_token=settings.slack_app_token,
        executor=executor,
        locale=settings.gamma_locale,
    )


def _examine(settings: SlackSettings, installation: Installation) -> Iterator[CheckResult]:
    from bot.platforms.slack.checks import CHECKS, Workspace

    workspace = Workspace(
        token=settings.slack_bot_token,
        signing_secret=settings.slack_signing_secret,
        app_token=settings.slack_app_token,
        api_url=settings.slack_api_url,
        url=settings.gamma_url,
        ips=installation.ips,
        channels=installation.channels,
        admins=installation.admins,
        now=installation.now,
    )
    yield from run_checks(CHECKS, workspace)


SLACK = PlatformDefinition(
    name="slack",
    answers_forms=True,
    switch="slack_bot_token",
    needs="SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET",
    missing=_missing,
    make=_make,
    examine=_examine,
)
