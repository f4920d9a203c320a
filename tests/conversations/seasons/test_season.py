"""Seasons in conversation: opened, looked at, changed and closed by the programme team alone."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import text

from bot.__main__ import main
from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.seasons.scene import OPENING, at

COMMANDS = (
    "saison",
    "saison liste",
    OPENING,
    f"saison ajouter {STARTUP.id}",
    f"saison enlever {STARTUP.id}",
    "saison clore oui",
)


def admin(talk: Talk, words: str) -> str:
    return talk.say(words, talk.admin, talk.driver.direct(talk.admin)).text.replace("\u00a0", " ")


def enrolled(talk: Talk) -> None:
    talk.make_manager(talk.manager)
    talk.link()
    admin(talk, f"startup enrol {STARTUP.id} {talk.at(talk.manager)}")


def test_a_season_begins_with_the_startups_of_the_programme(talk: Talk) -> None:
    enrolled(talk)
    assert "Il n’y a pas encore de saison" in admin(talk, "saison")
    said = admin(talk, OPENING)
    assert "Hiver · du 23 novembre 2026 au 28 février 2027 · 1 startup" in said
    assert "il y a déjà une saison" in admin(talk, OPENING).lower()
    shown = admin(talk, "season")
    assert "pas encore de campagne ouverte · référence (août 2020) : 8 sur 24" in shown


def test_once_teams_are_asked_the_counts_come_with_a_picture(talk: Talk) -> None:
    enrolled(talk)
    admin(talk, OPENING)
    admin(talk, "évaluer campagne entrée toutes oui")
    talk.later(minutes=2)
    talk.app.tick()
    assert "L’image arrive" in admin(talk, "saison")
    shown = talk.said_to(talk.admin)[-1]
    assert "Barres" in shown.picture_alt
    assert "0 sur 1" in shown.picture_alt
    assert shown.picture.startswith(b"\x89PNG")


def test_what_is_typed_without_its_days_is_asked_for_again(talk: Talk) -> None:
    assert "avec son nom et ses deux dates" in admin(talk, "saison nouvelle Hiver")
    assert talk.count("seasons") == 0


def test_startups_come_and_go_by_their_name(talk: Talk) -> None:
    enrolled(talk)
    admin(talk, OPENING)
    assert "2 startups" in admin(talk, f"saison ajouter {OTHER.id}")
    assert "fait déjà partie" in admin(talk, f"saison ajouter hiver {OTHER.name}")
    listed = admin(talk, "portefeuille saison hiver")
    assert "1 sur 1 startup · " in listed
    assert "Hiver" in listed
    assert "1 startup" in admin(talk, f"saison enlever {OTHER.id}")
    assert "ne fait pas partie" in admin(talk, f"saison enlever {OTHER.id}")
    assert "0 startup de plus" in admin(talk, "saison ajouter toutes")


def test_with_two_seasons_under_way_it_is_asked_which(talk: Talk) -> None:
    enrolled(talk)
    admin(talk, OPENING)
    admin(talk, "saison nouvelle Été du 01/06/2027 au 30/09/2027")
    asked = talk.say(f"saison enlever {STARTUP.id}", talk.admin, talk.driver.direct(talk.admin))
    assert "De quelle saison s’agit-il" in asked.text
    told = talk.press(asked, "Été", talk.admin)
    assert "ne fait plus partie" in told.text
    assert "Hiver" in admin(talk, "saison hiver")
    assert "Je ne connais pas de saison" in admin(talk, "saison automne")


def test_closing_asks_first_and_then_nothing_changes_any_more(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    enrolled(talk)
    admin(talk, OPENING)
    talk.now = at(2, 27)
    assert "Son rapport est gardé tel qu’il est" in admin(talk, "saison clore")
    assert "empreinte" in admin(talk, "saison clore oui")
    assert "est close" in admin(talk, f"saison ajouter hiver {OTHER.id}")
    assert "est close" in admin(talk, "saison clore hiver oui")
    talk.say("engagements ajouter financement : 50 k€")
    assert "tenus 0 sur 0" in admin(talk, "saison")
    monkeypatch.setenv("DATABASE_URL", talk.database_url)
    assert main(["report", "--season", "hiver"]) == 0
    written, told = capfdbinary.readouterr()
    assert b"as it was kept" in told
    assert json.loads(written)["commitments"]["made"] == 0
    with talk.app.store.read() as session:
        kept = session.execute(text("SELECT report_fingerprint FROM seasons")).scalar_one()
    assert sha256(written).hexdigest() == kept
    with talk.app.store.write() as session:
        changed = text("UPDATE seasons SET report = replace(report, :was, :is)")
        session.execute(changed, {"was": '"made":0', "is": '"made":9'})
    assert main(["report", "--season", "hiver"]) == 1
    assert b"NOT the report" in capfdbinary.readouterr().err


def test_nobody_but_the_programme_team_sees_or_changes_a_season(talk: Talk) -> None:
    enrolled(talk)
    admin(talk, OPENING)
    for person in (talk.member, talk.manager, talk.stranger):
        for words in COMMANDS:
            said = talk.say(words, person, talk.driver.direct(person)).text
            assert "équipe d’animation" in said, words
    assert talk.count("seasons") == 1
    assert talk.count("season_startups") == 1
