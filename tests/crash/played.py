"""The two played platforms as a crash test needs them: mishaps on the way in, posts by key on the way out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from tests.fakes import mattermost, slack
from tests.fakes.slack_world import BOT_ID

_PEOPLE = 6
_CHANNELS = 4


@dataclass(frozen=True)
class Mishap:
    """What goes wrong with one call: refused with a status, or waits around the storing, or no answer."""

    status: int = 0
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None
    drop: bool = False


Mishaps = Callable[[str, str], Mishap]
"""Given "post" or "edit" with the message's key, or "look" with none."""


class Played(Protocol):
    name: str
    url: str
    token: str
    people: list[str]
    channels: list[str]

    def suffer(self, mishaps: Mishaps) -> None: ...

    def posts(self) -> Iterator[tuple[str, str, str]]:
        """The key, the id and the words of every post of the bot."""
        ...

    def delete(self, channel: str, post: str) -> None:
        """Somebody takes it away."""
        ...

    def close(self) -> None: ...


class PlayedSlack:
    name = "slack"

    def __init__(self, world: slack.FakeSlack | None = None) -> None:
        self._slack = world or slack.FakeSlack()
        self.url, self.token = f"{self._slack.api_url}/", self._slack.token
        self.people = [self._slack.person(f"Person {number}") for number in range(_PEOPLE)]
        self.channels = [self._slack.channel(f"team-{number}", self.people) for number in range(_CHANNELS)]
        for channel in self.channels:
            self._slack.invite_bot(channel)

    def suffer(self, mishaps: Mishaps) -> None:
        def fault(method: str, arguments: dict[str, Any]) -> slack.Fault | None:
            if method == "chat.postMessage":
                return _slack_fault(mishaps("post", arguments["metadata"]["event_payload"]["key"]))
            if method == "chat.update":
                return _slack_fault(mishaps("edit", arguments["metadata"]["event_payload"]["key"]))
            return _slack_fault(mishaps("look", "")) if method == "conversations.history" else None

        self._slack.faults = fault

    def posts(self) -> Iterator[tuple[str, str, str]]:
        for channel in list(self._slack.channels.values()):
            for post in list(channel.posts):
                if post.get("bot_id") == BOT_ID:
                    yield post["metadata"]["event_payload"]["key"], post["ts"], post["text"]

    def delete(self, channel: str, post: str) -> None:
        self._slack.delete(channel, post)

    def close(self) -> None:
        self._slack.close()


class PlayedMattermost:
    """Keeps no pending ids: the bot is down for longer than the 30 s in which they prevent a double."""

    name = "mattermost"

    def __init__(self) -> None:
        self._server = mattermost.FakeMattermost()
        self._server.pending_seconds = 0
        self.url, self.token = self._server.url, self._server.bot_token
        self.people = [self._server.add_user(f"person{number}") for number in range(_PEOPLE)]
        members = [self._server.bot, *self.people]
        self.channels = [self._server.add_channel(f"team-{number}", members) for number in range(_CHANNELS)]

    def suffer(self, mishaps: Mishaps) -> None:
        def fault(call: mattermost.Call) -> mattermost.Fault | None:
            if (call.method, call.path) == ("POST", "/posts"):
                return _mattermost_fault(mishaps("post", call.body["props"]["gamma_key"]))
            if call.method == "PUT":
                return _mattermost_fault(mishaps("edit", call.body["props"]["gamma_key"]))
            looking = call.method == "GET" and call.path.endswith("/posts")
            return _mattermost_fault(mishaps("look", "")) if looking else None

        self._server.faults = fault

    def posts(self) -> Iterator[tuple[str, str, str]]:
        for post in list(self._server.all_posts):
            if post["user_id"] == self._server.bot and not post["delete_at"]:
                yield post["props"]["gamma_key"], post["id"], post["message"]

    def delete(self, _channel: str, post: str) -> None:
        self._server.delete(post)

    def close(self) -> None:
        self._server.close()


PLATFORMS: dict[str, Callable[[], Played]] = {"slack": PlayedSlack, "mattermost": PlayedMattermost}


def _slack_fault(mishap: Mishap) -> slack.Fault:
    wait = 1 if mishap.status == 429 else None
    return slack.Fault(mishap.status, wait, mishap.before, mishap.after, mishap.drop)


def _mattermost_fault(mishap: Mishap) -> mattermost.Fault:
    wait = {"Retry-After": "1"} if mishap.status == 429 else {}
    return mattermost.Fault(mishap.status, wait, mishap.before, mishap.after, mishap.drop)
