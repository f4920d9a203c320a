"""Imports are kept by their day, and of each startup only what changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from gamma.startups.catalogue import Catalogue, CatalogueEntry
from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Phase, Startup
from storage.models import ImportStateRow
from storage.startups import import_states, imports
from storage.store import Store

FIRST = datetime(2026, 8, 31, 22, 30, tzinfo=UTC)
"""In France it is the first of September."""


def entry(id: str, phase: str = "construction", stats: str = "") -> CatalogueEntry:
    startup = Startup(id, id, "", "", (Phase(phase, date(2026, 1, 1)),))
    return CatalogueEntry(startup, 1, (), (), (), PublicPages(stats))


def test_a_later_import_leaves_the_earlier_one_as_it_was(store: Store) -> None:
    lacs, monts, caps = entry("lacs"), entry("monts"), entry("caps", "acceleration")
    later = replace(monts, pages=PublicPages("https://monts.example.org/stats"))
    with store.write() as session:
        imports.save_catalogue(session, Catalogue((lacs, monts, caps)), FIRST)
        imports.save_catalogue(session, Catalogue((lacs, monts, caps)), FIRST + timedelta(days=1))
        imports.save_catalogue(session, Catalogue((lacs, later)), FIRST + timedelta(days=2))
        imports.save_catalogue(session, Catalogue((lacs, later)), FIRST + timedelta(days=2, minutes=5))
    with store.read() as session:
        assert import_states.days(session) == [date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)]
        before = import_states.states_on(session, date(2026, 9, 2))
        after = import_states.states_on(session, date(2026, 9, 3))
        assert session.scalar(select(func.count()).select_from(ImportStateRow)) == 5
    assert (before["monts"].has_stats, after["monts"].has_stats) == (False, True)
    assert (before["caps"].in_acceleration, after["caps"].listed) == (True, False)
    assert before["lacs"] == after["lacs"]
