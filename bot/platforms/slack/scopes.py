"""What Gamma asks Slack to be allowed, each with its reason; manifest, doctor and guide are made from it."""

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "commands": "people type `/gamma`",
    "chat:write": "Gamma posts in the channels it is in, and in direct messages",
    "im:write": "Gamma opens the direct conversation in which results and reminders are kept",
    "mpim:write": "Gamma brings who asked a question and the expert who takes it into one conversation",
    "users:read": "Gamma speaks a person's language, and knows their name and time zone",
    "channels:read": "whether a person is in the channel of a startup decides what they may see",
    "groups:read": "the same for private channels",
    "channels:join": "Gamma enters a public channel when it is linked to a startup",
    "channels:history": (
        "after a crash or a lost answer, Gamma looks whether its message is there before it sends it again; "
        "it reads messages for nothing else"
    ),
    "groups:history": "the same in private channels",
    "im:history": "the same in direct conversations with Gamma",
    "mpim:history": "the same in the conversations of an expert and who asked",
    "files:write": "Gamma sends pictures, such as a trend, and files that a person asked for",
}

APP_SCOPE = "connections:write"
"""Of the app token, for Socket Mode. It is given when that token is made and stands in no manifest."""
