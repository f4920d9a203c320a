"""Whom the reminders of startups are for, and where: of one startup or of many, in the same few queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.checkpoints.settings import CheckpointSettings
from gamma.people.person import Person
from gamma.startups.startup import Channel
from storage import message_choices
from storage.checkpoints import checkpoints
from storage.models import EnrolmentRow, ReminderOptOutRow
from storage.startups import enrolment, startups


@dataclass(frozen=True)
class RemindedTeam:
    """managers: the portfolio managers who want to be reminded, of this startup and of any."""

    settings: CheckpointSettings
    channel: Channel | None
    managers: Sequence[Person]


def load(session: Session, ids: Collection[str]) -> dict[str, RemindedTeam]:
    """Of those of these startups that take part."""
    taking_part = enrolment.select_enrolled_ids().where(EnrolmentRow.startup_id.in_(list(ids)))
    enrolled = list(session.scalars(taking_part))
    settings_of = checkpoints.settings_of_each(session, enrolled)
    channels, managers = startups.team_channels(session, enrolled), reminded_managers(session, enrolled)
    return {
        each: RemindedTeam(settings_of[each], channels.get(each), managers.get(each, ())) for each in enrolled
    }


def reminded_managers(session: Session, ids: Collection[str]) -> dict[str, list[Person]]:
    """By startup, as far as it has any, the first known first."""
    chosen = ReminderOptOutRow.startup_id.in_(list(ids))
    opted_out: Mapping[str, set[int]] = defaultdict(set)
    for startup_id, person_id in session.execute(
        select(ReminderOptOutRow.startup_id, ReminderOptOutRow.person_id).where(chosen)
    ):
        opted_out[startup_id].add(person_id)
    switched_off = message_choices.who_switched_off(session, "meetings")
    return {
        startup_id: [
            each for each in managers if each.id not in switched_off and each.id not in opted_out[startup_id]
        ]
        for startup_id, managers in enrolment.managers_of_each(session, ids).items()
    }
