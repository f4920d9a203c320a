"""What a newcomer finds in the sandbox: a startup that takes part, with a page that is begun."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.clock import Clock
from bot.operations.sandbox_seed import seed
from bot.settings import SettingsError, read_settings
from gamma.chat import Command, Message, Place
from gamma.startups.startup import Channel, Startup
from storage.people import people
from storage.startups import startups
from tests.databases import sqlite_in
from tests.startups import keep

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
TEAM = "equipe-velo-facile"


@pytest.fixture
def unseeded(tmp_path: Path) -> Iterator[App]:
    settings = read_settings({"DATABASE_URL": sqlite_in(tmp_path)})
    app = App(settings, sandbox=True, clock=Clock(lambda: NOW))
    yield app
    app.store.close()


def sow(app: App) -> None:
    seed(app.store, app.chats["sandbox"], app.clock.now())


@pytest.fixture
def app(unseeded: App) -> App:
    sow(unseeded)
    return unseeded


def said(app: App, person: str, words: str) -> str:
    reply = app.dispatch(Command("sandbox", person, Place(TEAM), words)).reply
    assert isinstance(reply, Message)
    return str(reply)


def test_the_sample_startup_is_enrolled_and_its_page_is_begun(app: App) -> None:
    page = said(app, "camille", "startup")
    for words in (
        "Inscrite au programme depuis le 1er décembre 2026",
        "Sponsor\u00a0: Agence inventée des mobilités (AIM)",
        "Contact\u00a0: Jeanne Martin (AIM), jeanne.martin@mobilites.example",
        "Responsable de portefeuille\u00a0: Pauline Roche",
        "Croissance\u00a0: Passer de 400 à 1\u202f000 communes",
        "• Pas d’accès au fichier des communes",
        "Si tu veux, tu peux ajouter\u00a0: coach, dépendance à la loi",
    ):
        assert words in page


def test_what_people_changed_is_not_seeded_again(app: App) -> None:
    said(app, "nadia", "startup retirer oui")
    said(app, "camille", "startup territoire Corse")
    sow(app)
    page = said(app, "camille", "startup")
    assert "Pas encore inscrite" in page
    assert "Territoire\u00a0: Corse" in page


def test_a_database_with_real_channels_is_refused(app: App) -> None:
    with app.store.write() as session:
        somebody = people.upsert_person(session, "slack", "U1")
        startups.link_channel(session, Channel("slack", "C1", "ruche-ouverte"), somebody, NOW)
    with pytest.raises(SettingsError):
        sow(app)


def test_imported_startups_are_not_mixed_with_invented_ones(unseeded: App) -> None:
    with unseeded.store.write() as session:
        keep(session, Startup("usual", "Cantine claire", "", "", ()))
    with pytest.raises(
        SettingsError, match=r"not the sandbox's own \(1\).*DATABASE_URL=sqlite:///sandbox.db"
    ):
        sow(unseeded)
    with unseeded.store.read() as session:
        only = startups.load(session, "usual")
        assert startups.names_by_id(session) == {"usual": "Cantine claire"}
    assert only
    assert only.removed_at is None


def test_startups_imported_into_a_sandbox_that_was_begun_are_left_to_it(app: App) -> None:
    with app.store.write() as session:
        keep(session, Startup("usual", "Cantine claire", "", "", ()))
    sow(app)
    assert "Inscrite au programme" in said(app, "camille", "startup")
