"""The outside views of portfolio managers: each change is a row, and of a quarter the latest stands."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from gamma.assessments.outside_view import OutsideView
from gamma.dates import Quarter
from gamma.programme.criteria import Verdict
from storage.models import OutsideViewRow, PersonRow, ViewReasonRow

_NO_OPINION = "none"
"""A row with this takes back what stood before in the quarter."""


def of_quarter(session: Session, startup_id: str, quarter: Quarter, zone: ZoneInfo) -> list[OutsideView]:
    """Each manager's view, who spoke first first; also of those who are no longer its managers."""
    return _views(session, startup_id, quarter.starts(zone), quarter.following().starts(zone))


def since_quarter(session: Session, startup_id: str, quarter: Quarter, zone: ZoneInfo) -> list[OutsideView]:
    """Of each manager the view that stands of all stated in the quarter or after it."""
    return _views(session, startup_id, quarter.starts(zone), None)


def own_of_quarter(
    session: Session, startup_id: str, person_id: int, quarter: Quarter, zone: ZoneInfo
) -> OutsideView:
    """Without any verdict where they gave none."""
    views = of_quarter(session, startup_id, quarter, zone)
    return next((view for view in views if view.person_id == person_id), OutsideView(person_id, "", {}))


def save(
    session: Session, startup_id: str, person_id: int, changes: Mapping[str, Verdict | None], now: datetime
) -> None:
    """changes: by criterion; None is no opinion any more."""
    for criterion, verdict in changes.items():
        row = OutsideViewRow(startup_id=startup_id, person_id=person_id, criterion=criterion)
        row.verdict, row.stated_at = verdict or _NO_OPINION, now
        session.add(row)
    session.flush()


def save_reason(
    session: Session, startup_id: str, person_id: int, reason: str, since: datetime, now: datetime
) -> None:
    """Instead of those stated since the quarter began, whose words go; "" for none."""
    former = delete(ViewReasonRow).where(
        ViewReasonRow.startup_id == startup_id,
        ViewReasonRow.person_id == person_id,
        ViewReasonRow.stated_at >= since,
    )
    session.execute(former)
    if reason:
        row = ViewReasonRow(startup_id=startup_id, person_id=person_id, reason=reason, stated_at=now)
        session.add(row)
    session.flush()


def _views(session: Session, startup_id: str, since: datetime, until: datetime | None) -> list[OutsideView]:
    stated = select(OutsideViewRow, PersonRow.name).join(PersonRow, PersonRow.id == OutsideViewRow.person_id)
    of_then = stated.where(*_between(OutsideViewRow, startup_id, since, until))
    names: dict[int, str] = {}
    verdicts: dict[int, dict[str, Verdict]] = {}
    for row, name in session.execute(of_then.order_by(OutsideViewRow.stated_at, OutsideViewRow.id)):
        names[row.person_id] = name
        own = verdicts.setdefault(row.person_id, {})
        own.pop(row.criterion, None)
        if row.verdict != _NO_OPINION:
            own[row.criterion] = row.verdict  # type: ignore[assignment]  # the column holds nothing else
    given = {person: own for person, own in verdicts.items() if own}
    reasons = _reasons(session, startup_id, since, until) if given else {}
    return [OutsideView(person, names[person], own, reasons.get(person, "")) for person, own in given.items()]


def _reasons(session: Session, startup_id: str, since: datetime, until: datetime | None) -> dict[int, str]:
    """By person the latest."""
    stated = select(ViewReasonRow.person_id, ViewReasonRow.reason)
    of_then = stated.where(*_between(ViewReasonRow, startup_id, since, until))
    in_order = of_then.order_by(ViewReasonRow.stated_at, ViewReasonRow.id)
    return {row.person_id: row.reason for row in session.execute(in_order)}


def _between(
    table: type[OutsideViewRow | ViewReasonRow], startup_id: str, since: datetime, until: datetime | None
) -> list[ColumnElement[bool]]:
    clauses = [table.startup_id == startup_id, table.stated_at >= since]
    return clauses if until is None else [*clauses, table.stated_at < until]
