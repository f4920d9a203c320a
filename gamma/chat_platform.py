"""What the jobs and the dispatcher ask of a chat platform."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol

from gamma.chat import Message, Profile

Owe = Callable[[str, str], Callable[[], None]]
"""(platform, account): keeps that this person waits for an answer, until what it gives is called."""


class Chat(Protocol):
    """Every method may raise ChatError."""

    name: str
    answers_forms: bool
    """Whether the answer to a form may be a message; if not, it is posted in private."""

    @property
    def chains_forms(self) -> bool:
        """Whether the answer to a form may be the next form; if not, a button in a message opens it."""
        ...

    def profile(self, person: str) -> Profile: ...

    def forget(self, person: str) -> None:
        """Keep nothing of the person in memory."""
        ...

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        """Those of the channels (ids) in which the person is now."""
        ...

    def members(self, channel: str) -> set[str]:
        """Who is in the channel, without the bot, other bots maybe among them.

        Of a channel of very many not all: it is known by their number.
        """
        ...

    def join(self, channel: str) -> bool:
        """Make the bot a member that can post and read; False where somebody has to invite it."""
        ...

    def direct_channel(self, person: str) -> str:
        """The id of the person's direct conversation with the bot, opened if need be."""
        ...

    def group_channel(self, people: Sequence[str]) -> str:
        """The id of the one conversation of these two or more and the bot, opened if need be.

        Opened again, it is the same.
        """
        ...

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        """Post the words for good, marked with the key; gives the platform's id of the post.

        reader: the person whose direct conversation this is, "" in a channel.
        """
        ...

    def edit(self, channel: str, post: str, message: Message, key: str, reader: str) -> None:
        """Have the bot's own post say this in place of what it said; made again, it changes nothing.

        key, reader: as it was posted with. What was attached to it stays. `gone` where it is not there.
        """
        ...

    def attach(self, channel: str, post: str, message: Message, key: str) -> None:
        """Send the message's picture and file after its words, which stand in that post already.

        Called again after a failure: whatever came through may then come twice.
        """
        ...

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        """The id of the bot's own post with this key among those since then, if it is there."""
        ...
