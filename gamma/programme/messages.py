"""How much the bot says by itself, in the programme file."""

from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from gamma.programme.texts import ProgrammeEntry

LONGEST_PAUSE = 52
"""Weeks. What was told must be known for longer (gamma/privacy/retention.py)."""


class MessageLimits(ProgrammeEntry):
    """person_a_week, channel_a_week: messages at most that time asks for, without those of a meeting.

    pauses: weeks until a fact that has not changed is told again.
    silent_after: weeks without a sign of a team, after which it is silent.
    unowned_told: how often an action without owner is named in the channel.
    """

    person_a_week: int = Field(3, ge=1, le=50)
    channel_a_week: int = Field(4, ge=1, le=50)
    pauses: tuple[int, ...] = Field((2, 4, 8), min_length=1, max_length=10)
    silent_after: int = Field(8, ge=1, le=104)
    unowned_told: int = Field(2, ge=0, le=10)

    @model_validator(mode="after")
    def _pauses_grow(self) -> Self:
        outside = not 1 <= self.pauses[0] <= self.pauses[-1] <= LONGEST_PAUSE
        if outside or any(earlier > later for earlier, later in pairwise(self.pauses)):
            raise ValueError(
                f"pauses must be weeks, {LONGEST_PAUSE} at most, none shorter than the one before it"
            )
        return self
