"""What a line about a workshop says and the form must not lose, and what cannot be."""

import pytest

from tests.conversation import Talk
from tests.conversations.workshops.scene import TITLE, WorkshopScene, plain


@pytest.fixture
def scene(talk: Talk) -> WorkshopScene:
    return WorkshopScene(talk)


@pytest.mark.parametrize("when", ["hier 15h", "12 mars 2024 10h", "yesterday 3pm"])
def test_a_moment_that_has_been_is_said_and_is_no_title(scene: WorkshopScene, when: str) -> None:
    said = scene.talk.say(f"atelier annoncer {when}, Relire une page", scene.talk.admin)
    assert said.form is None
    assert "déjà passé" in said.text


@pytest.mark.parametrize("words", ["avec", "par", "hosted by"])
def test_the_line_names_who_hosts_it(scene: WorkshopScene, words: str) -> None:
    talk = scene.talk
    line = f"atelier annoncer jeudi 10 décembre 10h, Relire une page, {words} {talk.at(talk.member)}"
    form = talk.say(line, talk.admin).form
    assert form is not None
    assert (form["title"].value, form["host"].value) == ("Relire une page", talk.member)
    assert "visio" in form["link"].label


def test_places_never_go_below_those_taken_and_who_waits_is_counted_apart(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="2")
    for person in (talk.member, talk.mate, talk.third):
        scene.join(person)
    said = plain(talk.say("atelier places 1 1", talk.admin).text)
    assert "2 places sont déjà prises" in said
    assert scene.workshop().places == 2
    moving = plain(talk.say("atelier déplacer 1 jeudi 10 décembre 10h", talk.admin).text)
    assert "2 personnes inscrites et 1 en attente" in moving
    assert "tant qu’il" not in scene.leave(talk.member)


def test_announced_twice_it_is_one_unless_somebody_else_or_elsewhere(scene: WorkshopScene) -> None:
    talk = scene.talk
    talk.make_manager(talk.manager)
    for _ in range(2):
        scene.announce()
    assert talk.count("workshops") == 1
    form = talk.say("atelier annoncer", talk.manager)
    values = {"title": TITLE, "domain": "growth", "when": "mardi 8 décembre 14h30", "places": "12"}
    talk.send(form, values, talk.manager)
    assert talk.count("workshops") == 2
    talk.send(talk.say("atelier annoncer", talk.admin, talk.other_channel), values, talk.admin)
    assert talk.count("workshops") == 3


def test_without_a_number_it_is_the_one_that_it_can_be_and_nothing_typed_is_lost(
    scene: WorkshopScene,
) -> None:
    talk = scene.talk
    talk.make_manager(talk.manager)
    scene.announce()
    scene.announce(when="9 décembre 10h")
    scene.announce(when="10 décembre 10h", host=talk.manager)
    asked = talk.say("atelier déplacer vendredi 11 décembre 10h", talk.admin)
    assert "vendredi 11 décembre" in plain(talk.press(asked, f"#2 {TITLE}", talk.admin).text)
    own = plain(talk.say("atelier déplacer vendredi 11 décembre 10h", talk.manager).text)
    assert "Atelier #3" in own
    assert "vendredi 11 décembre" in own
    talk.say("atelier participer 2", talk.member)
    assert "Quel atelier" in talk.say("atelier participer", talk.member).text
    assert "Ta place est rendue" in plain(talk.say("atelier laisser", talk.member).text)


def test_who_waited_in_vain_is_told_once(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="1")
    scene.join(talk.member)
    scene.join(talk.mate)
    scene.at("2026-12-09 12:00")
    scene.at("2026-12-10 12:00")
    assert len(scene.told(talk.mate, "Aucune place ne s’est libérée")) == 1
    assert not scene.told(talk.member, "Aucune place ne s’est libérée")
