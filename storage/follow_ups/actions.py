"""What the team has to do after its checkpoints."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from gamma.follow_ups.follow_up import Action, Resolution
from storage.follow_ups.origin import Origin
from storage.models import ActionRow, PersonRow
from storage.people.people import ERASED
from storage.startups.enrolment import select_enrolled_ids

_MOST_OF_A_NAME = 200


@dataclass(frozen=True)
class Assignee:
    """Somebody known here by their id, else only the name that was written, or nobody at all."""

    id: int | None = None
    name: str = ""


def add(session: Session, origin: Origin, text: str, owner: Assignee, due_on: date | None) -> Action:
    """Looks for no other like it: asked twice, it is two."""
    row = ActionRow(**origin.columns())
    _assign_values(row, text, owner, due_on)
    session.add(row)
    session.flush()
    return _actions(session, [row])[0]


def correct(session: Session, action_id: int, text: str, owner: Assignee, due_on: date | None) -> None:
    """Also of one that has ended."""
    _assign_values(session.get_one(ActionRow, action_id), text, owner, due_on)
    session.flush()


def set_due_date(session: Session, action_id: int, due_on: date) -> Action:
    """One that has ended meanwhile stays as it is."""
    row = session.get_one(ActionRow, action_id)
    if row.ended_at is None:
        row.due_on = due_on
    session.flush()
    return _actions(session, [row])[0]


def end(session: Session, action_id: int, ended_as: Resolution, now: datetime) -> None:
    row = session.get_one(ActionRow, action_id)
    row.ended_at, row.resolution = now, ended_as
    session.flush()


def reopen(session: Session, action_id: int) -> None:
    """Does nothing to one that is open."""
    row = session.get_one(ActionRow, action_id)
    row.ended_at, row.resolution = None, ""
    session.flush()


def load(session: Session, action_id: int) -> Action | None:
    row = session.get(ActionRow, action_id)
    return _actions(session, [row])[0] if row else None


def open_in_startups(session: Session, startup_ids: Iterable[str]) -> list[Action]:
    """Those of these startups that are neither done nor dropped, the first due first."""
    return _listed(session, _open().where(ActionRow.startup_id.in_(list(startup_ids))))


def open_of_person(session: Session, person_id: int) -> list[Action]:
    """In every startup, the first due first."""
    return _listed(session, _open().where(ActionRow.owner_id == person_id))


def open_without_account(session: Session, startup_id: str) -> list[Action]:
    """Those whose owner nobody can write to, or that nobody has taken yet."""
    return _listed(session, _open().filter_by(startup_id=startup_id).where(_has_no_account()))


def of_checkpoint(session: Session, checkpoint_id: int) -> list[Action]:
    """In the order in which they were written down, without those that were dropped."""
    rows = select(ActionRow).filter_by(checkpoint_id=checkpoint_id).where(ActionRow.resolution != "dropped")
    return _actions(session, session.scalars(rows.order_by(ActionRow.id)).all())


def due_until(session: Session, day: date) -> list[Action]:
    """Open ones due until then, of all the startups that take part in the programme."""
    chosen = (ActionRow.due_on <= day, ActionRow.startup_id.in_(select_enrolled_ids()))
    return _listed(session, _open().where(*chosen))


def first_due(session: Session) -> date | None:
    """The day of the first open one, of all the startups that take part in the programme."""
    days = select(func.min(ActionRow.due_on)).where(ActionRow.startup_id.in_(select_enrolled_ids()))
    return session.scalar(days.where(ActionRow.ended_at.is_(None)))


def _open() -> Select[ActionRow]:
    return select(ActionRow).where(ActionRow.ended_at.is_(None))


def _has_no_account() -> ColumnElement[bool]:
    erased = select(PersonRow.id).where(PersonRow.account.startswith(ERASED))
    return or_(ActionRow.owner_id.is_(None), ActionRow.owner_id.in_(erased))


def _listed(session: Session, query: Select[ActionRow]) -> list[Action]:
    """The first due first; those without a day last."""
    rows = session.scalars(query.order_by(ActionRow.due_on.is_(None), ActionRow.due_on, ActionRow.id))
    return _actions(session, rows.all())


def _assign_values(row: ActionRow, text: str, owner: Assignee, due_on: date | None) -> None:
    row.text, row.due_on = text, due_on
    row.owner_id, row.owner_name = owner.id, "" if owner.id else owner.name[:_MOST_OF_A_NAME]


def _actions(session: Session, rows: Sequence[ActionRow]) -> list[Action]:
    ids = {row.owner_id for row in rows if row.owner_id}
    chosen = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(ids))
    owners = dict(iter(session.execute(chosen))) if ids else {}
    return [_action(row, owners) for row in rows]


def _action(row: ActionRow, owners: Mapping[int, str]) -> Action:
    return Action(
        id=row.id,
        startup_id=row.startup_id,
        text=row.text,
        owner_id=row.owner_id,
        owner_name=owners.get(row.owner_id or 0, row.owner_name),
        due_on=row.due_on,
        recorded_at=row.recorded_at,
        resolution=row.resolution,
        agreed=row.checkpoint_id is not None,
    )
