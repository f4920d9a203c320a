"""A portfolio manager's week: when it is told, and what it says of all their startups in one message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.calendar import (
    OPENS,
    Region,
    add_working_days,
    is_working_day,
    later_working_instant,
    next_working_day,
)
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.agenda import PROPOSED_BEFORE
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.committees.committee import Committee
from gamma.dates import LocalMoment, day_in
from gamma.sections import Section, fit_sections, join_line, literal_text
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_, Translator

_WEEK = timedelta(days=7)
_REPORTED_WEEKLY = timedelta(days=28)
_WEEKS_AFTER, _LONGEST_PAUSE = (0, 2, 6, 14), 8
"""When what nobody answers is told again, in weeks since it was told first."""


@dataclass(frozen=True)
class WeeklyDigest:
    """The week that begins on this Monday is told then: on its first working day, at 9:00."""

    monday: date
    due: datetime

    @property
    def id(self) -> str:
        """ "2026-W50"."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


def upcoming_digests(now: datetime, zone: ZoneInfo, region: Region) -> list[WeeklyDigest]:
    """Next week's, and this week's while it can still be told, on the reader's clock."""
    today = day_in(now, zone)
    monday = today - timedelta(days=today.weekday())
    weeks = [WeeklyDigest(day, _opening(day, region, zone)) for day in (monday, monday + _WEEK)]
    next_hour = later_working_instant(now, zone, region)
    return [
        week for week in weeks if week.due > now or is_worth_sending(week.monday, next_hour, zone, region)
    ]


def is_worth_sending(monday: date, now: datetime, zone: ZoneInfo, region: Region) -> bool:
    """Until the end of the day after; later the week is half over."""
    opening = day_in(_opening(monday, region, zone), zone)
    return day_in(now, zone) <= opening + timedelta(days=1)


def _opening(monday: date, region: Region, zone: ZoneInfo) -> datetime:
    day = monday if is_working_day(monday, region) else next_working_day(monday, region)
    return LocalMoment(day, OPENS, zone).instant


def week_end(monday: date, zone: ZoneInfo) -> datetime:
    """When the week is over on the reader's clock."""
    return datetime.combine(monday + _WEEK, datetime.min.time(), zone)


@dataclass(frozen=True)
class Meeting:
    """A checkpoint of the week. has_points: somebody of the team added something to its agenda."""

    startup: Startup
    checkpoint: Checkpoint
    region: Region
    has_points: bool

    def lacks_agenda(self, today: date) -> bool:
        """Its agenda is due by now, and nobody added anything to it."""
        due = add_working_days(self.checkpoint.moment.day, -PROPOSED_BEFORE, self.region)
        return not self.has_points and due <= today


@dataclass(frozen=True)
class LateActions:
    """Actions of a startup that were to be done; whose they are is not said here.

    new: how many of them became late since the week before was told.
    """

    startup: Startup
    count: int
    oldest: date
    new: int = 0


def is_reported(due: date, monday: date) -> bool:
    """What was to be done: for four weeks every Monday, after that on the first Monday of a month."""
    return due >= monday - _REPORTED_WEEKLY or monday.day <= _WEEK.days


def is_committee_reported(committee: Committee, monday: date, today: date) -> bool:
    """Every Monday while it is ahead. An envelope that has ended: on the first Monday after. A committee
    whose outcome is not noted: then too, and after pauses that grow.
    """
    day = committee.reference_day
    if day is None or day >= today:
        return day is not None
    weeks = max(0, (monday - day).days - 1) // _WEEK.days
    if committee.meets_on is None:
        return weeks == 0
    return weeks in _WEEKS_AFTER or (weeks - _WEEKS_AFTER[-1]) % _LONGEST_PAUSE == 0


@dataclass(frozen=True)
class Week:
    """Of all the startups somebody follows."""

    meetings: Sequence[Meeting]
    late: Sequence[LateActions]
    committees: Sequence[tuple[Startup, Committee]]

    def startups(self) -> list[Startup]:
        """Those it speaks of, each once."""
        every = [
            *(meeting.startup for meeting in self.meetings),
            *(late.startup for late in self.late),
            *(startup for startup, _ in self.committees),
        ]
        return list({startup.id: startup for startup in every}.values())


