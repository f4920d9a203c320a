"""Which scope each method of Slack's Web API asks of a bot token, by the kind of channel it is about.

From the page of each method on docs.slack.dev/reference/methods, under "Bot token".
"""

from collections.abc import Mapping

from tests.fakes.slack_world import Json

ANY = ""

NEEDS: Mapping[str, Mapping[str, str]] = {
    "auth.test": {},
    "users.info": {ANY: "users:read"},
    "users.conversations": {"public_channel": "channels:read", "private_channel": "groups:read"},
    "conversations.info": {
        "public_channel": "channels:read",
        "private_channel": "groups:read",
        "mpim": "mpim:read",
    },
    "conversations.members": {"public_channel": "channels:read", "private_channel": "groups:read"},
    "conversations.join": {ANY: "channels:join"},
    "conversations.open": {"im": "im:write", "mpim": "mpim:write"},
    "conversations.history": {
        "public_channel": "channels:history",
        "private_channel": "groups:history",
        "im": "im:history",
        "mpim": "mpim:history",
    },
    "chat.postMessage": {ANY: "chat:write"},
    "chat.update": {ANY: "chat:write"},
    "views.open": {},
    "views.update": {},
    "views.publish": {},
    "files.getUploadURLExternal": {ANY: "files:write"},
    "files.completeUploadExternal": {ANY: "files:write"},
}

EVENTS: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "message.im": ("im:history",),
    "member_joined_channel": ("channels:read", "groups:read"),
}
"""Which of these scopes an event asks of the app; from its page on docs.slack.dev/reference/events."""

UPLOAD = ("files.getUploadURLExternal", "files.completeUploadExternal")
"""What the SDK's `files_upload_v2` calls."""


def needed(method: str, arguments: Json, kind: str) -> set[str]:
    """kind: of the channel that the arguments name, if they name one."""
    by_kind = NEEDS[method]
    wanted = arguments.get("types", kind).split(",")
    if method == "conversations.open":
        wanted = ["mpim" if "," in arguments.get("users", "") else "im"]
    return {scope for of, scope in by_kind.items() if of == ANY or of in wanted}
