"""Links: only ours, only to pages and mails; nothing a person typed becomes one."""

from collections.abc import Callable

import pytest

from gamma.chat import Message
from gamma.mailto import mailto
from gamma.text import Span, Text, link, truncate
from gamma.translator import render

PAGE = "https://gamma.example/sponsor/abc"


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "https://gamma.example",
        "https://gamma.example:8443?x=1&y=%C3%A9#top",
        "https://[2001:db8::1]/feed.ics",
        "http://localhost:8065/x",
        "http://127.0.0.1/x",
        "http://[::1]:3000/x",
        "mailto:",
        "mailto:a@b.fr?subject=x&body=y%0D%0Az",
    ],
)
def test_pages_and_mails_are_led_to(url: str) -> None:
    assert link("Page", url).spans == (Span("Page", "link", url),)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "page",
        "//gamma.example/x",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "slack://x",
        "HTTPS://gamma.example",
        "https:",
        "https://",
        "https:///x",
        "https:/gamma.example",
        "https://gamma.example@evil.example/",
        "https://gamma.example\\@evil.example/",
        "https://gamma.example:port/",
        "https://élu.example/",
        "https://gamma.example/é",
        "https://gamma.example/a b",
        "https://gamma.example/a\nb",
        "https://gamma.example/x\n",
        " https://gamma.example/x",
        "https://gamma.example/%zz",
        "https://gamma.example/>x",
        "https://gamma.example/](x",
        "https://gamma.example/|x",
        'https://gamma.example/"x',
        "https://gamma.example/`x",
        "http://gamma.example/x",
        "http://localhost.evil.example/x",
        "mailto:a@b.fr?subject=two words",
        "mailto:a@b.fr?subject=été",
        "mailto:a@b.fr\r\nBcc:x",
    ],
)
def test_every_other_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="link"):
        link("Page", url)


def test_our_own_pages_may_be_without_encryption() -> None:
    own = "http://gamma.intra:8080"
    assert link("Page", f"{own}/x", own).spans[0].url == f"{own}/x"
    for other in ("http://gamma.intra/x", "http://gamma.intra:80801/x", "http://other.intra/x"):
        with pytest.raises(ValueError, match="link"):
            link("Page", other, own)


def test_a_link_is_not_made_around_its_rules() -> None:
    for make in (
        lambda: Span("x", "link"),
        lambda: Span("x", "link", "javascript:alert(1)"),
        lambda: Span("x", "plain", PAGE),
        lambda: link(" \u200b", PAGE),
    ):
        with pytest.raises(ValueError, match=r"address|label"):
            make()


def test_parentheses_are_encoded() -> None:
    assert link("x", "https://a.example/b(c)").spans[0].url == "https://a.example/b%28c%29"


def test_a_link_stands_within_a_text() -> None:
    said = render("**Now:** {page}!", page=link("the\npage", PAGE))
    assert said.spans == (Span("Now:", "bold"), Span(" "), Span("the page", "link", PAGE), Span("!"))


def test_two_links_side_by_side_stay_two() -> None:
    first, other = link("a", PAGE), link("b", f"{PAGE}/2")
    assert [span.text for span in render("{a}{b}", a=first, b=other).spans] == ["a", "b"]


def test_words_that_look_like_a_link_stay_words() -> None:
    typed = f"[x]({PAGE}) <{PAGE}|x> mailto:a@b.fr"
    assert render("{typed}", typed=typed).spans == (Span(typed),)


def test_read_aloud_a_page_has_its_address_and_a_mail_does_not() -> None:
    assert str(link("The page", PAGE)) == f"The page ({PAGE})"
    assert str(link(PAGE, PAGE)) == PAGE
    assert str(link("Write to her", mailto("a@b.fr", "x", "y" * 900))) == "Write to her"


def test_a_cut_text_keeps_its_links_whole_or_leaves_them_out() -> None:
    text = render("Before {page} after", page=link("the page", PAGE))
    assert truncate(text, len(str(text)) - 1).spans == (
        Span("Before "),
        Span("the page", "link", PAGE),
        Span(" aft"),
        Span("…"),
    )
    assert truncate(text, 20).spans == (Span("Before"), Span("…"))
    assert str(truncate(link("the page", PAGE), 10)) == "…"


def addressed(length: int) -> Text:
    """A mail: its address is not read."""
    return link("x", "mailto:?body=" + "a" * (length - len("mailto:?body=")))


FITS: list[Callable[[], Message]] = [
    lambda: Message((addressed(3000), addressed(2000))),
    lambda: Message((render("{a}{b}", a="a" * 3799, b=addressed(3000)),)),
]
TOO_MUCH: list[tuple[str, Callable[[], Message]]] = [
    ("address of a link is 3001 long", lambda: Message((addressed(3001),))),
    ("links of a message is 5001 long", lambda: Message((addressed(3000), addressed(2001)))),
    ("message is 3801 long", lambda: Message((link("a", "https://a.example/" + "a" * 3779),))),
]


@pytest.mark.parametrize("make", FITS)
def test_addresses_that_both_platforms_take_fit(make: Callable[[], Message]) -> None:
    assert make().paragraphs


@pytest.mark.parametrize(("problem", "make"), TOO_MUCH)
def test_addresses_that_one_platform_cannot_take_are_refused(
    problem: str, make: Callable[[], Message]
) -> None:
    with pytest.raises(ValueError, match=problem):
        make()
