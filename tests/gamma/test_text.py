"""Texts: our own markup, and people's words which never become any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.text import Span, Text, clean_typed, fit_paragraphs, one_line, plain_digits, quoted, truncate
from gamma.translator import render

HOSTILE = "**bold** `code` {name} <!channel> @all [link](http://example.org)"


def test_our_markup_becomes_styles() -> None:
    assert render("A **bold** and `code` word.").spans == (
        Span("A "),
        Span("bold", "bold"),
        Span(" and "),
        Span("code", "code"),
        Span(" word."),
    )


def test_a_persons_words_never_become_markup() -> None:
    assert render("{name}: **{name}** `{name}`", name=HOSTILE).spans == (
        Span(f"{HOSTILE}: "),
        Span(HOSTILE, "bold"),
        Span(" "),
        Span(HOSTILE, "code"),
    )


def test_a_text_within_a_text_keeps_its_styles() -> None:
    inner = render("**{name}** too", name="Ana")
    assert render("Hello {who}!", who=inner).spans == (
        Span("Hello "),
        Span("Ana", "bold"),
        Span(" too!"),
    )


def test_a_forgotten_value_is_noticed() -> None:
    with pytest.raises(KeyError):
        render("Hello {name}")


@given(st.text(), st.text())
def test_any_words_stay_as_they_are(first: str, second: str) -> None:
    bold = one_line(second)
    plain = Span(f"{one_line(first)} ")
    assert render("{a} **{b}**", a=first, b=second).spans == (
        (plain, Span(bold, "bold")) if bold else (plain,)
    )


def test_a_command_and_its_words_are_one_piece_of_code() -> None:
    assert render("`/gamma {says}`", says="assess").spans == (Span("/gamma assess", "code"),)


@pytest.mark.parametrize(
    "control", "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
def test_direction_changing_characters_are_dropped(control: str) -> None:
    assert one_line(f"a{control}b") == "ab"


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u200b", "\ufeff", "\ud800"])
def test_control_invisible_and_broken_characters_are_dropped(control: str) -> None:
    assert one_line(f"{control}a{control}b{control}") == "ab"


@pytest.mark.parametrize("space", ["\n", "\r\n", "\t", "   ", "\u2028", "\x85", "\v", "\u2003", "\u00a0 "])
def test_line_breaks_and_rows_of_spaces_become_one_space(space: str) -> None:
    assert one_line(f" a{space}b{space}") == "a b"


@pytest.mark.parametrize("words", ["20\u202f000", "12\u00a0%", "« oui »", "👩‍👩‍👧", "éà", "नमस्ते"])
def test_what_people_write_stays_as_it_is(words: str) -> None:
    assert one_line(words) == words


@given(st.text())
def test_one_line_is_one_line_that_any_database_can_keep(words: str) -> None:
    line = one_line(words)
    assert len(line.splitlines()) <= 1
    assert line.encode().decode() == line
    assert one_line(line) == line


def test_long_words_are_quoted_by_their_beginning() -> None:
    assert quoted(" a\nb ") == "a b"
    assert quoted("a" * 40) == "a" * 40
    assert quoted("a" * 41) == "a" * 39 + "…"


def test_digits_of_any_script_are_digits() -> None:
    assert plain_digits("１２ ١٢ ५ x²½") == "12 12 5 x²½"


def test_lines_stand_one_below_the_other() -> None:
    text = Text.lines(render("**One**"), render("two"), render("three"))
    assert str(text) == "One\ntwo\nthree"
    assert text.spans[0] == Span("One", "bold")
    assert Text.lines().spans == ()


# --- paragraphs that are too long together are cut, the longest first; nothing that fits is touched ---


def said(words: str) -> Text:
    return Text((Span(words),))


def test_what_fits_stays_as_it_is() -> None:
    paragraphs = [said("a" * 10), said("b" * 10)]
    assert fit_paragraphs(paragraphs, 22) == tuple(paragraphs)


def test_the_longest_is_cut_and_the_short_ones_stay() -> None:
    short, long_, also = fit_paragraphs([said("a" * 10), said("b" * 100), said("c" * 20)], 74)
    assert (str(short), str(also)) == ("a" * 10, "c" * 20)
    assert str(long_) == "b" * 39 + "…"


def test_a_cut_keeps_the_style_of_what_is_left() -> None:
    text = Text((Span("title", "bold"), Span(" and more words")))
    assert truncate(text, 11).spans == (Span("title", "bold"), Span(" and"), Span("…"))
    assert truncate(text, 4).spans == (Span("tit", "bold"), Span("…"))


@given(st.lists(st.text("ab \n", min_size=1, max_size=300), min_size=1, max_size=12), st.integers(60, 400))
def test_they_always_fit(words: list[str], limit: int) -> None:
    shown = fit_paragraphs([said(each) for each in words], limit)
    assert len(shown) == len(words)
    assert len("\n\n".join(map(str, shown))) <= limit


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a\u2060b\u200bc\u00add\ufeffe\u3164", "abcde"),
        ("R&amp;D, l&#39;Ain, l&#x2019;Oise &lt;3", "R&D, l'Ain, l’Oise <3"),
        ("https://a.example/?x=1&copy=2&amp;y=3", "https://a.example/?x=1&copy=2&y=3"),
        ("un\ndeux", "un\ndeux"),
        ("un&#10;deux&#x2028;trois&NewLine;quatre", "un deux trois quatre"),
        ("20&nbsp;000", "20\u00a0000"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_what_is_typed_is_cleaned_once(typed: str, read: str) -> None:
    assert clean_typed(typed) == read


@pytest.mark.parametrize("name", ["\u200d", "\u3164\u3164", "\u200c \u200d", "\u0301"])
def test_words_of_which_nothing_is_seen_are_none(name: str) -> None:
    assert one_line(name) == ""
