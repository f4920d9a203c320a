"""Lines of several parts, as people type and paste them: nothing is read otherwise than meant, or unsaid."""

import pytest

from tests.conversation import Talk

# It is Monday 23 November 2026, 10:30 in Paris.


def test_one_item_a_line_is_noted_each(talk: Talk) -> None:
    talk.link()
    told = talk.say("actions ajouter\nécrire au préfet — 15/01\n\n- appeler le maire — Noé Petit\n").text
    assert "#1 écrire au préfet · personne pour l’instant · d’ici au vendredi 15 janvier 2027" in told
    assert "#2 appeler le maire · Noé Petit" in told
    assert talk.count("actions") == 2
    told = talk.say("engagements ajouter financement : 30 k€ — 15/01\nrelais : deux préfets").text
    assert ("30 k€" in told, "deux préfets" in told, talk.count("commitments")) == (True, True, 2)
    told = talk.say("décisions ajouter on ouvre deux régions\non ferme le service postal").text
    assert ("deux régions" in told, "service postal" in told, talk.count("decisions")) == (True, True, 2)
    told = talk.say("point ordre-du-jour ajouter le budget\nle recrutement").text
    assert ("le budget" in told, "le recrutement" in told) == (True, True)
    told = talk.say("startup sponsor Jeanne Martin ; DGE ; j@dge.example\nAli Ben <ali@anct.example>").text
    assert "Jeanne Martin (DGE), j@dge.example" in told
    assert "Ali Ben, ali@anct.example" in told


def test_what_is_no_deadline_and_what_is_nobody_is_said_back(talk: Talk) -> None:
    talk.link()
    told = talk.say("actions ajouter appeler la mairie — pas avant juin").text
    assert "#1 appeler la mairie — pas avant juin · personne pour l’instant" in told
    assert "«\u00a0pas avant juin\u00a0» n’est pas une échéance" in told
    told = talk.say("actions ajouter appeler la mairie — à préciser — 15/01").text
    assert "personne pour l’instant · d’ici au vendredi 15 janvier 2027" in told
    assert "«\u00a0à préciser\u00a0» n’est ni un jour, ni quelqu’un que je connais" in told
    told = talk.say("engagements ajouter financement : 30 k€, pas avant juin").text
    assert "«\u00a0pas avant juin\u00a0» n’est pas une échéance" in told


def test_several_numbers_are_all_done_or_the_rest_is_named(talk: Talk) -> None:
    talk.link()
    for number in range(1, 8):
        talk.say(f"actions ajouter numéro {number}")
    told = talk.say("actions fait 1-3").text
    assert all(f"#{number} numéro {number}" in told for number in (1, 2, 3))
    told = talk.say("actions abandonner les n° 4 et 5 merci").text
    assert ("#4" in told, "#5" in told) == (True, True)
    told = talk.say("actions fait 6 et le reste").text
    assert "Je lis #6, et je ne comprends pas «\u00a0et le reste\u00a0»" in told
    assert "#6 numéro 6" in talk.say("actions").text
    assert "C’est fait" in talk.say("actions fait 6 velo-facile").text, "the startup may be named"


def test_what_is_pasted_is_read_without_what_nobody_sees(talk: Talk) -> None:
    talk.link()
    talk.say("actions ajouter appeler R&amp;D et l&#39;Ain — No\u2060é Pe\u200btit — 15\u2060/01")
    listed = talk.say("actions").text
    assert "#1 appeler R&D et l'Ain · Noé Petit · d’ici au vendredi 15 janvier 2027" in listed
    assert "C’est fait" in talk.say("actions fait #\u20601").text


@pytest.mark.parametrize(
    "typed",
    ["au 9 décembre à 11h", "mercredi 9 décembre 11h-12h", "09/12/26 vers 11h !", "au neuf décembre à 11h"],
)
def test_a_checkpoint_is_moved_in_the_words_of_every_day(talk: Talk, typed: str) -> None:
    talk.link()
    talk.say("point planifier mardi 8 décembre 14h yes")
    told = talk.say(f"point déplacer {typed}").text
    assert "mercredi 9 décembre à 11\u00a0h" in told
    assert ("l’heure de fin n’est pas gardée" in told) == ("12h" in typed)


def test_a_bare_word_of_a_command_is_no_place(talk: Talk) -> None:
    talk.link()
    talk.say("point lieu salle Pompidou")
    asked = talk.say("point lien supprimer")
    assert "le lieu habituel des points, ou les liens" in asked.text
    settings = talk.say("point réglages").form
    assert settings is not None
    assert settings["place"].value == "salle Pompidou"
    assert "salle Pompidou" not in talk.press(asked, "Le lieu habituel").text
    assert "seul ne dit rien ici" in talk.say("point lieu déplacer").text


def test_somebody_who_left_is_no_owner_by_their_account(talk: Talk) -> None:
    if talk.driver.name == "sandbox":
        pytest.skip("its cast is fixed: a name after @ that is not of it is a name like others")
    talk.link()
    mention = talk.at(talk.stranger)
    talk.driver.retire(talk.stranger)
    told = talk.say(f"actions ajouter {mention} appeler la mairie").text
    assert "compte désactivé" in told
    assert talk.stranger not in told.replace(mention, "")


@pytest.mark.parametrize(
    "typed", ["un point jeudi 3 décembre 11h", "le rdv avec le sponsor jeudi 3 décembre 11h"]
)
def test_that_it_is_a_checkpoint_may_be_said_twice(talk: Talk, typed: str) -> None:
    talk.link()
    assert "jeudi 3 décembre à 11\u00a0h" in talk.say(f"point planifier {typed} oui").text
    assert (
        "vendredi 4 décembre à 9\u00a0h"
        in talk.say("point déplacer le point vendredi 4 décembre 9h oui").text
    )
    assert "Annuler le point du vendredi 4 décembre" in talk.say("point annuler le prochain point").text


@pytest.mark.parametrize("typed", ["hier", "avant-hier", "le 12 novembre 2026"])
def test_no_day_that_is_past_is_proposed(talk: Talk, typed: str) -> None:
    talk.link()
    talk.say("point planifier mardi 8 décembre 14h oui")
    told = talk.say(f"point déplacer {typed}").text
    assert "est déjà passé" in told
    assert "Écris un moment à venir" in told


def test_of_today_an_hour_to_come_is_the_example(talk: Talk) -> None:
    talk.link()
    talk.later(hours=5)
    assert "aujourd’hui" not in talk.say("point planifier aujourd'hui").text
    assert "lundi 23 novembre à 16\u00a0h" in talk.say("point planifier aujourd'hui").text


def test_a_range_that_is_too_wide_ends_nothing(talk: Talk) -> None:
    talk.link()
    talk.say("actions ajouter appeler la mairie")
    told = talk.say("actions fait 1-800").text
    assert "De #1 à #800, c’est trop d’un coup" in told
    assert "#1 appeler la mairie" in talk.say("actions").text
