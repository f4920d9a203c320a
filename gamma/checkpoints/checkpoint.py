"""A checkpoint with the sponsor: what is agreed, what may become of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from gamma.dates import LocalMoment

State = Literal["planned", "held", "cancelled"]

SPONSOR_LOCALE = "fr"
"""Sponsors are French administrations: what is meant for them is in French, whoever sends it."""


@dataclass(frozen=True)
class Checkpoint:
    """One meeting. revision grows with each change that calendars and reminders must learn.

    uid: its name in calendars, for good. postponements: how often it was put off to a later moment.
    """

    id: int
    startup_id: str
    uid: str
    moment: LocalMoment
    duration_minutes: int
    place: str
    state: State
    revision: int
    postponements: int
    changed_at: datetime

    @property
    def starts_at(self) -> datetime:
        return self.moment.instant

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.duration_minutes)

    @property
    def group_key(self) -> str:
        """What its planned messages are filed under in the outbox."""
        return f"checkpoint:{self.id}"
