"""The outside views of portfolio managers: each change is a row, and of a quarter the latest stands."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.assessments.outside_view import OutsideView
from gamma.dates import Quarter
from gamma.programme.criteria import Verdict
from storage.models import OutsideViewRow, PersonRow

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
) -> Mapping[str, Verdict]:
    """By criterion; empty where they gave none."""
    views = of_quarter(session, startup_id, quarter, zone)
    return next((view.verdicts for view in views if view.person_id == person_id), {})


def save(
    session: Session, startup_id: str, person_id: int, changes: Mapping[str, Verdict | None], now: datetime
) -> None:
    """changes: by criterion; None is no opinion any more."""
    for criterion, verdict in changes.items():
        row = OutsideViewRow(startup_id=startup_id, person_id=person_id, criterion=criterion)
        row.verdict, row.stated_at = verdict or _NO_OPINION, now
        session.add(row)
    session.flush()


def _views(session: Session, startup_id: str, since: datetime, until: datetime | None) -> list[OutsideView]:
    stated = select(OutsideViewRow, PersonRow.name).join(PersonRow, PersonRow.id == OutsideViewRow.person_id)
    of_then = stated.where(OutsideViewRow.startup_id == startup_id, OutsideViewRow.stated_at >= since)
    if until is not None:
        of_then = of_then.where(OutsideViewRow.stated_at < until)
    names: dict[int, str] = {}
    verdicts: dict[int, dict[str, Verdict]] = {}
    for row, name in session.execute(of_then.order_by(OutsideViewRow.stated_at, OutsideViewRow.id)):
        names[row.person_id] = name
        own = verdicts.setdefault(row.person_id, {})
        own.pop(row.criterion, None)
        if row.verdict != _NO_OPINION:
            own[row.criterion] = row.verdict  # type: ignore[assignment]  # the column holds nothing else
    return [OutsideView(person, names[person], own) for person, own in verdicts.items() if own]
