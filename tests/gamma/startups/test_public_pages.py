"""Addresses of public pages, as the public API's file has them."""

import pytest

from gamma.startups.catalogue import WarningKind
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.public_pages import ADDRESS_CHARACTERS, PublicPages, page_address, public_pages_line
from gamma.translator import Translator
from tests.gamma.assessments.samples import file_of, startup

SITE = "https://trajets.example.org/accueil "


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("", ""),
        (" https://trajets.example.org/chiffres ", "https://trajets.example.org/chiffres"),
        (
            "http://metabase.example.org:3000/public/dashboard/1",
            "http://metabase.example.org:3000/public/dashboard/1",
        ),
        ("/stats", "https://trajets.example.org/stats"),
        ("https://trajets.example.org/données", "https://trajets.example.org/donn%C3%A9es"),
        ("//evil.example.org/x", None),
        ("javascript:alert(1)", None),
        ("ftp://trajets.example.org/x", None),
        ("https://moi:secret@trajets.example.org/x", None),
        ("voir le site", None),
        ("https://trajets.example.org/" + "a" * ADDRESS_CHARACTERS, None),
    ],
)
def test_only_addresses_of_pages_are_kept(typed: str, address: str | None) -> None:
    assert page_address(typed, SITE) == address


def test_a_path_without_a_site_is_no_address() -> None:
    assert page_address("/stats", "") is None


def test_a_file_that_says_nothing_of_them_leaves_them_as_they_are() -> None:
    phases = [{"name": "acceleration", "start": "2026-02-23"}]
    (old,) = parse_catalogue(file_of(startup("a", phases=phases))).entries
    assert old.pages is None
    row = startup("a", phases=phases, stats_url="pas encore", impact_url="/impact", link=SITE)
    (new,) = parse_catalogue(file_of(row)).entries
    assert new.pages == PublicPages("", "https://trajets.example.org/impact")
    assert [each.kind for each in new.warnings if each.kind == WarningKind.MALFORMED_PAGE] == [
        WarningKind.MALFORMED_PAGE
    ]


def test_they_are_told_once_and_in_the_clear_where_the_way_is_not_safe() -> None:
    french, page = Translator("fr"), "https://trajets.example.org/chiffres"
    said = {str(line) for line in public_pages_line(french, PublicPages(page, page))}
    assert said == {f"Page publique\u00a0: statistiques, impact ({page})"}
    (line,) = public_pages_line(french, PublicPages("http://a.example.org/x", page))
    assert [span.url for span in line.spans if span.style == "link"] == [page]
    assert list(public_pages_line(french, PublicPages())) == []
