"""What people write to the bot in their direct conversation, without `/gamma`."""

import pytest

from tests.conversation import Talk
from tests.talk import SeenMessage


def texts(messages: list[SeenMessage]) -> str:
    return "\n---\n".join(message.text for message in messages)


@pytest.fixture(autouse=True)
def introduced(talk: Talk) -> None:
    """The team has its channel, and those who write here have done so before."""
    talk.link()
    for person in (talk.member, talk.english, talk.stranger):
        talk.write("aide", as_=person)


@pytest.mark.parametrize("typed", ["évaluer", "Évaluer", "gamma, évaluer", "@gamma évaluer"])
def test_a_form_waits_behind_a_button(talk: Talk, typed: str) -> None:
    (answer,) = talk.write(typed)
    assert answer.buttons == ("Ouvrir le formulaire",)
    assert talk.press(answer, "Ouvrir le formulaire").form is not None


def test_what_is_written_is_done_as_if_it_was_typed(talk: Talk) -> None:
    (answer,) = talk.write("point planifier mardi 8 décembre 14h30")
    assert "8 décembre" in answer.text
    talk.press(answer, "Oui, planifier")
    assert talk.count("checkpoints") == 1
    assert "8 décembre" in talk.say("point").text


def test_each_in_their_language(talk: Talk) -> None:
    (answer,) = talk.write("checkpoint", as_=talk.english)
    assert "No checkpoint" in answer.text


def test_a_question_to_an_expert(talk: Talk) -> None:
    talk.write("expert growth comment doubler les inscriptions ?")
    assert talk.count("questions") == 1


def test_what_is_not_understood_is_answered_too(talk: Talk) -> None:
    (answer,) = talk.write("xyzzy")
    assert "xyzzy" in answer.text


def test_who_has_no_right_is_told_so(talk: Talk) -> None:
    (answer,) = talk.write("point planifier mardi 14h", as_=talk.stranger)
    assert talk.count("checkpoints") == 0
    assert answer.text


def test_buttons_of_an_answer_work(talk: Talk) -> None:
    (answer,) = talk.write("maintenant")
    assert "Vélo facile" in answer.text
    assert talk.press(answer, "Aide").message is not None
