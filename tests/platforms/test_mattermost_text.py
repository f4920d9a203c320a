"""Mattermost: what people type is never more than text, and the largest of everything fits."""

import re
from collections.abc import Iterator

import pytest

from bot.platforms.mattermost.markdown import markdown
from gamma.chat import (
    Button,
    Field,
    Form,
    Message,
    Option,
)
from gamma.text import Span, Text, link
from gamma.translator import render
from tests.platforms.mattermost_scene import FORM, Played, playing


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as scene:
        yield scene


# --- what people type is never more than text -------------------------------------------------

SMUGGLED = [
    "@channel",
    "\\@all",
    "&#64;here",
    "&lt;b&gt; AT&T; R&D",
    "~town-square ~~gone~~",
    "#tag ##tag #1",
    "# title",
    "- item",
    "+ item",
    "1. one",
    "2) two",
    "> quote",
    "=====",
    "---",
    "* * *",
    "| a | b |",
    "|---|---|",
    "snake_case _em_ __strong__ *em* **strong** ***",
    "`code` ``more``",
    "```",
    "~~~",
    "[link](http://example.org)",
    "![image](http://example.org/x.png)",
    "[ref]: http://example.org",
    "<http://example.org> <me@example.org>",
    "<b>html</b> <!-- comment --> <3",
    "http://example.org HTTPS://EXAMPLE.ORG",
    "www.example.org WWW2.example.org",
    "example.org/path",
    "mailto:me@example.org tel:123 me@example.org",
    ":smile: :+1: 12:100: :)",
    "at 14:30, or 9:05",
    r"C:\Users\x \* \\ end\ ".strip(),
    "5$ and $6 and $$x$$",
    "<!channel> <@U123> <https://example.org|text>",
    "    indented",
]
SMUGGLING = {
    "mention": r"@\w",
    "channel": r"(?<!\w)~\w",
    "hashtag": r"(?:^|\W)#[^\W\d]",
    "link": r"\w:/|\bwww\d{0,3}\.|\w\.[^\W\d_]{2,4}/|(?:mailto|tel):\w",
    "emoji": r":[\w+-]+:",
    "html": r"<[^ ]",
    "entity": r"&(?!#(?:33|35|36|38|58|60|61|126);)#?\w+;",
    "emoticon": r"(?:^|\s)(?::-?[()]|<3)",
}


_CODE = re.compile(r"((?<!\\)(?:\\\\)*)(`+)(?!`).*?(?<!`)\2(?!`)")


@pytest.mark.parametrize("typed", SMUGGLED)
def test_what_a_person_typed_is_read_as_typed_and_does_nothing(played: Played, typed: str) -> None:
    told = render("{x}\nDit : « {x} », **{x}**a{x}\n{x}", x=typed)
    played.reply = lambda event: Message((told, told))
    assert _blanks_apart(played.driver.say(played.ada, played.team, "").text) == _blanks_apart(
        f"{told}\n\n{told}"
    )
    written = markdown(told)
    outside = _CODE.sub(r"\1", written)
    assert [what for what, sign in SMUGGLING.items() if re.search(sign, outside)] == []


COPIED = [
    *("https://visio.example/salle_1?a=1&b=2#x", "www.example.org/page;fr", "http://10.0.0.1:8080/a|b"),
    *(
        "jeanne.martin+points@dge.example",
        "MARTIN Jeanne",
        "@camille",
        "example.org/a",
        "mailto:j@dge.example",
    ),
    *("#12", "n° 12", "12/12", "20 000 €", "14:30", "R&D", "Auvergne - Rhône - Alpes", "Jeanne d’Arc"),
]


@pytest.mark.parametrize("typed", COPIED)
def test_what_is_copied_holds_nothing_that_is_not_seen(played: Played, typed: str) -> None:
    told = render("{x}\n#12 · {x}, par **{x}** : « {x} ». {x}", x=typed)
    assert not re.search("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]", markdown(told))
    played.reply = lambda event: Message((told,))
    assert played.driver.say(played.ada, played.team, "").text == str(told)


def test_a_page_named_by_its_address_is_shown_and_opened_as_it_is() -> None:
    url = "https://gamma.example.org/sponsor/a.b_c-d"
    assert markdown(link(url, url)) == f"[`{url}`](<{url}>)"


def test_our_own_markup_is_shown() -> None:
    assert markdown(Text(())) == ""
    page = link("La page", "https://gamma.example.org/a")
    lines = markdown(Text.lines(page, page)).split("\n")
    assert lines == ["[La page](<https://gamma.example.org/a>)"] * 2
    assert markdown(render("**{a}{b}** puis `/gamma {a}`", a="Un", b="!")) == "**Un!** puis `/gamma Un`"
    assert markdown(render("a**{a}{b}**c", a="Un", b="!")) == "a**Un!\u2060**c"
    assert markdown(Text((Span("a`b``", "code"),))) == "``` a`b`` ```"


def test_an_intro_is_text_too(played: Played) -> None:
    played.reply = lambda event: Form("r", "Titre", FORM.fields, "OK", intro="Dit : « @all *x* »")
    form = played.driver.say(played.ada, played.team, "").form
    assert form is not None
    assert form.intro == "Dit : « @all *x* »"
    assert "`@all`" in form.handle.dialog.dialog["introduction_text"]


def _blanks_apart(text: str) -> str:
    return re.sub("[ \u00a0]+", " ", text)


# --- sizes ------------------------------------------------------------------------------------


def test_the_largest_message_fits(played: Played) -> None:
    says, about = "x" * 60, "s" * 40
    buttons = tuple(Button("é&" * 20, says + str(n), about, for_all=True) for n in range(5))
    buttons = tuple(Button(f"{n}{b.label[1:]}", b.says, b.about, for_all=True) for n, b in enumerate(buttons))
    largest = Message((Text((Span("~@" * 1900),)),), buttons)
    played.reply = lambda event: largest
    shown = played.driver.say(played.ada, played.team, "").message
    assert shown is not None
    assert len(shown.buttons) == 5
    played.chat.post(played.team, largest, "k" * 200, "")
    assert len(played.driver.posts(played.team)) == 1


def test_the_largest_form_fits(played: Played) -> None:
    options = tuple(Option("é" * 75, f"v{n:059}") for n in range(100))
    fields = (
        Field("a" * 40, "é" * 12, "text", "é" * 75, "é" * 150),
        Field("b", "B", "long_text", "", "e" * 3000),
        Field("c", "C", "choice", "", options[99].value, options),
        Field("d", "D", "number", "", "12,5"),
        Field("e", "E", "date", "", "8 décembre"),
        Field("f", "F", "choice", "", "", options),
    )
    played.reply = lambda event: Form("r" * 40, "é" * 12, fields, "é" * 12, "é" * 3000, "s" * 40)
    form = played.driver.say(played.ada, played.team, "").form
    assert form is not None
    assert [field.kind for field in form.fields] == [
        "long_text",  # 300 bytes would be too long a default for one line
        "long_text",
        "choice",
        "text",
        "text",
        "choice",
    ]
    assert form["a" * 40].value == "é" * 150
