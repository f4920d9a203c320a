"""Reading the public API's files: every version and its traps; a broken one is refused, naming the place."""

from datetime import date
from time import thread_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.startups.catalogue import CatalogueEntry, ImportRefusedError, WarningKind, merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.startup import Phase
from tests.gamma.assessments.samples import file_of, old, organisations, shared, startup


def the_entry(row: dict[str, Any]) -> CatalogueEntry:
    (entry,) = parse_catalogue(file_of(row)).entries
    return entry


def kinds(row: dict[str, Any]) -> list[WarningKind]:
    return [odd.kind for odd in the_entry(row).warnings]


def refusal(content: bytes) -> str:
    with pytest.raises(ImportRefusedError) as refused:
        parse_catalogue(content)
    return str(refused.value)


# --- versions ---------------------------------------------------------------------------------


def test_version_2_of_2020_says_nothing_of_sponsors() -> None:
    entry = the_entry(old())
    assert entry.startup.phases == (Phase("construction", date(2025, 3, 1)),)
    assert (entry.sponsors, entry.co_incubators, entry.warnings) == (None, None, ())


def test_version_2_6_names_sponsors_with_or_without_their_path() -> None:
    entry = the_entry(startup(sponsors=["aim", "/organisations/dgt", "aim"]))
    assert entry.sponsors == ("aim", "dgt")
    assert entry.startup.incubator == "fabrique"


def test_version_2_7_names_several_incubators() -> None:
    entry = the_entry(shared(incubators=("/incubateurs/fabrique", "atelier")))
    assert (entry.startup.incubator, entry.co_incubators) == ("fabrique", ("atelier",))


def test_one_startup_without_a_list_of_sponsors_among_others_has_none() -> None:
    first, second = parse_catalogue(file_of(startup("a"), startup("b", sponsors=None))).entries
    assert (first.sponsors, second.sponsors) == (("aim",), ())


def test_organisations_are_recognised_by_their_shape_and_read_as_written_for_a_web_page() -> None:
    found = parse_catalogue(organisations(aim="Agence &amp; mobilit&#39;és", dgt="")).organisations
    assert [(one.id, one.name, one.acronym) for one in found] == [
        ("aim", "Agence & mobilit'és", "AIM"),
        ("dgt", "DGT", "DGT"),
    ]


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert len(parse_catalogue(b"\xef\xbb\xbf" + file_of(startup())).entries) == 1


# --- traps ------------------------------------------------------------------------------------


def test_null_dates_and_missing_attributes_are_no_mistake() -> None:
    row = startup(phases=[{"name": "old", "start": ""}, {"name": "new", "start": None}], pitch=None)
    entry = the_entry(row)
    assert entry.startup.phases == (Phase("old", None), Phase("new", None))
    assert entry.startup.pitch == ""


def test_a_date_may_carry_its_time_and_a_boolean_may_be_a_word() -> None:
    row = startup(phases=[{"name": "old", "start": "2020-07-01 00:00:00 UTC"}], stats="true")
    assert the_entry(row).startup.phases[0].started_on == date(2020, 7, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-09T23:00:00.000Z", date(2024, 3, 10)),
        ("2024-07-09T22:00:00Z", date(2024, 7, 10)),
        ("2024-07-10T00:00:00+02:00", date(2024, 7, 10)),
        ("2024-07-10T00:00:00", date(2024, 7, 10)),
    ],
)
def test_midnight_in_france_is_that_day(written: str, day: date) -> None:
    row = startup(phases=[{"name": "old", "start": written}])
    assert the_entry(row).startup.phases[0].started_on == day


def test_a_name_written_for_a_web_page_is_read() -> None:
    row = startup(name="L&#39;aide &amp; moi", phases=[{"name": "l&#39;essai", "start": "2024-03-10"}])
    assert the_entry(row).startup.name == "L'aide & moi"
    assert the_entry(row).startup.phases[0].name == "l'essai"


