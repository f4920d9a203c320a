"""What a click is answered with is seen with collapsed threads: never a reply, and with buttons."""

import json
from collections.abc import Iterator

import pytest

from gamma.chat import Button
from tests.fakes.mattermost_rules import Json
from tests.live.platform import Real, playing
from tests.live.server import Server, is_there_or_skip
from tests.platforms.mattermost_scene import said

is_there_or_skip()

_BY_ITS_ADDRESS = 5
"""Times that Mattermost lets a command be answered further."""


@pytest.fixture
def real(server: Server) -> Iterator[Real]:
    with playing(server) as made:
        made.reply = lambda event: said("voilà", Button("Encore", "again", for_all=True))
        yield made


def test_a_card_is_answered_where_it_was_typed_and_then_in_the_direct_conversation(real: Real) -> None:
    since = real.ada.events.so_far()
    real.type("carte", real.public)
    card = seen(real, since)
    where = []
    for _ in range(_BY_ITS_ADDRESS + 1):
        card = pressed(real, card)
        where.append(card["channel_id"])
    assert where == [real.public] * _BY_ITS_ADDRESS + [direct(real)]


def test_a_post_of_a_channel_is_answered_in_the_direct_conversation(real: Real) -> None:
    since = real.ada.events.so_far()
    real.chat.join(real.public)
    real.chat.post(real.public, said("qui vient ?", Button("Moi", "come", for_all=True)), "key", "")
    answer = pressed(real, seen(real, since))
    assert (answer["channel_id"], answer["message"]) == (direct(real), "voilà")
    assert pressed(real, answer)["channel_id"] == direct(real)


def direct(real: Real) -> str:
    return str(real.ada("POST", "/channels/direct", [real.ada.id, real.bot.id])["id"])


def pressed(real: Real, post: Json) -> Json:
    """What is seen after its button."""
    since = real.ada.events.so_far()
    (action,) = post["props"]["attachments"][0]["actions"]
    cookie = {"cookie": action.get("cookie", "")}
    real.ada("POST", f"/posts/{post['id']}/actions/{action['id']}", cookie)
    return seen(real, since)


def seen(real: Real, since: int) -> Json:
    """The next post with buttons that no client hides: in the channel, and no reply."""

    def appears(event: Json) -> Json | None:
        if event["event"] not in ("ephemeral_message", "posted"):
            return None
        post: Json = json.loads(event["data"]["post"])
        has_buttons = bool((post.get("props") or {}).get("attachments"))
        return post if has_buttons and not post["root_id"] else None

    found = real.ada.events.first(appears, since)
    assert found, "nothing is seen"
    return found
