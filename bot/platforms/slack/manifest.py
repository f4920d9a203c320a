"""The manifest from which Slack makes the app: scopes, one slash command, shortcuts, forms, events."""

from collections.abc import Mapping, Sequence
from typing import Any

COMMAND = "/gamma"
REQUESTS = "/slack/events"

SCOPES: Mapping[str, str] = {
    "commands": "people type `/gamma`",
    "app_mentions:read": "people write `@gamma` in a channel; Gamma hears no other message there",
    "chat:write": "Gamma posts in the channels it is in and in direct messages, and edits its own posts",
    "im:write": "Gamma opens the direct conversation in which results and reminders are kept",
    "mpim:write": "Gamma brings who asked a question and the expert who takes it into one conversation",
    "users:read": "Gamma speaks a person's language, and knows their name and time zone",
    "channels:read": "whether a person is in the channel of a startup decides what they may see",
    "groups:read": "the same for private channels",
    "channels:join": "Gamma enters a public channel when it is linked to a startup",
    "channels:history": (
        "after a crash or a lost answer, Gamma looks whether its message is there before it sends it again; "
        "it reads messages of a channel for nothing else"
    ),
    "groups:history": "the same in private channels",
    "im:history": "the same in direct conversations with Gamma, where it also hears what people write to it",
    "mpim:read": "whether Gamma is mentioned in a channel or in a conversation of a few, which is no team's",
    "mpim:history": "the same in the conversations of an expert and who asked",
    "files:write": "Gamma sends pictures, such as a trend, and files that a person asked for",
}
"""What Gamma asks Slack to be allowed, each with its reason; manifest, doctor and guide are made from it."""

EVENTS: Mapping[str, str] = {
    "app_home_opened": "somebody opens Gamma's Home tab, and what matters now is shown there",
    "app_mention": "somebody writes `@gamma` in a channel",
    "message.im": "somebody writes to Gamma in their direct conversation",
    "member_joined_channel": "Gamma is let into a channel, and says once what it is for",
}
"""What Slack tells Gamma of on its own."""

APP_SCOPE = "connections:write"
"""Of the app token, for Socket Mode. It is given when that token is made and stands in no manifest."""


def manifest(
    *, about: str, description: str, hint: str, url: str, shortcuts: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """shortcuts: as they stand in Slack's menus.

    url: where Slack reaches Gamma; "" for Socket Mode, by which Gamma calls Slack.
    """
    slash_command = {
        "command": COMMAND,
        "description": description,
        "usage_hint": hint,
        "should_escape": True,
    }
    interactivity: dict[str, Any] = {"is_enabled": True}
    events: dict[str, Any] = {"bot_events": list(EVENTS)}
    if url:
        slash_command["url"] = interactivity["request_url"] = events["request_url"] = url + REQUESTS
    return {
        "display_information": {"name": "Gamma", "description": about},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "gamma", "always_online": True},
            "slash_commands": [slash_command],
            "shortcuts": [dict(shortcut) for shortcut in shortcuts],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }
