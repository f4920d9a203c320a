"""The sandbox as the rest of the house sees a platform; what its page asks is in endpoints.py."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from ipaddress import ip_address
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.platforms.sandbox.cast import Cast, direct_of, first_cast, group_of, in_conversation
from bot.platforms.sandbox.endpoints import make_blueprint
from bot.platforms.sandbox.render import has_followed, rendered_post
from bot.seals import Seals
from gamma.chat import ChatError, Dispatch, Message, Place, Profile
from gamma.folding import fold
from storage import sandbox as posts
from storage.store import Store, StoreBusyError

BOT = "gamma"
ZONE = ZoneInfo("Europe/Paris")

Advance = Callable[[datetime], None]
Completions = Callable[[str], Sequence[tuple[str, str]]]


class Sandbox:
    """A chat platform of its own, with invented people. Posts are kept; private answers are not.

    advance: runs every instant due until then, and moves the programme's clock.
    completions: the commands to propose, as (words after /gamma, summary), in a locale.
    """

    name = "sandbox"
    chains_forms = True

    def __init__(
        self,
        store: Store,
        clock: Clock,
        seals: Seals,
        advance: Advance,
        completions: Completions = lambda _locale: (),
    ) -> None:
        self.store = store
        self.clock = clock
        self.seals = seals
        self.completions = completions
        self.cast: Cast = first_cast()
        self._advance = advance
        self._advancing = Lock()

    def blueprint(self, dispatch: Dispatch) -> Blueprint:
        return make_blueprint(self, dispatch)

    def verify(self) -> None:
        """There is no token to be refused."""

    def start(self, _dispatch: Dispatch) -> None:
        """The programme's time goes on from where it was left."""
        with self._patient(self.store.read()) as session:
            ahead = posts.clock_ahead(session)
        self.clock.move_to(self.clock.real_now() + ahead)

    def stop(self) -> None:
        """Nothing runs in the background."""

    # --- gamma.chat.Chat ---

    def profile(self, person: str) -> Profile:
        found = self.cast.people.get(person)
        if not found:
            raise ChatError("nobody in the sandbox has this id", permanent=True)
        return Profile(found.name, found.locale, ZONE.key, (found.name,))

    def forget(self, person: str) -> None:
        """Its people are invented, and the same for everybody."""

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        theirs = {channel.id for channel in self.cast.channels.values() if person in channel.members}
        return theirs & set(channels)

    def join(self, channel: str) -> bool:
        found = self.cast.channels.get(channel)
        if not found:
            raise ChatError("the sandbox has no such channel", permanent=True)
        return found.has_bot or not found.private

    def direct_channel(self, person: str) -> str:
        self.profile(person)
        return direct_of(person)

    def group_channel(self, people: Sequence[str]) -> str:
        for person in people:
            self.profile(person)
        return group_of(people)

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        self._check_reach(channel)
        content = rendered_post(message, self.seals, reader, Place(channel, direct=bool(reader)))
        return str(self.keep(channel, BOT, content, key).id)

    def follow(self, _channel: str, post: str, message: Message, _key: str) -> None:
        """What can follow came with the post, at once."""
        kept = self.kept(int(post))
        if kept and not has_followed(message, kept.content):
            raise ChatError("it could not be made, see the log", permanent=True)

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        with self._patient(self.store.read()) as session:
            found = posts.find_key(session, channel, BOT, key, since)
        return str(found) if found else None

    # --- what the page needs besides ---

    def keep(self, channel: str, author: str, content: dict[str, Any], key: str | None = None) -> posts.Post:
        """Post for good, stamped with the programme's time for the page to show."""
        stamped = {**content, "at": self.clock.now().isoformat()}
        with self._patient(self.store.write()) as session:
            return posts.add_post(session, channel, author, stamped, self.clock.real_now(), key)

    def posts_after(self, after: int) -> tuple[list[posts.Post], int]:
        """The next posts of all conversations, and the id of the latest of all."""
        with self._patient(self.store.read()) as session:
            return posts.posts_after(session, after), posts.latest_post(session)

    def kept(self, post: int) -> posts.Post | None:
        with self._patient(self.store.read()) as session:
            return posts.find_post(session, post)

    def resolve_channels(self, person: str, text: str) -> tuple[str, ...]:
        """The #channels named in a text that the person can see, in order."""
        named = [self.cast.channels.get(name) for name in re.findall(r"#([\w-]+)", text)]
        return tuple(c.id for c in named if c and (not c.private or person in c.members))

    def resolve_people(self, text: str) -> tuple[str, ...]:
        """The @people of the cast named in a text, in order."""
        known = {fold(id_): id_ for id_ in self.cast.people}
        named = (known.get(fold(name), "") for name in re.findall(r"(?<!\w)@([\w-]+)", text))
        return tuple(filter(None, dict.fromkeys(named)))

    def advance(self, to: Callable[[datetime], datetime]) -> datetime:
        """Move the programme to what follows its local time; gives the new time."""
        with self._advancing:
            local = self.clock.now().astimezone(ZONE)
            try:
                self._advance(to(local))
            finally:
                with self._patient(self.store.write()) as session:
                    posts.keep_clock_ahead(session, self.clock.ahead)
            return self.clock.now()

    @staticmethod
    def loopback_only(host: str) -> None:
        """Raises ValueError where others than this machine could reach the sandbox."""
        if host != "localhost" and not _is_loopback(host):
            raise ValueError(
                f"the sandbox lets anybody speak as anybody: it listens on 127.0.0.1, not {host!r}"
            )

    def _check_reach(self, channel: str) -> None:
        people = in_conversation(channel)
        for person in people:
            self.profile(person)
        if not people and not self.join(channel):
            raise ChatError("the bot was not invited to this channel", permanent=True)

    @contextmanager
    def _patient(self, transaction: AbstractContextManager[Session]) -> Iterator[Session]:
        """A locked database is a platform that says "later": nothing was posted."""
        try:
            with transaction as session:
                yield session
        except StoreBusyError as busy:
            raise ChatError("the sandbox's database is busy") from busy


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
