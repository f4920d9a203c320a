"""Slack's Events API, played: what is written is told to the bot, and told again until it is acknowledged."""

import itertools
import json
import re
from collections.abc import Callable, Iterator

from werkzeug.test import TestResponse

from bot.platforms.slack.manifest import EVENTS as SUBSCRIBED
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_api import kind_of
from tests.fakes.slack_scopes import EVENTS
from tests.fakes.slack_world import BOT_ID, BOT_USER, Channel, Json

RETRIES = 3
"""At once, after a minute, after five."""
MENTION = f"<@{BOT_USER}>"

Deliver = Callable[[Json, int], TestResponse]
"""(body, number of the retry)"""


class SlackEvents:
    def __init__(self, fake: FakeSlack, deliver: Deliver) -> None:
        self._fake = fake
        self._deliver = deliver
        self._numbers = itertools.count(1)
        self.sent: list[Json] = []
        """The bodies, each once."""

    def write(self, person: str, place: str, text: str, thread: str = "") -> Json:
        """The person's post, and what Slack tells of it; then of what the bot posted in answer."""
        channel = self._fake.channels[place]
        known = len(channel.posts)
        written = {"user": person, "text": self._escaped(text)} | ({"thread_ts": thread} if thread else {})
        post = self._fake.store(channel, written)
        for event in self._events_of(channel, post):
            self.tell(event)
        self.tell_of_own(channel, known + 1)
        return post

    def tell_of_own(self, channel: Channel, since: int) -> None:
        """In a direct conversation Slack tells the bot of its own posts too: it says nothing to them."""
        told = channel.posts[since:]
        for post in told:
            if post.get("bot_id") == BOT_ID:
                for event in self._events_of(channel, post):
                    self.tell(event)
        assert channel.posts[since:] == told, "the bot answers itself"

    def tell(self, event: Json) -> None:
        body = self.body(event)
        self.sent.append(body)
        for number in range(RETRIES + 1):
            if self._deliver(body, number).status_code == 200:
                return

    def tell_again(self, number: int = -1) -> TestResponse:
        """An acknowledgement was lost: Slack tells once more, under the same id."""
        return self._deliver(self.sent[number], 1)

    def body(self, event: Json) -> Json:
        return {
            "token": "legacy",
            "team_id": "T1",
            "api_app_id": "A1",
            "type": "event_callback",
            "event_id": f"Ev{next(self._numbers):08d}",
            "event_time": int(self._fake.now()),
            "authorizations": [{"team_id": "T1", "user_id": BOT_USER, "is_bot": True}],
            "event": event,
        }

    def invite(self, channel: str, by: str) -> None:
        self._fake.invite_bot(channel)
        came = {"type": "member_joined_channel", "user": BOT_USER, "channel": channel, "inviter": by}
        if self._is_told("member_joined_channel"):
            self.tell(came | {"channel_type": "C", "team": "T1"})

    def _events_of(self, channel: Channel, post: Json) -> Iterator[Json]:
        kind = kind_of(channel)
        if kind == "im" and self._is_told("message.im"):
            yield {**post, "type": "message", "channel": channel.id, "channel_type": "im"}
        elif kind != "im" and MENTION in post["text"] and self._is_told("app_mention"):
            assert BOT_USER in channel.members, "Slack asks first whether to invite it"
            yield {**post, "type": "app_mention", "channel": channel.id}

    def _is_told(self, event: str) -> bool:
        """Only what is subscribed to, with the scopes that it asks for."""
        return event in SUBSCRIBED and self._fake.scopes >= set(EVENTS[event])

    def _escaped(self, text: str) -> str:
        """As the client sends it: people and channels by their ids, without their names."""
        names = {f"#{c.name}": f"<#{c.id}|{c.name}>" for c in self._fake.channels.values()}
        names |= {f"@{p.handle}": f"<@{p.id}>" for p in self._fake.people.values()} | {"@gamma": MENTION}
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return re.sub(r"[#@]\w[\w-]*(?:\.[\w-]+)*", lambda found: names.get(found[0], found[0]), text)


def as_json(body: Json) -> str:
    return json.dumps(body, ensure_ascii=True)
