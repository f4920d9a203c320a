"""A usual place that is set after a checkpoint was planned."""

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled, plan


def test_it_is_offered_to_what_is_planned_and_told_to_who_has_it_in_their_calendar(talk: Talk) -> None:
    enrolled(talk, manager=True)
    plan(talk)
    before = len(talk.said_in(talk.channel))
    screen = talk.say("point lieu Salle Pascal")
    assert "Le point de mardi 8 décembre à 14\u00a0h\u00a030 a été prévu sans lieu" in screen.text
    talk.tick()
    assert len(talk.said_in(talk.channel)) == before
    done = talk.press(screen, "Aussi pour le 8 décembre 2026")
    assert "Salle Pascal" in done.text
    talk.tick()
    told = talk.said_in(talk.channel)[-1]
    assert "· Salle Pascal" in told.text
    assert "La date reste la même" in told.text
    assert told.file_name.endswith(".ics")
    assert "· Salle Pascal" in talk.said_to(talk.manager)[-1].text
    again = talk.say("point lieu Salle Pascal")
    assert "sans lieu" not in again.text


def test_after_the_form_too_and_the_place_it_has_is_named(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, "mardi 8 décembre 14h30, salle 3")
    shown = talk.send(talk.say("point réglages"), {"place": "Salle Pascal"})
    told = talk.after_form(shown, talk.member).text
    assert "est prévu à un autre endroit\u00a0: salle 3" in told
    unchanged = talk.send(talk.say("point réglages"), {"cadence": "toutes les 6 semaines"})
    assert "autre endroit" not in talk.after_form(unchanged, talk.member).text


def test_without_a_usual_place_nothing_is_taken_over(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    assert "Aucun lieu habituel n’est réglé" in talk.say("point lieu appliquer").text
