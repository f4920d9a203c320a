"""Who has to do with a startup, so that a first name alone tells who is meant."""

from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from gamma.parsing.text import normalise
from gamma.people.person import Person
from storage.models import (
    ActionRow,
    AgendaPointRow,
    AssessmentRow,
    ChannelRow,
    CheckpointRow,
    CoachRow,
    DecisionRow,
    MinutesRow,
    PersonRow,
    PortfolioManagerRow,
    QuestionRow,
    RoundMemberRow,
    RoundOptOutRow,
    RoundRow,
)
from storage.people import people

_Column = InstrumentedAttribute[Any]

_TRACES: tuple[tuple[_Column, _Column], ...] = (
    (PortfolioManagerRow.startup_id, PortfolioManagerRow.person_id),
    (CoachRow.startup_id, CoachRow.person_id),
    (ChannelRow.startup_id, ChannelRow.linked_by),
    (AssessmentRow.startup_id, AssessmentRow.person_id),
    (CheckpointRow.startup_id, CheckpointRow.planned_by),
    (AgendaPointRow.startup_id, AgendaPointRow.added_by),
    (ActionRow.startup_id, ActionRow.owner_id),
    (ActionRow.startup_id, ActionRow.recorded_by),
    (DecisionRow.startup_id, DecisionRow.recorded_by),
    (QuestionRow.startup_id, QuestionRow.asker_id),
    (RoundRow.startup_id, RoundRow.opened_by),
    (RoundOptOutRow.startup_id, RoundOptOutRow.person_id),
)
_BELOW: tuple[tuple[_Column, _Column, _Column], ...] = (
    (CheckpointRow.startup_id, MinutesRow.checkpoint_id, MinutesRow.written_by),
    (RoundRow.startup_id, RoundMemberRow.round_id, RoundMemberRow.person_id),
)
"""In a row of their own below the startup's: whoever is written to in a round is known by name."""


def find_participant(session: Session, startup_id: str, platform: str, name: str) -> Person | None:
    """The one person of this platform with that whole name, or around the startup with that first name."""
    normalised = normalise(name)
    if not normalised:
        return None
    named = select(PersonRow.id, PersonRow.name).where(PersonRow.platform == platform, PersonRow.name != "")
    person_ids = [person_id for person_id, whole in session.execute(named) if normalise(whole) == normalised]
    if len(person_ids) != 1:
        around = named.where(PersonRow.id.in_(_participant_ids(startup_id)))
        person_ids = [
            person_id for person_id, whole in session.execute(around) if normalised in _short_names(whole)
        ]
    return people.by_id(session, person_ids[0]) if len(person_ids) == 1 else None


def _participant_ids(startup_id: str) -> CompoundSelect[Any]:
    found: list[Select[Any]] = [select(person).where(startup == startup_id) for startup, person in _TRACES]
    found += [
        select(person).join(startup.class_, startup.class_.id == above).where(startup == startup_id)
        for startup, above, person in _BELOW
    ]
    return union(*found)


def _short_names(name: str) -> set[str]:
    """ "Anne Marie Petit" is Anne or Anne Marie to her team."""
    words = normalise(name).split()
    return {" ".join(words[:count]) for count in range(1, len(words) + 1)}
