"""Wherever a person is pointed to or named, it was decided what they are told and what becomes of it."""

from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, Integer, String

from gamma.chat import Profile
from gamma.privacy.personal_data import ENTRY_LABELS, PART_LABELS
from storage.models import (
    Base,
    Instant,
)
from storage.people import people
from storage.privacy import erasure, personal_data
from storage.store import Store
from tests.databases import sqlite_in
from tests.storage.privacy.erasing import NAME, NOW


def test_every_column_that_points_to_people_is_decided_for_the_file_and_for_erasure() -> None:
    pointing = {f"{column.table.name}.{column.name}" for column in erasure.person_columns()}
    told = {f"{mine.table.name}.{mine.name}" for mine, _ in personal_data.SECTIONS.values()}
    assert pointing == erasure.ANONYMISED_COLUMNS | erasure.DELETED_COLUMNS
    assert told == pointing | {"people.id"}


def test_every_part_and_entry_of_the_file_has_a_name_in_words() -> None:
    assert set(PART_LABELS) == set(personal_data.SECTIONS)
    entries = {column.name for _, told in personal_data.SECTIONS.values() for column in told}
    assert entries - {"id", *personal_data.OF_STARTUP} <= set(ENTRY_LABELS)


def test_a_name_is_taken_out_of_every_text_that_people_may_have_typed(tmp_path: Path) -> None:
    store = Store(sqlite_in(tmp_path))
    store.upgrade()
    swept = [table for table in Base.metadata.sorted_tables if table.name not in erasure.UNSWEPT_TABLES]
    with store.write() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in swept:
            session.execute(table.insert().values({column.name: naming(column) for column in table.columns}))
        erasure.erase(session, people.upsert_person(session, "slack", "U1", Profile(NAME)), NOW)
        for table in swept:
            row = session.execute(table.select()).mappings().one()
            named = {column.name for column in table.columns if NAME in str(row[column.name])}
            typed_by_nobody = {key.name for key in table.columns if key.primary_key or key.foreign_keys}
            assert named <= typed_by_nobody, table.name
        session.rollback()
    store.close()


def naming(column: "Column[Any]") -> Any:
    """A value for the column; one that names the person wherever words may stand."""
    if isinstance(column.type, JSON):
        return {"deep": [{f"of {NAME}": f"met {NAME}"}]}
    if isinstance(column.type, String):
        return f"met {NAME}"
    if isinstance(column.type, Integer | Float):
        return 2  # nobody's number: the person is the first
    if isinstance(column.type, Boolean):
        return True
    return NOW if isinstance(column.type, Instant) else NOW.date()
