"""What only says that there is nothing is neither a decision, nor a promise, nor something to do."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.minutes_scene import held, write


@pytest.mark.parametrize(
    ("typed", "table"),
    [
        ("décisions ajouter aucune pour l’instant", "decisions"),
        ("décisions ajouter Pas de décision", "decisions"),
        ("decisions add no decision was made", "decisions"),
        ("actions ajouter RAS", "actions"),
        ("actions ajouter rien à faire", "actions"),
        ("actions ajouter aucune — moi — vendredi", "actions"),
        ("engagements ajouter rien de promis", "commitments"),
        ("engagements ajouter financement : aucun", "commitments"),
        ("commitments add funding: none", "commitments"),
        ("odj ajouter néant", "agenda_points"),
        ("agenda add nothing to report", "agenda_points"),
    ],
)
def test_one_line_that_says_nothing_is_not_kept(talk: Talk, typed: str, table: str) -> None:
    talk.link()
    assert "il n’y a donc rien à garder" in talk.say(typed).text
    assert talk.count(table) == 0


def test_of_several_lines_the_others_are_kept(talk: Talk) -> None:
    talk.link()
    told = talk.say("décisions ajouter\n- on ouvre deux régions\n- RAS").text
    assert "on ouvre deux régions" in told
    assert "rien à garder" in told
    assert talk.count("decisions") == 1


def test_in_the_fields_of_minutes_and_it_is_said(talk: Talk) -> None:
    held(talk)
    told = write(
        talk,
        {
            "decisions": "On ouvre trois régions",
            "actions": "aucune",
            "commitments": "financement : aucun\nR.A.S.",
            "summary": "rien à signaler",
        },
    )
    assert "Je n’en garde rien" in told
    assert "«\u00a0aucune\u00a0»" in told
    assert (talk.count("decisions"), talk.count("actions"), talk.count("commitments")) == (1, 0, 0)
    assert "En bref" not in told


def test_minutes_of_nothing_are_none(talk: Talk) -> None:
    held(talk)
    assert "Rien n’est encore écrit" in write(talk, {"decisions": "aucune", "actions": "rien"})
