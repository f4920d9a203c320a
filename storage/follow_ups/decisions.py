"""The register of decisions: a changed one is a new entry, and none is ever deleted."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gamma.follow_ups.follow_up import Decision
from storage.follow_ups.origin import Origin
from storage.models import DecisionRow


def add(
    session: Session, origin: Origin, text: str, decided_on: date, *, replaces: int | None = None
) -> Decision:
    """replaces: the id of the decision that this one changes."""
    row = DecisionRow(**origin.columns(), text=text, decided_on=decided_on, replaces=replaces)
    session.add(row)
    session.flush()
    return _decision(row, {})


def correct(session: Session, decision_id: int, text: str) -> None:
    """What was written down wrongly; a decision that is changed is a new one."""
    session.get_one(DecisionRow, decision_id).text = text


def withdraw(session: Session, decision_id: int, now: datetime) -> None:
    """It was never decided."""
    session.get_one(DecisionRow, decision_id).withdrawn_at = now


def load(session: Session, decision_id: int) -> Decision | None:
    """None for one that was withdrawn, too."""
    row = session.get(DecisionRow, decision_id)
    return (
        _decision(row, _replacements(session, row.startup_id)) if row and row.withdrawn_at is None else None
    )


def register(session: Session, startup_id: str) -> list[Decision]:
    """All of the startup's, the newest first."""
    rows = _standing().filter_by(startup_id=startup_id)
    newest = session.scalars(rows.order_by(DecisionRow.decided_on.desc(), DecisionRow.id.desc())).all()
    return _listed(newest, {row.replaces: row for row in newest if row.replaces})


def of_checkpoint(session: Session, startup_id: str, checkpoint_id: int) -> list[Decision]:
    """In the order in which they were written down, without those that its own minutes replaced."""
    rows = _standing().filter_by(checkpoint_id=checkpoint_id).order_by(DecisionRow.id)
    listed = _listed(session.scalars(rows), _replacements(session, startup_id))
    here = {decision.id for decision in listed}
    return [decision for decision in listed if decision.replaced_by not in here]


def latest_replacement(session: Session, decision: Decision) -> Decision:
    """The one that took its place in the end, itself where none did."""
    while decision.replaced_by and (newer := load(session, decision.replaced_by)):
        decision = newer
    return decision


def _standing() -> Select[DecisionRow]:
    return select(DecisionRow).where(DecisionRow.withdrawn_at.is_(None))


def _replacements(session: Session, startup_id: str) -> dict[int, DecisionRow]:
    """By what each replaced decision was."""
    rows = _standing().filter_by(startup_id=startup_id).where(DecisionRow.replaces.is_not(None))
    return {row.replaces: row for row in session.scalars(rows) if row.replaces}


def _listed(rows: Iterable[DecisionRow], replaced: Mapping[int, DecisionRow]) -> list[Decision]:
    return [_decision(row, replaced) for row in rows]


def _decision(row: DecisionRow, replaced: Mapping[int, DecisionRow]) -> Decision:
    newer = latest = replaced.get(row.id)
    while latest and (following := replaced.get(latest.id)):
        latest = following
    return Decision(
        id=row.id,
        startup_id=row.startup_id,
        text=row.text,
        decided_on=row.decided_on,
        recorded_at=row.recorded_at,
        replaced_by=newer.id if newer else None,
        holds_now=latest.text if latest else "",
    )
