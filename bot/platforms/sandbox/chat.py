"""The sandbox as a chat platform; what its page asks is in endpoints.py."""

from collections.abc import Collection, Sequence
from datetime import datetime
from ipaddress import ip_address

from flask import Blueprint

from bot.clock import Clock
from bot.platforms.sandbox.endpoints import make_blueprint
from bot.platforms.sandbox.render import has_attachments, render_message, render_post
from bot.platforms.sandbox.state import BOT, ZONE, Advance, Completions, SandboxState
from bot.platforms.sandbox.workspace import direct_conversation, group_conversation, people_in_conversation
from bot.signing import Signer
from gamma.chat import ChatError, Dispatch, Message, Place, Profile
from gamma.chat_platform import Owe
from gamma.spoken import Hear
from storage.store import Store


class Sandbox:
    """A chat platform of its own, with invented people. Posts are kept; private answers are not.

    advance: runs every instant due until then, and moves the programme's clock.
    completions: the commands to propose, as (words after /gamma, summary), in a locale.
    """

    name = "sandbox"
    chains_forms = answers_forms = True

    def __init__(
        self,
        store: Store,
        clock: Clock,
        signer: Signer,
        advance: Advance,
        completions: Completions = lambda _locale: (),
    ) -> None:
        self._state = SandboxState(store, clock, signer, advance, completions)

    def listen(self, hear: Hear, _owe: Owe) -> None:
        self._state.hear = hear

    def blueprint(self, dispatch: Dispatch) -> Blueprint:
        return make_blueprint(self._state, dispatch)

    def troubles(self) -> list[str]:
        """Who asks waits for the answer itself."""
        return []

    def verify(self) -> None:
        """There is no token to be refused."""

    def start(self, _dispatch: Dispatch) -> None:
        """The programme's time goes on from where it was left."""
        self._state.resume()

    def stop(self) -> None:
        """Nothing runs in the background."""

    def profile(self, person: str) -> Profile:
        somebody = self._state.workspace.people.get(person)
        if not somebody:
            raise ChatError("nobody in the sandbox has this id", permanent=True)
        return Profile(somebody.name, somebody.locale, ZONE.key, (somebody.name,))

    def forget(self, person: str) -> None:
        """Its people are invented, and the same for everybody."""

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        channel_ids = {
            channel.id for channel in self._state.workspace.channels.values() if person in channel.members
        }
        return channel_ids & set(channels)

    def members(self, channel: str) -> set[str]:
        details = self._state.workspace.channels.get(channel)
        if not details:
            raise ChatError("the sandbox has no such channel", permanent=True)
        return set(details.members)

    def join(self, channel: str) -> bool:
        details = self._state.workspace.channels.get(channel)
        if not details:
            raise ChatError("the sandbox has no such channel", permanent=True)
        return details.has_bot or not details.private

    def direct_channel(self, person: str) -> str:
        self.profile(person)
        return direct_conversation(person)

    def group_channel(self, people: Sequence[str]) -> str:
        for person in people:
            self.profile(person)
        return group_conversation(people)

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        self._check_channel(channel)
        content = render_post(message, self._state.signer, reader, Place(channel, direct=bool(reader)))
        return str(self._state.add_post(channel, BOT, content, key).id)

    def edit(self, channel: str, post: str, message: Message, _key: str, reader: str) -> None:
        """Its picture and its file stay as they are."""
        place = Place(channel, direct=bool(reader))
        content = render_message(message, self._state.signer, reader, place)
        if not self._state.edit_post(int(post), content):
            raise ChatError("there is no such post any more", permanent=True, gone=True)

    def attach(self, _channel: str, post: str, message: Message, _key: str) -> None:
        """What can follow came with the post, at once."""
        stored = self._state.find_post(int(post))
        if stored and not has_attachments(message, stored.content):
            raise ChatError("it could not be made, see the log", permanent=True)

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        post = self._state.find_key(channel, key, since)
        return str(post) if post else None

    @staticmethod
    def loopback_only(host: str) -> None:
        """Raises ValueError where others than this machine could reach the sandbox."""
        if host != "localhost" and not _is_loopback(host):
            raise ValueError(
                f"the sandbox lets anybody speak as anybody: it listens on 127.0.0.1, not {host!r}"
            )

    def _check_channel(self, channel: str) -> None:
        people = people_in_conversation(channel)
        for person in people:
            self.profile(person)
        if not people and not self.join(channel):
            raise ChatError("the bot was not invited to this channel", permanent=True)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
