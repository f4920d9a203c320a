"""A link that anybody suggests is found by others once somebody of the programme has looked at it."""

import pytest

from tests import spaces
from tests.conversation import Talk

LINE = "ressources proposer https://example.org/guide Un guide des sondages en ligne"


def direct(talk: Talk, person: str, typed: str) -> str:
    return talk.say(typed, person, talk.driver.direct(person)).text


def test_nobody_else_finds_it_before_it_is_accepted(talk: Talk) -> None:
    said = talk.say(LINE, talk.stranger, talk.driver.direct(talk.stranger))
    assert "Merci" in said.text
    assert "Un guide des sondages en ligne" in said.text
    assert "Je ne trouve pas" in direct(talk, talk.mate, "ressources sondages")
    offer = talk.said_to(talk.admin)[-1]
    assert "Un guide des sondages en ligne" in offer.text
    assert "Elias" not in offer.text
    talk.press(offer, "La rendre visible", talk.admin)
    found = spaces.plain(direct(talk, talk.mate, "ressources sondage"))
    assert "Un guide des sondages en ligne" in found
    assert "proposé par quelqu’un de la communauté le lundi 23 novembre" in found
    assert "tout le monde trouve" in talk.said_to(talk.stranger)[-1].text


def test_what_is_declined_is_found_by_nobody_and_its_author_is_told(talk: Talk) -> None:
    direct(talk, talk.stranger, LINE)
    talk.press(talk.said_to(talk.admin)[-1], "Plutôt pas", talk.admin)
    assert "n’est pas retenu" in talk.said_to(talk.stranger)[-1].text
    assert "Je ne trouve pas" in direct(talk, talk.mate, "ressources sondages")


def test_a_portfolio_manager_may_look_at_them_and_nobody_else(talk: Talk) -> None:
    talk.make_manager(talk.manager)
    direct(talk, talk.stranger, LINE)
    for typed in ("ressources en attente", "ressources accepter 1", "ressources refuser 1"):
        assert "Rien n’a été changé" in direct(talk, talk.mate, typed)
    waiting = talk.say("ressources en attente", talk.manager, talk.driver.direct(talk.manager))
    assert "1 proposition attend" in spaces.plain(waiting.text)
    talk.press(waiting, "La rendre visible", talk.manager)
    assert "Un guide des sondages" in direct(talk, talk.mate, "ressources sondages")


def test_who_looks_at_suggestions_lets_in_their_own_at_once(talk: Talk) -> None:
    said = talk.say(LINE, talk.admin, talk.driver.direct(talk.admin))
    assert "Tu fais partie de celles et ceux" in spaces.plain(said.text)
    assert not [each for each in talk.said_to(talk.admin) if "propose une ressource" in each.text]
    talk.press(said, "La rendre visible", talk.admin)
    assert "Un guide des sondages" in direct(talk, talk.mate, "ressources sondages")
    assert not [each for each in talk.said_to(talk.admin) if "tout le monde trouve" in each.text]


def test_the_same_address_is_there_once(talk: Talk) -> None:
    direct(talk, talk.stranger, LINE)
    assert "déjà proposé" in direct(talk, talk.mate, LINE)
    direct(talk, talk.admin, "ressources accepter 1")
    again = direct(talk, talk.mate, "ressources proposer http://example.org/guide Autre titre")
    assert "C’est déjà là" in again


def test_who_suggested_it_may_take_it_back(talk: Talk) -> None:
    said = talk.say(LINE, talk.stranger, talk.driver.direct(talk.stranger))
    assert "Je ne trouve pas de proposition" in spaces.plain(direct(talk, talk.mate, "ressources retirer 1"))
    assert "Plus personne ne la trouve" in talk.press(said, "Retirer", talk.stranger).text
    assert len(talk.said_to(talk.admin)) == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ressources proposer", {"link": "", "title": ""}),
        ("ressources proposer https://example.org/a", {"link": "https://example.org/a", "title": ""}),
        ("ressources proposer Un bon guide", {"link": "", "title": "Un bon guide"}),
    ],
)
def test_a_form_asks_for_what_is_missing(talk: Talk, typed: str, kept: dict[str, str]) -> None:
    shown = talk.say(typed, talk.stranger, talk.driver.direct(talk.stranger))
    assert shown.form is not None
    assert {name: shown.form[name].value for name in kept} == kept
    refused = talk.send(shown, {"link": "pas une adresse", "title": "Un guide"}, talk.stranger)
    assert refused.form is not None
    assert "https://" in refused.form.errors["link"]
    sent = talk.send(shown, {"link": "https://example.org/a", "title": "Un guide"}, talk.stranger)
    assert "Un guide est proposé" in spaces.plain(talk.after_form(sent, talk.stranger).text)
