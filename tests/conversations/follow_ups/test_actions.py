"""What is to be done and what was promised: noted in one line, listed, done by a button or a number."""

import pytest

from tests.conversation import OTHER, Talk

# It is Monday 23 November 2026, 10:30 in Paris.


def test_one_line_notes_what_who_and_by_when(talk: Talk) -> None:
    talk.link()
    line = f"actions ajouter {talk.at(talk.mate)} relancer la région avant le 12 décembre"
    assert (
        "C’est noté\u00a0: #1 relancer la région · Noé Petit · d’ici au samedi 12 décembre"
        in talk.say(line).text
    )
    english = talk.say("actions add call the mayor — Bob — friday", talk.english).text
    assert (
        "Noted: #2 call the mayor · Bob · by Friday, November 27" in english or "Bob · by Friday" in english
    )
    listed = talk.say("actions").text
    assert "• #2 call the mayor · Bob · d’ici au vendredi 27 novembre" in listed
    assert listed.index("#2 call") < listed.index("#1 relancer"), "the first due comes first"


def test_who_cannot_be_reminded_is_said(talk: Talk) -> None:
    talk.link()
    told = talk.say("actions ajouter appeler le DSI — Zorro — hier").text
    assert "#1 appeler le DSI · Zorro · c’était pour le dimanche 22 novembre" in told
    assert "Je ne connais personne du nom de «\u00a0Zorro\u00a0»" in told
    for line in ("actions ajouter écrire — moi — vendredi", "actions ajouter ranger"):
        assert "ne connais personne" not in talk.say(line).text


def test_with_nothing_to_do_it_says_so_and_without_words_it_asks(talk: Talk) -> None:
    talk.link()
    assert "À faire · rien à signaler" in talk.say("actions").text
    form = talk.press(talk.say("actions"), "Ajouter une action").form
    assert form
    assert [field.label for field in form.fields] == ["Quoi", "Qui", "Pour quand"]


def test_the_form_notes_what_who_and_by_when(talk: Talk) -> None:
    talk.link()
    form = talk.say("actions ajouter")
    refused = talk.send(form, {"what": "relancer la région", "due": "31 février"}).form
    assert refused
    assert set(refused.errors) == {"due"}
    shown = talk.send(refused, {"who": "moi", "due": "avant le 12 décembre"})
    told = talk.after_form(shown, talk.member).text
    assert "noté\u00a0: #1 relancer la région · Camille Moreau · d’ici au samedi 12 décembre" in told
    assert "le sponsor ne lit que ce qui est noté au compte rendu" in told
    talk.driver.replay()
    assert talk.count("actions") == 1


def test_the_form_is_for_the_team(talk: Talk) -> None:
    talk.link()
    form = talk.say("actions ajouter")
    talk.driver.leave(talk.member, talk.channel)
    refused = talk.send(form, {"what": "relancer la région"}).form
    assert refused
    assert refused.errors
    assert talk.count("actions") == 0


def test_what_is_no_day_is_kept_and_said(talk: Talk) -> None:
    talk.link()
    told = talk.say("actions ajouter relancer avant le 31 février").text
    assert "#1 relancer avant le 31 février" in told
    assert "Je n’ai pas su lire «\u00a0avant le 31 février\u00a0» comme une date" in told


def test_a_button_does_it_once_and_a_mistake_is_undone(talk: Talk) -> None:
    talk.link()
    talk.say("actions ajouter relancer la région")
    screen = talk.say("actions", talk.mate)
    done = talk.press(screen, "Fait (#1)", talk.mate)
    assert "C’est fait, merci\u202f! #1 relancer la région" in done.text
    assert "C’était déjà fait" in talk.press(screen, "Fait (#1)", talk.mate).text
    assert "rien à signaler" in talk.say("actions").text
    assert "De nouveau en cours" in talk.say("actions rouvrir 1").text
    assert "#1 relancer la région" in talk.say("actions").text
    assert "Abandonné" in talk.say("actions abandonner #1").text
    assert "C’était déjà abandonné" in talk.say("actions fait 1").text


def test_more_than_five_have_no_buttons_but_their_numbers(talk: Talk) -> None:
    talk.link()
    for number in range(6):
        talk.say(f"actions ajouter numéro {number}")
    screen = talk.say("actions")
    assert screen.message
    assert screen.message.buttons == ("Ajouter une action",)
    assert "#6 numéro 5" in screen.text
    assert "/gamma actions fait 1" in screen.text


def test_the_same_line_twice_is_one_action(talk: Talk) -> None:
    talk.link()
    talk.say("actions ajouter relancer — Noé — 12 décembre")
    talk.say("actions ajouter relancer — Noé — 12 décembre")
    assert talk.count("actions") == 1


