"""What people write to the bot in a channel, with its name: what is private stays so."""

import pytest

from tests.conversation import Talk

PRIVATE = "Je t’ai répondu en privé"


@pytest.fixture
def linked(talk: Talk) -> Talk:
    talk.link()
    talk.write("aide")
    return talk


def new_in_direct(talk: Talk, text: str) -> tuple[list[str], list[str]]:
    """What a mention in the channel leads to: said there, and in private."""
    direct = talk.driver.direct(talk.member)
    before = len(talk.driver.posts(direct))
    there = [post.text for post in talk.write(text, in_=talk.channel)]
    return there, [post.text for post in talk.driver.posts(direct)[before:]]


def test_what_is_the_teams_is_said_to_the_team(linked: Talk) -> None:
    there, privately = new_in_direct(linked, "@gamma point planifier mardi 8 décembre 14h30")
    assert len(there) == 1
    assert "8 décembre" in there[0]
    assert privately == []
    linked.press(linked.driver.posts(linked.channel)[-1], "Oui, planifier")
    there, privately = new_in_direct(linked, "@gamma quand est le prochain point")
    assert "8 décembre" in there[0]
    assert privately == []


def test_ones_own_result_is_told_in_private(linked: Talk) -> None:
    linked.assess()
    there, privately = new_in_direct(linked, "@gamma évaluer résultat")
    assert there == ["Je t’ai répondu en privé, dans notre conversation directe."]
    assert len(privately) == 1
    assert "Vélo facile" in privately[0]


def test_a_form_is_opened_from_the_direct_conversation(linked: Talk) -> None:
    linked.write("@gamma évaluer", in_=linked.channel)
    button = linked.driver.posts(linked.driver.direct(linked.member))[-1]
    assert linked.press(button, "Ouvrir le formulaire").form is not None


def test_nobody_else_can_press_what_was_shown_to_one(linked: Talk) -> None:
    (answer,) = linked.write("@gamma point planifier", in_=linked.channel)
    refused = linked.press(answer, answer.buttons[0], as_=linked.mate)
    assert refused.form is None


def test_another_startup_is_not_told_of_here(linked: Talk) -> None:
    linked.say("startup link cantine-claire", in_=linked.other_channel)
    linked.tick()
    there, privately = new_in_direct(linked, "@gamma point cantine-claire")
    assert there[0].startswith(PRIVATE)
    assert "Cantine claire" in privately[0]


def test_a_message_without_the_name_is_nobodys_business(linked: Talk) -> None:
    there, privately = new_in_direct(linked, "on planifie un point mardi 14h ?")
    assert (there, privately) == ([], [])


def test_in_a_channel_that_is_not_linked_it_is_said_how_to_begin(talk: Talk) -> None:
    talk.driver.invite_bot(talk.channel)
    (first,) = talk.write("@gamma", in_=talk.channel)
    assert "Lier une startup" in first.buttons
    assert talk.press(first, "Lier une startup", as_=talk.mate).form is not None
    *_, again = talk.write("@gamma évaluer", in_=talk.channel)
    assert again.buttons == ("Lier une startup",)
    assert again.text != first.text


def test_it_can_be_linked_by_a_mention(talk: Talk) -> None:
    talk.driver.invite_bot(talk.channel)
    (done,) = talk.write("@gamma startup lier velo-facile", in_=talk.channel)
    assert "Vélo facile" in done.text
    assert talk.count("channels") == 1
