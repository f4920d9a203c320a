"""Several startups ask in one domain: a workshop is proposed to the programme team, once."""

from datetime import timedelta

from gamma.experts.question import QuestionDraft
from gamma.startups.startup import Startup
from storage.experts import questions
from storage.people import people
from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.workshops.scene import WorkshopScene, plain
from tests.startups import keep

THIRD = Startup("radar-rural", "Radar rural", "", "fabrique", ())


def asks(talk: Talk, startup: Startup, *, confidential: bool = False, domain: str = "growth") -> None:
    with talk.app.store.write() as session:
        asker = people.upsert_person(session, talk.driver.name, talk.member)
        draft = QuestionDraft(domain, "Comment ?", "", confidential)
        questions.add(session, startup.id, asker, draft, talk.now)


def test_three_startups_in_a_month_propose_a_workshop_once(talk: Talk) -> None:
    scene = WorkshopScene(talk)
    with talk.app.store.write() as session:
        keep(session, THIRD)
    asks(talk, STARTUP)
    asks(talk, STARTUP)
    asks(talk, OTHER)
    asks(talk, THIRD, confidential=True)
    asks(talk, THIRD, domain="legal")
    scene.at("2026-11-24 12:00")
    assert not scene.told(talk.admin, "en un mois")
    asks(talk, THIRD)
    scene.at("2026-11-26 12:00")
    told = scene.told(talk.admin, "en un mois")
    assert len(told) == 1
    assert "3 startups" in plain(told[0].text)
    assert "Vélo facile" not in told[0].text
    form = talk.press(told[0], "Annoncer un atelier", talk.admin)
    in_private = form.text if form.form is None else form.form["domain"].value
    assert in_private == "growth" or "dans le canal" in in_private
    asks(talk, STARTUP)
    scene.at((talk.now + timedelta(days=8)).strftime("%Y-%m-%d 12:00"))
    assert len(scene.told(talk.admin, "en un mois")) == 1
