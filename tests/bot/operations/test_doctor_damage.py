"""A database file that is damaged is told by the doctor, with what to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.operations.examined import Examined


@pytest.fixture
def examined(tmp_path: Path) -> Examined:
    return Examined(tmp_path)


def test_a_file_damaged_in_its_middle_is_told_with_what_to_do(examined: Examined) -> None:
    examined.upgrade()
    file = examined.folder / "gamma.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    for page in range(5, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    file.write_bytes(content)
    (line,) = [line for line in examined.of("wrong") if "damaged" in line]
    assert "restore the last backup" in line
