"""Sources of each format are read the same; what is odd in them is left out or refused by name."""

from datetime import date

import pytest

from gamma.programme.resources import ResourceSource, Subject, check_sources
from gamma.resources.source_files import page_name, parse_source
from gamma.startups.catalogue import ImportRefusedError

NAMED = {"title": "nom", "link": "liens", "changed": "modifie", "subject": "theme", "words": ["mots"]}
JSON = """{"version": "2", "pages": [{"id": "a", "nom": "Un guide", "liens": ["https://a.example/un-guide"],
 "modifie": "2026-01-07T10:00", "theme": "design", "mots": ["clair", "court"]}]}"""
YAML = """
pages:
  - nom: Un guide
    liens: [https://a.example/un-guide]
    modifie: 2026-01-07
    theme: design
    mots: [clair, court]
"""
TOML = """
[[pages]]
nom = "Un guide"
liens = "https://a.example/un-guide"
modifie = 2026-01-07
theme = "design"
mots = "clair court"
"""
CSV = "nom;liens;modifie;theme;mots\nUn guide;https://a.example/un-guide;2026-01-07;design;clair court\n"
MARKDOWN = """# Sommaire

## design
* [Un guide](un-guide.md)
* [Une image](https://user:secret@a.example/x) et [sans titre]()
  * [Autre page](<dossier/README.md> "titre")
"""


def source(format_: str, **more: object) -> ResourceSource:
    given = {"id": "pages", "name": {"fr": "Pages", "en": "Pages"}, "file": "x", "format": format_}
    return ResourceSource.model_validate({**given, **more})


@pytest.mark.parametrize(
    ("format_", "content", "items"),
    [("json", JSON, "pages"), ("yaml", YAML, "pages"), ("toml", TOML, "pages"), ("csv", CSV, "")],
)
def test_each_format_gives_the_same(format_: str, content: str, items: str) -> None:
    read = parse_source(source(format_, items=items, fields=NAMED), content.encode("utf-8-sig"))
    (entry,) = read.entries
    assert (entry.title, entry.link) == ("Un guide", "https://a.example/un-guide")
    assert (entry.changed_on, entry.subject, entry.words) == (date(2026, 1, 7), "design", "clair court")
    assert read.left_out == 0


def test_a_table_of_contents_gives_its_links_below_their_headings() -> None:
    read = parse_source(source("markdown", base="https://doc.example/"), MARKDOWN.encode())
    assert [(each.title, each.link, each.subject) for each in read.entries] == [
        ("Un guide", "https://doc.example/un-guide", "design"),
        ("Autre page", "https://doc.example/dossier/", "design"),
    ]


def test_of_an_entry_with_several_links_each_is_a_resource_that_says_which() -> None:
    content = """[{"title": "Stats", "link": ["https://a.example/page-de-stats", "https://b.example/"]},
      {"title": "Sans lien", "link": []}, {"title": "", "link": "https://c.example/c"}, 3,
      {"title": "Encore", "link": "https://b.example/"}]"""
    read = parse_source(source("json"), content.encode())
    assert [each.title for each in read.entries] == ["Stats (page de stats)", "Stats (b.example)"]
    assert read.left_out == 3


@pytest.mark.parametrize(
    ("format_", "content", "says"),
    [
        ("json", b"{", "is no JSON"),
        ("yaml", b"a: [", "is no YAML"),
        ("toml", b"[[", "is no TOML"),
        ("json", b"\xff\xfe", "is not text in UTF-8"),
        ("json", b"3", "is no list"),
        ("json", b"[]", "names no resource"),
        ("csv", b"title,link\n,\n", "names no resource"),
    ],
)
def test_what_cannot_be_read_is_refused_with_why(format_: str, content: bytes, says: str) -> None:
    with pytest.raises(ImportRefusedError, match=says):
        parse_source(source(format_), content)


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("https://a.example/b/preparer-un-comite", "preparer un comite"),
        ("https://a.example/b#obligations-legales", "obligations legales"),
        ("https://a.example/guide.pdf", "a.example guide"),
        ("https://a.example/", "a.example"),
    ],
)
def test_a_page_is_named_by_its_address(link: str, named: str) -> None:
    assert page_name(link) == named


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        (Subject(domain="desing"), "unknown domain “desing” .did you mean “design”"),
        (Subject(criterion="x"), "unknown criterion “x”"),
    ],
)
def test_a_subject_that_the_programme_has_not_is_refused(subject: Subject, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_sources([source("json", subjects={"theme": subject})], ["design"], ["impact"])


def test_a_source_is_one_file_or_one_address() -> None:
    for more in ({"address": "https://a.example/x"}, {"file": ""}):
        with pytest.raises(ValueError, match="one of the two"):
            source("json", **more)
