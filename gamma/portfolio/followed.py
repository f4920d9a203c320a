"""A startup as somebody sees it who watches over its rhythm, and what of it asks for attention, with why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.assessments.readiness import LEVELS
from gamma.assessments.trend import Verdicts
from gamma.calendar import Region
from gamma.checkpoints.cadence import Cadence, cadence_or_default
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.settings import CheckpointSettings, region_for, zone_for
from gamma.committees.committee import PREPARED_FROM, Committee
from gamma.dates import Quarter, day_in
from gamma.metrics.metric import Metric
from gamma.people.person import Person
from gamma.portfolio.attention import REPEATED_POSTPONEMENTS, gap_too_long_at, silent_from
from gamma.programme.criteria import Verdict

AttentionKind = Literal["unclosed", "undecided", "envelope", "silent", "gap", "postponed", "unfollowed"]


@dataclass(frozen=True)
class Attention:
    """One reason to look at a startup. day: of what, or since when. checkpoint: the one that it is about."""

    kind: AttentionKind
    day: date | None = None
    checkpoint: Checkpoint | None = None


@dataclass(frozen=True)
class FollowedStartup:
    """takes_part: without that only what somebody planned is known of it.

    gap_since: no checkpoint was held since then. last_held_at: when the last one began, at any time.
    last_sign: when it last assessed, planned, held or asked.
    planned: its checkpoints that are still planned, the earliest first, also past ones that nobody closed.
    committees: those whose outcome is not known.
    """

    startup_id: str
    name: str
    takes_part: bool
    settings: CheckpointSettings
    gap_since: datetime
    last_held_at: datetime | None
    last_sign: datetime
    managers: tuple[Person, ...]
    planned: tuple[Checkpoint, ...]
    committees: tuple[Committee, ...]

    def is_silent(self, now: datetime, weeks: int) -> bool:
        """Nothing was assessed, planned, held or asked for so long, and no checkpoint is planned."""
        return self.next_checkpoint(now) is None and silent_from(self.last_sign, weeks) <= now

    @property
    def cadence(self) -> Cadence:
        return cadence_or_default(self.settings.cadence)

    def region(self, default: ZoneInfo) -> Region:
        return region_for(self.settings, self.zone(default))

    def zone(self, default: ZoneInfo) -> ZoneInfo:
        """By whose clock it lives. default: the programme's."""
        return zone_for(self.settings, default)

    def next_checkpoint(self, now: datetime) -> Checkpoint | None:
        return next((each for each in self.planned if each.starts_at > now), None)

    def unclosed_checkpoint(self, now: datetime) -> Checkpoint | None:
        """The last one that is over, and of which nobody said whether it took place."""
        return next((each for each in reversed(self.planned) if each.ends_at <= now), None)

    def postponed_checkpoints(self, now: datetime) -> list[Checkpoint]:
        """Those to come that were put off repeatedly."""
        ahead = (each for each in self.planned if each.starts_at > now)
        return [each for each in ahead if each.postponements >= REPEATED_POSTPONEMENTS]

    def undecided_committees(self) -> list[tuple[Committee, date]]:
        """Those that have a date, with it."""
        return [(each, each.meets_on) for each in self.committees if each.meets_on]

    def is_checkpoint_overdue(self, now: datetime) -> bool:
        """Longer than its rhythm since the last one, and none to come."""
        return self.takes_part and not self._ahead(now) and self.gap_since + self.cadence.longest <= now

    def _ahead(self, now: datetime) -> bool:
        return self.next_checkpoint(now) is not None

    def attention(self, now: datetime, silent_weeks: int, default: ZoneInfo) -> list[Attention]:
        """What to do something about first stands first."""
        return list(self._attention(now, silent_weeks, default))

    def _attention(self, now: datetime, silent_weeks: int, default: ZoneInfo) -> Iterator[Attention]:
        zone = self.zone(default)
        unclosed = self.unclosed_checkpoint(now)
        if unclosed:
            yield Attention("unclosed", unclosed.moment.day, unclosed)
        if not self.takes_part:
            return
        yield from _committee_reasons(self.committees, day_in(now, zone))
        if self.is_silent(now, silent_weeks):
            yield Attention("silent", day_in(self.last_sign, zone))
        elif not unclosed and not self._ahead(now) and gap_too_long_at(self.gap_since, self.cadence) <= now:
            yield Attention("gap", day_in(self.gap_since, zone))
        for checkpoint in self.postponed_checkpoints(now):
            yield Attention("postponed", checkpoint.moment.day, checkpoint)
        if not self.managers:
            yield Attention("unfollowed")


