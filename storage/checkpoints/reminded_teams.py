"""Whom the reminders of startups are for, and where: of one startup or of many, in the same few queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gamma.checkpoints.settings import CheckpointSettings
from gamma.people.person import Person
from gamma.startups.startup import Channel
from storage.checkpoints import checkpoints
from storage.models import (
    ChannelRow,
    CheckpointSettingsRow,
    EnrolmentRow,
    MessageChoiceRow,
    PersonRow,
    PortfolioManagerRow,
    ReminderOptOutRow,
)
from storage.people import people


@dataclass(frozen=True)
class RemindedTeam:
    """managers: the portfolio managers who want to be reminded, of this startup and of any."""

    settings: CheckpointSettings
    channel: Channel | None
    managers: Sequence[Person]


def load(session: Session, ids: Collection[str]) -> dict[str, RemindedTeam]:
    """Of those of these startups that take part."""
    found = session.execute(
        select(EnrolmentRow.startup_id, CheckpointSettingsRow, ChannelRow)
        .outerjoin(CheckpointSettingsRow, CheckpointSettingsRow.startup_id == EnrolmentRow.startup_id)
        .outerjoin(ChannelRow, ChannelRow.startup_id == EnrolmentRow.startup_id)
        .where(EnrolmentRow.withdrawn_at.is_(None), EnrolmentRow.startup_id.in_(list(ids)))
        .order_by(ChannelRow.linked_at)
    )
    settings: dict[str, CheckpointSettings] = {}
    channels: dict[str, Channel] = {}
    for startup_id, row, channel in found:
        settings[startup_id] = checkpoints.settings_of_row(row)
        if channel is not None:
            channels.setdefault(startup_id, Channel(channel.platform, channel.channel, startup_id))
    managers = reminded_managers(session, settings)
    return {
        each: RemindedTeam(settings[each], channels.get(each), managers.get(each, ())) for each in settings
    }


def reminded_managers(session: Session, ids: Iterable[str]) -> dict[str, list[Person]]:
    """By startup, as far as it has any, the first known first."""
    opted_out = exists().where(
        ReminderOptOutRow.startup_id == PortfolioManagerRow.startup_id,
        ReminderOptOutRow.person_id == PortfolioManagerRow.person_id,
    )
    switched_off = exists().where(
        MessageChoiceRow.family == "meetings", MessageChoiceRow.person_id == PortfolioManagerRow.person_id
    )
    rows = (
        select(PortfolioManagerRow.startup_id, PersonRow)
        .join(PersonRow, PersonRow.id == PortfolioManagerRow.person_id)
        .where(PortfolioManagerRow.startup_id.in_(list(ids)), ~opted_out, ~switched_off)
        .order_by(PortfolioManagerRow.startup_id, PersonRow.id)
    )
    managers: dict[str, list[Person]] = {}
    for startup_id, row in session.execute(rows):
        managers.setdefault(startup_id, []).append(people.from_row(row))
    return managers
