"""The manifest from which Slack makes the app: one slash command, buttons and forms, no events."""

from typing import Any

from bot.platforms.slack.scopes import SCOPES

COMMAND = "/gamma"
REQUESTS = "/slack/events"


def manifest(*, about: str, description: str, hint: str, url: str) -> dict[str, Any]:
    """url: where Slack reaches Gamma; "" for Socket Mode, by which Gamma calls Slack."""
    slash = {"command": COMMAND, "description": description, "usage_hint": hint, "should_escape": True}
    interactivity: dict[str, Any] = {"is_enabled": True}
    if url:
        slash["url"] = interactivity["request_url"] = url + REQUESTS
    return {
        "display_information": {"name": "Gamma", "description": about},
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "gamma", "always_online": True},
            "slash_commands": [slash],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }
