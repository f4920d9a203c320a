"""A value is asked for once it is missing, in private and with a way out, of who follows the metric."""

from datetime import UTC, datetime

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled
from tests.talk import SeenMessage

pytestmark = pytest.mark.long

# It is Monday 23 November 2026.


def followed(talk: Talk, frequency: str = "month") -> None:
    enrolled(talk)
    talk.send(talk.say("métrique définir"), {"name": "Prêts accordés", "unit": "prêts"})
    talk.later(minutes=1)
    talk.send(talk.say("métrique objectifs"), {"owner": talk.mate, "frequency": frequency})
    talk.later(minutes=1)
    talk.say("métrique 940 fin octobre")


def until(talk: Talk, month: int, day: int, year: int = 2026) -> None:
    talk.wait_until(datetime(year, month, day, 12, tzinfo=UTC))


def asked(talk: Talk, person: str) -> list[SeenMessage]:
    return [post for post in talk.said_to(person) if "où en est" in post.text]


def test_it_is_asked_of_its_owner_when_it_is_stale_and_not_before(talk: Talk) -> None:
    followed(talk)
    until(talk, 11, 30)
    assert asked(talk, talk.mate) == []
    until(talk, 12, 2)
    (post,) = asked(talk, talk.mate)
    assert "La dernière valeur est 940 prêts, au 31 octobre 2026" in post.text
    assert asked(talk, talk.member) == []


def test_its_button_opens_one_field_and_nothing_is_asked_until_the_next_is_missing(talk: Talk) -> None:
    followed(talk)
    until(talk, 12, 2)
    (post,) = asked(talk, talk.mate)
    form = talk.press(post, "Donner la valeur", talk.mate).form
    assert form
    assert len(form.fields) == 1
    talk.send(form, {"value": "1 010"}, talk.mate)
    until(talk, 12, 30)
    assert len(asked(talk, talk.mate)) == 1
    until(talk, 1, 5, 2027)
    assert len(asked(talk, talk.mate)) == 2


def test_who_has_left_the_team_is_not_told_the_last_value(talk: Talk) -> None:
    followed(talk)
    talk.driver.leave(talk.mate, talk.channel)
    until(talk, 12, 2)
    (post,) = asked(talk, talk.mate)
    assert "940 prêts" not in post.text


def test_it_is_switched_off_by_its_button(talk: Talk) -> None:
    followed(talk)
    until(talk, 12, 2)
    (post,) = asked(talk, talk.mate)
    talk.press(post, "Ne plus me le dire", talk.mate)
    until(talk, 1, 30, 2027)
    assert len(asked(talk, talk.mate)) == 1


def test_it_is_asked_again_after_pauses_that_grow(talk: Talk) -> None:
    followed(talk)
    until(talk, 12, 14)
    assert len(asked(talk, talk.mate)) == 1
    until(talk, 12, 18)
    assert len(asked(talk, talk.mate)) == 2
    until(talk, 1, 8, 2027)
    assert len(asked(talk, talk.mate)) == 2


def test_whom_nobody_asks_is_not_asked(talk: Talk) -> None:
    followed(talk, "never")
    until(talk, 12, 20)
    assert asked(talk, talk.mate) == []
