"""Two teams are introduced where both say yes in private, and a no is told to nobody."""

import pytest
from sqlalchemy import text

from tests import spaces
from tests.conversation import STARTUP, Talk
from tests.conversations.peers.scene import (
    GAP_ASKED,
    INTRODUCED,
    NOBODY,
    PARTLY,
    PEER,
    PEER_ASKED,
    REACHED,
    PeersScene,
)

UNNAMED, NO, YES = "Oui, sans nous nommer", "Plutôt pas", "Oui, avec plaisir"
NOTHING = "Rien n’attend ta réponse"


def plain(text: str) -> str:
    return spaces.plain(text)


def test_both_say_yes_and_are_introduced_in_private(talk: Talk) -> None:
    scene = PeersScene(talk)
    assert "Je cherche une équipe" in plain(scene.agrees().text)
    (asked,) = scene.told(talk.member, GAP_ASKED)
    assert "Cantine" not in asked.text
    (offer,) = scene.told(talk.stranger, PEER_ASKED)
    assert "Vélo facile aimerait savoir" in plain(offer.text)
    assert NOTHING in plain(talk.say("pairs oui 1", talk.mate).text)
    assert "Je vous présente" in plain(talk.press(offer, YES, talk.stranger).text)
    talk.press(offer, YES, talk.stranger)
    (said,) = scene.told(talk.member, INTRODUCED)
    assert "Elias Fontaine (Cantine claire)" in plain(said.text)
    (said,) = scene.told(talk.stranger, INTRODUCED)
    assert "Camille Moreau (Vélo facile)" in plain(said.text)
    scene.at(14)
    assert not scene.told(talk.member, NOBODY)
    assert "Elias Fontaine" in plain(talk.say("pairs", talk.member, talk.driver.direct(talk.member)).text)
    others = (talk.mate, talk.manager, talk.admin)
    assert not [each for each in others for words in (GAP_ASKED, INTRODUCED) if scene.told(each, words)]
    assert not [post for post in talk.said_in(talk.channel) if "Cantine claire" in post.text]


def test_the_first_says_no_and_nobody_else_hears_of_it(talk: Talk) -> None:
    scene = PeersScene(talk)
    scene.asked()
    assert "personne n’en saura rien" in plain(scene.press(talk.member, GAP_ASKED, NO).text)
    assert NOTHING in plain(scene.press(talk.member, GAP_ASKED, UNNAMED).text)  # too late
    scene.at(28)
    assert not scene.told(talk.stranger, "Cantine claire a atteint")
    assert len(scene.told(talk.member, GAP_ASKED)) == 1
    assert not scene.told(talk.member, NOBODY)


@pytest.mark.parametrize("becomes", ["refused", "silent", "withdrawn", "erased"])
def test_the_first_never_learns_why_there_is_no_team(talk: Talk, becomes: str) -> None:
    scene = PeersScene(talk)
    if becomes == "withdrawn":  # before anybody could be asked, as where there is nobody
        scene.asked()
        scene.unshare(talk.stranger)
    scene.agrees(UNNAMED)
    offers = scene.told(talk.stranger, "Cantine claire a atteint")
    assert len(offers) == (becomes != "withdrawn")
    assert not any("Vélo facile" in each.text for each in offers)
    if becomes == "refused":
        assert "pas même" in plain(offers[0].text)
        talk.press(offers[0], NO, talk.stranger)
        assert NOTHING in plain(talk.press(offers[0], YES, talk.stranger).text)
    elif becomes == "erased":
        talk.say("confidentialité effacer oui", talk.stranger, talk.driver.direct(talk.stranger))
    shown = plain(talk.say("pairs", talk.member, talk.driver.direct(talk.member)).text)
    assert "d’ici au mardi 8 décembre à 11 h" in shown
    scene.at(8, 10)
    assert not scene.told(talk.member, NOBODY)
    scene.at(8, 11)
    (said,) = scene.told(talk.member, NOBODY)
    assert plain(said.text) == (
        "Je n’ai pas trouvé d’équipe pour l’instant avec qui tu pourrais parler d’Adéquation produit/marché, "
        "désolé. Quelqu’un du réseau d’experts peut aider, ou une lecture."
    )
    if becomes == "silent":
        assert NOTHING in plain(talk.press(offers[0], YES, talk.stranger).text)
    scene.at(28)
    assert len(scene.told(talk.member, NOBODY)) == 1
    with talk.app.store.read() as session:
        rows = "SELECT state, gap_person_id, peer_person_id FROM peer_proposals"
        assert [tuple(row) for row in session.execute(text(rows))] == [("over", None, None)]


def test_what_is_withdrawn_by_the_team_with_the_gap_ends_in_silence(talk: Talk) -> None:
    scene = PeersScene(talk)
    scene.agrees()
    (offer,) = scene.told(talk.stranger, PEER_ASKED)
    scene.unshare(talk.member)
    assert NOTHING in plain(talk.press(offer, YES, talk.stranger).text)
    scene.at(28)
    assert not scene.told(talk.member, NOBODY)
    assert not scene.told(talk.stranger, INTRODUCED)


def test_it_is_switched_off_typed_and_not_asked_twice(talk: Talk) -> None:
    scene = PeersScene(talk)
    direct = talk.driver.direct(talk.stranger)
    assert "Compris" in talk.say("pairs sans", talk.stranger, direct).text
    scene.at(2)
    assert not scene.told(talk.member, GAP_ASKED)  # there is nobody whom it could be asked
    talk.say("pairs avec", talk.stranger, direct)
    scene.at(3)
    assert len(scene.told(talk.member, GAP_ASKED)) == 1
    assert NOTHING in plain(talk.say("pairs oui 1", talk.stranger, direct).text)
    talk.driver.leave(talk.member, talk.channel)
    assert NOTHING in plain(talk.say("pairs oui 1", talk.member, talk.driver.direct(talk.member)).text)
    scene.at(28)
    scene.share(PEER.id, talk.stranger, REACHED, talk.now)
    scene.share(STARTUP.id, talk.mate, PARTLY, talk.now)
    scene.at(5, month=3)
    assert talk.count("peer_proposals") == 1
