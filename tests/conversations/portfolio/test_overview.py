"""`/gamma startup` of who follows a startup: all round on one screen; of its team: the page, as before."""

from datetime import date

import pytest

from storage.follow_ups import commitments
from storage.follow_ups.origin import Origin
from storage.people import people
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import at, enrolled
from tests.conversations.portfolio.scene import late_action, plan
from tests.talk import Screen

NB = "\u00a0"

# It is Monday 23 November 2026, 10:30 in Paris.


def sees(talk: Talk, person: str = "", words: str = "startup") -> Screen:
    who = person or talk.manager
    return talk.say(words, who, talk.driver.direct(who))


def promise(talk: Talk) -> None:
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.member)
        commitments.add(session, Origin(STARTUP.id, by, talk.now), "relays", "prévenir les régions", None)


def a_full_startup(talk: Talk) -> None:
    """A checkpoint was held on 3 November, and much happened before and since."""
    enrolled(talk, manager=True)
    plan(talk, STARTUP.id, date(2026, 11, 3), held=True)
    talk.say("startup objectif impact 900 trajets d’ici mai")
    promise(talk)
    at(talk, 30, 10, month=11)
    talk.assess()
    talk.say("assess share")
    talk.say("métrique 610")
    talk.say("expert growth Comment gagner les communes ?")
    talk.say("expert legal confidentiel Qui relit la convention ?")
    talk.say("startup obstacle pas d’API ouverte")
    late_action(talk)


def test_all_that_matters_of_a_startup_stands_on_one_screen(talk: Talk) -> None:
    a_full_startup(talk)
    screen = sees(talk)
    for said in (
        f"✔ Marché{NB}: atteint",
        "Demandes traitées\u00a0: 940 (30 novembre 2026)",
        "appeler la région",
        "prévenir les régions · promis il y a 7 jours",
        "Comment gagner les communes",
        f"Impact{NB}: 900 trajets d’ici mai · changé le 23 novembre 2026, depuis le dernier point",
        "pas d’API ouverte · changé le 30 novembre 2026",
        "sponsor vu pour la dernière fois le 3 novembre 2026, à un point",
        "Aucun point prévu",
    ):
        assert said in screen.text, said
    assert "convention" not in screen.text
    assert len(screen.text) < 3000
    assert screen.message
    assert screen.message.buttons[0] == "Planifier un point"
    page = talk.press(screen, "La page de la startup", talk.manager)
    assert "Inscrite au programme depuis" in page.text


def test_the_view_from_outside_stands_beside_the_teams_own(talk: Talk) -> None:
    a_full_startup(talk)
    form = talk.press(sees(talk), "Donner mon regard", talk.manager)
    talk.send(form, {"market": "not_yet"}, talk.manager)
    assert f"Marché{NB}: atteint · Vu par Pauline Roche{NB}: pas encore" in sees(talk).text


def test_the_programme_team_sees_it_too_with_questions_in_number_alone(talk: Talk) -> None:
    a_full_startup(talk)
    said = sees(talk, talk.admin, "startup Vélo facile").text
    assert "Actions en retard" in said
    assert "Comment gagner" not in said
    assert "1 question" in said


def test_its_team_sees_its_page_and_others_nothing(talk: Talk) -> None:
    a_full_startup(talk)
    for place in ("", talk.driver.direct(talk.member)):
        page = talk.say("startup", talk.member, place).text
        assert "Inscrite au programme depuis" in page
        assert "Actions en retard" not in page
    refused = sees(talk, talk.stranger, "startup velo-facile").text
    assert "trajets" not in refused
    assert "régions" not in refused


def test_what_was_not_shared_is_not_there_and_nothing_is_said_in_one_line(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.assess()
    said = sees(talk).text
    assert "atteint" not in said
    assert "940" not in said
    assert f"Rien à signaler pour l’instant{NB}: critères clés, métrique" in said
    assert said.count("\n\n") < 4


@pytest.mark.parametrize("words", ["startup", "startup velo-facile"])
def test_in_the_teams_channel_it_is_for_the_eyes_of_who_asks(talk: Talk, words: str) -> None:
    a_full_startup(talk)
    before = len(talk.said_in(talk.channel))
    assert "Actions en retard" in talk.say(words, talk.manager).text
    assert len(talk.said_in(talk.channel)) == before


def test_an_objective_that_was_taken_off_since_says_so(talk: Talk) -> None:
    a_full_startup(talk)
    talk.send(talk.say("startup objectifs"), {"objective_impact": ""})
    assert f"Impact{NB}: retiré le 30 novembre 2026, depuis le dernier point" in sees(talk).text
    assert "900 trajets" not in talk.say("startup").text
