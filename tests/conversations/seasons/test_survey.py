"""The relation with the sponsor: asked twice a season of teams and experts, and told in counts alone."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.__main__ import main
from gamma.seasons.season import Season
from jobs.seasons import survey
from storage.seasons import seasons, surveys
from tests.conversation import STARTUP, Talk
from tests.conversations.seasons.scene import OPENING, at
from tests.talk import Screen, SeenMessage

pytestmark = pytest.mark.long

ASKED = "Trois questions sur la relation"
YES = {"goals": "yes", "support": "partly", "future": "no"}


@pytest.fixture(autouse=True)
def middle(talk: Talk) -> None:
    """A season of one startup; three have assessed at entry, and it is the Tuesday after the middle."""
    talk.make_manager(talk.manager)
    talk.link()
    admin(talk, f"startup enrol {STARTUP.id} {talk.at(talk.manager)}")
    admin(talk, OPENING)
    for person in (talk.member, talk.mate, talk.third):
        talk.assess(as_=person)
    jump(talk, at(1, 12))


def jump(talk: Talk, moment: datetime) -> None:
    """What one job plans is sent at the next turn."""
    talk.now = moment
    for _ in range(2):
        talk.app.tick()
        talk.later(minutes=1)


def admin(talk: Talk, words: str) -> str:
    return talk.say(words, talk.admin, talk.driver.direct(talk.admin)).text


def asked(talk: Talk, person: str) -> list[SeenMessage]:
    return [each for each in talk.said_to(person) if ASKED in each.text]


def answer(talk: Talk, person: str, values: dict[str, str]) -> Screen:
    return talk.send(talk.press(asked(talk, person)[-1], "Répondre", person), values, person)


def told(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> dict[str, Any]:
    monkeypatch.setenv("DATABASE_URL", talk.database_url)
    capfdbinary.readouterr()
    assert main(["report", "--season", "hiver"]) == 0
    relation: dict[str, Any] = json.loads(capfdbinary.readouterr().out)["relation"]
    return relation


def test_each_is_asked_once_and_may_change_an_answer(talk: Talk) -> None:
    for person in (talk.member, talk.mate, talk.third):
        assert len(asked(talk, person)) == 1
    assert not asked(talk, talk.manager)
    screen = answer(talk, talk.member, YES)
    assert "Tes réponses sont gardées" in talk.after_form(screen, talk.member).text
    again = talk.say("saison sondage", talk.member, talk.driver.direct(talk.member))
    assert again.form
    assert again.form["support"].value == "partly"
    assert "ton équipe et son sponsor" in again.form["goals"].help
    empty = talk.send(again, dict.fromkeys(YES, "none"))
    assert empty.form
    assert "Une réponse au moins" in " ".join(empty.form.errors.values())
    jump(talk, talk.now + timedelta(days=3))
    assert len(asked(talk, talk.member)) == 1
    stranger = talk.say("saison sondage", talk.stranger, talk.driver.direct(talk.stranger))
    assert "Rien ne t’est demandé" in stranger.text


def test_three_answers_are_told_once_it_is_over_and_two_are_not(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer(talk, talk.member, YES)
    answer(talk, talk.mate, {"goals": "yes"})
    answer(talk, talk.third, {"goals": "no", "support": "yes"})
    talk.say("expert rejoindre growth", talk.stranger, talk.driver.direct(talk.stranger))
    talk.say("expert growth Comment doubler les inscriptions ?")
    talk.tick()
    talk.say("expert prendre 1", talk.stranger, talk.driver.direct(talk.stranger))
    jump(talk, talk.now + timedelta(days=1))
    assert not asked(talk, talk.stranger), "who took a question has not helped yet"
    talk.say("expert parlé 1")
    jump(talk, talk.now + timedelta(days=1))
    answer(talk, talk.stranger, YES)
    assert told(talk, monkeypatch, capfdbinary)["middle"]["team"]["n"] is None
    talk.driver.leave(talk.third, talk.channel)
    jump(talk, at(2, 16))
    assert len(asked(talk, talk.third)) == 1  # who has left the team is not asked
    relation = told(talk, monkeypatch, capfdbinary)
    counted = {"yes": 2, "partly": 0, "no": 1, "unknown": 0}
    assert relation["middle"]["team"]["n"] == 3
    assert relation["middle"]["team"]["goals"] == counted
    assert relation["middle"]["team"]["future"] == {"yes": 0, "partly": 0, "no": 1, "unknown": 2}
    assert relation["middle"]["expert"] == {
        "n": None,
        **dict.fromkeys(("goals", "support", "future"), dict.fromkeys(counted)),
    }
    assert relation["middle"]["sponsor"]["n"] == 0
    assert relation["exit"]["team"]["n"] is None
    admin(talk, "saison clore oui")
    assert talk.count("season_opinions") == 0
    assert told(talk, monkeypatch, capfdbinary)["middle"] == relation["middle"]


def test_closed_while_somebody_answers_nothing_is_kept(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever closes the season holds its lock: what is read after it stands as they left it."""
    real, form = seasons.lock, talk.press(asked(talk, talk.member)[-1], "Répondre", talk.member)

    def lock(session: Session, season_id: str) -> Season | None:
        season = real(session, season_id)
        if season:
            surveys.end(session, season, talk.now)
        return season

    monkeypatch.setattr(seasons, "lock", lock)
    sent = talk.send(form, YES, talk.member).form
    assert sent
    assert "ne sont plus posées" in sent.errors[""]


def test_it_is_switched_off_read_and_erased_by_whose_it_is(talk: Talk) -> None:
    answer(talk, talk.member, YES)
    talk.press(asked(talk, talk.mate)[-1], "Ne plus me le dire", talk.mate)
    talk.say("confidentialité données")
    file = json.loads(talk.said_to(talk.member)[-1].file)
    [own] = file["ce qui t’a été demandé de la relation avec le sponsor, et tes réponses"]
    assert (own["Objectifs communs"], own["La suite"]) == ("Oui", "Non")
    talk.say("confidentialité effacer oui")
    with talk.app.store.read() as session:
        assert "yes" not in str(session.execute(text("SELECT goals FROM season_opinions")).all())
    jump(talk, at(2, 16))
    assert len(asked(talk, talk.mate)) == 1


def test_many_are_asked_by_and_by_and_each_once(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "_BATCH_SIZE", 2)
    jump(talk, at(2, 16))
    jump(talk, talk.now + timedelta(hours=7))
    for person in (talk.member, talk.mate, talk.third):
        assert len(asked(talk, person)) == 2, "at the middle and at the end"
