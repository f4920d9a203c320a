"""A season of the programme: when it runs, the moments at which its teams are asked, and how it is named."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.assessments.rounds import Occasion, Round
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError
from gamma.parsing.day import parse_day
from gamma.parsing.text import normalise
from gamma.text import one_line
from gamma.translator import N_

Moment = Literal["entry", "middle", "exit", "after"]

OCCASIONS: Mapping[Moment, Occasion] = {
    "entry": "entry",
    "middle": "middle",
    "exit": "exit",
    "after": "follow_up",
}
"""The round of self-assessment that each moment is taken by, in the order of the season."""

_EARLY_OR_LATE = timedelta(days=45)
_AFTER_FROM, _AFTER_UNTIL = timedelta(days=30), timedelta(days=150)
LONGEST_NAME, LONGEST_ID = 80, 60
_LONGEST = timedelta(days=2 * 366)
_DATES = re.compile(
    r"^(?P<name>.*)[\s,]*\b(?:du|from)\b(?P<start>.+?)\b(?:au|à|to|until)\b(?P<end>.+)$", re.IGNORECASE
)
_TWO_DAYS = re.compile(r"^(?P<name>.*?)\s*(?P<start>\d{4}-\d\d-\d\d)\s+(?P<end>\d{4}-\d\d-\d\d)$")


@dataclass(frozen=True)
class Season:
    """closed_at: since when it is read-only. fingerprint: of the report that was kept then, "" before."""

    id: str
    name: str
    starts_on: date
    ends_on: date
    closed_at: datetime | None = None
    fingerprint: str = ""

    @property
    def middle(self) -> date:
        return self.starts_on + (self.ends_on - self.starts_on) / 2

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the beginning of its first day until the end of its last, by the clock there."""
        first, after = LocalMoment(self.starts_on, time(), zone), self.ends_on + timedelta(days=1)
        return first.instant, first.on(after).instant

    def window(self, moment: Moment) -> tuple[date, date]:
        """The days on which the round of that moment may have opened, both ends included."""
        middle = self.middle
        windows: Mapping[Moment, tuple[date, date]] = {
            "entry": (self.starts_on - _EARLY_OR_LATE, middle - timedelta(days=1)),
            "middle": (self.starts_on, self.ends_on),
            "exit": (middle, self.ends_on + _EARLY_OR_LATE),
            "after": (self.ends_on + _AFTER_FROM, self.ends_on + _AFTER_UNTIL),
        }
        return windows[moment]

    def round_of(self, moment: Moment, rounds: Iterable[tuple[Round, date]]) -> Round | None:
        """Of one startup's, each with the day it opened: the last of that occasion within the window."""
        first, last = self.window(moment)
        fitting = [
            round
            for round, day in rounds
            if round.occasion == OCCASIONS[moment] and round.state != "planned" and first <= day <= last
        ]
        return max(fitting, key=lambda round: (round.opens_at, round.id), default=None)


@dataclass(frozen=True)
class SeasonLine:
    """What was typed to open a season."""

    name: str
    starts_on: date
    ends_on: date

    @property
    def id(self) -> str:
        return season_id(self.name)


def season_id(name: str) -> str:
    """ "Automne 2026" -> "automne-2026"."""
    return re.sub(r"[^a-z0-9]+", "-", normalise(name))[:LONGEST_ID].strip("-")


def parse_season(typed: str, today: date) -> SeasonLine:
    """ "Automne 2026 du 1er septembre 2026 au 28 février 2027", or two ISO days last.

    Raises InvalidInputError.
    """
    words = one_line(typed)
    match = _TWO_DAYS.match(words) or _DATES.match(words)
    if not match:
        raise InvalidInputError(_HOW)
    name = match["name"].strip(' ,;:-–“”«»"')
    if not season_id(name) or len(name) > LONGEST_NAME:
        raise InvalidInputError(_NAME, limit=LONGEST_NAME)
    starts_on = parse_day(match["start"], today, future=False)
    ends_on = parse_day(match["end"], max(today, starts_on), future=False)
    if not timedelta(days=28) <= ends_on - starts_on <= _LONGEST:
        raise InvalidInputError(
            N_("A season lasts from four weeks to two years: {start} to {end} does not."),
            start=lambda words: words.date(starts_on),
            end=lambda words: words.date(ends_on),
        )
    return SeasonLine(name, starts_on, ends_on)


_NAME = N_("A season needs a name, of {limit} characters at most. Nothing was changed.")
_HOW = N_(
    "A season is opened by its name and its two days: "
    "`/gamma season new Autumn 2026 from 2026-09-01 to 2027-02-28`. Nothing was changed."
)
