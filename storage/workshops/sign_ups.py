"""Who comes to a workshop: places are given in order, and whoever waits moves up as soon as one is free.

All of it under the workshop's lock (storage/workshops/workshops.py), so that many at once are in order too.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from gamma.calendar import is_waking_hour
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.workshops.workshop import Attendance, SignUp, Workshop
from storage import living_posts, outbox
from storage.models import SignUpRow, WorkshopRow
from storage.people import people
from storage.workshops import workshops

_SOON = timedelta(days=1)


def attendance(session: Session, workshop: Workshop) -> Attendance:
    return attendances(session, [workshop])[workshop.id]


def attendances(session: Session, every: Sequence[Workshop]) -> dict[int, Attendance]:
    """Of each of them, by its number: in one query."""
    signed_up: dict[int, list[SignUp]] = {each.id: [] for each in every}
    rows = select(SignUpRow).where(SignUpRow.workshop_id.in_(signed_up)).order_by(SignUpRow.id)
    for row in session.scalars(rows):
        signed_up[row.workshop_id].append(SignUp(row.person_id, row.waiting, row.signed_up_at))
    return {each.id: Attendance(each.places, signed_up[each.id]) for each in every}


def add(session: Session, workshop: Workshop, person_id: int, now: datetime) -> Attendance:
    """A place, or the end of the waiting list. Signed up twice, it is one."""
    before = attendance(session, workshop)
    if before.standing(person_id) != "none":
        return before
    waiting = before.is_full or bool(before.waiting)
    row = SignUpRow(workshop_id=workshop.id, person_id=person_id, waiting=waiting, signed_up_at=now)
    session.add(row)
    session.flush()
    living_posts.revise(session, workshop.post_key)
    return attendance(session, workshop)


def remove(session: Session, workshop: Workshop, person_id: int, now: datetime) -> list[int]:
    """Whoever is next moves up: their ids."""
    theirs = delete(SignUpRow).filter_by(workshop_id=workshop.id, person_id=person_id)
    if session.execute(theirs.returning(SignUpRow.id)).first() is None:
        return []
    living_posts.revise(session, workshop.post_key)
    return move_up(session, workshop, now)


def move_up(session: Session, workshop: Workshop, now: datetime) -> list[int]:
    """Those who wait and for whom there is room have a place now, and are told so once. Their ids."""
    if not workshop.is_ahead(now):
        return []
    moved = attendance(session, workshop).to_move_up()
    for each in moved:
        theirs = update(SignUpRow).filter_by(workshop_id=workshop.id, person_id=each.person_id)
        session.execute(theirs.values(waiting=False))
        person = people.by_id(session, each.person_id)
        key = f"workshop:{workshop.id}:up:{person.id}:{each.signed_up_at.isoformat()}"
        subject, kind = {"workshop": workshop.id}, _kind_of_place(workshop, person, now)
        told = Notification(key, kind, subject, person.platform, now, person_id=person.id)
        outbox.plan(session, told)
    if moved:
        living_posts.revise(session, workshop.post_key)
    return [each.person_id for each in moved]


def _kind_of_place(workshop: Workshop, person: Person, now: datetime) -> str:
    """Shortly before, it is told while people are awake, since in their hours it may be too late."""
    is_soon = workshop.starts_at - now < _SOON
    awake = is_waking_hour(now, person.zone or workshop.moment.zone)
    return "workshop_place_now" if is_soon and awake else "workshop_moved_up"


def take_out(session: Session, person_id: int, now: datetime) -> list[tuple[Workshop, list[int]]]:
    """Of every workshop; those to come, with who moved up in each."""
    mine = select(SignUpRow.workshop_id).filter_by(person_id=person_id)
    numbers = session.scalars(mine.order_by(SignUpRow.workshop_id)).all()
    found = [workshop for number in numbers if (workshop := workshops.lock(session, number))]
    session.execute(delete(SignUpRow).filter_by(person_id=person_id))
    for workshop in found:
        living_posts.revise(session, workshop.post_key)
    return [(workshop, move_up(session, workshop, now)) for workshop in found if workshop.is_ahead(now)]


def had_place(session: Session, workshop_id: int, person_id: int) -> bool:
    mine = select(SignUpRow.id).filter_by(workshop_id=workshop_id, person_id=person_id, waiting=False)
    return session.scalar(mine) is not None


def delete_of_ended(session: Session, before: datetime) -> int:
    """Who was signed up for workshops that began before then; how many sign-ups."""
    old = select(WorkshopRow.id).where(WorkshopRow.starts_at < before)
    gone = delete(SignUpRow).where(SignUpRow.workshop_id.in_(old)).returning(SignUpRow.id)
    return len(session.scalars(gone).all())
