"""Keeps what is said before and after a workshop in step with who comes, by the rules of checkpoints."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, region_of_zone
from gamma.checkpoints.reminders import HELD_QUESTION, Offset, Reminder, plan_reminders
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.workshops.workshop import Workshop
from storage import outbox
from storage.people import people
from storage.planned_messages import PlannedMessage, reconcile
from storage.workshops import sign_ups

OFFSETS = (Offset(days=1), Offset(hours=1))


def replan(
    session: Session, workshop: Workshop, person_ids: Iterable[int], now: datetime, default: ZoneInfo
) -> None:
    """For these people: what is planned for them is what their place wants. default: the programme's zone."""
    coming = {*sign_ups.attendance(session, workshop).coming, workshop.host_id}
    for person_id in person_ids:
        person = people.by_id(session, person_id)
        planned: list[PlannedMessage] = []
        if workshop.state != "cancelled" and person_id in coming and not person.erased:
            planned = [PlannedMessage(each) for each in _notifications(workshop, person, default)]
        reconcile(session, workshop.group_key(person_id), planned, now)


def replan_all(session: Session, workshop: Workshop, now: datetime, default: ZoneInfo) -> None:
    """For whoever has to do with it."""
    signed_up = sign_ups.attendance(session, workshop)
    everybody = {*signed_up.coming, *signed_up.waiting, workshop.host_id}
    replan(session, workshop, sorted(everybody), now, default)


def tell(
    session: Session,
    workshop: Workshop,
    person_ids: Iterable[int],
    kind: str,
    now: datetime,
    by: int,
) -> None:
    """Each of them once of this revision, but for who did it."""
    for person_id in person_ids:
        person = people.by_id(session, person_id)
        if person_id == by or person.erased:
            continue
        key = f"workshop:{workshop.id}:{kind}:{workshop.revision}:{person_id}"
        subject = {"workshop": workshop.id, "revision": workshop.revision, "person": by}
        outbox.plan(session, Notification(key, kind, subject, person.platform, now, person_id=person_id))


def _notifications(workshop: Workshop, person: Person, default: ZoneInfo) -> Iterator[Notification]:
    zone = person.zone or default
    region = region_of_zone(zone) or METROPOLE
    for reminder in plan_reminders(workshop.moment, region, {"": zone}, OFFSETS):
        yield _notification(workshop, person, reminder)


def _notification(workshop: Workshop, person: Person, reminder: Reminder) -> Notification:
    """What is asked after stands under one key for good: nobody is asked twice."""
    is_host = person.id == workshop.host_id
    after = "workshop_after" if is_host else "workshop_feedback"
    is_after = reminder.offset == HELD_QUESTION
    group = workshop.group_key(person.id)
    return Notification(
        key=f"{group}:after" if is_after else f"{group}:{workshop.revision}:{reminder.offset}",
        kind=after if is_after else "workshop_reminder",
        subject={"workshop": workshop.id, "revision": workshop.revision, "offset": reminder.offset},
        platform=person.platform,
        due_at=reminder.due,
        person_id=person.id,
        group_key=group,
    )
