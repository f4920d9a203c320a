"""Checkpoints as calendars read them: a file for one of them, a feed of many."""

from collections.abc import Iterable, Sequence

from gamma.chat import File
from gamma.checkpoints.calendar_file import CalendarEvent
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator

CalendarEntry = tuple[Startup, Checkpoint]

_DESCRIPTION = N_(
    "Planned with Gamma. The team can move or cancel it in its channel with `/gamma checkpoint`; "
    "calendars that subscribe to its feed follow by themselves."
)
_FOR_SPONSOR = N_(
    "Prepared by the team with Gamma. Your calendar does not follow by itself: "
    "if the date changes, the page of your link says so and has a new file."
)


def invitation(
    translator: Translator, startup: Startup, checkpoint: Checkpoint, *, for_sponsor: bool = False
) -> File:
    """One checkpoint; where it is cancelled, what takes it out of calendars again."""
    from gamma.checkpoints.calendar_writing import event_file

    described = _FOR_SPONSOR if for_sponsor else _DESCRIPTION
    event = _event(translator, startup, checkpoint, described)
    return File(f"point-{checkpoint.moment.day}.ics", event_file(event))


def feed_file(
    translator: Translator,
    name: str,
    entries: Iterable[CalendarEntry],
    others: Sequence[CalendarEvent] = (),
) -> bytes:
    """A calendar to subscribe to, that bears this name. others: what is in it beside checkpoints."""
    from gamma.checkpoints.calendar_writing import events_feed

    events = [_event(translator, startup, checkpoint, _DESCRIPTION) for startup, checkpoint in entries]
    return events_feed(name, [*events, *others])


def _event(
    translator: Translator, startup: Startup, checkpoint: Checkpoint, description: str
) -> CalendarEvent:
    return CalendarEvent(
        uid=checkpoint.uid,
        sequence=checkpoint.revision,
        changed_at=checkpoint.changed_at,
        cancelled=checkpoint.state == "cancelled",
        moment=checkpoint.moment,
        ends_at=checkpoint.ends_at,
        summary=_summary(translator, startup, checkpoint),
        organizer=startup.name,
        place=checkpoint.place,
        description=translator.text(description),
    )


def _summary(translator: Translator, startup: Startup, checkpoint: Checkpoint) -> str:
    """Some calendars show a cancelled event like any other: its title says it too."""
    summary = translator.text(N_("Checkpoint with the sponsor: {startup}"), startup=startup.name)
    if checkpoint.state == "cancelled":
        return translator.text(N_("Cancelled: {summary}"), summary=summary)
    return summary
