"""Startups whose imported names try to be mentions, markup, links or too long: only ever shown as words."""

from datetime import date

import pytest

from gamma.startups.catalogue_import import parse_catalogue
from gamma.text import quoted
from storage.startups import imports, startups
from tests.conversation import Talk
from tests.gamma.assessments.samples import file_of, organisations, startup
from tests.talk import Screen

pytestmark = pytest.mark.long

PHASES = [{"name": "acceleration", "start": date(2026, 2, 23).isoformat()}]

NAMES = {
    "calls": "@channel @all @here <!here> <!channel> <@U024BE7LH> <#C1|x>",
    "markup": "**gras** _ital_ ~~non~~ `code` # titre | a | $x$ \\* > cité",
    "link": "[clique](https://evil.invalid) <https://evil.invalid|ici> www.evil.invalid",
    "emoji": ":smile: :warning: 🏡 &lt;b&gt; <b>gras</b> {startup} %s",
    "rtl": "\u202eelicaf oléV\u202c \u2067שלום\u2069 مرحبا",
    "long": "Un nom interminable 🚲 " * 20,
    "longer": "Un nom interminable 🚲 " * 19 + "et encore",
    "id.À_b": " ",
}


@pytest.fixture
def names(talk: Talk) -> dict[str, str]:
    """The names as they are kept, by id; with a sponsor that is no better."""
    rows = [startup(known, name=name, phases=PHASES, sponsors=["o"]) for known, name in NAMES.items()]
    with talk.app.store.write() as session:
        imports.save_catalogue(session, parse_catalogue(file_of(*rows)), talk.now, even_if_fewer=True)
        imports.save_catalogue(
            session, parse_catalogue(organisations(o="@channel [x](https://evil.invalid) " * 20)), talk.now
        )
        kept = startups.names_by_id(session)
    return {known: kept[known] for known in NAMES}


def shown(screen: Screen) -> str:
    if screen.form:
        return f"{screen.form.intro} {' '.join(screen.form.errors.values())}"
    assert screen.message
    assert all(0 < len(label) <= 40 for label in screen.message.buttons)
    return screen.text


def test_they_are_shown_as_words_wherever_the_startup_is(talk: Talk, names: dict[str, str]) -> None:
    for known, name in names.items():
        assert name in shown(talk.say(f"startup link {known}"))
        for command in ("", "startup", "assess"):
            assert name in shown(talk.say(command)), command
        talk.assess()
        for command in ("assess result", "assess share", "assess result team"):
            assert shown(talk.say(command)), command
        assert name in shown(talk.say("assess result"))
        assert name in shown(talk.say("startup link velo-facile"))
        assert name in shown(talk.say("startup unlink"))
        assert sum(name in post.text for post in talk.said_in(talk.channel)) >= 2
        assert any(name in post.text for post in talk.said_to(talk.admin))
        talk.later(minutes=1)


def test_they_are_offered_as_buttons_that_can_be_told_apart(talk: Talk, names: dict[str, str]) -> None:
    offered = talk.say("startup link un nom interminable")
    assert offered.message
    assert len(set(offered.message.buttons)) == len(offered.message.buttons) >= 2
    talk.press(offered, offered.message.buttons[0])
    assert "interminable" in talk.say("").text


def test_they_are_listed_in_a_forms_error(talk: Talk, names: dict[str, str]) -> None:
    refused = talk.send(talk.say("startup link"), {"startup": "un nom interminable"})
    assert "(long)" in shown(refused)
    assert "(longer)" in shown(refused)


def test_whoever_follows_all_of_them_chooses_among_them(talk: Talk, names: dict[str, str]) -> None:
    for known in names:
        talk.make_manager(talk.manager, known)
    direct = talk.driver.direct(talk.manager)
    asked = talk.say("", talk.manager, direct)
    assert quoted(names["calls"]) in shown(asked)
    assert asked.message
    assert len(set(asked.message.buttons)) == len(asked.message.buttons) == 5
    unknown = shown(talk.say("now zzzz", talk.manager, direct))
    assert "Un nom interminable" in unknown
    for known in ("calls", "markup", "rtl"):
        assert names[known] in shown(talk.say(f"now {known}", talk.manager, direct))


def test_a_name_is_typed_as_it_is_read(talk: Talk, names: dict[str, str]) -> None:
    for known in ("calls", "markup", "emoji", "rtl"):
        assert names[known] in shown(talk.say(f"startup link {names[known]}"))
        talk.say("startup unlink")
