"""A startup with a checkpoint, and the page that a link leads its sponsor to."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from bot.app import App
from bot.clock import Clock
from bot.settings import read_settings
from gamma.checkpoints.checkpoint import Checkpoint, State
from gamma.dates import LocalMoment
from gamma.people.person import Person
from gamma.startups.sponsor_contact import SponsorContact
from gamma.startups.startup import Channel
from storage.checkpoints import agenda, checkpoints, minutes, sponsor_links
from storage.models import OutboxRow, SponsorAnswerRow, StartupRow
from storage.people import people
from storage.startups import sponsor_contacts, startups
from tests.databases import sqlite_in

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NAME = "Vélo facile"
# The date of the checkpoint, as the page says it and as its confirmation is kept.
DAY = "mardi 8 décembre 2026 à 14\u00a0h\u00a030 (heure de Paris)"
CONFIRMED = ("confirmed", 0, "2026-12-08 14:30")
_SEAL = re.compile(r'name="seal" value="([^"]+)"')


def at(day: int, hour: int = 14, minute: int = 30) -> LocalMoment:
    """In December 2026, in Paris."""
    return LocalMoment(date(2026, 12, day), time(hour, minute), ZoneInfo("Europe/Paris"))


@dataclass
class Sponsor:
    """Whoever has the link, in a browser that keeps nothing."""

    client: FlaskClient
    address: str

    def open(self, query: str = "", **headers: str) -> TestResponse:
        return self.client.get(f"{self.address}{query}", headers=headers)

    def seal(self) -> str:
        """Of the page as it is now."""
        found = _SEAL.search(self.open().text)
        assert found is not None, "there is nothing to press"
        return found[1]

    def press(self, answer: str, seal: str = "", query: str = "", **fields: str) -> TestResponse:
        form = {"seal": seal or self.seal(), "answer": answer, **fields}
        return self.client.post(f"{self.address}{query}", data=form)


class SponsorScene:
    """The bot on SQLite, its clock at `now`."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        environment = {
            "DATABASE_URL": sqlite_in(folder),
            "GAMMA_URL": "https://gamma.example.org",
        }
        self.app = App(read_settings(environment), sandbox=True, clock=Clock(lambda: self.now))
        self.store = self.app.store
        with self.store.write() as session:
            session.add(StartupRow(id="velo", name=NAME, pitch="", incubator=""))
            session.flush()
            self.camille: Person = people.upsert_person(session, "sandbox", "camille")
            startups.link_channel(session, Channel("sandbox", "equipe", "velo"), self.camille, NOW)
            moment, place = at(8), "20 avenue de Ségur, https://visio.example.org/abc"
            self.checkpoint: Checkpoint = checkpoints.plan(session, "velo", moment, place, self.camille, NOW)
        self.sponsor = self.given_to("Jeanne Martin")

    def close(self) -> None:
        self.store.close()

    def given_to(self, name: str) -> Sponsor:
        with self.store.write() as session:
            contact = SponsorContact(name)
            sponsor_contacts.upsert_contact(session, "velo", contact, self.camille, self.now)
            numbers = {
                one.name: number for number, one in sponsor_contacts.contacts_by_id(session, "velo").items()
            }
            link = sponsor_links.issue(session, self.checkpoint, numbers[name], self.camille, self.now)
        address = self.app.pages.sponsor_page_url(link.key).removeprefix("https://gamma.example.org")
        return Sponsor(self.app.web.test_client(), address)

    def later(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def move(self, moment: LocalMoment, place: str = "Lyon") -> None:
        with self.store.write() as session:
            self.checkpoint = checkpoints.move(session, self.checkpoint, moment, place, self.now)

    def end(self, state: State) -> None:
        with self.store.write() as session:
            self.checkpoint = checkpoints.set_state(session, self.checkpoint, state, self.now)

    def write_minutes(self, summary: str, notes: str = "") -> None:
        with self.store.write() as session:
            startup = startups.load(session, "velo")
            assert startup is not None
            there = minutes.load_or_empty(session, startup, self.checkpoint)
            minutes.save(session, there, there.revision + 1, summary, notes, self.camille, self.now)

    def add_point(self, text: str) -> None:
        with self.store.write() as session:
            agenda.add_point(session, "velo", text, "", self.camille, self.now)

    def revoke(self) -> None:
        with self.store.write() as session:
            sponsor_links.revoke(session, self.checkpoint, self.now)

    def kept(self) -> list[tuple[str, int, str]]:
        """The answers, and in the same breath that the team is told of each."""

        with self.store.read() as session:
            rows = session.scalars(select(SponsorAnswerRow).order_by(SponsorAnswerRow.id)).all()
            told = session.scalars(select(OutboxRow.subject).filter_by(kind="sponsor_answered")).all()
            assert sorted(row.id for row in rows) == sorted(subject["answer"] for subject in told)
            return [(row.kind, row.revision, row.text) for row in rows]
