"""Minutes corrected: numbers stay, what is taken off is named, and nothing of others is undone."""

from storage.follow_ups import decisions
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.minutes_scene import FILLED, held, recaps, send, write


def test_a_correction_keeps_the_numbers_of_what_it_corrects(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    told = write(
        talk,
        {
            "decisions": "On ouvre deux régions\nOn change de nom",
            "actions": "relancer la région — Inès — 15 décembre",
            "commitments": "financement : 60 k€ — 31 mars 2027",
        },
    )
    assert "Décisions\n• #1 On ouvre deux régions\n• #3 On change de nom" in told
    assert "Actions\n• #1 relancer la région · Inès Diallo · d’ici au mardi 15 décembre" in told
    assert "Engagements du sponsor\n• #1 Financement\u00a0: 60 k€ · d’ici au mercredi 31 mars 2027" in told
    assert "préfet" not in talk.say("actions").text
    talk.say("actions ajouter autre chose")
    assert "#3 autre chose" in talk.say("actions").text


def test_what_is_no_longer_in_the_form_is_named_when_it_is_taken_off(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    told = write(talk, {"decisions": "On ouvre trois régions", "commitments": ""})
    taken_off = "plus dans le formulaire\u00a0: décision #2, engagement #1, engagement #2."
    assert taken_off in told
    assert "plus dans le formulaire" not in write(talk, {"summary": "Bref."})


def test_a_decision_replaced_in_the_register_is_not_in_the_form_and_stays(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    talk.say("décisions changer 1 On ouvre deux régions")
    form = talk.say("point compte-rendu").form
    assert form
    assert form["decisions"].value == "On recrute"
    assert "remplacées depuis" in form["decisions"].help
    send(talk, form, {"decisions": "On ouvre quatre régions"})
    register = talk.say("décisions").text
    assert "#1 · 8 décembre 2026\u00a0: On ouvre trois régions · remplacée par #3" in register
    assert "#3 · 8 décembre 2026\u00a0: On ouvre deux régions" in register
    assert "On ouvre quatre régions" in register


def test_a_number_that_was_taken_out_is_never_given_again(talk: Talk) -> None:
    held(talk)
    write(talk, {"decisions": "On recrute"})
    write(talk, {"decisions": "Budget validé"})
    with talk.app.store.read() as session:
        assert [each.id for each in decisions.register(session, STARTUP.id)] == [2]
    assert "Je ne trouve pas la décision #1" in talk.say("décisions changer 1 Autre").text


def test_a_form_left_open_undoes_nothing_that_a_mate_wrote(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    left_open = talk.say("point compte-rendu")
    write(
        talk,
        {
            "decisions": "On ouvre quatre régions\nOn recrute\nOn change de nom",
            "notes": "Rappeler lundi.",
            "commitments": "trois préfectures",
        },
        talk.mate,
    )
    told = send(
        talk, left_open, {"decisions": "On ouvre trois régions\nOn recrute\nEt un bilan", "summary": "Bref."}
    )
    for line in ("On ouvre quatre régions", "On recrute", "On change de nom", "Et un bilan"):
        assert line in told
    assert "On ouvre trois régions" not in told
    assert "Rappeler lundi." in told
    assert "Bref." in told
    assert "50 k€" not in told


def test_long_minutes_fit_and_are_corrected_without_loss(talk: Talk) -> None:
    held(talk)
    many = "\n".join(f"décision numéro {number} {'x' * 30}" for number in range(55))
    write(talk, {"decisions": many, "summary": "é" * 1400, "notes": "à" * 1400})
    assert talk.count("decisions") == 55
    assert "… et " in recaps(talk)[-1]
    form = talk.say("point cr").form
    assert form
    assert len(form["decisions"].value.splitlines()) == 25
    send(talk, form, {"decisions": form["decisions"].value.replace("numéro 0", "numéro zéro"), "notes": ""})
    with talk.app.store.read() as session:
        kept = [each.text for each in decisions.of_checkpoint(session, STARTUP.id, 1)]
    assert len(kept) == 55
    assert kept[0].startswith("décision numéro zéro")
