"""What the bot says of a checkpoint after it was away while the reminder was due."""

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan

YES = "Oui, il a eu lieu"


def test_back_while_the_checkpoint_goes_on_it_says_sorry_and_asks_when_it_is_over(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 8, 13, 45)
    sorry = talk.said_in(talk.channel)[-1]
    assert sorry.text.endswith("n’est pas venu à temps\u00a0: désolé.")
    assert sorry.buttons == ()
    at(talk, 8, 16)
    asked = talk.said_in(talk.channel)[-1]
    assert "a-t-il eu lieu" in asked.text
    assert YES in asked.buttons


def test_back_after_the_checkpoint_it_says_sorry_and_asks_in_one_message(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 8, 16)
    sorry = talk.said_in(talk.channel)[-1]
    assert "désolé. A-t-il eu lieu" in sorry.text
    assert sorry.buttons == (YES, "Non, il n’a pas eu lieu")
