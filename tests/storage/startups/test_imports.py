"""Keeping what is imported: what differs is written, what people typed is not touched, nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import SQLAlchemyError

from gamma.startups.catalogue import Catalogue, WarningKind, merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.import_changes import ImportChanges, summary_lines
from gamma.startups.startup import Channel, Phase
from storage.models import Base, CoIncubatorRow
from storage.people import people
from storage.startups import import_runs, imports, startups
from storage.store import Store
from tests.gamma.assessments.samples import file_of, old, organisations, shared, startup

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
NIGHT = NOW.date()


def keep(store: Store, *files: bytes, now: datetime = NOW) -> ImportChanges:
    found = merge_catalogues([(str(place), parse_catalogue(content)) for place, content in enumerate(files)])
    with store.write(patience=30) as session:
        return imports.save_catalogue(session, found, now)


def told(changes: ImportChanges) -> list[str]:
    return [str(odd) for odd in changes.warnings()]


def sponsors(store: Store, startup_id: str = "velo") -> list[str]:
    with store.read() as session:
        return startups.sponsors_of(session, startup_id)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=str)
            for table in Base.metadata.sorted_tables
        }


def test_everything_of_a_file_is_kept_and_found_again(store: Store) -> None:
    phases = [{"name": "construction", "start": "2025-03-01"}, {"name": "sieste", "start": ""}]
    rows = startup("à.b_C", name=" Démo @channel 🎉 ", phases=phases), shared("velo")
    changes = keep(store, file_of(*rows), organisations(aim="Agence inventée"))
    assert (len(changes.new), len(changes.new_organisations), changes.is_empty) == (2, 1, False)
    with store.read() as session:
        found = startups.load(session, "à.b_C")
        co_incubators = session.scalars(select(CoIncubatorRow.incubator_id)).all()
    assert found
    assert found.name == "Démo @channel 🎉"
    assert found.phases == (Phase("construction", date(2025, 3, 1)), Phase("sieste", None))
    assert co_incubators == ["atelier"]
    assert sponsors(store) == ["Agence inventée (AIM)"]


def test_the_second_run_changes_nothing_and_says_so(store: Store) -> None:
    files = file_of(startup("a"), shared("b")), organisations(aim="Agence")
    keep(store, *files)
    before = everything(store)
    changes = keep(store, *files, now=LATER)
    assert (changes.is_empty, changes.unchanged, told(changes)) == (True, 2, [])
    assert list(summary_lines(Catalogue(), changes, []))[-1] == "Nothing has changed."
    assert {**everything(store), "import_days": before["import_days"]} == before


def test_each_change_is_in_one_list(store: Store) -> None:
    keep(store, file_of(*(startup(one) for one in ("same", "pitch", "phases", "sponsors", "name", "leaves"))))
    changes = keep(
        store,
        file_of(
            startup("same"),
            startup("pitch", pitch="Autre."),
            startup("phases", phases=[]),
            startup("sponsors", sponsors=["dgt", "aim"]),
            startup("name", name="Vélo libre"),
            startup("joins"),
        ),
        now=LATER,
    )
    assert [entry.id for entry in changes.changed] == ["pitch", "phases", "sponsors"]
    assert [entry.id for entry in changes.renamed] == ["name"]
    assert [entry.id for entry in changes.new] == ["joins"]
    assert changes.unchanged == 1
    assert told(changes) == [
        "leaves: “Vélo facile” left the file; it is kept, and marked",
        "name: “Vélo facile” is called “Vélo libre” now",
    ]
    assert sponsors(store, "sponsors") == ["dgt", "aim"]
    with store.read() as session:
        phases = startups.load(session, "phases")
    assert phases
    assert phases.phases == ()


def test_a_startup_that_leaves_is_marked_once_and_unmarked_when_it_comes_back(store: Store) -> None:
    both, one = file_of(startup("a"), startup("b")), file_of(startup("a"))
    keep(store, both)
    keep(store, one, now=LATER)
    again = keep(store, one, now=LATER + timedelta(days=1))
    assert (again.is_empty, again.gone_before) == (True, 1)
    with store.read() as session:
        gone = startups.load(session, "b")
    assert gone
    assert gone.removed_at == LATER
    back = keep(store, file_of(startup("a"), startup("b", name="Vélo libre")), now=LATER)
    assert [odd.kind for odd in back.warnings()] == [WarningKind.BACK, WarningKind.RENAMED]
    with store.read() as session:
        returned = startups.load(session, "b")
    assert returned
    assert (returned.removed_at, returned.name) == (None, "Vélo libre")


def test_an_older_version_leaves_alone_what_it_says_nothing_of(store: Store) -> None:
    keep(store, file_of(shared("velo")))
    changes = keep(store, file_of(old("velo", pitch="Autre.")))
    assert len(changes.changed) == 1
    assert sponsors(store) == ["aim"]
    with store.read() as session:
        assert session.scalars(select(CoIncubatorRow.incubator_id)).all() == ["atelier"]


def test_organisations_alone_mark_no_startup_as_gone(store: Store) -> None:
    keep(store, file_of(startup()))
    changes = keep(store, organisations(aim="Agence"))
    assert (changes.gone, changes.gone_before, len(changes.new_organisations)) == ((), 0, 1)
    renamed = keep(store, organisations(aim="Agence des mobilités"))
    assert len(renamed.changed_organisations) == 1
    assert sponsors(store) == ["Agence des mobilités (AIM)"]


def test_what_people_typed_is_never_touched(store: Store) -> None:
    keep(store, file_of(startup("a"), startup("b")))
    typed = {
        "channels": "startup_id, platform, channel, linked_by, linked_at) VALUES ('a', 'slack', 'C1', 1,",
        "enrolments": "startup_id, enrolled_by, enrolled_at) VALUES ('a', 1,",
        "startup_details": "startup_id, field, value, stated_by, stated_at) VALUES ('a', 'coach', 'x', 1,",
        "sponsor_contacts": "startup_id, name, administration, email, added_by, added_at) "
        "VALUES ('a', 'Jeanne Martin', 'AIM', 'jeanne@aim.invalid', 1,",
    }
    with store.write() as session:
        people.upsert_person(session, "slack", "U1")
        for table, values in typed.items():
            session.execute(text(f"INSERT INTO {table} ({values} '2026-11-23 03:00:00+00:00')"))
    before = everything(store)
    keep(store, file_of(startup("b", name="Autre", sponsors=[])), now=LATER)
    after = everything(store)
    assert {name: after[name] for name in (*typed, "people")} == {
        name: before[name] for name in (*typed, "people")
    }
    assert after["startups"] != before["startups"]


def test_an_import_that_fails_half_way_leaves_nothing_behind(store: Store) -> None:
    keep(store, file_of(startup("a")))
    before = everything(store)

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "INSERT INTO imported_sponsors" in statement:
            raise RuntimeError("the machine falls")

    event.listen(store.engine, "before_cursor_execute", fail)
    with pytest.raises((RuntimeError, SQLAlchemyError)):
        keep(store, file_of(startup("b"), startup("c")))
    event.remove(store.engine, "before_cursor_execute", fail)
    assert everything(store) == before


def test_two_imports_at_once_are_one_after_the_other(store: Store) -> None:
    content = file_of(*(startup(f"s{place}") for place in range(50)))
    together_now = threading.Barrier(4)

    def import_it(_thread: int) -> int:
        together_now.wait()
        return len(keep(store, content).new)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(import_it, range(4))) == [0, 0, 0, 50]


def test_asks_the_database_no_more_for_many_startups_than_for_few(store: Store) -> None:
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    def questions(startups_in_file: int, name: str) -> int:
        asked.clear()
        keep(store, file_of(*(startup(f"s{place}", name=name) for place in range(startups_in_file))))
        return len(asked)

    event.listen(store.engine, "before_cursor_execute", count)
    assert questions(2, "Un") >= questions(300, "Un") - 4
    assert questions(300, "Deux") < 25


def test_those_with_a_channel_or_enrolled_are_followed(store: Store) -> None:
    rows = [startup(name) for name in ("linked", "enrolled", "withdrawn", "neither", "stays")]
    keep(store, file_of(*rows))
    with store.write() as session:
        person = people.upsert_person(session, "slack", "U1")
        startups.link_channel(session, Channel("slack", "C1", "linked"), person, NOW)
        startups.link_channel(session, Channel("slack", "C2", "stays"), person, NOW)
        then = "'2026-11-23 03:00:00+00:00'"
        values = f"('enrolled', 1, {then}, NULL), ('withdrawn', 1, {then}, {then})"
        session.execute(
            text(
                f"INSERT INTO enrolments (startup_id, enrolled_by, enrolled_at, withdrawn_at) VALUES {values}"
            )
        )
        found = imports.linked_or_enrolled(session, ["linked", "enrolled", "withdrawn", "neither"])
    assert sorted(found) == ["enrolled", "linked"]


# --- nights -----------------------------------------------------------------------------------


def begin(store: Store, real_now: datetime = NOW) -> bool:
    with store.write(patience=30) as session:
        return import_runs.begin(session, NIGHT, real_now)


def is_due(store: Store, real_now: datetime = NOW) -> bool:
    with store.read() as session:
        return import_runs.is_due(session, NIGHT, real_now)


def test_one_of_several_processes_does_the_nights_import(store: Store) -> None:
    at_once = threading.Barrier(4)

    def try_to_begin(_process: int) -> bool:
        at_once.wait()
        return begin(store)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_to_begin, range(4))) == 1
    assert not is_due(store)


def test_a_night_whose_import_never_ended_is_taken_over_after_an_hour(store: Store) -> None:
    begin(store)
    nearly, then = NOW + timedelta(minutes=59), NOW + timedelta(minutes=60)
    assert not is_due(store, nearly)
    assert not begin(store, nearly)
    assert is_due(store, then)
    assert begin(store, then)
    assert not begin(store, then)


def test_a_night_that_ended_is_over_whatever_came_of_it(store: Store) -> None:
    begin(store)
    with store.write() as session:
        import_runs.end(session, NIGHT, NOW, "not found")
    assert not is_due(store, LATER)
    assert not begin(store, LATER)
    with store.read() as session:
        assert import_runs.reason_of(session, NIGHT) == "not found"
