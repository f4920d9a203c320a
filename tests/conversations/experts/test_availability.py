"""An expert on pause: asked nothing, back by themselves, and what waited goes on to somebody else."""

import pytest

from storage.experts import offers
from tests.conversation import Talk
from tests.conversations.experts.scene import offered, tell
from tests.experts import ExpertScene

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2 semaines", "dimanche 6 décembre 2026"),
        ("jusqu’au 15 décembre", "mardi 15 décembre 2026"),
        ("10 jours", "mercredi 2 décembre 2026"),
        ("a month", "mardi 22 décembre 2026"),
    ],
)
def test_a_pause_is_said_back_with_its_last_day(talk: Talk, typed: str, last: str) -> None:
    ExpertScene(talk).joins(talk.stranger)
    assert f"En pause jusqu’au {last} inclus" in tell(talk, f"expert pause {typed}").text
    assert last in tell(talk, "expert profil").text


def test_during_a_pause_nothing_comes_and_what_waited_goes_on(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    paused = tell(talk, "expert pause 1 semaine")
    assert "part chez quelqu’un d’autre" in paused.text
    talk.tick()
    assert scene.asked(scene.question(number))[-1] == scene.person(talk.mate).id
    scene.types(talk.mate, f"expert passer {number}")
    second = scene.asks("Et sans réseau social ?", as_=talk.mate)
    talk.tick()
    assert scene.asked(second) == []
    back = talk.press(paused, "Je suis de retour", as_=talk.stranger)
    assert "Bon retour" in back.text
    talk.tick()
    assert scene.asked(second) == [scene.person(talk.stranger).id]


def test_a_pause_ends_by_itself_on_its_day(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    tell(talk, "expert pause jusqu'au 24 novembre")
    question = scene.asks()
    scene.at("2026-11-24 17:59")
    assert scene.asked(question) == []
    scene.at("2026-11-25 09:00")
    assert scene.asked(question) == [scene.person(talk.stranger).id]


def test_how_long_is_asked_where_it_is_not_said_or_has_two_readings(talk: Talk) -> None:
    ExpertScene(talk).joins(talk.stranger)
    ask = tell(talk, "expert pause")
    assert "Jusqu’à quand" in ask.text
    assert "dimanche 6 décembre" in talk.press(ask, "2 semaines", as_=talk.stranger).text
    two = tell(talk, "expert pause jusqu'à vendredi prochain")
    chosen = talk.press(two, "vendredi 4 décembre 2026", as_=talk.stranger)
    assert "jusqu’au vendredi 4 décembre 2026 inclus" in chosen.text
    assert "par exemple" in tell(talk, "expert pause longtemps").text


def test_an_offer_that_was_passed_on_may_still_be_taken(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    tell(talk, "expert pause 1 semaine")
    with talk.app.store.read() as session:
        assert offers.of_question(session, number)[0].state == "lapsed"
    assert "Merci" in tell(talk, f"expert prendre {number}").text
    assert scene.question(number).expert_id == scene.person(talk.stranger).id
