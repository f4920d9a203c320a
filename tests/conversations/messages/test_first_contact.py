"""The first time: what the bot is for, in three lines, and one next step; once."""

import pytest

from tests.conversation import Talk

HELLO = "Je suis Gamma"


def test_once_to_a_person_before_the_first_answer(talk: Talk) -> None:
    talk.link()
    introduction, answer = talk.write("point")
    assert HELLO in introduction.text
    assert len(introduction.text.split("\n\n")) == 3
    assert introduction.buttons == ("Ce qui compte maintenant",)
    assert HELLO not in answer.text
    talk.restart()
    assert HELLO not in "".join(message.text for message in talk.write("point"))


@pytest.mark.parametrize("typed", ["@gamma", "Bonjour", "salut gamma !", "coucou"])
def test_to_whom_greets_nothing_more_is_said(talk: Talk, typed: str) -> None:
    (introduction,) = talk.write(typed)
    assert HELLO in introduction.text


def test_in_english(talk: Talk) -> None:
    introduction, *_ = talk.write("help", as_=talk.english)
    assert "I am Gamma" in introduction.text


def test_to_each_person(talk: Talk) -> None:
    talk.write("aide")
    assert HELLO in talk.write("aide", as_=talk.mate)[0].text


def test_of_a_mention_in_the_linked_channel_it_is_told_in_private(talk: Talk) -> None:
    talk.link()
    (answer,) = talk.write("@gamma point", in_=talk.channel)
    assert HELLO not in answer.text
    (introduction,) = talk.driver.posts(talk.driver.direct(talk.member))
    assert HELLO in introduction.text


def test_once_to_a_channel_that_it_is_let_into(talk: Talk) -> None:
    talk.driver.let_in(talk.member, talk.channel)
    (introduction,) = talk.said_in(talk.channel)
    assert HELLO in introduction.text
    assert introduction.buttons == ("Lier une startup",)
    assert talk.press(introduction, "Lier une startup", as_=talk.mate).form is not None
    talk.driver.let_in(talk.member, talk.channel)
    assert len(talk.said_in(talk.channel)) == 1


def test_a_channel_that_is_linked_was_greeted_then(talk: Talk) -> None:
    talk.link()
    before = len(talk.said_in(talk.channel))
    talk.driver.let_in(talk.member, talk.channel)
    assert len(talk.said_in(talk.channel)) == before


def test_who_had_themselves_erased_is_met_anew(talk: Talk) -> None:
    talk.write("aide")
    talk.say("confidentialité effacer oui")
    assert HELLO in talk.write("aide")[0].text
