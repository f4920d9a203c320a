"""The people, channels, posts and windows of a Slack workspace that lives in memory."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gamma.parsing.text import normalise

BOT_USER = "UGAMMA"
BOT_ID = "BGAMMA"
TRIGGER_SECONDS = 3

Json = dict[str, Any]


class Refused(Exception):  # noqa: N818  an answer of Slack's, not a mishap
    def __init__(self, code: str, messages: list[str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []


@dataclass
class Person:
    id: str
    name: str
    locale: str
    zone: str
    deleted: bool = False
    is_bot: bool = False
    display_name: str = ""

    @property
    def handle(self) -> str:
        """What follows the @ when somebody types the name."""
        return normalise(self.name).replace(" ", ".")


@dataclass
class Channel:
    id: str
    name: str
    members: set[str]
    private: bool = False
    archived: bool = False
    posts: list[Json] = field(default_factory=list)


@dataclass
class Interaction:
    """Something a person did; the bot may answer by its trigger once, by its response_url five times."""

    id: str
    person: str
    channel: str
    born: float
    trigger_used: bool = False
    response_url_uses: int = 0
    messages: list[Json] = field(default_factory=list)
    view: "View | None" = None

    @property
    def trigger(self) -> str:
        return f"trigger.{self.id}"


@dataclass
class View:
    id: str
    person: str
    body: Json
    hash: str = "1"


class World:
    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.interactions: dict[str, Interaction] = {}
        self.views: dict[str, View] = {}
        self.files: dict[str, Json] = {}
        self.clock: Callable[[], float] = time.time
        self.page = 1000
        self.draws_charts = True
        """Slack may give fewer results than asked for."""
        self.changed = threading.Condition(threading.RLock())
        self._numbers = itertools.count(1)
        self._late = 0.0

    def new_id(self, letter: str) -> str:
        return f"{letter}{next(self._numbers):08d}"

    def now(self) -> float:
        return self.clock() + self._late

    def later(self, seconds: float) -> None:
        self._late += seconds

    def person(self, name: str, locale: str = "fr-FR", zone: str = "Europe/Paris") -> str:
        person = Person(self.new_id("U"), name, locale, zone)
        self.people[person.id] = person
        return person.id

    def channel(self, name: str, members: list[str], *, private: bool = False) -> str:
        channel = Channel(self.new_id("C"), name, set(members), private)
        self.channels[channel.id] = channel
        return channel.id

    def direct(self, person: str) -> str:
        both = {person, BOT_USER}
        for channel in self.channels.values():
            if channel.id.startswith("D") and channel.members == both:
                return channel.id
        channel = Channel(self.new_id("D"), "directmessage", both, private=True)
        self.channels[channel.id] = channel
        return channel.id

    def group(self, people: list[str]) -> str:
        """The same for the same people, whoever asks and in whatever order."""
        members = {*people, BOT_USER}
        for channel in self.channels.values():
            if channel.name.startswith("mpdm-") and channel.members == members:
                return channel.id
        handles = "--".join(self.people[person].handle.replace(".", "") for person in people)
        channel = Channel(self.new_id("C"), f"mpdm-gamma--{handles}-1", members, private=True)
        self.channels[channel.id] = channel
        return channel.id

    def invite_bot(self, channel: str) -> None:
        self.channels[channel].members.add(BOT_USER)

    def store(self, channel: Channel, post: Json) -> Json:
        last = float(channel.posts[-1]["ts"]) if channel.posts else 0.0
        stored = {"type": "message", **post, "ts": f"{max(self.now(), last + 0.00001):.6f}"}
        channel.posts.append(stored)
        return stored

    def delete(self, channel: str, post: str) -> None:
        """Somebody who may takes a post away."""
        posts = self.channels[channel].posts
        posts[:] = [kept for kept in posts if kept["ts"] != post]

    def person_says(self, person: str, channel: str, text: str, metadata: Json | None = None) -> None:
        """As through an app of the person's own, which may attach any metadata."""
        self.store(self.channels[channel], {"user": person, "text": text, "metadata": metadata or {}})

    def act(self, person: str, channel: str) -> Interaction:
        interaction = Interaction(self.new_id("I"), person, channel, self.now())
        self.interactions[interaction.id] = interaction
        return interaction

    def home_of(self, person: str) -> View | None:
        """What their Home tab shows."""
        homes = (view for view in self.views.values() if view.body["type"] == "home")
        return next((view for view in homes if view.person == person), None)

    def use_trigger(self, trigger: str) -> Interaction:
        interaction = self.interactions.get(trigger.removeprefix("trigger."))
        if interaction is None:
            raise Refused("invalid_trigger_id")
        if self.now() > interaction.born + TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        if interaction.trigger_used:
            raise Refused("exchanged_trigger_id")
        interaction.trigger_used = True
        return interaction

    def wait(self, answered: Callable[[], bool], seconds: float = 10) -> None:
        """Until the bot has answered, in whatever thread it does."""
        with self.changed:
            self.changed.wait_for(answered, seconds)
