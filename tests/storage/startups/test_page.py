"""What people say of a startup is kept apart from what is imported, and two at once lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from gamma.people.person import Person
from gamma.startups.sponsor_contact import SponsorContact
from gamma.startups.startup import Startup
from storage.models import EnrolmentRow
from storage.people import people
from storage.startups import enrolment, page, sponsor_contacts, startups
from storage.store import Store, StoreBusyError
from tests.startups import keep

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STARTUP = Startup("velo-facile", "Vélo facile", "", "fabrique", ())


@pytest.fixture
def somebody(store: Store) -> Person:
    with store.write() as session:
        keep(session, STARTUP)
        return people.upsert_person(session, "sandbox", "camille")


def test_an_import_overwrites_nothing_that_people_said(store: Store, somebody: Person) -> None:
    with store.write() as session:
        page.save_details(session, STARTUP.id, {"territory": "Bretagne"}, somebody, NOW)
        page.set_coach(session, STARTUP.id, somebody.id)
        enrolment.enrol(session, STARTUP.id, somebody, NOW)
    with store.write() as session:
        keep(session, Startup(STARTUP.id, "Autre nom", "Autre phrase", "ailleurs", ()))
    with store.read() as session:
        assert page.details_of(session, STARTUP.id) == {"territory": "Bretagne"}
        assert page.coach_of(session, STARTUP.id) == somebody
        assert enrolment.enrolled_at(session, STARTUP.id) == NOW


def test_each_time_in_the_programme_stays_known(store: Store, somebody: Person) -> None:
    after = [NOW + timedelta(days=days) for days in range(4)]
    with store.write() as session:
        assert enrolment.enrol(session, STARTUP.id, somebody, after[0])
        assert not enrolment.enrol(session, STARTUP.id, somebody, after[1])
        enrolment.withdraw(session, STARTUP.id, after[1])
        assert enrolment.enrolled_at(session, STARTUP.id) is None
        enrolment.withdraw(session, STARTUP.id, after[2])
        assert enrolment.enrol(session, STARTUP.id, somebody, after[3])
        assert enrolment.enrolled_at(session, STARTUP.id) == after[3]
    with store.read() as session:
        rows = session.scalars(select(EnrolmentRow).order_by(EnrolmentRow.id))
        times = [(row.enrolled_by, row.enrolled_at, row.withdrawn_at) for row in rows]
    assert times == [(somebody.id, after[0], after[1]), (somebody.id, after[3], None)]


def test_of_two_who_enrol_at_the_same_time_one_does(store: Store, somebody: Person) -> None:
    with store.write() as session:
        enrolment.enrol(session, STARTUP.id, somebody, NOW)
    with pytest.raises(IntegrityError), store.write() as session:
        session.add(EnrolmentRow(startup_id=STARTUP.id, enrolled_by=somebody.id, enrolled_at=NOW))


def test_the_latest_stands_and_the_empty_one_withdraws(store: Store, somebody: Person) -> None:
    for value, kept in (("Bretagne", {"territory": "Bretagne"}), ("Corse", {"territory": "Corse"}), ("", {})):
        with store.write() as session:
            page.save_details(session, STARTUP.id, {"territory": value}, somebody, NOW)
        with store.read() as session:
            assert page.details_of(session, STARTUP.id) == kept


def test_lines_added_at_the_same_time_are_all_kept(store: Store, somebody: Person) -> None:
    def add(number: int) -> None:
        with store.write(patience=10) as session:
            startups.lock_startup(session, STARTUP.id)
            known = page.details_of(session, STARTUP.id).get("obstacles", "")
            said = {"obstacles": f"{known}{number};"}
            page.save_details(session, STARTUP.id, said, somebody, NOW)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(20)))
    with store.read() as session:
        kept = page.details_of(session, STARTUP.id)["obstacles"]
    assert sorted(kept.split(";")) == sorted(["", *map(str, range(20))])


def test_one_contact_typed_at_the_same_time_is_one(store: Store, somebody: Person) -> None:
    def add(name: str) -> None:
        with store.write(patience=10) as session:
            startups.lock_startup(session, STARTUP.id)
            contact = SponsorContact(name, "DGE")
            sponsor_contacts.upsert_contact(session, STARTUP.id, contact, somebody, NOW)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, ["Jeanne Martin", "jeanne martin", "JEANNE MARTIN"] * 4))
    with store.read() as session:
        assert len(sponsor_contacts.contacts_of(session, STARTUP.id)) == 1


def test_names_of_signs_alone_are_told_apart(store: Store, somebody: Person) -> None:
    with store.write() as session:
        for name in ("🐝", "🚲"):
            sponsor_contacts.upsert_contact(session, STARTUP.id, SponsorContact(name), somebody, NOW)
        assert [contact.name for contact in sponsor_contacts.contacts_of(session, STARTUP.id)] == ["🐝", "🚲"]


def test_two_that_wait_for_each_other_are_told_to_try_again(store: Store, somebody: Person) -> None:
    """One completes the page of a startup while another, who links it, tells the first."""
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    both_hold_one = Barrier(2)

    def complete_the_page() -> None:
        with store.write(patience=10) as session:
            people.upsert_person(session, somebody.platform, somebody.account)
            both_hold_one.wait(10)
            startups.lock_startup(session, STARTUP.id)

    def link() -> None:
        with store.write(patience=10) as session:
            startups.lock_startup(session, STARTUP.id)
            both_hold_one.wait(10)
            people.upsert_person(session, somebody.platform, somebody.account)

    with ThreadPoolExecutor(2) as threads:
        ended = [future.exception() for future in [threads.submit(complete_the_page), threads.submit(link)]]
    assert [type(error) for error in ended if error] == [StoreBusyError]