@pytest.mark.parametrize("startup_id", ["données-et-territoires", "auxAJ", "api.gouv.fr", "culture_amateurs"])
def test_ids_keep_accents_capitals_dots_and_underscores(startup_id: str) -> None:
    assert the_entry(startup(startup_id)).id == startup_id


def test_an_accent_written_in_two_ways_is_one_id() -> None:
    assert the_entry(startup("donne\u0301es")).id == "données"


def test_names_lose_only_what_cannot_be_seen() -> None:
    row = startup(name="\u202e Fluctu@t 🏡\u200b (שלום) \n")
    assert the_entry(row).startup.name == "Fluctu@t 🏡 (שלום)"


def test_a_line_break_that_came_through_the_template_is_read() -> None:
    content = file_of(startup(pitch="BREAK")).replace(b"BREAK", b"one\n\ttwo")
    assert parse_catalogue(content).entries[0].startup.pitch == "one two"


def test_a_startup_without_a_name_is_called_by_its_id_and_reported() -> None:
    assert the_entry(startup(name=" ")).startup.name == "velo"
    assert kinds(startup(name=None)) == [WarningKind.NO_NAME]


def test_what_no_column_can_hold_is_cut_and_reported() -> None:
    entry = the_entry(startup(name="é" * 301, phases=[{"name": "p" * 81}], sponsors=["s" * 201]))
    sizes = len(entry.startup.name), len(entry.startup.phases[0].name), len((entry.sponsors or ("",))[0])
    assert sizes == (300, 80, 200)
    assert [odd.kind for odd in entry.warnings] == [WarningKind.CUT] * 3


# --- addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contact", "odd"),
    [
        ("equipe@velo.beta.gouv.Fr", False),
        (" equipe@velo.fr ", False),
        ("", False),
        ("incubateur@anct.gouv.f", True),
        ("mailto:equipe@velo.fr", True),
        ("https://velo.fr/contact", True),
        ("equipe at velo.fr", True),
        ("a@velo.fr, b@velo.fr", True),
        ("équipe@", True),
    ],
)
def test_a_contact_is_looked_at(contact: str, odd: bool) -> None:
    assert kinds(startup(contact=contact)) == [WarningKind.MALFORMED_CONTACT] * odd


def test_no_address_is_kept_or_repeated() -> None:
    pitch = "Écris à Jeanne.Martin@exemple.gouv.fr, ou viens : Connect@attitude."
    entry = the_entry(startup(contact="jeanne.martin(at)exemple.fr", pitch=pitch))
    assert entry.startup.pitch == "Écris à …, ou viens : Connect@attitude."
    assert "artin" not in repr(entry)


def test_an_address_is_found_wherever_it_stands() -> None:
    pitch = "a@b@cafe.example, <d@cafe.example>. jean+velo@cafe.example. @cafe.example"
    assert the_entry(startup(pitch=pitch)).startup.pitch == "a@…, <…>. …. @cafe.example"


# --- sizes ------------------------------------------------------------------------------------

MANY = 60_000


@pytest.mark.parametrize(
    "hostile",
    [
        startup(pitch="a" * MANY),
        startup(pitch="a@" * MANY),
        startup(pitch="a@" + "a." * MANY + "!"),
        startup(pitch="a@" + "-a" * MANY),
        startup(contact="a" * MANY),
        startup(contact="a@" + "a" * MANY + "!"),
        startup(contact="a@" + "a-" * MANY + "!"),
        startup(contact="a@" + "a." * MANY + "!"),
        startup(name="a" + " " * MANY + "b"),
        startup(sponsors=["a" + "\u0301\u0323" * MANY]),
    ],
)
def test_a_long_text_is_read_in_no_time(hostile: dict[str, Any]) -> None:
    """Of this thread alone, however busy the machine: each takes some hundredths of a second."""
    begun = thread_time()
    parse_catalogue(file_of(hostile))
    assert thread_time() - begun < 2