def _committee_reasons(committees: Sequence[Committee], today: date) -> Iterator[Attention]:
    for committee in committees:
        if committee.meets_on and committee.meets_on < today:
            yield Attention("undecided", committee.meets_on)
            continue
        ends_on = None if committee.meets_on else committee.envelope_ends_on
        if ends_on and ends_on <= today + PREPARED_FROM:
            yield Attention("envelope", ends_on)


@dataclass(frozen=True)
class SharedResult:
    """What a team shared in its last quarter with a result, beside the one before, where there is one."""

    quarter: Quarter
    verdicts: Verdicts
    before: Quarter | None = None
    verdicts_before: Verdicts | None = None

    def earlier_verdict(self, criterion_id: str) -> Verdict | None:
        """Where it moved from one known level to another, the one before."""
        earlier, verdict = (self.verdicts_before or {}).get(criterion_id), self.verdicts.get(criterion_id)
        both_known = earlier in LEVELS and verdict in LEVELS
        return earlier if both_known and earlier != verdict else None


@dataclass(frozen=True)
class MutedReason:
    """A reason that asks for no attention up to and including a day. by: a person's id."""

    kind: AttentionKind
    day: date | None
    until: date
    note: str
    by: int | None = None


@dataclass(frozen=True)
class PortfolioFacts:
    """What a portfolio tells beside what matters now. phase: as imported, "" where none has begun.

    open_questions: to the experts, without confidential ones. committee_met_on: the last whose outcome is
    known. seasons: those it is in, each with its name and whether it goes on, by id.
    """

    incubator: str = ""
    phase: str = ""
    open_questions: int = 0
    committee_met_on: date | None = None
    seasons: Mapping[str, tuple[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True)
class PortfolioRow:
    """One startup in the list of who follows it. result: None where nothing was shared yet.

    muted: reasons that stand, and that somebody put aside for a while. facts, metric: None where they were
    not asked.
    """

    startup: FollowedStartup
    result: SharedResult | None
    attention: Sequence[Attention]
    muted: Sequence[tuple[Attention, MutedReason]] = ()
    facts: PortfolioFacts | None = None
    metric: Metric | None = None

    @property
    def known(self) -> PortfolioFacts:
        return self.facts or PortfolioFacts()

    def sponsor_seen(self, zone: ZoneInfo) -> tuple[date, Literal["checkpoint", "committee"]] | None:
        """When it was at a checkpoint or a committee for the last time, as far as it was noted."""
        held, met = self.startup.last_held_at, self.known.committee_met_on
        seen: list[tuple[date, Literal["checkpoint", "committee"]]] = []
        if met:
            seen.append((met, "committee"))
        if held:
            seen.append((day_in(held, zone), "checkpoint"))
        return max(seen, key=lambda each: each[0], default=None)

    def committee_on(self, today: date) -> date | None:
        """The next one that has a date."""
        days = [day for _, day in self.startup.undecided_committees() if day >= today]
        return min(days, default=None)


def muted_until(muted: Sequence[MutedReason], kind: AttentionKind, day: date | None) -> date | None:
    """The last day on which this reason asks for no attention; None where it does."""
    return max((each.until for each in muted if (each.kind, each.day) == (kind, day)), default=None)


def set_aside(
    reasons: Sequence[Attention], muted: Sequence[MutedReason], today: date
) -> tuple[list[Attention], list[tuple[Attention, MutedReason]]]:
    """Those that ask for attention, and those that are muted today; of another day it is another reason."""
    asleep = {(each.kind, each.day): each for each in muted if each.until >= today}
    asking = [each for each in reasons if (each.kind, each.day) not in asleep]
    return asking, [
        (each, asleep[each.kind, each.day]) for each in reasons if (each.kind, each.day) in asleep
    ]


def in_order(rows: Sequence[PortfolioRow]) -> list[PortfolioRow]:
    """Those that ask for attention first, and within both by name: no startup is better than another."""
    return sorted(rows, key=lambda row: (not row.attention, row.startup.name.casefold()))
