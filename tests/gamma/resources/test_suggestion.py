"""What is suggested: an address and a title in either order, as people and platforms write them."""

import pytest

from gamma.errors import InvalidInputError
from gamma.resources.resource import clean_address
from gamma.resources.suggestion import Suggestion, parse_suggestion

GUIDE = "https://example.org/guide"


@pytest.mark.parametrize(
    ("typed", "link", "title"),
    [
        (f"{GUIDE} Un guide", GUIDE, "Un guide"),
        (f"Un guide : {GUIDE}", GUIDE, "Un guide"),
        (f"«Un guide» {GUIDE}.", GUIDE, "Un guide"),
        (f"<{GUIDE}|Un guide>", GUIDE, "Un guide"),
        (f"<{GUIDE}> Un guide", GUIDE, "Un guide"),
        ("HTTP://example.org/guide Un guide", GUIDE, "Un guide"),
        (GUIDE, GUIDE, ""),
        ("Un guide", "", "Un guide"),
        ("", "", ""),
        ("https://example.org/été?a=1 Été", "https://example.org/%C3%A9t%C3%A9?a=1", "Été"),
    ],
)
def test_it_is_read(typed: str, link: str, title: str) -> None:
    assert parse_suggestion(typed) == Suggestion(link, title)


@pytest.mark.parametrize("typed", ["https://localhost Un guide", f"https://a.example/{'x' * 600} Long"])
def test_an_address_that_leads_to_no_page_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="https://"):
        parse_suggestion(typed)


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "ftp://a.example/x", "https://", "mailto:a@a.example", "x", "https:///x"]
)
def test_only_a_page_is_an_address(typed: str) -> None:
    assert clean_address(typed) is None
