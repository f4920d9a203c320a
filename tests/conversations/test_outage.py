"""What the bot says of a checkpoint after it was away while the reminder was due."""

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan
from tests.conversations.checkpoints.sponsor_link import address, press

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


def test_back_after_the_checkpoint_it_does_not_announce_it(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    plan(talk)
    read, posted = len(talk.said_to(talk.manager)), len(talk.said_in(talk.channel))
    talk.press(talk.say("point déplacer 7 décembre 14h"), "Oui, déplacer")
    at(talk, 8, 16)
    late = [*talk.said_to(talk.manager)[read:], *talk.said_in(talk.channel)[posted:]]
    assert late
    assert not [post.text for post in late if "a déplacé" in post.text]
    assert "7 décembre" in late[-1].text


def test_back_after_the_checkpoint_a_sponsors_words_are_told_without_moving_what_is_over(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.tick()
    link = address(talk)
    assert press(talk, link, "confirmed") == 303
    assert press(talk, link, "proposed", when="plutôt le 20/12 à 11h") == 303
    at(talk, 8, 16)
    (told,) = [post for post in talk.said_in(talk.channel) if "20/12" in post.text]
    assert "Sa date est passée depuis." in told.text
    assert told.buttons == ()
