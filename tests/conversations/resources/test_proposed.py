"""What there is to read is proposed where a result or an agenda has a gap: two resources at most."""

from pathlib import Path

from tests import spaces
from tests.conversation import Talk
from tests.conversations.resources.library import fill

TO_READ, METRIC = "À lire :", "Choisir sa métrique principale"


def test_a_gap_of_ones_own_result_proposes_what_to_read(talk: Talk, tmp_path: Path) -> None:
    fill(talk, tmp_path)
    talk.link()
    shown = talk.after_form(talk.assess(), talk.member)
    said = spaces.plain(shown.text)
    assert TO_READ in said
    assert METRIC in said
    assert said.count("pages.example.org") + said.count("autres.example.org") <= 2
    assert METRIC in talk.say("évaluer pas impact").text


def test_the_agenda_proposes_it_to_the_team_and_not_to_the_sponsor(talk: Talk, tmp_path: Path) -> None:
    fill(talk, tmp_path)
    talk.link()
    talk.say("startup enrol", talk.admin)
    talk.assess()
    talk.say("évaluer partager")
    talk.say("point planifier mardi 8 décembre 14h30")
    assert METRIC in talk.say("ordre du jour").text
    assert METRIC not in talk.say("point mail").text


def test_where_there_is_no_resource_nothing_is_said_of_it(talk: Talk) -> None:
    talk.link()
    assert TO_READ not in spaces.plain(talk.after_form(talk.assess(), talk.member).text)
