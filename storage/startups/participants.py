"""Who has to do with a startup, so that a first name alone tells who is meant."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from gamma.parsing.text import normalise
from gamma.people.person import Person, family_names, first_names, may_be_family_name
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


class Participants:
    """Those who may be meant around one startup, as they are known now: all names are read once."""

    def __init__(self, session: Session, startup_id: str, platform: str) -> None:
        self._session = session
        self._by_whole: dict[str, list[int]] = {}
        self._by_short: dict[str, list[int]] = {}
        self._by_family: dict[str, list[int]] = {}
        for person_id, _, name, is_around in session.execute(_named(platform, [startup_id])):
            self._by_whole.setdefault(normalise(name), []).append(person_id)
            if is_around:
                for short in first_names(name):
                    self._by_short.setdefault(short, []).append(person_id)
                for family in family_names(name):
                    self._by_family.setdefault(family, []).append(person_id)

    def find(self, name: str) -> Person | None:
        """The one person here with that whole name, or around the startup with that first or family name."""
        normalised = normalise(name)
        person_ids = self._by_whole.get(normalised, []) if normalised else []
        if len(person_ids) != 1:
            person_ids = self._by_short.get(normalised, [])
        if not person_ids and may_be_family_name(name):
            person_ids = self._by_family.get(normalised, [])
        return people.by_id(self._session, person_ids[0]) if len(person_ids) == 1 else None


def accounts_named_in(
    session: Session, platform: str, startup_ids: Sequence[str], words: str, at_most: int
) -> list[str]:
    """The accounts of those called by their whole name in the words, or around the startups by a part of it.

    startup_ids: none for all of them.
    """
    said = f" {normalise(words)} "
    named = list[tuple[bool, bool, str]]()
    for _, account, name, is_around in session.execute(_named(platform, startup_ids)):
        whole = normalise(name)
        parts = (whole.split()[0], *family_names(name)) if whole else ()
        if any(f" {part} " in said for part in parts):
            is_whole = f" {whole} " in said
            if is_whole or is_around:
                named.append((not is_around, not is_whole, account))
    return [account for _, _, account in sorted(named)][:at_most]


def _named(platform: str, startup_ids: Sequence[str]) -> Select[int, str, str, bool]:
    """Everybody known by name, with whether they are around one of these startups, or around any."""
    is_around = PersonRow.id.in_(_participant_ids(startup_ids))
    columns = (PersonRow.id, PersonRow.account, PersonRow.name, is_around)
    return select(*columns).where(PersonRow.platform == platform, PersonRow.name != "")


def _participant_ids(startup_ids: Sequence[str]) -> CompoundSelect[Any]:
    """Of people around these startups, or around any where none is given."""

    def is_meant(startup: _Column, person: _Column) -> ColumnElement[bool]:
        return startup.in_(startup_ids) if startup_ids else person.is_not(None)

    found: list[Select[Any]] = [
        select(person).where(is_meant(startup, person)) for startup, person in _TRACES
    ]
    found += [
        select(person)
        .join(startup.class_, startup.class_.id == above)
        .where(is_meant(startup, person), person.is_not(None))
        for startup, above, person in _BELOW
    ]
    return union(*found)
