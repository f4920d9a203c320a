"""Questions to the expert network, their offers, those who may take them, and whose turn it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.calendar import (
    CLOSES,
    METROPOLE,
    OPENS,
    Region,
    add_working_hours,
    later_working_instant,
    next_working_day,
    region_of_zone,
)
from gamma.dates import LocalMoment, day_in
from gamma.programme.experts import ExpertTimes

State = Literal["draft", "open", "taken", "closed"]
ClosedAs = Literal["", "answered", "known", "withdrawn", "expired", "erased"]
OfferState = Literal["open", "declined", "lapsed", "accepted", "over"]

PRIVATELY = ""
"""The conversation of two who were brought together each in private."""

UNTIL_BACK = datetime(9999, 1, 1, tzinfo=UTC)
"""The end of the pause of an expert whose account takes no messages: until they say that they are back."""

COMMON_WITHIN = timedelta(days=7)
"""Two who have no working hour in common in that time are each written to in private, in their own hours."""

RECENTLY = timedelta(days=30)
"""Who was asked less often in that time is asked first."""

_LOOK_AGAIN = timedelta(hours=1)
"""Nobody has two offers on their table. Who has one may answer any time: when they are looked at again."""

_HOURS_A_DAY = CLOSES.hour - OPENS.hour


@dataclass(frozen=True)
class Question:
    """A draft has no domain yet.

    channel: the startup's channel where it was asked, on the platform of who asked; None where in private.
    conversation: the id of the channel of both, PRIVATELY, or None as long as nobody brought them together.
    followed_up: how many of the follow-ups after it was taken have been said.
    rating: 1 to 5. outcome_text: what the answer changed, in the asker's words.
    held_until: its asker looks at what is known already, and nobody is asked before then. known_answer,
    known_resource: the number of the shared question, or of the resource, that answered it.
    """

    id: int
    startup_id: str
    asker_id: int
    domain: str
    text: str
    context: str
    confidential: bool
    channel: str | None
    state: State
    asked_at: datetime
    next_at: datetime | None
    escalated_at: datetime | None = None
    no_expert_notified_at: datetime | None = None
    expert_id: int | None = None
    taken_at: datetime | None = None
    conversation: str | None = None
    followed_up: int = 0
    talked_at: datetime | None = None
    closed_at: datetime | None = None
    resolution: ClosedAs = ""
    rating: int | None = None
    outcome_text: str = ""
    asker_shares: bool = False
    expert_shares: bool = False
    held_until: datetime | None = None
    known_answer: int | None = None
    known_resource: int | None = None

    @property
    def group_key(self) -> str:
        """What the messages of this question are filed under in the outbox."""
        return f"question:{self.id}"

    @property
    def is_shared(self) -> bool:
        """Both agreed that others may read it."""
        return self.asker_shares and self.expert_shares and not self.confidential


@dataclass(frozen=True)
class QuestionDraft:
    """What is asked. domain: "" where it is still to be chosen."""

    domain: str
    text: str
    context: str = ""
    confidential: bool = False

    def says_the_same_as(self, question: Question) -> bool:
        """Whatever domain was chosen since for one that named none."""
        stated = QuestionDraft(
            self.domain and question.domain, question.text, question.context, question.confidential
        )
        return self == stated


def visible_to_team(questions: Iterable[Question], reader: int | None = None) -> list[Question]:
    """Those that a startup's team may know of; a confidential one is known to who asked it alone."""
    return [each for each in questions if not each.confidential or each.asker_id == reader]


# --- those who help ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Expert:
    """domains: how well each is known, 1 to 3. capacity: questions taken in a month at most."""

    person_id: int
    domains: dict[str, int]
    capacity: int
    paused_until: datetime | None

    def is_paused(self, now: datetime) -> bool:
        return self.paused_until is not None and self.paused_until > now


@dataclass(frozen=True)
class Workload:
    """taken: questions an expert took this calendar month. waiting: offers that wait for their answer."""

    taken: int
    waiting: int


def month_start(now: datetime, zone: ZoneInfo) -> datetime:
    """When the calendar month of that place began."""
    return LocalMoment(day_in(now, zone).replace(day=1), time(0), zone).instant


