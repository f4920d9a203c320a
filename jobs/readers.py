"""Who reads a planned message: their language, their clock, their working days."""

from datetime import datetime

from sqlalchemy.orm import Session

from gamma.checkpoints import Rhythm
from gamma.outbox import Notice, Recipient
from gamma.regions import METROPOLE, region_in
from gamma.words import Words, nearest_locale
from gamma.working_days import moved_later
from jobs.context import Work
from jobs.notices import Facts
from storage import checkpoints, people, startups
from storage.reminding import region_for, zone_for

Reader = Notice | Recipient


def facts_for(work: Work, session: Session, to: Reader) -> Facts:
    """Where a message for this reader finds what it says, as of now."""
    reader = people.by_id(session, to.person_id) if to.person_id else None
    rhythm = _rhythm(session, to)
    return Facts(
        session=session,
        programme=work.programme,
        words=Words(nearest_locale(reader.locale if reader else "") or work.locale),
        now=work.now(),
        zone=work.zone,
        commands=work.commands,
        reader=reader,
        channel_zone=zone_for(rhythm, work.zone) if rhythm else None,
        reminders=work.reminders,
    )


def in_their_hours(facts: Facts, to: Reader) -> datetime:
    """Now, or when their next working day begins."""
    rhythm, zone = _rhythm(facts.session, to), facts.reader_zone
    region = region_for(rhythm, zone) if rhythm else region_in(zone) or METROPOLE
    return moved_later(facts.now, zone, region)


def _rhythm(session: Session, to: Reader) -> Rhythm | None:
    """Of the startup whose channel it is."""
    startup = startups.linked_to(session, to.platform, to.channel) if to.channel else None
    return checkpoints.rhythm_of(session, startup.id) if startup else None
