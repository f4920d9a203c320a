"""Rounds of self-assessment in the programme file: when they open, when they remind, when they close."""

import re
from datetime import time
from typing import Literal, Self

from pydantic import Field, model_validator

from gamma.programme.texts import ProgrammeEntry

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})")


class RoundTimes(ProgrammeEntry):
    """A team is invited on a weekday of one week of a quarter; what follows is counted in working days."""

    every_months: Literal[3, 6, 12] = 3
    month: int = Field(2, ge=1, le=3)
    week: int = Field(2, ge=1, le=4)
    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday"] = "tuesday"
    hour: str = "10:00"
    reminded_after: tuple[int, ...] = Field((3, 5), max_length=2)
    closed_after: int = Field(10, ge=2, le=30)
    later_after: int = Field(5, ge=1, le=20)
    largest_team: int = Field(20, ge=1, le=100)

    @property
    def weekday(self) -> int:
        """As Python counts them."""
        return WEEKDAYS.index(self.day)

    @property
    def clock(self) -> time:
        return _parse_hour(self.hour)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not time(9) <= _parse_hour(self.hour) <= time(18):
            raise ValueError("hour must be from 9:00 to 18:00")
        days = (0, *self.reminded_after, self.closed_after)
        if list(days) != sorted(set(days)):
            raise ValueError("reminded_after must go up, and come before closed_after")
        return self


def _parse_hour(hour: str) -> time:
    """Raises ValueError."""
    match = _HOUR.fullmatch(hour)
    if not match:
        raise ValueError("hour must be like 10:00")
    return time(int(match[1]), int(match[2]))
