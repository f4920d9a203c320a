"""Who reads a planned message: their language, clock and hours, and whether they are still of the team."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy.orm import Session

from gamma.calendar import (
    CLOSES,
    METROPOLE,
    OPENS,
    Region,
    common_working_instant,
    is_waking_hour,
    later_working_instant,
    region_of_zone,
)
from gamma.chat import ChatError, Message
from gamma.chat_platform import Chat
from gamma.checkpoints.reminders import HELD_QUESTION, Offset
from gamma.checkpoints.settings import region_for, zone_for
from gamma.dates import day_in
from gamma.experts.question import COMMON_WITHIN
from gamma.outbox import ASKED_AS_MEMBER, LATE, READERS, Notification, Recipient
from gamma.people.person import Person, hours_of
from gamma.translator import Translator, nearest_locale
from jobs.context import JobContext
from jobs.delivery.catch_up_messages import CATCH_UP
from jobs.message_context import MessageContext, MessageKind, NothingLeftToSay, Render, Timing
from storage.checkpoints import checkpoints
from storage.checkpoints.reminder_plan import SNOOZED
from storage.experts import questions
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import JOB_PATIENCE

Reader = Notification | Recipient

_ON_TIME = timedelta(minutes=5)
"""What is due when hours end may leave so much later, as the watch would not call it late either."""

_WEEKEND = 5


def message_context_for(
    job: JobContext, session: Session, to: Reader, left: frozenset[str] = frozenset()
) -> MessageContext:
    """Where a message for this reader finds what it says, as of now, or as of when it was due if that is just
    over: what is due at nine says the same at nine and a moment later, in a simulation and in truth.
    """
    reader = people.by_id(session, to.person_id) if to.person_id else None
    startup = startups.startup_of_channel(session, to.platform, to.channel) if to.channel else None
    settings = checkpoints.settings_of(session, startup.id) if startup else None
    zone = zone_for(settings, job.zone) if settings else job.zone
    return MessageContext(
        session=session,
        programme=job.programme,
        translator=Translator(nearest_locale(reader.locale if reader else "") or job.locale),
        now=_as_of(job.now(), to),
        zone=job.zone,
        command_ids=job.commands,
        is_programme_team=reader is not None and (reader.platform, reader.account) in job.programme_team,
        reader=reader,
        reader_zone=(reader.zone if reader else None) or zone,
        channel_of=startup.id if startup else "",
        recipient=Recipient(to.platform, to.channel, to.person_id),
        former_startups=left,
        kinds=job.kinds,
        form_results=job.form_results,
    )


def render_message(
    job: JobContext, to: Notification, render: Render, left: frozenset[str] = frozenset()
) -> Message | None:
    """The message in its reader's language, from the facts of this moment; None: nothing is left to say."""
    with job.store.read(JOB_PATIENCE) as session:
        return render_in(message_context_for(job, session, to, left), to, render)


def render_in(context: MessageContext, to: Notification, render: Render) -> Message | None:
    try:
        return render(context, to.subject)
    except NothingLeftToSay:
        return None


def _as_of(now: datetime, to: Reader) -> datetime:
    if isinstance(to, Notification) and timedelta() <= now - to.due_at <= _ON_TIME:
        return to.due_at
    return now


def note_language(job: JobContext, chat: Chat, person: Person) -> None:
    """What was changed on the platform since the person last spoke counts for what is said next.

    Asks the platform, so never inside a transaction; while it does not tell, what is known stays.
    """
    try:
        profile = chat.profile(person.account)
    except ChatError:
        return
    if not profile.locale or profile.locale == person.locale:
        return
    with job.store.write(JOB_PATIENCE) as session:
        people.upsert_person(session, person.platform, person.account, profile)


# --- the hours in which a message may leave: what time asks for keeps to them, also when it is late ---


def reminder_kinds(kinds: Mapping[str, MessageKind]) -> frozenset[str]:
    """Those that are gathered where they were not said in time."""
    return frozenset(kind for kind, message in kinds.items() if message.timing is Timing.REMINDER)


class Due(Protocol):
    """A message of the outbox, as far as its hours go."""

    @property
    def subject(self) -> Mapping[str, Any]: ...
    @property
    def due_at(self) -> datetime: ...


