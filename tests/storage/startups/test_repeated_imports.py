"""The same import again is known by what it read, and only where nothing can differ."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gamma.startups.catalogue import merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.import_digest import import_digest
from storage.startups import import_states, imports, repeated_imports
from storage.startups.repeated_imports import ImportReport
from storage.store import Store
from tests.gamma.assessments.samples import file_of, organisations, startup

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PHASES = ("construction", "acceleration")
FILE = file_of(
    startup("lacs", sponsors=["/organisations/aim"]),
    startup("monts", phases=[{"name": "sieste", "start": "2026-12-01"}]),
)
OTHER = file_of(startup("lacs"), startup("caps"))


def keep(store: Store, *files: bytes, phases: tuple[str, ...] = PHASES) -> None:
    found = merge_catalogues([(str(place), parse_catalogue(content)) for place, content in enumerate(files)])
    terms = imports.ImportTerms(import_digest(files, phases), NOW.date(), phases, even_if_fewer=True)
    with store.write() as session:
        imports.save_and_remember(session, found, NOW, terms)


def again(
    store: Store, *files: bytes, days: int = 0, phases: tuple[str, ...] = PHASES
) -> ImportReport | None:
    with store.write() as session:
        return repeated_imports.repeat(session, import_digest(files, phases), NOW + timedelta(days=days))


def test_the_same_again_is_told_without_being_read(store: Store) -> None:
    keep(store, FILE)
    for days in (0, 1, 1, 4):
        report = again(store, FILE, days=days)
        assert report
        assert "monts: the phase “sieste” only starts on 2026-12-01" in report.warnings
        assert report.summary[0].endswith("2 unchanged.")
        assert report.summary[-1] == "Nothing has changed."
    with store.read() as session:
        assert import_states.days(session) == [NOW.date() + timedelta(days=days) for days in (0, 1, 4)]


@pytest.mark.parametrize(
    ("between", "asked"),
    [
        pytest.param([], {"days": 8}, id="a phase began"),
        pytest.param([], {"days": -1}, id="the clock went back"),
        pytest.param([], {"phases": ("construction", "sieste")}, id="the programme knows another phase"),
        pytest.param([OTHER], {}, id="another file came between"),
        pytest.param([organisations(aim="Agence inventée")], {}, id="organisations came between"),
    ],
)
def test_all_is_looked_at_where_something_may_differ(
    store: Store, between: list[bytes], asked: Mapping[str, Any]
) -> None:
    keep(store, FILE)
    for file in between:
        keep(store, file)
    assert again(store, FILE, **asked) is None
