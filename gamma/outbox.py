"""What is to be said, to whom and when: one row, one outcome."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

State = Literal["planned", "claimed", "sent", "failed", "cancelled", "missed"]
ENDED: tuple[State, ...] = ("sent", "failed", "cancelled", "missed")

LATE = timedelta(hours=1)
"""Reminders due longer ago were not said in time: a recipient hears of all of them in one message."""

OVERDUE_AFTER = timedelta(minutes=5)
"""What is due for longer, though nothing keeps it back, somebody should look at."""


@dataclass(frozen=True)
class Timing:
    """How long the steps of a delivery may take; tests that kill the sender have less time.

    The lease outlasts all that may follow a claim: the wait before sending, connecting and sending
    until the HTTP time-out, and the latest effect of a post whose answer nobody awaits any more.
    """

    lease: timedelta = timedelta(seconds=20)
    send_within: timedelta = timedelta(seconds=5)
    """A worker that was held up for longer after its claim sends no more: its lease may end meanwhile."""
    first_wait: timedelta = timedelta(seconds=5)
    longest_wait: timedelta = timedelta(minutes=10)

    def wait_before_retry(self, attempts: int, asked: float | None) -> timedelta:
        """How long to leave a message alone: what the platform asked for, else longer each time."""
        if asked is not None:
            return timedelta(seconds=min(max(asked, _SHORTEST_ASKED), _LONGEST_ASKED))
        longer: timedelta = self.first_wait * int(2 ** min(max(attempts - 1, 0), 10))
        return min(longer, self.longest_wait)


TIMING = Timing()

_SHORTEST_ASKED = 1.0
"""A platform that asks for no wait at all would be asked again and again, before all others."""
_LONGEST_ASKED = 3600.0

LONGEST_HOLD = timedelta(seconds=_LONGEST_ASKED) + timedelta(minutes=1)
"""No message is laid back for longer: one that is was so by a clock that has been set back since."""
HELD_BACK = datetime(9999, 1, 1, tzinfo=UTC)
"""Until when a message is held that only whoever runs the bot lets go, as after a restore."""


KEY_CHARACTERS = 200
"""What the outbox's key has room for."""

ASKED_AS_MEMBER = "member_of"
"""Where a subject holds the startup of whose team somebody asked for this: said only while they are of it."""

READERS = "readers"
"""Where a subject holds the ids of all who read a conversation of several: it keeps the hours of each."""

UNFORESEEN = "unexpected error, see the log"
"""The reason why one waits that an error of ours kept back: its own, so it keeps nobody else waiting."""
UNEXPECTED = "unexpected errors, see the log"
"""The reason of what failed by errors that nobody foresaw: an earlier try may have got through."""
REPLACED_TEXTS = "replaced"
"""Where a subject holds words that somebody typed: it is emptied once the message has ended."""


@dataclass(frozen=True)
class Notification:
    """A message to plan. The key is unique (cut where it is too long): planned twice, it is one message.

    To a person in private (person_id), or to a channel. Rendered when it is sent, by its kind, from
    the facts its subject names. group_key: what all the messages share that are cancelled together
    ("checkpoint:12").
    """

    key: str
    kind: str
    subject: Mapping[str, Any]
    platform: str
    due_at: datetime
    channel: str | None = None
    person_id: int | None = None
    group_key: str = ""

    def __post_init__(self) -> None:
        if (self.channel is None) == (self.person_id is None):
            raise ValueError(f"notification {self.key!r} needs a channel or a person, and only one")
        if len(self.key) > KEY_CHARACTERS:
            object.__setattr__(self, "key", shorten_key(self.key))


def shorten_key(key: str) -> str:
    """As a Notification carries it: a key made of long names must not undo what caused the message."""
    if len(key) <= KEY_CHARACTERS:
        return key
    print_ = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: KEY_CHARACTERS - len(print_) - 1]}:{print_}"


@dataclass(frozen=True)
class Claimed:
    """A notification this worker may send until the lease ends.

    unsure: an earlier try may have been posted; look for the key first.
    withdrawn: why it is not wanted any more, "" while it is: it may only be looked for.
    post: where its words stand already, "" as long as that is not known: what follows them is still due.
    """

    id: int
    lease_token: str
    notification: Notification
    unsure: bool
    attempts: int
    claimed_at: datetime
    first_claimed_at: datetime
    withdrawn: str
    post: str


@dataclass(frozen=True)
class ClaimedEdit:
    """A post that this worker may edit until the lease ends. revision: what it has to show at least."""

    id: int
    lease_token: str
    notification: Notification
    post: str
    revision: int
    attempts: int
    claimed_at: datetime


@dataclass(frozen=True)
class Entry:
    """A row of the outbox as the command line shows it."""

    notification: Notification
    state: State
    attempts: int
    reason: str
    ended_at: datetime | None
    hold_until: datetime | None = None
    withdrawn: str = ""


@dataclass(frozen=True)
class Recipient:
    """A channel, or a person in private."""

    platform: str
    channel: str | None
    person_id: int | None


@dataclass(frozen=True)
class Waiting:
    """A planned message, known not to have been said."""

    id: int
    key: str
    kind: str
    subject: Mapping[str, Any]
    due_at: datetime


@dataclass(frozen=True)
class Stuck:
    """Messages of a platform that were to be said, the first of them since then."""

    platform: str
    count: int
    since: datetime


class Moved(NamedTuple):
    """What became of a message: planned, held, or one of the states that end it."""

    id: int
    platform: str
    kind: str
    outcome: str
