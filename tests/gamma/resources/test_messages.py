"""A resource in words: its title leads there, with where it comes from and how old it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gamma.programme.file import load_programme
from gamma.resources.messages import (
    Reader,
    SourceState,
    proposal,
    resource_line,
    resources_found,
    sources_message,
)
from gamma.resources.resource import Resource
from gamma.text import Text
from gamma.translator import Translator
from tests import spaces

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RESOURCE = Resource(
    *(
        1,
        "Un guide",
        "https://a.example/guide",
        "pages",
        "design",
        "",
        date(2026, 11, 2),
        NOW,
        "public",
        "",
        "",
    )
)


def reader(locale: str = "fr") -> Reader:
    return Reader(load_programme(), Translator(locale), date(2026, 11, 23), PARIS)


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        (RESOURCE, "pages, modifié le lundi 2 novembre"),
        (replace(RESOURCE, changed_on=None), "pages, là depuis le lundi 23 novembre"),
        (replace(RESOURCE, source=""), "proposé par quelqu’un de la communauté le lundi 23 novembre"),
        (replace(RESOURCE, source="workshop:3"), "notes de l’atelier du lundi 2 novembre"),
        (replace(RESOURCE, dead_since=NOW), "plus rien à cette adresse depuis le lundi 23 novembre"),
    ],
)
def test_it_says_where_it_comes_from(resource: Resource, said: str) -> None:
    line = resource_line(reader(), resource)
    assert said in spaces.plain(str(line))
    assert [span.url for span in line.spans if span.url] == ["https://a.example/guide"]


def test_a_long_list_goes_on_by_a_button_and_the_words_that_were_asked() -> None:
    many = [replace(RESOURCE, id=number) for number in range(12)]
    first = resources_found(reader("en"), Text(()), many, "guide", 0)
    assert (first.buttons[0].label, first.buttons[0].says) == ("7 more", "resources guide page 2")
    last = resources_found(reader("en"), Text(()), many, "", 3)
    assert [button.says for button in last.buttons] == ["resources suggest"]


def test_nothing_to_read_says_nothing() -> None:
    assert proposal(reader(), []) == ()


def test_a_source_tells_what_is_wrong_with_it() -> None:
    states = [
        SourceState("Pages", 2, 1, date(2026, 11, 23), "took longer than 60 seconds"),
        SourceState("Autre", 0, 0, None, ""),
    ]
    said = str(sources_message(reader("en"), states, 3))
    assert "1 without a title or an address is left out" in said
    assert "could not be read: it took longer" in said
    assert "Autre: not read yet" in said
    assert "[[resources]]" in str(sources_message(reader("en"), [], 0))