def week_message(translator: Translator, week: Week, now: datetime, reader: ZoneInfo) -> Message | None:
    """None where there is nothing to say."""
    startups = week.startups()
    if not startups:
        return None
    today = day_in(now, reader)
    sections = [
        Section(
            translator.render(N_("**Checkpoints**")),
            [_meeting_line(translator, each, now, reader) for each in week.meetings],
            names=[each.startup.name for each in week.meetings],
        ),
        Section(
            translator.render(N_("**Actions that were due**")),
            [_late_line(translator, each) for each in week.late],
            names=[each.startup.name for each in week.late],
        ),
        Section(
            translator.render(N_("**Committees**")),
            [_committee_line(translator, startup, each, today) for startup, each in week.committees],
            names=[startup.name for startup, _ in week.committees],
        ),
    ]
    head = translator.render(N_("**Your week with the startups you follow**"))
    how = N_("All that matters now for one of them: `/gamma now {startup}`.")
    closing = translator.render(how, startup=startups[0].id)
    return Message(
        fit_sections(translator, [head], sections, [closing]), tuple(_buttons(translator, week, today))
    )


def _buttons(translator: Translator, week: Week, today: date) -> Sequence[Button]:
    """What leads to each thing that is said, or to each startup, where they all fit.

    Of some only, nobody would know why these.
    """
    startups = week.startups()
    ways = list(_next_steps(week, today))
    if len(ways) > MESSAGE_BUTTONS:
        ways = [("", "now", startup) for startup in startups]
    if len(ways) > MESSAGE_BUTTONS:
        return []
    alone = len(startups) == 1
    return [
        Button(_label(translator, what, startup, alone), says, startup.id) for what, says, startup in ways
    ]


def _next_steps(week: Week, today: date) -> Iterator[tuple[str, str, Startup]]:
    for meeting in week.meetings:
        yield N_("See the agenda"), "checkpoint agenda", meeting.startup
    for late in week.late:
        yield N_("See the actions"), "actions", late.startup
    for startup, committee in week.committees:
        if committee.meets_on and committee.meets_on < today:
            yield N_("Note the outcome"), "committee outcome", startup
        else:
            yield N_("The committee"), "committee", startup


def _label(translator: Translator, what: str, startup: Startup, alone: bool) -> str:
    if not what:
        return quoted(startup.name)
    return translator.text(what) if alone else quoted(f"{translator.text(what)} · {startup.name}")


def _meeting_line(translator: Translator, meeting: Meeting, now: datetime, reader: ZoneInfo) -> Text:
    parts = [
        _startup_name(meeting.startup),
        literal_text(translator.moment(meeting.checkpoint.moment, now, reader)),
    ]
    if meeting.checkpoint.place:
        parts.append(literal_text(quoted(meeting.checkpoint.place)))
    if meeting.lacks_agenda(day_in(now, reader)):
        parts.append(translator.render(N_("nobody added a point to its agenda yet")))
    return join_line(parts)


def _late_line(translator: Translator, late: LateActions) -> Text:
    count_and_day = translator.plural(
        "{count} action, it was for {day}",
        "{count} actions, the oldest was for {day}",
        late.count,
        day=translator.date(late.oldest),
    )
    since = [translator.render(N_("{count} of them since last Monday"), count=translator.number(late.new))]
    return join_line(
        [_startup_name(late.startup), count_and_day, *(since if 0 < late.new < late.count else [])]
    )


def _committee_line(translator: Translator, startup: Startup, committee: Committee, today: date) -> Text:
    sentence = N_("committee on {day}")
    if committee.meets_on is None:
        sentence = N_("the envelope ends on {day}, the committee has no date yet")
        if committee.reference_day and committee.reference_day < today:
            sentence = N_("the envelope ended on {day}, and the committee has no date")
    elif committee.meets_on < today:
        sentence = N_("committee of {day}: its outcome is not noted yet")
    day = translator.full_day(committee.reference_day) if committee.reference_day else ""
    return join_line([_startup_name(startup), translator.render(sentence, day=day)])


def _startup_name(startup: Startup) -> Text:
    return literal_text(quoted(startup.name))
