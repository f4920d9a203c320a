"""What is asked before a checkpoint counts: a day taken already, an unusual hour, a word nobody knows."""

import re

import pytest

from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan
from tests.conversations.checkpoints.sponsor_link import address, press
from tests.talk import Screen

# It is Monday 23 November 2026, 10:30 in Paris.

HALF_PAST_TWO, TEN = "mardi 8 décembre à 14\u00a0h\u00a030", "mardi 8 décembre à 10\u00a0h"


# --- a second one on a day --------------------------------------------------------------------


def test_on_a_day_with_a_checkpoint_another_is_a_question_also_by_an_older_button(talk: Talk) -> None:
    enrolled(talk)
    older = talk.say("point planifier mardi 8 décembre 10h")
    plan(talk)
    taken = "Un point est déjà prévu ce jour-là, à 14\u00a0h\u00a030"
    assert taken in talk.press(older, "Oui, planifier").text
    assert talk.count("checkpoints") == 1
    asked = talk.say("point planifier mardi 8 décembre 10h")
    assert taken in asked.text
    moved = talk.press(asked, "Le déplacer")
    assert "C’est déplacé" in moved.text
    assert talk.count("checkpoints") == 1
    assert TEN in talk.say("point").text


def test_a_second_one_on_a_day_is_added_where_it_is_meant(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    asked = talk.say("point planifier mardi 8 décembre 10h oui")
    talk.press(asked, "En ajouter un second")
    assert talk.count("checkpoints") == 2
    talk.say("point planifier mardi 8 décembre 17h quand-même")
    assert talk.count("checkpoints") == 3


def test_a_proposal_of_the_form_is_asked_about_too(talk: Talk) -> None:
    enrolled(talk)
    form = talk.say("point planifier")
    assert form.form is not None
    label, slot = next((label, value) for label, value in form.form["slot"].options if value)
    day = label.partition(" à ")[0]
    talk.say(f"point planifier {day} 8h15 oui")
    asked = talk.send(form, {"slot": slot}).message or talk.said_to(talk.member)[-1]
    assert "Un point est déjà prévu ce jour-là, à 8\u00a0h\u00a015" in asked.text
    assert talk.count("checkpoints") == 1


def follow(talk: Talk, shown: Screen, label: str, as_: str, place: str) -> Screen:
    """By the button, or by the words that stand in its place where none can be shown."""
    if found := re.search(rf"^/gamma (.+)\u00a0: {label}$", shown.text, re.MULTILINE):
        return talk.say(found[1], as_, place)
    return talk.press(shown, label, as_)


def test_where_an_answer_shows_no_buttons_what_it_says_to_type_does_the_same(talk: Talk) -> None:
    enrolled(talk)
    older = talk.say("point planifier mardi 8 décembre 10h")
    plan(talk)
    asked = talk.press(older, "Oui, planifier")
    done = follow(talk, asked, "En ajouter un second", talk.member, talk.channel)
    assert "C’est planifié" in done.text
    assert talk.count("checkpoints") == 2


def test_what_it_says_to_type_leads_who_has_several_startups_there_too(talk: Talk) -> None:
    enrolled(talk)
    talk.make_manager(talk.manager)
    talk.make_manager(talk.manager, OTHER.id)
    direct = talk.driver.direct(talk.manager)
    listed = talk.press(talk.say("point", talk.manager, direct), STARTUP.name, talk.manager)
    led = follow(talk, listed, "Planifier un point", talk.manager, direct)
    if not led.form:
        assert "De quelle startup s’agit-il" in led.text
        led = talk.press(led, STARTUP.name, talk.manager)
    assert led.form


# --- unusual moments --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("dimanche 13 décembre 10h", "C’est un dimanche."),
        ("25 décembre 10h", "C’est un jour férié\u00a0: Noël."),
        ("8 décembre 23h", "C’est tard\u00a0: après 20\u00a0h."),
        ("8 décembre 06h30", "C’est tôt\u00a0: avant 8\u00a0h."),
    ],
)
def test_an_unusual_moment_is_said_and_counts_all_the_same(talk: Talk, typed: str, said: str) -> None:
    enrolled(talk)
    asked = talk.say(f"point planifier {typed}")
    assert f"{said} Tu le veux quand même" in asked.text
    talk.press(asked, "Oui, planifier")
    assert talk.count("checkpoints") == 1


def test_the_holidays_are_those_of_the_region(talk: Talk) -> None:
    enrolled(talk)
    assert "férié" not in talk.say("point planifier 10 juin 2027 10h").text
    talk.say("point région Guyane")
    assert "C’est un jour férié" in talk.say("point planifier 10 juin 2027 10h").text


# --- words ------------------------------------------------------------------------------------


def test_a_slip_in_the_verb_gets_the_command_that_was_meant(talk: Talk) -> None:
    enrolled(talk)
    asked = talk.say("point planifer mardi 8 décembre 14h30")
    assert "Voulais-tu dire /gamma point planifier mardi 8 décembre 14h30" in asked.text.replace("`", "")
    assert HALF_PAST_TWO in talk.press(asked, "/gamma point planifier mardi 8 décembre…").text
    assert talk.count("checkpoints") == 0