def next_opening(job: JobContext, context: MessageContext, notification: Notification) -> datetime | None:
    """When its reader's hours begin again; None where it may leave now."""
    if not _keeps_hours(job, notification):
        return None
    if several := _several_readers(context.session, notification):
        opens = _in_hours_of_each(job, several)
    else:
        opens = context.now if may_leave(context, notification) else in_their_hours(context)
    return opens if opens > job.now() else None


def _several_readers(session: Session, notification: Notification) -> list[Person]:
    """Of a conversation that is no team's: who asked first. Earlier versions named the question alone."""
    ids = notification.subject.get(READERS, [])
    if not ids and notification.kind in _OF_TWO:
        question = questions.load(session, notification.subject["question"])
        ids = [question.asker_id, notification.subject["expert"]] if question else []
    return [people.by_id(session, each) for each in ids]


_OF_TWO = ("question_introduction", "question_context")


def _in_hours_of_each(job: JobContext, readers: Sequence[Person]) -> datetime:
    """Where they have none in common: in those of the first."""
    hours = hours_of(readers, job.zone)
    common = common_working_instant(job.now(), hours, COMMON_WITHIN)
    return common or later_working_instant(job.now(), *hours[0])


def _keeps_hours(job: JobContext, notification: Notification) -> bool:
    """Reminders, what gathers them, and what others did. What answers an act just now is said at once.

    What could not be said at once is an answer no more: who waited may sleep by now.
    """
    kind = notification.kind
    timing = job.kinds[kind].timing
    if kind == CATCH_UP or timing in (Timing.REMINDER, Timing.IN_HOURS):
        return True
    is_late = job.now() - notification.due_at > LATE
    if timing is Timing.NEWS:
        return is_late or notification.person_id is not None
    return is_late and notification.person_id is not None


def may_leave(context: MessageContext, due: Due) -> bool:
    """On the day it was due the hours count alone: whose working days count was asked when it was planned."""
    zone = context.reader_zone
    said_at = due.due_at if context.now - due.due_at <= _ON_TIME else context.now
    if _comes_at_its_time(due):
        return is_waking_hour(said_at, zone)
    local = said_at.astimezone(zone)
    same_day = local.date() == day_in(due.due_at, zone)
    return same_day and local.weekday() < _WEEKEND and OPENS <= local.time() <= CLOSES


def _comes_at_its_time(due: Due) -> bool:
    offset = due.subject.get("offset", "")
    return offset not in ("", HELD_QUESTION, SNOOZED) and Offset.of_id(offset).is_at_its_time


def in_their_hours(context: MessageContext) -> datetime:
    """Now, or when their next working day begins."""
    return later_working_instant(context.now, context.reader_zone, region_of_reader(context))


def region_of_reader(context: MessageContext) -> Region:
    """Whose working days count: the startup's in its channel, else those of the reader's clock."""
    settings = checkpoints.settings_of(context.session, context.channel_of) if context.channel_of else None
    zone = context.reader_zone
    return region_for(settings, zone) if settings else region_of_zone(zone) or METROPOLE


# --- the teams that who asked for a message as one of them has left since ----------------------------


def teams_left(job: JobContext, chat: Chat, notification: Notification) -> frozenset[str]:
    """The startups whose channels the reader has left since, and for which nothing else stands.

    Asks the platform, so never inside a transaction. Raises ChatError.
    """
    startup_ids = {
        subject[ASKED_AS_MEMBER] for subject in _subjects(notification) if ASKED_AS_MEMBER in subject
    }
    if notification.person_id is None or not startup_ids:
        return frozenset()
    with job.store.read(JOB_PATIENCE) as session:
        person = people.by_id(session, notification.person_id)
        if (person.platform, person.account) in job.programme_team:
            return frozenset()
        startup_ids -= enrolment.managed_by(session, person.id)
        channels = {startup_id: _channels(session, startup_id, person.platform) for startup_id in startup_ids}
    present = chat.memberships(person.account, set().union(*channels.values()))
    return frozenset(startup_id for startup_id in startup_ids if not channels[startup_id] & present)


def _subjects(notification: Notification) -> list[Mapping[str, Any]]:
    """Of the message, and of those that it gathers."""
    return [notification.subject, *(missed["subject"] for missed in notification.subject.get("missed", ()))]


def _channels(session: Session, startup_id: str, platform: str) -> set[str]:
    channels = startups.channels_of(session, startup_id)
    return {channel.channel for channel in channels if channel.platform == platform}
