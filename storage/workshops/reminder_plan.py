"""Keeps what is said before and after a workshop in step with who comes, by the rules of checkpoints."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, region_of_zone
from gamma.checkpoints.reminders import HELD_QUESTION, Offset, Reminder, plan_reminders
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.workshops.workshop import Attendance, Workshop
from storage import outbox, planned_messages
from storage.people import people
from storage.planned_messages import PlannedMessage, reconcile_each
from storage.workshops import sign_ups

OFFSETS = (Offset(days=1), Offset(hours=1))


def replan(session: Session, workshop: Workshop, person_ids: Iterable[int], now: datetime) -> None:
    """For these people: what is planned for them is what their place wants."""
    persons = people.by_ids(session, set(person_ids))
    desired = _desired(workshop, sign_ups.attendance(session, workshop), persons.values())
    reconcile_each(session, desired, now)


def replan_all(session: Session, workshop: Workshop, now: datetime) -> None:
    """For whoever has to do with it."""
    replan(session, workshop, _everybody(workshop, sign_ups.attendance(session, workshop)), now)


def outdated(session: Session, every: Sequence[Workshop], now: datetime) -> list[Workshop]:
    """Those of these for which planning again would change something."""
    attendances = sign_ups.attendances(session, every)
    concerned = {each.id: _everybody(each, attendances[each.id]) for each in every}
    persons = people.by_ids(session, set().union(*concerned.values()))
    plans = {
        each.id: _desired(each, attendances[each.id], [persons[id_] for id_ in concerned[each.id]])
        for each in every
    }
    desired = {group: planned for plan in plans.values() for group, planned in plan.items()}
    groups = planned_messages.outdated(session, desired, now)
    return [each for each in every if not groups.isdisjoint(plans[each.id])]


def _everybody(workshop: Workshop, attendance: Attendance) -> set[int]:
    return {*attendance.coming, *attendance.waiting, workshop.host_id}


def _desired(
    workshop: Workshop, attendance: Attendance, persons: Iterable[Person]
) -> dict[str, list[PlannedMessage]]:
    """Of each of these people, by what it is filed under."""
    coming = {*attendance.coming, workshop.host_id} if workshop.state != "cancelled" else set()
    return {
        workshop.group_key(person.id): [
            PlannedMessage(each)
            for each in _notifications(workshop, person)
            if person.id in coming and not person.erased
        ]
        for person in persons
    }


def tell(
    session: Session,
    workshop: Workshop,
    person_ids: Iterable[int],
    kind: str,
    now: datetime,
    by: int,
) -> None:
    """Each of them once of this revision, but for who did it."""
    for person_id, person in sorted(people.by_ids(session, set(person_ids)).items()):
        if person_id == by or person.erased:
            continue
        key = f"workshop:{workshop.id}:{kind}:{workshop.revision}:{person_id}"
        subject = {"workshop": workshop.id, "revision": workshop.revision, "person": by}
        outbox.plan(session, Notification(key, kind, subject, person.platform, now, person_id=person_id))


def _notifications(workshop: Workshop, person: Person) -> Iterator[Notification]:
    zone = person.zone or workshop.moment.zone
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
