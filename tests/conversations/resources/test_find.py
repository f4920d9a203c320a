"""`/gamma resources`: found by domain, criterion or words, however they are typed; where each comes from."""

from pathlib import Path

import pytest

from jobs.resources.check_links import check_links
from tests import spaces
from tests.conversation import Talk
from tests.conversations.resources.library import fill

INTERVIEW, CHECKS, METRIC = "Mener un entretien", "Dix vérifications", "Choisir sa métrique"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ressources", METRIC),
        ("resources design", INTERVIEW),
        ("ressources mesure d’impact", METRIC),
        ("ressources entretiens usagers", INTERVIEW),
        ("ressources entretein usagé", INTERVIEW),
        ("ressource ACCESSIBILITE", CHECKS),
        ("resources accesibilité", CHECKS),
        ("resources rgaa", CHECKS),
        ("ressources metriques", METRIC),
        ("ressources sources sur les entretiens", INTERVIEW),
    ],
)
def test_it_is_found_however_it_is_typed(talk: Talk, tmp_path: Path, typed: str, first: str) -> None:
    fill(talk, tmp_path)
    said = spaces.plain(talk.say(typed).text)
    assert first in said.splitlines()[1]


def test_each_says_where_it_comes_from_and_when_it_changed(talk: Talk, tmp_path: Path) -> None:
    fill(talk, tmp_path)
    said = talk.say("ressources entretien")
    assert "Pages de la communauté, modifié le lundi 5 octobre" in spaces.plain(said.text)
    assert said.message is not None
    assert ("Mener un entretien avec un usager", "https://pages.example.org/entretien") in said.message.links


def test_where_nothing_is_found_the_domains_that_have_something_are_a_press_away(
    talk: Talk, tmp_path: Path
) -> None:
    fill(talk, tmp_path)
    nothing = talk.say("ressources vélocipède")
    assert "Je ne trouve pas de ressource avec « vélocipède »" in spaces.plain(nothing.text)
    assert INTERVIEW in talk.press(nothing, "Design").text


def test_where_there_is_none_at_all_it_says_so_and_how_to_suggest_one(talk: Talk) -> None:
    said = talk.say("ressources")
    assert "Il n’y a pas encore de ressource" in said.text
    assert "/gamma ressources proposer" in said.text


def test_a_link_is_dead_after_two_nights_without_it_and_comes_back(talk: Talk, tmp_path: Path) -> None:
    fill(talk, tmp_path)
    there = {"https://pages.example.org/entretien": False}
    asked: list[str] = []

    def is_page_there(link: str) -> bool:
        asked.append(link)
        return there.get(link, True)

    job = talk.app.job_context
    object.__setattr__(job, "is_page_there", is_page_there)

    def night(days: int) -> str:
        talk.now = talk.now.replace(hour=2) if not days else talk.now
        talk.later(days=days)
        before = len(asked)
        check_links(job)
        check_links(job)  # its next turn that night: a server that has two pages is asked for the other
        assert sorted(set(asked[before:])) == sorted(asked[before:]), "no page is asked for twice a night"
        return talk.say("ressources entretien").text

    assert "plus rien à cette adresse" not in night(0)
    assert len(asked) == 3
    assert "plus rien à cette adresse depuis" in spaces.plain(night(1))
    assert asked[3:] == ["https://pages.example.org/entretien"], "the others have two weeks"
    there.clear()
    assert "plus rien à cette adresse" not in night(1)


def test_the_sources_are_told_with_what_is_wrong_in_them(talk: Talk, tmp_path: Path) -> None:
    fill(talk, tmp_path)
    assert "Pages de la communauté : 3 ressources, lues le" in spaces.plain(
        talk.say("ressources sources").text
    )
    (tmp_path / "pages.toml").write_text("[[pages", encoding="utf-8")
    talk.now = talk.now.replace(hour=2)
    talk.later(days=1)
    talk.tick()
    said = spaces.plain(talk.say("ressources sources").text)
    assert "La dernière fois, elle n’a pas pu être lue : is no TOML" in said
    assert INTERVIEW in talk.say("ressources entretien").text, "what was read before stays"