def test_its_owner_may_wherever_they_are_and_a_stranger_may_not(talk: Talk) -> None:
    talk.link()
    talk.say(f"actions ajouter {talk.at(talk.stranger)} relancer la région")
    talk.say("actions ajouter autre chose")
    direct = talk.driver.direct(talk.stranger)
    assert "#1 relancer la région · Vélo facile" in talk.say("actions", talk.stranger, direct).text
    assert "C’est fait" in talk.say("actions fait 1", talk.stranger, direct).text
    assert "Je ne trouve pas l’action #2" in talk.say("actions fait 2", talk.stranger, direct).text
    assert "Je ne trouve pas l’action #99" in talk.say("actions fait 99").text


def test_ones_own_are_listed_over_all_startups(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup lier {OTHER.id}", in_=talk.other_channel)
    talk.say("actions ajouter ici — moi")
    talk.say("actions ajouter là — moi", in_=talk.other_channel)
    talk.say("actions ajouter pas à moi — Bob")
    for typed, place in (("actions miennes", talk.channel), ("actions", talk.driver.direct(talk.member))):
        text = talk.say(typed, in_=place).text
        assert "#1 ici · Vélo facile" in text
        assert "#2 là · Cantine claire" in text
        assert "Bob" not in text
    assert "Rien ne t’attend" in talk.say("actions miennes", talk.third).text


def test_what_the_sponsor_promised_has_its_kind_and_is_kept_or_not(talk: Talk) -> None:
    talk.link()
    told = talk.say("engagements ajouter financement : 50 k€ d’ici juin")
    assert "#1 Financement\u00a0: 50 k€ · d’ici au 30 juin 2027" in told.text
    talk.say("commitments add relays: three prefectures", talk.english)
    listed = talk.say("engagements")
    assert "• #2 Relais locaux\u00a0: three prefectures" in listed.text
    assert "Engagements du sponsor (tenu\u00a0: /gamma engagements fait 1)" in talk.say("actions").text
    assert "Tenu par le sponsor\u00a0: #1 50 k€" in talk.press(listed, "Tenu\u00a0: #1 50 k€").text
    assert "50 k€" not in talk.say("engagements").text
    assert "C’était déjà noté comme tenu\u00a0: #1" in talk.say("engagements abandonner 1").text
    talk.say("engagements rouvrir 1")
    assert "50 k€" in talk.say("engagements").text
    assert "Retiré\u00a0: #2" in talk.say("engagements abandonner 2").text
    assert "C’était déjà retiré\u00a0: #2" in talk.say("engagements fait 2").text
    stranger = talk.driver.direct(talk.stranger)
    assert "Je ne trouve pas l’engagement #1" in talk.say("engagements fait 1", talk.stranger, stranger).text


@pytest.mark.parametrize("word", ["actions", "engagements", "décisions"])
def test_in_a_direct_conversation_the_startup_comes_first_or_is_asked(talk: Talk, word: str) -> None:
    talk.link()
    talk.say(f"startup lier {OTHER.id}", in_=talk.other_channel)
    direct = talk.driver.direct(talk.member)
    asked = talk.say(f"{word} ajouter Un mot", in_=direct)
    assert "De quelle startup" in asked.text
    assert "Un mot" in talk.press(asked, "Cantine claire").text
    assert "Un mot" in talk.say(word, in_=talk.other_channel).text
    talk.say(f"{word} ajouter vélo facile Un autre", in_=direct)
    assert "Un autre" in talk.say(word).text
    assert "Un autre" in talk.say(f"{word} velo-facile", in_=direct).text


def test_who_left_reads_nothing_with_a_form_sent_again(talk: Talk) -> None:
    talk.link()
    talk.say("actions add relancer la DGE")
    form = talk.say("actions date 1")
    talk.send(form, {"due": "12 décembre"})
    talk.driver.leave(talk.member, talk.channel)
    if talk.driver.chains_forms:  # elsewhere the platform itself refuses forms from where one is not
        assert "relancer la DGE" not in str(talk.driver.replay()[1])


def test_several_numbers_are_all_done_or_said_not_to_be(talk: Talk) -> None:
    talk.link()
    for what in ("relancer la DGE", "écrire à la région", "publier les chiffres"):
        talk.say(f"actions add {what}")
    done = talk.say("actions fait 1, 9 et 3").text
    assert "#1 relancer la DGE" in done
    assert "#9" in done
    assert "#3 publier les chiffres" in done
    left = talk.say("actions").text
    assert "écrire à la région" in left
    assert "relancer la DGE" not in left


def test_what_is_late_is_listed_alone(talk: Talk) -> None:
    talk.link()
    assert "Aucune action n’est en retard." in talk.say("actions en retard").text
    talk.say("actions ajouter appeler le DSI — hier")
    talk.say("actions ajouter écrire au préfet — 15 janvier")
    late = talk.say("actions en retard").text
    assert "appeler le DSI" in late
    assert "préfet" not in late


def test_of_several_each_button_names_its_action(talk: Talk) -> None:
    talk.link()
    for what in ("relancer la région", "préparer la démonstration pour les élus de la métropole"):
        talk.say(f"actions ajouter {what}")
    shown = talk.say("actions").message
    assert shown
    assert shown.buttons[:2] == (
        "Fait\u00a0: #1 relancer la région",
        "Fait\u00a0: #2 préparer la démonstration pou…",
    )
