"""What is handed from the one who claims to a sender, and back."""

from dataclasses import dataclass
from datetime import datetime

from gamma.chat import Message
from gamma.outbox import Claimed
from gamma.people.person import Person
from jobs.delivery.repetition import Spared, Telling


@dataclass(frozen=True)
class Claim:
    """What a sender is given. reader: the person it is for, None where it is for a channel."""

    claimed: Claimed
    reader: Person | None


@dataclass(frozen=True)
class Said:
    """Its words stand in this post: to be recorded before its reader is told anything else.

    lacking: what did not follow it, and why.
    """

    claimed: Claimed
    post: str
    told: Telling | None = None
    lacking: str = ""


@dataclass(frozen=True)
class Prepared:
    """What is to be sent, or why nothing is at this moment. shown: the revision its words show, 0 of most."""

    opens: datetime | None = None
    message: Message | None = None
    shown: int = 0
    told: Telling | None = None
    spared: Spared | None = None
