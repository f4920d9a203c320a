"""The commands that connect Gamma: Slack's manifest, Mattermost set up; both are told what can be typed."""

import argparse
import json
import secrets
import sys

from dotenv import dotenv_values

from bot.operations.addresses import ips_of
from bot.platforms.mattermost.setup import Installed, SetupOptions, set_up
from bot.platforms.slack.manifest import manifest
from bot.platforms.slack.shortcuts import SHORTCUTS
from bot.settings import Settings, SettingsError
from gamma.translator import N_, Translator
from handlers.commands import COMMANDS


def app_summary(locale: str) -> str:
    """What Gamma is, in one sentence, for a platform's description of the app."""
    return Translator(locale).text(N_("A companion for teams that build public digital services."))


def command_hint(locale: str) -> str:
    """The names of the commands, as a menu shows them behind `/gamma`."""
    return f"[{' | '.join(command.names[locale] for command in COMMANDS)}]"


def command_description(locale: str) -> str:
    """What `/gamma` alone does: the first of the commands."""
    summary = Translator(locale).text(COMMANDS[0].summary)
    return summary[:1].upper() + summary[1:]


def print_slack_manifest(settings: Settings, options: argparse.Namespace) -> int:
    """Prints it as JSON. Raises SettingsError where Slack needs an address and none is set."""
    locale = settings.gamma_locale
    app_manifest = manifest(
        about=app_summary(locale),
        description=command_description(locale),
        hint=command_hint(locale),
        shortcuts=_shortcuts(locale),
        url="" if options.socket_mode else _address_for_slack(settings),
    )
    print(json.dumps(app_manifest, indent=2, ensure_ascii=False))
    return 0


def _shortcuts(locale: str) -> list[dict[str, str]]:
    translator = Translator(locale)
    return [
        {
            "name": translator.text(shortcut.name),
            "type": shortcut.kind,
            "callback_id": callback_id,
            "description": translator.text(shortcut.description),
        }
        for callback_id, shortcut in SHORTCUTS.items()
    ]


def _address_for_slack(settings: Settings) -> str:
    if not settings.gamma_url.startswith("https://"):
        problem = "must begin with https:// for Slack" if settings.gamma_url else "is missing: Slack calls it"
        raise SettingsError(
            f"GAMMA_URL {problem}. Set it to the public address of Gamma, such as https://gamma.example.org; "
            "or ask for `gamma slack manifest --socket-mode`, which needs no address."
        )
    return settings.gamma_url


def set_up_mattermost(settings: Settings, options: argparse.Namespace) -> int:
    """What was done is told on standard error; on standard output stand only lines for .env."""
    for name in ("mattermost_url", "mattermost_admin_token", "gamma_url"):
        if not getattr(settings, name):
            raise SettingsError(
                f"{name.upper()} is missing: `gamma mattermost setup` needs it, here or in .env."
            )
    installed = set_up(_setup_options(settings, options), settings.mattermost_admin_token)
    for sentence in (*installed.changes, *installed.notes):
        print(sentence, file=sys.stderr)
    present = dotenv_values(".env")
    lines = [
        f"{name}={value}" for name, value in _env_lines(settings, installed) if present.get(name) != value
    ]
    if not settings.gamma_admins:
        note = f"GAMMA_ADMINS makes @{installed.admin['username']}, whose token this is, the programme team."
        print(note, file=sys.stderr)
    if not installed.changes:
        print("All was there already: nothing was changed.", file=sys.stderr)
    if lines:
        print("Keep these lines in .env:", file=sys.stderr, flush=True)
        print("\n" + "\n".join(lines))  # the file they are added to may not end with its line
    return 0


def _setup_options(settings: Settings, options: argparse.Namespace) -> SetupOptions:
    locale = settings.gamma_locale
    return SetupOptions(
        url=settings.mattermost_url,
        team=options.team,
        bot=options.bot,
        callback=settings.gamma_url,
        ips=ips_of(settings.gamma_url),
        about=app_summary(locale),
        hint=command_hint(locale),
        description=command_description(locale),
        token=settings.mattermost_token,
        command_tokens=settings.mattermost_command_token,
    )


def _env_lines(settings: Settings, installed: Installed) -> list[tuple[str, str]]:
    """What is new, beside what belongs to it."""
    lines = []
    tokens = (installed.token, installed.command_tokens)
    if tokens != (settings.mattermost_token, settings.mattermost_command_token):
        lines += [
            ("MATTERMOST_URL", settings.mattermost_url),
            ("GAMMA_URL", settings.gamma_url),
            ("MATTERMOST_TOKEN", installed.token),
            ("MATTERMOST_COMMAND_TOKEN", ",".join(installed.command_tokens)),
        ]
    if not settings.gamma_secret:
        lines.append(("GAMMA_SECRET", secrets.token_hex(32)))
    if not settings.gamma_admins:
        lines.append(("GAMMA_ADMINS", f"mattermost:{installed.admin['id']}"))
    return lines
