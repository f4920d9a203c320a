"""What somebody who was away hears: how things stand, with the date they know, each thing once."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan
from tests.conversations.checkpoints.sponsor_link import address, seal

# It is Monday 23 November 2026, 10:30 in Paris.

EIGHTH, TENTH = "mardi 8 décembre à 14\u00a0h\u00a030", "jeudi 10 décembre à 10\u00a0h"


def with_manager(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    talk.tick()


def at_night(talk: Talk) -> None:
    """Everybody but who types sleeps until 9:00."""
    at(talk, 24, 3, month=11)


def in_the_morning(talk: Talk, before: int) -> list[str]:
    at(talk, 24, 8, month=11)
    talk.app.tick()
    return [post.text for post in talk.said_to(talk.manager)[before:]]


def test_a_move_tells_from_when_to_when(talk: Talk) -> None:
    with_manager(talk)
    plan(talk)
    talk.press(talk.say("point déplacer jeudi 10 décembre 10h"), "Oui, déplacer")
    for text in (talk.said_in(talk.channel)[-1].text, talk.said_to(talk.manager)[-1].text):
        assert f"Point d’étape · Vélo facile\u00a0: {TENTH}" in text
        assert f"Camille Moreau l’a déplacé\u00a0: il était prévu le {EIGHTH}" in text
        assert "Les rappels suivent la nouvelle date" in text


def test_reminders_that_nobody_gets_follow_nothing(talk: Talk) -> None:
    talk.link()
    plan(talk)
    talk.press(talk.say("point déplacer jeudi 10 décembre 10h"), "Oui, déplacer")
    told = talk.said_in(talk.channel)[-1].text
    assert f"il était prévu le {EIGHTH}" in told
    assert "rappels" not in told


def test_planned_and_cancelled_while_they_slept_was_never_there(talk: Talk) -> None:
    with_manager(talk)
    at_night(talk)
    before = len(talk.said_to(talk.manager))
    plan(talk)
    talk.press(talk.say("point annuler"), "Oui, annuler")
    assert in_the_morning(talk, before) == []
    assert "annulé le point" in talk.said_in(talk.channel)[-1].text


def test_planned_and_moved_while_they_slept_is_planned_there(talk: Talk) -> None:
    with_manager(talk)
    at_night(talk)
    before = len(talk.said_to(talk.manager))
    plan(talk)
    talk.press(talk.say("point déplacer jeudi 10 décembre 10h", as_=talk.mate), "Oui, déplacer", talk.mate)
    (told,) = in_the_morning(talk, before)
    assert TENTH in told
    assert "Planifié par Camille Moreau" in told
    assert EIGHTH not in told


def test_several_moves_while_they_slept_are_one_from_the_date_they_know(talk: Talk) -> None:
    with_manager(talk)
    plan(talk)
    assert EIGHTH in talk.said_to(talk.manager)[-1].text
    before = len(talk.said_to(talk.manager))
    at_night(talk)
    talk.say("point déplacer vendredi 11 décembre 16h oui")
    talk.say("point déplacer jeudi 10 décembre 10h oui")
    (told,) = in_the_morning(talk, before)
    assert TENTH in told
    assert f"il était prévu le {EIGHTH}" in told
    assert "11 décembre" not in told


def test_moved_there_and_back_while_they_slept_is_no_news(talk: Talk) -> None:
    with_manager(talk)
    plan(talk)
    before = len(talk.said_to(talk.manager))
    at_night(talk)
    talk.say("point déplacer jeudi 10 décembre 10h oui")
    talk.say("point déplacer mardi 8 décembre 14h30 oui")
    assert in_the_morning(talk, before) == []


def test_moved_and_cancelled_while_they_slept_names_the_date_they_know(talk: Talk) -> None:
    with_manager(talk)
    plan(talk)
    before = len(talk.said_to(talk.manager))
    at_night(talk)
    talk.say("point déplacer jeudi 10 décembre 10h oui")
    talk.press(talk.say("point annuler"), "Oui, annuler")
    (told,) = in_the_morning(talk, before)
    assert f"annulé le point de Vélo facile prévu le {EIGHTH}" in told


# --- what the sponsor said meanwhile ----------------------------------------------------------


def proposed(talk: Talk, when: str) -> None:
    link = address(talk)
    form = {"seal": seal(talk, link), "answer": "proposed", "when": when}
    assert talk.app.web.test_client().post(link, data=form).status_code == 303


def test_a_proposal_that_was_followed_before_it_was_read_names_both_dates(talk: Talk) -> None:
    with_manager(talk)
    plan(talk)
    before = len(talk.said_to(talk.manager))
    at_night(talk)
    proposed(talk, "jeudi 10 décembre 10h")
    talk.say("point déplacer jeudi 10 décembre 10h oui")
    at(talk, 24, 8, month=11)
    asked = talk.said_to(talk.manager)[before]
    assert f"a servi à proposer une autre date pour le point du {EIGHTH}" in asked.text
    assert f"Le point a été déplacé depuis\u00a0: il est maintenant le {TENTH}" in asked.text
    assert "Déplacer le point" not in asked.buttons


@pytest.mark.parametrize(
    ("ended", "since"), [("déplacer vendredi 11 décembre 9h oui", "déplacé"), ("annuler oui", "annulé")]
)
def test_what_became_of_the_date_is_said_with_a_confirmation_too(talk: Talk, ended: str, since: str) -> None:
    with_manager(talk)
    plan(talk)
    before = len(talk.said_to(talk.manager))
    at_night(talk)
    link = address(talk)
    talk.app.web.test_client().post(link, data={"seal": seal(talk, link), "answer": "confirmed"})
    talk.say(f"point {ended}")
    at(talk, 24, 8, month=11)
    told = talk.said_to(talk.manager)[before].text
    assert f"a servi à confirmer la date du {EIGHTH}" in told
    assert f"Le point a été {since} depuis" in told
