"""What was typed and not taken is given back, and who is gone is not made responsible."""

import pytest
from sqlalchemy import select

from storage.models import ActionRow
from tests.conversation import Talk
from tests.conversations.checkpoints.minutes_scene import held, write


def test_a_long_line_that_is_refused_is_given_back_to_the_last_word(talk: Talk) -> None:
    talk.link()
    long = "Comment convaincre notre DSI ? " * 150 + "voilà la fin"
    refused = talk.say(f"expert growth {long}")
    assert refused.message
    assert refused.message.text.rstrip().endswith("voilà la fin")
    assert "Comment convaincre notre DSI ? Comment" in refused.text


def test_a_short_one_is_not(talk: Talk) -> None:
    talk.link()
    assert talk.say("zzz blabla").text.count("blabla") <= 1


def test_nobody_whose_account_is_switched_off_is_given_something_to_do(talk: Talk) -> None:
    if talk.driver.name == "sandbox":
        pytest.skip("its cast is fixed: a name after @ that is not of it is a name like others")
    talk.link()
    talk.driver.retire(talk.mate)
    for typed in ("actions ajouter", "actions add", "todo noter"):
        refused = talk.say(f"{typed} {talk.at(talk.mate)} appeler la DINUM vendredi")
        assert "compte désactivé" in refused.text
    talk.say(f"action {talk.at(talk.mate)} appeler la DINUM vendredi")
    assert talk.count("actions") == 0
    talk.say(f"actions ajouter {talk.at(talk.third)} appeler la DINUM vendredi")
    assert talk.count("actions") == 1


@pytest.mark.parametrize("name", ["Noé", "Noé Petit", "noé"])
def test_nor_when_they_are_called_by_their_mere_name(talk: Talk, name: str) -> None:
    talk.link()
    talk.say("odj ajouter le budget", talk.mate)  # who was met in the team
    talk.driver.retire(talk.mate)
    told = talk.say(f"actions ajouter appeler la DINUM — {name} — vendredi").text
    assert "n’a plus de compte ici" in told
    form = talk.say("actions ajouter")
    shown = talk.send(form, {"what": "relancer la préfecture", "who": name})
    assert "n’a plus de compte ici" in talk.after_form(shown, talk.member).text
    with talk.app.store.read() as session:
        assert all(each.owner_id is None for each in session.scalars(select(ActionRow)))


def test_nor_in_minutes(talk: Talk) -> None:
    held(talk)
    talk.say("odj ajouter le budget", talk.mate)
    talk.driver.retire(talk.mate)
    told = write(talk, {"actions": "relancer la région — Noé — 12 décembre\nranger — moi"})
    assert "Je n’ai plus de compte à ce nom ici\u00a0: «\u00a0Noé\u00a0»" in told
    with talk.app.store.read() as session:
        owners = {each.text: each.owner_id for each in session.scalars(select(ActionRow))}
    assert owners["relancer la région"] is None
    assert owners["ranger"] is not None
