"""How long an answer to an offer is waited for, in working hours of the expert, before the next is asked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.calendar.regions import METROPOLE, Region, region_of_zone
from gamma.calendar.working_days import (
    CLOSES,
    OPENS,
    add_working_hours,
    later_working_instant,
    next_working_day,
)
from gamma.dates import day_in
from gamma.experts.question import Offer
from gamma.local_time import LocalMoment
from gamma.programme.experts import ExpertTimes

_HOURS_A_DAY = CLOSES.hour - OPENS.hour


@dataclass(frozen=True)
class Step:
    """What an offer without an answer leads to, and when: the expert is reminded, or it lapses."""

    what: Literal["remind", "lapse"]
    at: datetime


def step_of(offer: Offer, times: ExpertTimes, zone: ZoneInfo, region: Region) -> Step:
    """The next one of an open offer.

    "Later" replaces the reminder by one on the day chosen. It never lapses before a reminder had its time:
    while the bot was away, nobody was asked.
    """
    is_reminded = offer.reminded_at and offer.reminded_at >= (offer.later_until or offer.reminded_at)
    if offer.reminded_at and is_reminded:
        left = times.next_after - times.reminded_after
        return Step("lapse", _after(offer.reminded_at, left, zone, region))
    if offer.later_until:
        return Step("remind", offer.later_until)
    return Step("remind", _after(offer.offered_at, times.reminded_after, zone, region))


def comes_back_at(now: datetime, zone: ZoneInfo, region: Region) -> datetime:
    """After "later": at 9:00 of the next working day."""
    return LocalMoment(next_working_day(day_in(now, zone), region), OPENS, zone).instant


def day_said(instant: datetime, zone: ZoneInfo) -> date:
    """On which day a reader hears of what is due then, in their hours: no other may be promised."""
    return day_in(later_working_instant(instant, zone, region_of_zone(zone) or METROPOLE), zone)


def team_told_at(asked_at: datetime, times: ExpertTimes, zone: ZoneInfo, region: Region) -> datetime:
    """When the programme team hears of a question that nobody took, by the startup's calendar."""
    return _after(asked_at, times.team_told_after, zone, region)


def _after(instant: datetime, days: float, zone: ZoneInfo, region: Region) -> datetime:
    return add_working_hours(instant, days * _HOURS_A_DAY, zone, region)
