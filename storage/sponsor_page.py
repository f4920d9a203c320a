"""All that is behind a sponsor's link, and an answer given there with what the team is told of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, later_working_instant
from gamma.checkpoints.agenda import Agenda
from gamma.checkpoints.cadence import free_slots
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.settings import region_for
from gamma.checkpoints.sponsor_page import (
    PressedAnswer,
    SponsorAnswer,
    SponsorLink,
    SponsorPage,
    answer_of,
    is_active,
)
from gamma.dates import LocalMoment
from gamma.outbox import Recipient
from gamma.programme.file import Programme
from gamma.public_links import LinkKey
from gamma.startups.startup import Startup
from storage import agenda, outbox
from storage.checkpoints import checkpoints, minutes, notifications, sponsor_links
from storage.models import OutboxRow
from storage.people import programme_team
from storage.startups import startups

SPONSOR_ANSWERED = "sponsor_answered"
"""The kind of message that tells the team."""
ASKED_ABOUT = "when"
"""In its subject: the moment that the sponsor answered about, which may change until it is read."""


@dataclass(frozen=True)
class Snapshot:
    """When, and by which programme. zone: the programme's. commands: those that exist.

    programme_team: (platform, account) of each.
    """

    programme: Programme
    zone: ZoneInfo
    command_ids: Collection[str]
    now: datetime
    programme_team: Collection[tuple[str, str]]


def load(session: Session, key: LinkKey, snapshot: Snapshot, *, lock: bool = False) -> SponsorPage | None:
    """Nothing where the link leads nowhere any more. lock: as long as this transaction lasts."""
    link = sponsor_links.load(session, key, lock=lock)
    checkpoint = checkpoints.load(session, link.checkpoint_id) if link else None
    if link is None or checkpoint is None or not is_active(link, checkpoint, snapshot.now):
        return None
    startup = startups.load(session, checkpoint.startup_id)
    if startup is None:
        return None
    answers = sponsor_links.list_answers(session, link)
    return SponsorPage(
        link=link,
        startup=startup,
        checkpoint=checkpoint,
        agenda=_agenda(session, startup, checkpoint, snapshot),
        minutes=minutes.load(session, checkpoint.id),
        answers=answers,
        other_dates=_other_dates(session, checkpoint, snapshot),
        told_at=_told_at(session, answers, snapshot.now),
    )


def _other_dates(session: Session, checkpoint: Checkpoint, snapshot: Snapshot) -> list[LocalMoment]:
    """Three on the working days after a date to come, on which the startup has nothing planned."""
    if checkpoint.state != "planned" or checkpoint.starts_at <= snapshot.now:
        return []
    zone = checkpoint.moment.zone
    region = region_for(checkpoints.settings_of(session, checkpoint.startup_id), zone)
    taken = [each.starts_at for each in checkpoints.list_planned(session, checkpoint.startup_id)]
    return free_slots(checkpoint.moment.days_later(1), region, snapshot.now, taken)


def _told_at(session: Session, answers: Sequence[SponsorAnswer], now: datetime) -> dict[int, datetime]:
    """When the first of those who are told hears of it, where nobody has and somebody will."""
    due = {each.id: _due_at(session, each) for each in answers}
    return {answer: at for answer, at in due.items() if at and at > now}


def _due_at(session: Session, answer: SponsorAnswer) -> datetime | None:
    key = f"{SPONSOR_ANSWERED}:{answer.id}"
    mine = (OutboxRow.key.startswith(f"{key}:", autoescape=True), OutboxRow.state != "cancelled")
    return session.scalar(select(func.min(OutboxRow.due_at)).where(*mine))


def earlier_untold(
    session: Session, link: SponsorLink, answer: SponsorAnswer, reader: Recipient
) -> list[SponsorAnswer]:
    """Those through the link, on the same subject and before it, that this reader was not told of."""
    key = f":{reader.person_id or 'channel'}"
    before = [
        each
        for each in sponsor_links.list_answers(session, link)
        if each.id < answer.id and each.is_about_the_same_as(answer)
    ]
    keys = {f"{SPONSOR_ANSWERED}:{each.id}{key}": each for each in before}
    said = {entry.notification.key for entry in outbox.entries_of(session, keys) if entry.state == "sent"}
    return [each for key, each in keys.items() if key not in said]


def is_superseded(session: Session, link: SponsorLink, answer: SponsorAnswer) -> bool:
    """Whether the sponsor answered anew on the same subject."""
    later = (each for each in sponsor_links.list_answers(session, link) if each.id > answer.id)
    return any(each.is_about_the_same_as(answer) for each in later)


def _agenda(session: Session, startup: Startup, checkpoint: Checkpoint, snapshot: Snapshot) -> Agenda | None:
    """Of a checkpoint to come. What is added once it has begun is for the next one."""
    if checkpoint.state != "planned" or checkpoint.starts_at <= snapshot.now:
        return None
    return agenda.assemble(session, snapshot, startup, checkpoint)


def save_answer(session: Session, page: SponsorPage, pressed: PressedAnswer, snapshot: Snapshot) -> None:
    """Kept and told to the team, once however often it is pressed. Raises UserError: then nothing is kept.

    Where no channel is the team's and nobody manages it, the programme team is told, in working hours.
    """
    new = answer_of(page, pressed, snapshot.now)
    if new is None:
        return
    saved = sponsor_links.save_answer(session, page.link, new)
    asked_about = page.checkpoint.moment.code
    subject = {"answer": saved.id, "person": page.link.made_by, ASKED_ABOUT: asked_about}
    key = f"{SPONSOR_ANSWERED}:{saved.id}"
    now, zone, checkpoint = snapshot.now, snapshot.zone, page.checkpoint
    is_told = notifications.notify_participants(
        session, checkpoint, SPONSOR_ANSWERED, key, subject, now, zone
    )
    if not is_told:
        due = later_working_instant(now, zone, METROPOLE)
        programme_team.notify(session, snapshot.programme_team, SPONSOR_ANSWERED, key, subject, due)
