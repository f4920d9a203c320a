"""The smallest platform: keeps posts in memory and fails when it is told to."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.platforms.attachments import send_attachments
from gamma.chat import ChatError, Message, Profile


@dataclass(frozen=True)
class Post:
    id: str
    channel: str
    key: str
    text: str


def _nothing(_key: str) -> None:
    """No mishap."""


class FakeChat:
    """Mishaps are called with the key before a post is stored, after it, at each look and at each upload.

    They may raise.
    """

    chains_forms = answers_forms = True

    def __init__(self, name: str = "slack") -> None:
        self.name = name
        self.posts: list[Post] = []
        self.shown: list[Message] = []
        """What the posts were made from."""
        self.looked_for: list[str] = []
        self.opened: list[str] = []
        self.entered: list[str] = []
        self.closed: set[str] = set()
        """Channels the bot may not enter by itself."""
        self.before_post: Callable[[str], None] = _nothing
        self.after_post: Callable[[str], None] = _nothing
        self.before_look: Callable[[str], None] = _nothing
        self.before_edit: Callable[[str], None] = _nothing
        self.after_edit: Callable[[str], None] = _nothing
        self.edited: list[str] = []
        """The keys of the posts that were edited, each as often as it was."""
        self.before_upload: Callable[[str], None] = _nothing
        self.before_group: Callable[[], None] = lambda: None
        """Called before several people are brought into one conversation; it may raise."""
        self.present: dict[str, set[str]] = {}
        """Who is in each channel."""
        self.attached: list[tuple[str, str]] = []
        """The id of the post and the name of what was attached to it."""

    def profile(self, person: str) -> Profile:
        return Profile(person)

    def forget(self, person: str) -> None:
        """Nothing is remembered."""

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        return set(channels)

    def members(self, channel: str) -> set[str]:
        return set(self.present.get(channel, ()))

    def join(self, channel: str) -> bool:
        self.entered += [] if channel in self.closed else [channel]
        return channel in self.entered

    def direct_channel(self, person: str) -> str:
        self.opened.append(person)
        return f"direct:{person}"

    def group_channel(self, people: Sequence[str]) -> str:
        self.before_group()
        return "group:" + ",".join(sorted(people))

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        self.before_post(key)
        post = Post(f"post:{len(self.shown)}", channel, key, str(message))
        self.posts.append(post)
        self.shown.append(message)
        self.after_post(key)
        return post.id

    def edit(self, channel: str, post: str, message: Message, key: str, reader: str) -> None:
        self.before_edit(key)
        number = next(
            (n for n, kept in enumerate(self.posts) if (kept.id, kept.channel) == (post, channel)), None
        )
        if number is None:
            raise ChatError("it is not there", permanent=True, gone=True)
        self.posts[number] = replace(self.posts[number], text=str(message))
        self.edited.append(key)
        self.after_edit(key)

    def attach(self, channel: str, post: str, message: Message, key: str) -> None:
        self.before_upload(key)
        send_attachments(message, lambda attachment: self.attached.append((post, attachment.name)))

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        self.looked_for.append(key)
        self.before_look(key)
        return next((post.id for post in self.posts if (post.channel, post.key) == (channel, key)), None)
