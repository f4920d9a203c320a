"""Which two teams may help each other: one has reached lately what the other works on."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from gamma.assessments.trend import Verdicts
from gamma.calendar import METROPOLE, add_working_days, later_working_instant, region_of_zone
from gamma.dates import LocalMoment, Quarter, day_in
from gamma.programme.peers import PeerTimes

State = Literal["offered", "looking", "introduced", "over"]
"""offered: asked of the team with the gap. looking: it said yes; no state tells whether another team was
asked, or said no."""


@dataclass(frozen=True)
class Standing:
    """What shared results say of a startup lately. contacts: by platform, whom of the team it is asked.

    gaps: criteria that it works on. reached: those it has; moved: of these, the ones it had not before.
    shared_by: ids of those whose answers the latest result is made of.
    """

    startup_id: str
    incubator: str = ""
    gaps: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    shared_by: frozenset[int] = frozenset()
    contacts: Mapping[str, int] = field(default_factory=dict)


class Pair(NamedTuple):
    """gap: the startup that works on the criterion; peer: the one that reached it. person: of the gap's."""

    criterion: str
    gap: str
    peer: str
    platform: str
    person: int


@dataclass(frozen=True)
class Proposal:
    """until: when an answer comes too late: of the team with the gap, then of the other.

    gap_person, peer_person: who is asked; none before they are, and once it is no more theirs to answer.
    named: whether the team with the gap lets its name be said before both have said yes.
    """

    id: int
    criterion: str
    gap: str
    peer: str
    state: State
    until: datetime
    gap_person: int | None
    peer_person: int | None
    named: bool

    @property
    def group_key(self) -> str:
        return f"peers:{self.id}"

    def awaits(self, person: int, now: datetime) -> Literal["", "gap", "peer"]:
        """As which of both this person may answer now."""
        if now >= self.until:
            return ""
        if person == self.gap_person and self.state in ("offered", "looking"):
            return "gap"
        return "peer" if person == self.peer_person and self.state == "looking" else ""

    def gap_holds(self, standing: Standing, person: int | None) -> bool:
        """Whether its team shows this gap still, and this person's answers are among what it shared."""
        return self.criterion in standing.gaps and person in standing.shared_by

    def peer_holds(self, standing: Standing, person: int | None) -> bool:
        return self.criterion in standing.reached and person in standing.shared_by


def standing_verdicts(
    latest: Quarter, verdicts: Verdicts, before: Verdicts, now: Quarter
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The gaps, what is reached, and what of it was not before. Nothing of a result that is old by now."""
    if latest not in (now, now.preceding()):
        return frozenset(), frozenset(), frozenset()
    gaps = frozenset(each for each, verdict in verdicts.items() if verdict in ("partly", "not_yet"))
    reached = frozenset(each for each, verdict in verdicts.items() if verdict == "reached")
    moved = frozenset(each for each in reached if before.get(each) in ("partly", "not_yet"))
    return gaps, reached, moved


def is_asked(times: PeerTimes, now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is the month of the quarter in which teams are asked."""
    return (day_in(now, zone).month - 1) % 3 + 1 == times.month


def answered_by(times: PeerTimes, since: datetime, zone: ZoneInfo) -> datetime:
    """Until when an answer is waited for, by the clock of who is asked."""
    region = region_of_zone(zone) or METROPOLE
    asked = LocalMoment.of(later_working_instant(since, zone, region), zone)
    return asked.on(add_working_days(asked.day, times.answered_within, region)).instant


def choose_pairs(
    standings: Collection[Standing], busy: Collection[str], known: Collection[tuple[str, str, str]]
) -> list[Pair]:
    """Each startup in one at most, and in none where it was in one this quarter (busy).

    known: by criterion, gap and peer, what was proposed before, and is not again. Teams of different
    incubators first: those of the same one meet anyhow. Of those, whoever was asked least often.
    """
    taken, pairs = set(busy), list[Pair]()
    times = _times_asked(known)
    for choice in sorted(_possible(standings, set(known)), key=lambda each: _place(each, times)):
        gap, peer = choice.gap.startup_id, choice.peer.startup_id
        if not taken & {gap, peer}:
            taken |= {gap, peer}
            person = choice.gap.contacts[choice.platform]
            pairs.append(Pair(choice.criterion, gap, peer, choice.platform, person))
    return pairs


class _Choice(NamedTuple):
    criterion: str
    platform: str
    gap: Standing
    peer: Standing


def _possible(standings: Collection[Standing], known: set[tuple[str, str, str]]) -> Iterator[_Choice]:
    """On one platform, where the two can write to each other."""
    for gap in standings:
        for peer in standings:
            platforms = sorted(gap.contacts.keys() & peer.contacts.keys())
            for criterion in sorted(gap.gaps & peer.moved):
                is_new = (criterion, gap.startup_id, peer.startup_id) not in known
                if gap.startup_id != peer.startup_id and is_new and platforms:
                    yield _Choice(criterion, platforms[0], gap, peer)


def _times_asked(known: Collection[tuple[str, str, str]]) -> Mapping[str, int]:
    asked: dict[str, int] = {}
    for _, gap, peer in known:
        for startup in (gap, peer):
            asked[startup] = asked.get(startup, 0) + 1
    return asked


def _place(choice: _Choice, times: Mapping[str, int]) -> tuple[bool, int, str, str, str]:
    gap, peer = choice.gap, choice.peer
    is_same = bool(gap.incubator) and gap.incubator == peer.incubator
    asked = times.get(gap.startup_id, 0) + times.get(peer.startup_id, 0)
    return is_same, asked, gap.startup_id, peer.startup_id, choice.criterion
