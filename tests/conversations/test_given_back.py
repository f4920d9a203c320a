"""What was typed and not taken is given back, and who is gone is not made responsible."""

import pytest

from tests.conversation import Talk


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
        pytest.skip("nobody leaves it")
    talk.link()
    talk.driver.retire(talk.mate)
    for typed in ("actions ajouter", "action"):
        refused = talk.say(f"{typed} {talk.at(talk.mate)} appeler la DINUM vendredi")
        assert "compte désactivé" in refused.text
    assert talk.count("actions") == 0
    talk.say(f"actions ajouter {talk.at(talk.third)} appeler la DINUM vendredi")
    assert talk.count("actions") == 1
