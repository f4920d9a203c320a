"""The fields of a startup's page: what they accept, in both languages and with another programme."""

import pytest

from gamma.errors import InvalidInputError
from gamma.programme.file import Programme, load_programme
from gamma.startups import page_fields
from gamma.startups.page_fields import LAW, MARKET_TYPE, OBSTACLES
from gamma.translator import LOCALES, Translator


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_field_fits_into_a_form_in_both_languages(programme: Programme, locale: str) -> None:
    translator = Translator(locale)
    fields = [
        page_fields.manager_field(translator),
        *page_fields.detail_fields(programme, translator).values(),
        *page_fields.objective_fields(programme, translator).values(),
    ]
    assert len({field.form_field("").name for field in fields}) == len(fields) == 10


def test_a_value_that_no_list_offers_is_refused(programme: Programme) -> None:
    """A form's values can be made up."""
    fields = page_fields.detail_fields(programme, Translator("fr"))
    for name in (MARKET_TYPE, LAW):
        for forged in ("PME", "martians", "yes;", " "):
            with pytest.raises(InvalidInputError):
                fields[name].parse_value(forged)
        assert fields[name].parse_value("") == ""


@pytest.mark.parametrize("typed", ["", "?", "!!", "…", "x" * 3000, "@channel"])
def test_a_line_that_is_no_choice_is_refused(programme: Programme, typed: str) -> None:
    fields = page_fields.detail_fields(programme, Translator("en"))
    for name in (MARKET_TYPE, LAW):
        with pytest.raises(InvalidInputError):
            fields[name].parse_words(typed)


def test_a_choice_is_understood_by_the_names_of_both_languages(programme: Programme) -> None:
    for locale in LOCALES:
        market = page_fields.detail_fields(programme, Translator(locale))[MARKET_TYPE]
        assert {market.parse_words(name) for name in ("smes", "PME", "SMEs", "tpe")} == {"smes"}


def test_a_choice_that_the_programme_offers_no_more_is_said_as_it_is_kept(programme: Programme) -> None:
    market = page_fields.detail_fields(programme, Translator("fr"))[MARKET_TYPE]
    assert market.display("martians") == "martians"
    assert market.form_field("martians").value == ""


def test_another_programme_has_its_own_areas_or_none(programme: Programme) -> None:
    bare = programme.model_copy(update={"areas": (), "market_types": ()})
    translator = Translator("fr")
    assert list(page_fields.objective_fields(bare, translator)) == [OBSTACLES]
    assert MARKET_TYPE not in page_fields.detail_fields(bare, translator)
    assert page_fields.find_area(bare, "croissance") is None
    assert page_fields.closest_area(bare, "croissance") is None


def test_an_area_is_found_by_id_label_or_alias_accents_and_case_aside(programme: Programme) -> None:
    for typed in ("growth", "CROISSANCE", "Growth", "deploiement"):
        area = page_fields.find_area(programme, typed)
        assert area
        assert area.id == "growth"
    assert page_fields.find_area(programme, "") is None