def test_a_moment_without_a_verb_is_shown_back(talk: Talk) -> None:
    enrolled(talk)
    talk.press(talk.say("point mardi 8 décembre 14h30, salle 3"), "Oui, planifier")
    assert f"{HALF_PAST_TWO} · salle 3" in talk.say("point").text


def test_other_words_get_the_way_to_what_there_is(talk: Talk) -> None:
    enrolled(talk)
    said = talk.say("point abracadabra").text
    assert "abracadabra" in said
    assert "/gamma aide point" in said


def test_words_after_the_moment_are_offered_as_its_place(talk: Talk) -> None:
    enrolled(talk)
    asked = talk.say("point planifier mardi 8 décembre 14h30 chez le sponsor")
    assert f"J’ai compris {HALF_PAST_TWO}, mais pas «\u00a0chez le sponsor\u00a0»" in asked.text
    assert talk.count("checkpoints") == 0
    talk.press(asked, "Oui, c’est le lieu")
    assert f"{HALF_PAST_TWO} · chez le sponsor" in talk.say("point").text


def test_a_second_moment_is_no_place(talk: Talk) -> None:
    enrolled(talk)
    refused = talk.say("point planifier mardi 8 décembre 14h30 ou jeudi")
    assert "lieu" not in refused.text
    assert "par exemple" in refused.text


def test_the_place_typed_in_the_form_is_shown_back(talk: Talk) -> None:
    enrolled(talk)
    after = talk.send(talk.say("point planifier"), {"when": "mardi 8 décembre 14h30", "place": "salle 3"})
    assert f"{HALF_PAST_TWO} · salle 3" in (after.message or talk.said_to(talk.member)[-1]).text


# --- what is answered, and the list -----------------------------------------------------------


def test_what_is_planned_or_moved_leads_to_a_text_for_the_sponsor(talk: Talk) -> None:
    enrolled(talk)
    done = talk.press(talk.say("point planifier mardi 8 décembre 14h30"), "Oui, planifier")
    assert "C’est planifié" in done.text
    moved = talk.say("point déplacer jeudi 10 décembre 10h oui")
    assert "C’est déplacé" in moved.text
    assert "C’est planifié" not in moved.text
    assert "Le sponsor est au courant" in moved.text
    assert "jeudi 10 décembre" in talk.press(moved, "Texte pour le sponsor").text


def test_a_cancellation_can_be_left(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    assert HALF_PAST_TWO in talk.press(talk.say("point annuler"), "Non, le garder").text
    assert HALF_PAST_TWO in talk.say("point").text


def test_the_list_tells_what_is_confirmed_and_leads_on(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    assert "date pas encore confirmée par le sponsor" in talk.say("point").text
    press(talk, address(talk), "confirmed")
    shown = talk.say("point")
    assert (
        f"Vélo facile\u00a0: points prévus\n{HALF_PAST_TWO} · date confirmée par le lien du sponsor"
        in shown.text
    )
    assert shown.message is not None
    ways = ["Voir l’ordre du jour", "Texte pour le sponsor", "Déplacer", "Annuler", "En planifier un autre"]
    assert list(shown.message.buttons) == ways
    talk.say("point déplacer jeudi 10 décembre 10h oui")
    assert "date pas encore confirmée par le sponsor" in talk.say("point").text


def test_of_several_the_first_has_the_buttons_and_the_others_their_number(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    plan(talk, "mardi 19 janvier 10h")
    assert "#2" in talk.say("point").text
    assert "19 janvier" in talk.say("point annuler #2").text
    assert HALF_PAST_TWO in talk.press(talk.say("point"), "Annuler").text


def test_one_that_has_begun_is_asked_about_and_what_was_leads_to_its_minutes(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 9, 9)
    begun = talk.say("point")
    assert "a-t-il eu lieu" in begun.text
    talk.press(begun, "Oui, il a eu lieu")
    after = talk.say("point")
    assert "8 décembre 2026\u00a0: /gamma point compte-rendu #1" in after.text.replace("`", "")
    assert talk.press(after, "Le dernier compte rendu").form is not None


def test_one_that_did_not_take_place_is_closed_without_a_word_to_the_others(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 8, 15, 30)
    question = talk.said_in(talk.channel)[-1]
    before = len(talk.said_in(talk.channel))
    assert question.buttons[:2] == ("Oui, il a eu lieu", "Non, il n’a pas eu lieu")
    after = talk.press(question, "Non, il n’a pas eu lieu")
    assert "n’a pas eu lieu. Ça arrive." in after.text
    assert talk.press(after, "En planifier un autre").form is not None
    assert "Aucun point" in talk.say("point").text
    at(talk, 9, 9)
    assert len(talk.said_in(talk.channel)) == before
