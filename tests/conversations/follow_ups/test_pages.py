"""A list longer than one message goes on with a button, to its last line; nothing is out of reach."""

import re

import pytest

from tests.conversation import Talk

pytestmark = pytest.mark.long

# It is Monday 23 November 2026, 10:30 in Paris.

_LONG = "avec tout ce qu’il faut en savoir avant d’en parler au prochain point, relu par les deux équipes, "


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"#(\d+)", text)}


def _read_on(talk: Talk, typed: str) -> set[int]:
    """The numbers of all that is listed, page by page."""
    shown = talk.say(typed)
    seen, pages = _numbers(shown.text), 1
    while f"Page {pages} sur" in shown.text and f"Page {pages + 1} sur" in str(shown.message):
        count = int(re.findall(r"Page \d+ sur (\d+)", shown.text)[0])
        pages += 1
        shown = talk.press(shown, f"Page {pages} sur {count}")
        seen |= _numbers(shown.text)
    assert pages > 1
    return seen


def test_every_action_decision_and_commitment_is_reached(talk: Talk) -> None:
    talk.link()
    for number in range(1, 41):
        talk.say(f"décisions ajouter décision {number} {_LONG}")
        talk.say(f"actions ajouter démarche {number} {_LONG}")
        talk.say(f"engagements ajouter financement : tranche {number} {_LONG}")
    everything = set(range(1, 41))
    assert _read_on(talk, "décisions") == everything
    assert _read_on(talk, "engagements") == everything
    assert _read_on(talk, "actions") == everything


def test_a_page_is_asked_for_in_words_and_one_beyond_the_last_is_the_last(talk: Talk) -> None:
    talk.link()
    for number in range(1, 41):
        talk.say(f"actions ajouter démarche {number} {_LONG}")
    assert "Page 2 sur" in talk.say("actions page 2").text
    last = talk.say("actions page 99")
    count = re.findall(r"Page (\d+) sur (\d+)", last.text)[0]
    assert count[0] == count[1]
    assert "Page 1 sur" in str(last.message), "and it leads back to the first"
    assert "Page 2 of" in talk.say("actions page 2", talk.english).text


def test_the_agenda_shows_what_one_message_takes_and_the_way_to_the_rest(talk: Talk) -> None:
    talk.link()
    for number in range(1, 41):
        talk.say(f"odj ajouter sujet {number} {_LONG}")
    assert "autres : /gamma point ordre-du-jour page 1" in talk.say("odj").text.replace("\u00a0", " ")
    assert _read_on(talk, "point ordre-du-jour page 1") == set(range(1, 41))