# --- whose turn it is -------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """An expert in the question's domain, neither its asker nor offered it before.

    taken: questions taken this calendar month, by their clock. waiting: offers not answered yet.
    recent: offers in the last 30 days.
    """

    person_id: int
    level: int
    capacity: int
    zone: ZoneInfo
    region: Region
    paused_until: datetime | None = None
    taken: int = 0
    waiting: int = 0
    recent: int = 0
    last_asked: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """Offer it to this person now, or look again then; neither where nobody is left.

    all_away: all that are left are paused, or took their share of the month.
    """

    person_id: int | None = None
    look_at: datetime | None = None
    all_away: bool = False


@dataclass(frozen=True)
class Outlook:
    """Of a question. nobody: nobody helps in its domain. at: when somebody is asked, None for now."""

    nobody: bool = False
    at: datetime | None = None


def choose_candidate(candidates: Sequence[Candidate], now: datetime) -> Choice:
    """Somebody free, in their hours, and whose turn it is."""
    if not candidates:
        return Choice()
    available = {candidate: available_from(candidate, now) for candidate in candidates}
    at_hand = [candidate for candidate in candidates if available[candidate] <= now]
    if at_hand:
        return Choice(min(at_hand, key=_turn).person_id)
    all_away = all(_away_until(candidate, now) > now for candidate in candidates)
    return Choice(look_at=min(available.values()), all_away=all_away)


def available_from(candidate: Candidate, now: datetime) -> datetime:
    """The first instant, as far as is known now, at which they may be asked: within their hours."""
    earliest = _away_until(candidate, now)
    if earliest <= now and candidate.waiting:
        earliest = now + _LOOK_AGAIN
    return later_working_instant(earliest, candidate.zone, candidate.region)


def _turn(candidate: Candidate) -> tuple[int, int, datetime, int]:
    """The least asked first; of those asked as often, who knows best, then who was not asked for longest."""
    last = candidate.last_asked or datetime.min.replace(tzinfo=UTC)
    return candidate.recent, -candidate.level, last, candidate.person_id


def _away_until(candidate: Candidate, now: datetime) -> datetime:
    """When their pause ends and their month has room; now, where neither stands in the way."""
    pause = max(candidate.paused_until or now, now)
    if candidate.taken < candidate.capacity:
        return pause
    return max(pause, _next_month(now, candidate.zone))


def _next_month(now: datetime, zone: ZoneInfo) -> datetime:
    day = day_in(now, zone)
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return LocalMoment(first, time(0), zone).instant


# --- offers, and how long an answer is waited for -----------------------------------------------


@dataclass(frozen=True)
class Offer:
    """later_until: when to come back to the expert, after "later"."""

    id: int
    question_id: int
    person_id: int
    state: OfferState
    offered_at: datetime
    later_until: datetime | None = None
    reminded_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class OfferStep:
    """What an offer without an answer leads to, and when: the expert is reminded, or it lapses."""

    kind: Literal["remind", "lapse"]
    at: datetime


def next_offer_step(offer: Offer, times: ExpertTimes, zone: ZoneInfo, region: Region) -> OfferStep:
    """Of an open offer, in working hours of the expert.

    "Later" replaces the reminder by one on the day chosen. It never lapses before a reminder had its time:
    while the bot was away, nobody was asked.
    """
    is_reminded = offer.reminded_at and offer.reminded_at >= (offer.later_until or offer.reminded_at)
    if offer.reminded_at and is_reminded:
        left = times.next_after - times.reminded_after
        return OfferStep("lapse", _working_days_after(offer.reminded_at, left, zone, region))
    if offer.later_until:
        return OfferStep("remind", offer.later_until)
    return OfferStep("remind", _working_days_after(offer.offered_at, times.reminded_after, zone, region))


def next_morning(now: datetime, zone: ZoneInfo, region: Region) -> datetime:
    """At 9:00 of the next working day."""
    return LocalMoment(next_working_day(day_in(now, zone), region), OPENS, zone).instant


def day_of_notice(instant: datetime, zone: ZoneInfo) -> date:
    """On which day a reader hears of what is due then, in their hours: no other may be promised."""
    return day_in(later_working_instant(instant, zone, region_of_zone(zone) or METROPOLE), zone)


def escalation_at(asked_at: datetime, times: ExpertTimes, zone: ZoneInfo, region: Region) -> datetime:
    """When the programme team hears of a question that nobody took, by the startup's calendar."""
    return _working_days_after(asked_at, times.team_told_after, zone, region)


def earliest_escalation(asked_at: datetime, times: ExpertTimes) -> datetime:
    """Before that the programme team hears of it by no calendar: working hours pass no faster than hours."""
    return asked_at + timedelta(hours=times.team_told_after * _HOURS_A_DAY)


def _working_days_after(instant: datetime, days: float, zone: ZoneInfo, region: Region) -> datetime:
    return add_working_hours(instant, days * _HOURS_A_DAY, zone, region)
