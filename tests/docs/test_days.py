"""A day is one of a place: no module takes it from a moment in UTC."""

import re
from pathlib import Path

import pytest

from tests.docs.tables import ROOT

IN_UTC = re.compile(r"\b(?:\w+_at|now(?:\(\))?)\.(?:date\(\)|strftime)|:%Y-%m-%d\}")
KEYS = {"jobs/experts/expiry.py", "storage/assessments/round_notices.py"}
"""What tells two messages apart is no day that anybody reads."""


@pytest.mark.parametrize("room", ["gamma", "handlers", "jobs", "storage"])
def test_days_are_those_of_a_zone(room: str) -> None:
    def taken(path: Path) -> bool:
        return IN_UTC.search(path.read_text(encoding="utf-8")) is not None

    found = {str(path.relative_to(ROOT)) for path in (ROOT / room).rglob("*.py") if taken(path)}
    assert found <= KEYS
