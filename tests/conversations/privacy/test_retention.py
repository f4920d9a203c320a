"""What is personal of a season goes after its months; and who exported what can be read."""

from datetime import date

import pytest
from sqlalchemy import text

from bot.__main__ import main
from gamma.experts.question import QuestionDraft
from gamma.workshops.feedback import Feedback
from storage.experts import questions
from storage.people import people
from storage.seasons import seasons
from storage.workshops import feedback
from tests.conversation import STARTUP, Talk
from tests.conversations.workshops.scene import WorkshopScene


def closes_a_season(talk: Talk, ends: date) -> None:
    with talk.app.store.write() as session:
        row = {"starts": date(2026, 9, 1), "ends": ends, "now": talk.now}
        session.execute(
            text(
                "INSERT INTO seasons (id, name, starts_on, ends_on, opened_at, closed_at)"
                " VALUES ('automne', 'Automne', :starts, :ends, :now, :now)"
            ).bindparams(**row)
        )
        assert seasons.every(session)[0].closed_at


def test_what_was_not_shared_goes_two_years_after_its_season(talk: Talk) -> None:
    talk.link()
    talk.assess()
    scene = WorkshopScene(talk)
    scene.announce(when="mardi 24 novembre 14h30")
    scene.join(talk.member)
    with talk.app.store.write() as session:
        asker = people.upsert_person(session, talk.driver.name, talk.member)
        for shared in (False, True):
            draft = QuestionDraft("growth", "Comment faire ?", "Un contexte")
            question = questions.add(session, STARTUP.id, asker, draft, talk.now)
            closed = {"state": "closed", "resolution": "answered", "closed_at": talk.now, "next_at": None}
            both = {"asker_shares": shared, "expert_shares": shared}
            questions.change(session, question.id, **closed, **both)
        feedback.give(session, 1, asker.id, Feedback(4, "Une idée"), talk.now)
    closes_a_season(talk, date(2026, 12, 31))
    kept = [talk.count(table) for table in ("answers", "workshop_sign_ups", "workshop_feedback")]
    talk.now = talk.now.replace(year=2028, month=12, day=28)
    scene.at("2028-12-29 12:00")
    assert [talk.count(table) for table in ("answers", "workshop_sign_ups", "workshop_feedback")] == kept
    scene.at("2029-01-02 12:00")
    assert [talk.count(table) for table in ("answers", "workshop_sign_ups", "workshop_feedback")] == [0, 0, 0]
    with talk.app.store.read() as session:
        words = session.execute(text("SELECT text, context FROM questions ORDER BY id")).all()
    assert [tuple(row) for row in words] == [("", ""), ("Comment faire ?", "Un contexte")]
    assert talk.count("workshops") == 1


def test_when_it_goes_is_told(talk: Talk) -> None:
    said = talk.say("confidentialité").text
    assert "24 mois après la fin d’une saison" in said
    assert "tes places aux ateliers" in said


def test_who_exported_what_is_in_the_journal(
    talk: Talk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.make_manager(talk.manager)
    talk.link()
    talk.say(f"startup enrol {STARTUP.id} {talk.at(talk.manager)}", talk.admin)
    talk.say("portefeuille csv", talk.manager, talk.driver.direct(talk.manager))
    assert talk.count("exports") == 0
    talk.have_public_address()
    talk.say("métrique 940")
    for words in ("portefeuille csv", "portefeuille tableau", "métrique csv", "comité dossier"):
        talk.say(words, talk.member)
        talk.say(words, talk.admin)
    monkeypatch.setenv("DATABASE_URL", talk.database_url)
    assert main(["journal"]) == 0
    printed = capsys.readouterr().out
    assert "Nadia Benali" in printed
    for what in ("portfolio as a file", "portfolio as a page", "values of a metric", "file for a committee"):
        assert printed.count(what) == 1, printed
    said = talk.say("confidentialité effacer oui", talk.admin, talk.driver.direct(talk.admin)).text
    assert "C’est fait" in said
    assert main(["journal"]) == 0
    assert "Nadia" not in capsys.readouterr().out
