"""What the import reports of each startup."""

from datetime import date, timedelta
from time import thread_time
from typing import Any

import pytest

from gamma.startups.catalogue import ImportWarning, WarningKind
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.import_warnings import ImportContext, import_warnings
from tests.gamma.assessments.samples import file_of, old, startup

TODAY = date(2026, 11, 23)
KNOWN = ImportContext(TODAY, {"construction", "acceleration"}, set())


def phase(name: str, start: str) -> dict[str, str]:
    return {"name": name, "start": start, "end": ""}


def odd(row: dict[str, Any], known: ImportContext = KNOWN) -> list[ImportWarning]:
    return import_warnings(parse_catalogue(file_of(row)).entries, known)


def test_a_usual_startup_has_nothing_odd() -> None:
    assert odd(startup()) == []


@pytest.mark.parametrize(
    ("phases", "kind", "detail"),
    [
        ([phase("sieste", "2025-01-01")], WarningKind.UNKNOWN_PHASE, "“sieste” is not in the programme file"),
        ([phase("construction", "0205-01-01")], WarningKind.ANCIENT_PHASE, "started on 0205-01-01"),
        ([phase("construction", "2026-11-24")], WarningKind.FUTURE_PHASE, "only starts on 2026-11-24"),
        (
            [phase("acceleration", "2025-01-01"), phase("construction", "2025-01-01")],
            WarningKind.SAME_DAY_PHASES,
            "start on the same day, 2025-01-01: “construction”, listed later, counts",
        ),
        (
            [phase("acceleration", "2025-01-02"), phase("construction", "2025-01-01")],
            WarningKind.PHASES_OUT_OF_ORDER,
            "“construction” is listed after “acceleration”",
        ),
        ([phase("construction", "")], WarningKind.PHASE_WITHOUT_START, "has no start"),
        ([], WarningKind.NO_PHASE, "no phase"),
    ],
)
def test_phases(phases: list[dict[str, str]], kind: WarningKind, detail: str) -> None:
    (found,) = odd(startup(phases=phases))
    assert found.kind is kind
    assert detail in str(found)
    assert str(found).startswith("velo: ")


def test_a_phase_that_starts_today_has_begun() -> None:
    assert odd(startup(phases=[phase("construction", "2026-11-23")])) == []


def test_two_pairs_of_the_same_day_are_one_oddity() -> None:
    days = ["2025-01-01", "2025-01-01", "2025-02-01", "2025-02-01"]
    (found,) = odd(startup(phases=[phase("construction", day) for day in days]))
    assert "counts; “construction” and “construction” start on the same day, 2025-02-01" in found.detail


def test_many_days_with_two_phases_are_told_in_no_time() -> None:
    days = [date(2000, 1, 1) + timedelta(days=count // 2) for count in range(20_000)]
    row = startup(phases=[phase("construction", day.isoformat()) for day in days])
    begun = thread_time()
    assert sum(found.kind is WarningKind.SAME_DAY_PHASES for found in odd(row)) == 1
    assert thread_time() - begun < 2


def test_no_sponsor_is_odd_only_where_the_version_has_sponsors() -> None:
    assert [found.kind for found in odd(startup(sponsors=[]))] == [WarningKind.NO_SPONSOR]
    assert odd(old()) == []


def test_a_sponsor_is_unknown_only_once_organisations_are_known() -> None:
    organisations = ImportContext(TODAY, KNOWN.phases, {"dgt"})
    assert [found.kind for found in odd(startup(), organisations)] == [WarningKind.UNKNOWN_SPONSOR]
    assert odd(startup(sponsors=["dgt"]), organisations) == []


def test_what_was_seen_while_reading_is_among_them() -> None:
    assert [found.kind for found in odd(startup(contact="?"))] == [WarningKind.MALFORMED_CONTACT]
