"""A portfolio manager's week: when it is told, and what it says of all their startups in one message."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from gamma.calendar import (
    CLOSES,
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
from gamma.checkpoints.messages import asked_if_held
from gamma.committees.committee import Committee
from gamma.dates import LocalMoment, day_in
from gamma.sections import Section, fit, join_line, literal_text
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_, Translator

_WEEK = timedelta(days=7)


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


def digests_change_at(now: datetime, zone: ZoneInfo, region: Region) -> datetime:
    """From when on others are coming, at the earliest: another week begins, or this one is told no more."""
    today = day_in(now, zone)
    monday = today - timedelta(days=today.weekday())
    opening = day_in(_opening(monday, region, zone), zone)
    last = opening + timedelta(days=1)
    closes = LocalMoment(last if is_working_day(last, region) else opening, CLOSES, zone).instant
    begins = LocalMoment(monday + _WEEK, time(), zone).instant
    return closes if closes >= now else begins  # at the closing hour itself it is told still


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
    region: Region | None
    has_points: bool

    def lacks_agenda(self, today: date) -> bool:
        """Its agenda is due by now, and nobody added anything to it."""
        if self.region is None:
            return False
        due = add_working_days(self.checkpoint.moment.day, -PROPOSED_BEFORE, self.region)
        return not self.has_points and due <= today


@dataclass(frozen=True)
class LateActions:
    """A startup's actions that were to be done, by number with their day; whose they are is not said here."""

    startup: Startup
    due: Mapping[int, date]


@dataclass(frozen=True)
class Week:
    """Of all the startups somebody follows."""

    meetings: Sequence[Meeting]
    late: Sequence[LateActions]
    committees: Sequence[tuple[Startup, Committee]]
    unclosed: Sequence[Meeting] = ()

    def facts(self, today: date) -> dict[str, str]:
        """All that it tells, by name, with the state in which it stands."""
        return dict(chain.from_iterable(_facts(each, today).items() for each in self._all()))

    def only(self, news: Collection[str], today: date) -> "Week":
        """What of it tells something of this."""

        def is_new(item: "_Item") -> bool:
            return any(fact in news for fact in _facts(item, today))

        return Week(
            meetings=[each for each in self.meetings if is_new(each)],
            late=[each for each in self.late if is_new(each)],
            committees=[each for each in self.committees if is_new(each)],
            unclosed=[each for each in self.unclosed if is_new(each)],
        )

    def first(self, most: int) -> "Week":
        """So many of each part."""
        return Week(
            self.meetings[:most], self.late[:most], self.committees[:most], unclosed=self.unclosed[:most]
        )

    def count(self) -> int:
        """Of what is told, in lines."""
        return len(self._all())

    def _all(self) -> list["_Item"]:
        return [*self.meetings, *self.late, *self.committees, *self.unclosed]

    def startups(self) -> list[Startup]:
        """Those it speaks of, each once."""
        every = [
            *(meeting.startup for meeting in (*self.meetings, *self.unclosed)),
            *(late.startup for late in self.late),
            *(startup for startup, _ in self.committees),
        ]
        return list({startup.id: startup for startup in every}.values())


_Item = Meeting | LateActions | tuple[Startup, Committee]


def _facts(item: _Item, today: date) -> dict[str, str]:
    match item:
        case Meeting(checkpoint=checkpoint):
            if item.region is None:
                return asked_if_held(checkpoint)
            return {f"meeting:{checkpoint.id}": f"{checkpoint.revision} {item.lacks_agenda(today)}"}
        case LateActions(due=due):
            return {f"late:{number}": str(day) for number, day in due.items()}
        case (_, committee):
            day = committee.reference_day or today
            return {f"committee:{committee.id}": f"{day} {'past' if day < today else 'ahead'}"}


def week_message(
    translator: Translator,
    week: Week,
    now: datetime,
    reader: ZoneInfo,
    *,
    folded: int = 0,
    stop: Button | None = None,
) -> tuple[Message, Week] | None:
    """With what of it is said. None where there is nothing to say.

    folded: how much else is open, of which nothing is new. stop: switches these messages off, where they come
    by themselves.
    """
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
            translator.render(N_("**Did they take place?**")),
            [_meeting_line(translator, each, now, reader) for each in week.unclosed],
        ),
        Section(
            translator.render(N_("**Committees**")),
            [_committee_line(translator, startup, each, today) for startup, each in week.committees],
            names=[startup.name for startup, _ in week.committees],
        ),
    ]
    head = translator.render(N_("**Your week with the startups you follow**"))
    how = N_("All that matters now for one of them: `/gamma now {startup}`.")
    closing = [translator.render(how, startup=startups[0].id)]
    if folded:
        closing.insert(0, translator.plural("Still open: {count}.", "Still open: {count}.", folded))
    see = Button(translator.text(N_("See what is open")), "reminders open")
    last = [*([see] if folded else []), *([stop] if stop else [])]
    buttons = _buttons(translator, week, today, MESSAGE_BUTTONS - len(last))
    fitted = fit(translator, [head], sections, closing)
    return Message(fitted.paragraphs, (*buttons, *last)), week.first(fitted.shown)


def _buttons(translator: Translator, week: Week, today: date, room: int) -> Sequence[Button]:
    """What leads to each thing that is said, or to each startup, where they all fit.

    Of some only, nobody would know why these.
    """
    startups = week.startups()
    ways = list(_next_steps(week, today))
    if len(ways) > room:
        ways = [("", "now", startup) for startup in startups]
    if len(ways) > room:
        return []
    alone = len(startups) == 1
    return [
        Button(_label(translator, what, startup, alone), says, startup.id) for what, says, startup in ways
    ]


def _next_steps(week: Week, today: date) -> Iterator[tuple[str, str, Startup]]:
    for meeting in week.meetings:
        yield N_("See the agenda"), "checkpoint agenda", meeting.startup
    for meeting in week.unclosed:
        yield N_("Yes, it did"), f"checkpoint held #{meeting.checkpoint.id}", meeting.startup
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
        len(late.due),
        day=translator.date(min(late.due.values())),
    )
    return join_line([_startup_name(late.startup), count_and_day])


def _committee_line(translator: Translator, startup: Startup, committee: Committee, today: date) -> Text:
    sentence = N_("committee on {day}")
    if committee.meets_on is None:
        sentence = N_("the envelope ends on {day}, the committee has no date yet")
        if committee.reference_day and committee.reference_day < today:
            sentence = N_("the envelope ended on {day}, and the committee has no date")
    elif committee.meets_on < today:
        sentence = N_("committee of {day}: no outcome recorded yet")
    day = translator.full_day(committee.reference_day) if committee.reference_day else ""
    return join_line([_startup_name(startup), translator.render(sentence, day=day)])


def _startup_name(startup: Startup) -> Text:
    return literal_text(quoted(startup.name))
