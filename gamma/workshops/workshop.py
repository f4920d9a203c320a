"""A workshop: what is announced, who has a place in it and who waits for one, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from gamma.dates import LocalMoment

State = Literal["planned", "cancelled", "held"]
Standing = Literal["none", "place", "waiting"]
"""What somebody is for a workshop: not signed up, with a place, or waiting for one."""

MOST_PLACES = 500
DURATION = timedelta(hours=1)


@dataclass(frozen=True)
class Workshop:
    """revision grows with each change that calendars and reminders must learn. uid: its name in calendars.

    platform, channel: where its one post stands. link: of the call, for those who have a place.
    notes: the address of what is left of it; "" for none.
    """

    id: int
    uid: str
    title: str
    domain: str
    host_id: int
    announced_by: int
    platform: str
    channel: str
    moment: LocalMoment
    places: int
    link: str
    state: State
    revision: int
    notes: str
    changed_at: datetime

    @property
    def starts_at(self) -> datetime:
        return self.moment.instant

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + DURATION

    @property
    def post_key(self) -> str:
        """Of its one post, which lives."""
        return f"workshop:{self.id}:post"

    @property
    def notes_key(self) -> str:
        """Of the post that tells of its notes, which lives too."""
        return f"workshop:{self.id}:notes"

    def group_key(self, person_id: int) -> str:
        """What the reminders of one person are filed under in the outbox."""
        return f"workshop:{self.id}:{person_id}"

    def is_ahead(self, now: datetime) -> bool:
        """Whether people may still come and go."""
        return self.state == "planned" and now < self.starts_at

    def is_over(self, now: datetime) -> bool:
        """It took place, as far as anybody knows."""
        return self.state == "held" or (self.state == "planned" and self.ends_at <= now)


@dataclass(frozen=True)
class SignUp:
    """In the order in which they came."""

    person_id: int
    waiting: bool
    signed_up_at: datetime


@dataclass(frozen=True)
class Attendance:
    """Who has a place, and who waits, each in the order in which they came."""

    places: int
    sign_ups: Sequence[SignUp] = ()

    @property
    def coming(self) -> list[int]:
        return [each.person_id for each in self.sign_ups if not each.waiting]

    @property
    def waiting(self) -> list[int]:
        return [each.person_id for each in self.sign_ups if each.waiting]

    @property
    def taken(self) -> int:
        return len(self.coming)

    @property
    def is_full(self) -> bool:
        return self.taken >= self.places

    def standing(self, person_id: int) -> Standing:
        if person_id in self.coming:
            return "place"
        return "waiting" if person_id in self.waiting else "none"

    def rank(self, person_id: int) -> int:
        """Of who waits: 1 for whoever is next."""
        return self.waiting.index(person_id) + 1

    def to_move_up(self) -> list[SignUp]:
        """Those for whom there is room now, in order. Nobody who has a place loses it to fewer places."""
        free = max(self.places - self.taken, 0)
        return [each for each in self.sign_ups if each.waiting][:free]
