"""What a client of the real server got: posts with their buttons and files, dialogs."""

from dataclasses import dataclass

from bot.platforms.mattermost.chat import FOLLOWS
from tests.drivers.mattermost_seen import seen_message, seen_text, with_file
from tests.fakes.mattermost_rules import Json
from tests.live.account import Account
from tests.talk import SeenMessage


@dataclass(frozen=True)
class Shown:
    """A post with buttons as one client got it: by label their ids and, in ephemeral posts, cookies."""

    channel: str
    post: str
    actions: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Opened:
    """A dialog as a client got it, in the channel in which the person was."""

    url: str
    dialog: Json
    channel: str


def with_files(message: SeenMessage, post: Json, own: list[Json], reader: Account) -> SeenMessage:
    for reply in own:
        if (reply["props"] or {}).get(FOLLOWS) == post["id"]:
            (file,) = reader("GET", f"/posts/{reply['id']}/files/info")
            content = reader.ask("GET", f"/files/{file['id']}").content
            message = with_file(message, seen_text(reply["message"]), file["name"], content)
    return message


def seen(post: Json) -> SeenMessage:
    attachments = (post.get("props") or {}).get("attachments") or []
    actions = [action for attachment in attachments for action in attachment.get("actions") or []]
    by_label = {action["name"]: (action["id"], action.get("cookie", "")) for action in actions}
    shown = Shown(post["channel_id"], post["id"], by_label)
    return seen_message(post["message"], [action["name"] for action in actions], shown)
