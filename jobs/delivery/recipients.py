"""Who reads a planned message: their language, their clock, their working days."""

from datetime import datetime

from sqlalchemy.orm import Session

from gamma.calendar.regions import METROPOLE, region_of_zone
from gamma.calendar.working_days import later_working_instant
from gamma.checkpoints.settings import region_for, zone_for
from gamma.outbox import Notification, Recipient
from gamma.translator import Translator, nearest_locale
from jobs.context import JobContext
from jobs.message_context import MessageContext
from storage.checkpoints import checkpoints
from storage.people import people
from storage.startups import startups

Reader = Notification | Recipient


def message_context_for(
    job: JobContext, session: Session, to: Reader, left: frozenset[str] = frozenset()
) -> MessageContext:
    """Where a message for this reader finds what it says, as of now."""
    reader = people.by_id(session, to.person_id) if to.person_id else None
    startup = startups.startup_of_channel(session, to.platform, to.channel) if to.channel else None
    settings = checkpoints.settings_of(session, startup.id) if startup else None
    return MessageContext(
        session=session,
        programme=job.programme,
        translator=Translator(nearest_locale(reader.locale if reader else "") or job.locale),
        now=job.now(),
        zone=job.zone,
        command_ids=job.commands,
        reader=reader,
        channel_zone=zone_for(settings, job.zone) if settings else None,
        channel_of=startup.id if startup else "",
        left=left,
        kinds=job.kinds,
        form_results=job.form_results,
    )


def in_their_hours(context: MessageContext) -> datetime:
    """Now, or when their next working day begins."""
    settings = checkpoints.settings_of(context.session, context.channel_of) if context.channel_of else None
    zone = context.reader_zone
    region = region_for(settings, zone) if settings else region_of_zone(zone) or METROPOLE
    return later_working_instant(context.now, zone, region)
