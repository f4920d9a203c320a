"""Paragraphs that are too long together are cut, the longest first; nothing that fits is touched."""

from hypothesis import given
from hypothesis import strategies as st

from gamma.text import Span, Text, fit_paragraphs, truncate


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
