"""Who sees what of a workshop, and how often the database is asked for it."""

import pytest
from sqlalchemy import event

from tests.conversation import Talk
from tests.conversations.workshops.scene import CALL, WorkshopScene, plain


@pytest.fixture
def scene(talk: Talk) -> WorkshopScene:
    return WorkshopScene(talk)


def test_names_are_for_who_is_responsible_and_the_link_for_who_comes(scene: WorkshopScene) -> None:
    talk = scene.talk
    talk.make_manager(talk.manager)
    values = {"title": "Un titre", "domain": "growth", "when": "mardi 8 décembre 14h30", "places": "12"}
    form = talk.say("atelier annoncer", talk.manager)
    talk.send(form, {**values, "link": CALL, "host": talk.third}, talk.manager)
    said = scene.join(talk.member)
    assert "qui l’anime ou l’a annoncé et l’équipe d’animation voient ton nom" in said
    sees = {  # names, link, what people thought
        talk.third: (True, True, True),
        talk.manager: (True, True, True),
        talk.admin: (True, True, True),
        talk.member: (False, True, False),
        talk.mate: (False, False, False),
    }
    shown = {person: plain(talk.say("atelier 1", person).text) for person in sees}
    scene.at("2026-12-09 12:00")
    results = {person: plain(talk.say("atelier résultats 1", person).text) for person in sees}
    for person, (names, link, thoughts) in sees.items():
        assert ("Ont une place : Camille" in shown[person]) is names
        assert (CALL in shown[person]) is link
        assert ("Personne n’a encore répondu" in results[person]) is thoughts


def test_the_list_asks_no_more_often_for_many_workshops_and_many_who_come(scene: WorkshopScene) -> None:
    talk, asked = scene.talk, list[str]()
    people = [talk.driver.person(f"Personne {number}") for number in range(3)]
    for person in people:
        talk.say("aide", person, talk.driver.direct(person))

    def statements(line: str) -> int:
        talk.say(line, talk.admin)
        asked.clear()
        talk.say(line, talk.admin)
        return len(asked)

    scene.announce()
    scene.join(talk.member)
    event.listen(
        talk.app.store.engine, "before_cursor_execute", lambda _c, _u, statement, *_: asked.append(statement)
    )
    few = statements("atelier"), statements("atelier 1")
    for day in ("9", "10", "11"):
        scene.announce(when=f"{day} décembre 10h")
    for person in people:
        talk.say("atelier participer 1", person, talk.driver.direct(person))
        talk.say("atelier participer 2", person, talk.driver.direct(person))
    assert (statements("atelier"), statements("atelier 1")) == few