def test_an_endless_id_is_refused_in_no_time() -> None:
    begun = thread_time()
    assert "has an id of 120001 characters" in refusal(file_of(startup("a" + "\u0301\u0323" * MANY)))
    assert thread_time() - begun < 2


def test_the_longest_id_is_taken() -> None:
    assert the_entry(startup("é" * 100)).id == the_entry(startup("e\u0301" * 100)).id == "é" * 100


# --- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "line 1, column 1"),
        (b"<!doctype html>", "line 1, column 1"),
        (b'{"data": [{"id": "a"', "is not whole JSON"),
        (b"{}", "no list called"),
        (b"[]", "no list called"),
        (b'[{"id": "camille", "fullname": "Camille Moreau"}]', "no list called"),
        (b'{"data": []}', "names no startup"),
        (b'{"data": [3]}', "entry 1"),
        (b"\xef\xbb\xbf{\n\xe9", "line 2"),
        (b"[" * 100_000, "too large"),
        (b'{"data": ' + b"9" * 5000 + b"}", "too large"),
    ],
)
def test_what_is_no_file_of_the_api_is_refused(content: bytes, place: str) -> None:
    assert place in refusal(content)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"attributes": {}}, "entry 2 has no id"),
        (startup("x" * 101), "entry 2 has an id of 101 characters, and 100 are the most: “xxx"),
        (startup("a\x00b"), "invisible characters: “ab”"),
        (startup("\u202eolev"), "invisible characters"),
        ({"id": "b"}, "entry 2 (“b”) has no attributes"),
        ({**startup("b"), "type": "author"}, "entry 2 (“b”) is no startup, but: author"),
        (startup("b", phases="construction"), "entry 2 (“b”) has phases that are no list"),
        (startup("b", phases=[{"start": "2025-01-01"}]), "has a phase without a name"),
        (startup("b", phases=[{"name": "x", "start": "soon"}]), "a phase that starts on “soon”"),
        (startup("b", phases=[{"name": "x", "start": "2025-02-30"}]), "“2025-02-30”"),
        (startup("b", name=["B"]), "has a name that is no text"),
        (startup("b", sponsors=[{"id": 3}]), "has sponsors that are no ids"),
        (startup("a"), "“a” stands twice: entry 1 and entry 2"),
    ],
)
def test_a_wrong_entry_refuses_the_whole_file_and_is_named(row: dict[str, Any], problem: str) -> None:
    assert problem in refusal(file_of(startup("a"), row))


def test_version_1_which_had_no_phases_is_refused() -> None:
    assert "version 2" in refusal(file_of(old(phases=None, status="acceleration")))


@given(st.integers(0, 2000))
def test_a_truncated_file_is_never_taken_for_a_whole_one(kept: int) -> None:
    whole = file_of(startup("a"), startup("é"), startup("c"))
    with pytest.raises(ImportRefusedError, match=r"line \d+"):
        parse_catalogue(whole[: kept % (len(whole) - 1)])


def test_the_same_startup_in_two_files_names_both() -> None:
    one, two = parse_catalogue(file_of(startup("a"))), parse_catalogue(file_of(startup("b"), startup("a")))
    with pytest.raises(
        ImportRefusedError, match=r"“a” stands in one\.json, entry 1 and in two\.json, entry 2"
    ):
        merge_catalogues([("one.json", one), ("two.json", two)])


def test_the_same_file_named_twice_is_said_as_such() -> None:
    one = parse_catalogue(file_of(startup("velo")))
    with pytest.raises(ImportRefusedError, match=r"^one.json is named twice"):
        merge_catalogues([("one.json", one), ("one.json", one)])


def test_files_are_taken_together() -> None:
    files = [("s", parse_catalogue(file_of(startup()))), ("o", parse_catalogue(organisations(aim="Agence")))]
    found = merge_catalogues(files)
    assert (len(found.entries), len(found.organisations)) == (1, 1)
