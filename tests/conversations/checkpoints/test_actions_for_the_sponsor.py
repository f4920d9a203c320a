"""Of the team's actions the sponsor reads what was agreed on at a checkpoint, and nobody's name beside it."""

from tests.conversation import Talk
from tests.conversations.checkpoints.minutes_scene import held, write


def test_what_the_team_noted_for_itself_stays_with_it(talk: Talk) -> None:
    held(talk)
    write(talk, {"actions": "ouvrir trois régions — Noé — 20 décembre"})
    talk.say("actions ajouter préparer le recrutement — Inès — 18 décembre")
    talk.say("point planifier mardi 19 janvier 14h30 oui")
    inside = talk.say("point ordre-du-jour").text
    assert "préparer le recrutement" in inside
    assert "Noé Petit" in inside
    outside = talk.say("point courriel").text
    assert "ouvrir trois régions" in outside
    assert "préparer le recrutement" not in outside
    assert "Noé" not in outside
