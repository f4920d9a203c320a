"""What a sponsor answers by a link reaches somebody, and what the link shows is meant for the sponsor."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan
from tests.conversations.checkpoints.sponsor_link import address, page, press, seal

# It is Monday 23 November 2026, 10:30 in Paris.

ANSWERED = "a servi à"


def test_who_stopped_reminders_still_hears_what_happens(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    talk.say("point arrêter", as_=talk.manager)
    plan(talk)
    assert "Planifié par Camille Moreau" in talk.said_to(talk.manager)[-1].text
    assert press(talk, address(talk), "confirmed") == 303
    assert ANSWERED in talk.said_to(talk.manager)[-1].text
    talk.press(talk.say("point annuler"), "Oui, annuler")
    assert "annulé le point" in talk.said_to(talk.manager)[-1].text


def test_where_there_is_neither_channel_nor_manager_the_programme_team_is_told(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("startup délier")
    said = len(talk.said_to(talk.admin))
    assert press(talk, address(talk), "confirmed") == 303
    told = [post.text for post in talk.said_to(talk.admin)[said:] if ANSWERED in post.text]
    assert len(told) == 1
    assert "mardi 8 décembre" in told[0]


def test_once_the_checkpoint_has_begun_the_teams_next_points_are_not_shown(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point ordre-du-jour ajouter Le relais en région")
    link = address(talk)
    assert "Le relais en région" in page(talk, link)
    at(talk, 20, 9)
    talk.say("point ordre-du-jour ajouter Entre nous")
    assert "Cette date est passée" in page(talk, link)
    assert "Entre nous" not in page(talk, link)
    assert "Le relais en région" not in page(talk, link)


APPROVED = "Le compte rendu a été approuvé par votre lien"
CHANGED = "a changé depuis son approbation"


def written(talk: Talk) -> str:
    """The address of a page on which minutes can be read."""
    enrolled(talk)
    plan(talk)
    at(talk, 8, 15)
    minutes = {"commitments": "financement : 50 k€ avant juin", "actions": "relancer la région\nécrire"}
    talk.send(talk.say("point compte-rendu"), minutes)
    return address(talk)


@pytest.mark.parametrize("said", ["engagements retirer 1", "actions abandonner 2"])
def test_what_changes_the_minutes_elsewhere_than_in_their_form_undoes_the_approval(
    talk: Talk, said: str
) -> None:
    link = written(talk)
    stale = seal(talk, link)
    assert press(talk, link, "approved") == 303
    assert APPROVED in page(talk, link)
    talk.say(said)
    assert CHANGED in page(talk, link)
    assert press(talk, link, "approved", on=stale) == 422
    assert press(talk, link, "approved") == 303
    assert APPROVED in page(talk, link)


def test_what_is_done_of_approved_minutes_leaves_the_approval(talk: Talk) -> None:
    link = written(talk)
    press(talk, link, "approved")
    talk.say("actions fait 1")
    talk.say("engagements fait 1")
    assert APPROVED in page(talk, link)
    assert CHANGED not in page(talk, link)


def test_what_a_sponsor_says_of_the_minutes_reaches_the_team_with_the_way_to_correct_them(talk: Talk) -> None:
    link = written(talk)
    assert press(talk, link, "objected", remark="Le budget n’a pas été promis.") == 303
    talk.said_in(talk.channel)
    assert press(talk, link, "approved", remark="Sinon, c’est fidèle.") == 303
    objected, approved = talk.said_in(talk.channel)[-2:]
    assert "une remarque sur le compte rendu" in objected.text
    assert "Le budget n’a pas été promis." in objected.text
    assert "Sinon, c’est fidèle." in approved.text
    form = talk.press(objected, "Corriger le compte rendu")
    assert "relancer la région" in str(form)


def test_of_several_answers_in_one_evening_the_last_is_told_once(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    link = address(talk)
    at(talk, 1, 21)
    read = len(talk.said_to(talk.manager))
    posted = len(talk.said_in(talk.channel))
    assert press(talk, link, "confirmed") == 303
    assert press(talk, link, "proposed", when="plutôt le 10/12 à 10h") == 303
    assert press(talk, link, "proposed", when="plutôt le 11/12 à 11h") == 303
    assert "Votre proposition" in page(talk, link)
    assert "transmise" not in page(talk, link)
    at(talk, 2, 9)
    (told,) = [post for post in talk.said_in(talk.channel)[posted:] if "lien du sponsor" in post.text]
    assert "11/12 à 11h" in told.text
    assert "10/12" not in told.text
    told_manager = [post.text for post in talk.said_to(talk.manager)[read:]]
    assert [words for words in told_manager if "lien du sponsor" in words] == [told.text]
    assert "transmise" in page(talk, link)


def test_what_was_said_of_the_minutes_in_the_evening_is_told_with_the_last_answer(talk: Talk) -> None:
    link = written(talk)
    at(talk, 8, 21)
    posted = len(talk.said_in(talk.channel))
    assert press(talk, link, "approved") == 303
    assert press(talk, link, "objected", remark="Le budget n’a pas été promis.") == 303
    assert APPROVED not in page(talk, link)
    assert press(talk, link, "objected", remark="Et la date est fausse.") == 303
    assert press(talk, link, "approved", remark="Sinon, c’est fidèle.") == 303
    at(talk, 9, 9)
    (told,) = talk.said_in(talk.channel)[posted:]
    for words in (
        "approuver",
        "Sinon, c’est fidèle.",
        "Le budget n’a pas été promis.",
        "Et la date est fausse.",
    ):
        assert told.text.count(words) == 1
    assert told.buttons == ("Corriger le compte rendu",)
