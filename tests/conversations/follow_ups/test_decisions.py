"""The register of decisions: newest first, searched by words, changed by a new entry."""

from tests.conversation import OTHER, Talk
from tests.conversations.checkpoints.minutes_scene import held, send, write

# It is Monday 23 November 2026, 10:30 in Paris.


def decided(talk: Talk) -> None:
    talk.link()
    talk.say("décisions ajouter On ouvre trois régions")
    talk.later(days=1)
    talk.say("decisions add Le budget de l’été est validé")


def test_the_register_has_the_newest_first(talk: Talk) -> None:
    talk.link()
    assert "Décisions\u00a0: Vélo facile · rien à signaler" in talk.say("décisions").text
    talk.later(minutes=1)
    decided(talk)
    text = talk.say("décisions").text
    assert "• #2 · 24 novembre 2026\u00a0: Le budget de l’été est validé\n• #1 · 23 novembre 2026" in text
    assert "• #2 · 24 November 2026: Le budget" in talk.say("decisions", talk.english).text


def test_words_find_it_whatever_their_case_and_accents(talk: Talk) -> None:
    decided(talk)
    for typed in ("region", "RÉGIONS trois", "Ouvre"):
        text = talk.say(f"décisions {typed}").text
        assert "#1" in text
        assert "#2" not in text
    assert "été" in talk.say("décisions ete budget").text
    none = talk.say("décisions xyz").text
    assert (
        none
        == "Aucune décision avec «\u00a0xyz\u00a0»\u00a0: Vélo facile. /gamma décisions les montre toutes."
    )


def test_a_changed_decision_is_a_new_entry_and_the_old_one_stays(talk: Talk) -> None:
    decided(talk)
    talk.later(days=2)
    told = talk.say("décisions changer 1 On ouvre deux régions").text
    assert "Au registre\u00a0: #3 · 26 novembre 2026\u00a0: On ouvre deux régions. Elle remplace #1." in told
    text = talk.say("décisions").text
    assert "#1 · 23 novembre 2026\u00a0: On ouvre trois régions · remplacée par #3" in text
    assert "trois régions" not in talk.say("point ordre-du-jour").text
    assert "deux régions" in talk.say("point ordre-du-jour").text


def test_the_same_change_twice_is_one_and_a_replaced_one_is_not_changed(talk: Talk) -> None:
    decided(talk)
    for _ in range(2):
        assert "Elle remplace #1" in talk.say("décisions changer #1 On ouvre deux régions").text
    assert talk.count("decisions") == 3
    refused = talk.say("décisions changer 1 On n’ouvre rien").text
    assert "déjà remplacée par #3" in refused
    assert "/gamma décisions changer 3 …" in refused
    assert talk.count("decisions") == 3
    talk.say("décisions changer 3 On ouvre une région")
    assert "remplacée par #4" in talk.say("décisions").text


def test_what_is_meant_is_asked(talk: Talk) -> None:
    decided(talk)
    for typed in ("changer", "changer 1", "changer rien"):
        assert "Quelle décision" in talk.say(f"décisions {typed}").text
    assert "Qu’est-ce qui a été décidé" in talk.say("décisions ajouter").text
    assert talk.count("decisions") == 2


def test_others_neither_read_nor_change_it(talk: Talk) -> None:
    decided(talk)
    direct = talk.driver.direct(talk.stranger)
    assert "régions" not in talk.say("décisions velo-facile", talk.stranger, direct).text
    assert (
        "Je ne trouve pas la décision #1"
        in talk.say("décisions changer 1 Rien de tel", talk.stranger, direct).text
    )
    talk.say(f"startup lier {OTHER.id}", talk.stranger, talk.other_channel)
    changed = talk.say("décisions changer 1 Rien de tel", talk.stranger, talk.other_channel)
    assert "Je ne trouve pas la décision #1" in changed.text
    assert "trois régions" not in talk.say("décisions", talk.stranger, talk.other_channel).text


def test_a_decision_changed_long_after_is_a_new_entry_of_that_day(talk: Talk) -> None:
    held(talk)
    write(talk, {"decisions": "On ouvre deux régions\nOn recrute"})
    talk.later(days=13)
    write(talk, {"decisions": "On ouvre trois régions\nOn recrute"})
    assert talk.count("decisions") == 2
    talk.later(days=2)
    told = write(talk, {"decisions": "On ouvre quatre régions\nOn recrute"})
    assert "Décisions\n• #2 On recrute\n• #3 On ouvre quatre régions" in told
    register = talk.say("décisions").text
    assert "#3 · 23 décembre 2026\u00a0: On ouvre quatre régions" in register
    assert "#1 · 8 décembre 2026\u00a0: On ouvre trois régions · remplacée par #3" in register
    write(talk, {"decisions": "On ouvre cinq régions\nOn recrute"})
    assert talk.count("decisions") == 3


def test_a_decision_replaced_elsewhere_keeps_its_place_in_the_chain(talk: Talk) -> None:
    held(talk)
    write(talk, {"decisions": "On ouvre deux régions"})
    left_open, emptied = talk.say("point compte-rendu"), talk.say("point compte-rendu")
    talk.say("décisions changer 1 On ouvre trois régions")
    assert "plus dans le formulaire" not in send(talk, emptied, {"decisions": ""})
    send(talk, left_open, {"decisions": "On ouvre deux régions et demie"})
    register = talk.say("décisions").text
    assert "On ouvre deux régions · remplacée par #2" in register
    assert "On ouvre trois régions · remplacée par #3" in register
