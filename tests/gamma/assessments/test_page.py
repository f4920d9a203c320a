"""What people type into fields and whole pages."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.answers import Value
from gamma.assessments.page import implausible_answers, parse_field
from gamma.errors import InvalidInputError
from gamma.programme.criteria import Criterion, FieldSpec
from gamma.programme.file import load_programme
from gamma.translator import Translator

TODAY = date(2026, 12, 1)
PROGRAMME = load_programme()
MARKET = PROGRAMME.criterion("market")
IMPACT = PROGRAMME.criterion("impact")
FRENCH, ENGLISH = Translator("fr"), Translator("en")


@pytest.mark.parametrize("field", [f for c in PROGRAMME.criteria for f in c.fields], ids=lambda f: f.id)
@pytest.mark.parametrize("typed", ["", "  ", "\n", "\u200b"])
def test_an_empty_field_is_skipped(field: FieldSpec, typed: str) -> None:
    assert parse_field(field, typed, TODAY) is None


@pytest.mark.many
@pytest.mark.parametrize("field", [f for c in PROGRAMME.criteria for f in c.fields], ids=lambda f: f.id)
@pytest.mark.parametrize(
    "typed", ["\ud800", "\x00", "<!channel>", "a" * 100_000, "9" * 100_000, "Yes", "maybe"]
)
def test_no_text_breaks_a_field(field: FieldSpec, typed: str) -> None:
    try:
        value = parse_field(field, typed, TODAY)
    except InvalidInputError:
        return
    assert str(value).encode()


def test_a_choice_is_one_of_its_options() -> None:
    kind = IMPACT.field("metric_kind")
    assert parse_field(kind, "social", TODAY) == "social"
    with pytest.raises(InvalidInputError, match="one of the answers"):
        parse_field(kind, "Social!", TODAY)


@pytest.mark.parametrize("opinion", ["yes", "partly", "no", "unknown"])
def test_an_opinion_is_one_of_four_answers(opinion: str) -> None:
    assert parse_field(MARKET.field("in_production"), opinion, TODAY) == opinion


def test_an_opinion_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="one of the answers"):
        parse_field(MARKET.field("in_production"), "oui", TODAY)


def test_a_short_text_becomes_one_line_and_is_never_cut() -> None:
    unit = MARKET.field("market_unit")
    assert parse_field(unit, " petites\n communes\u202e ", TODAY) == "petites communes"
    assert parse_field(unit, "a" * 150, TODAY) == "a" * 150
    with pytest.raises(InvalidInputError) as refused:
        parse_field(unit, "a" * 151, TODAY)
    assert refused.value.text(ENGLISH) == "This text has 151 characters; 150 fit here. Please shorten it."


def test_a_long_text_keeps_its_lines_and_is_never_cut() -> None:
    word = PROGRAMME.criterion("team").field("word")
    assert parse_field(word, "\nUn  mot\r\n\nun autre\x00\n", TODAY) == "Un mot\n\nun autre"
    with pytest.raises(InvalidInputError, match="characters"):
        parse_field(word, "a" * 3001, TODAY)


def page(
    criterion: Criterion, translator: Translator = ENGLISH, **typed: str
) -> tuple[dict[str, Value], dict[str, str]]:
    """What is read of a page, and the sentences at its fields."""
    answers: dict[str, Value] = {}
    refused: dict[str, InvalidInputError] = {}
    for field in criterion.fields:
        try:
            value = parse_field(field, typed.get(field.id, ""), TODAY)
        except InvalidInputError as error:
            refused[field.id] = error
        else:
            answers |= {} if value is None else {field.id: value}
    refused |= implausible_answers(criterion, answers)
    errors = {field: error.text(translator) for field, error in refused.items()}
    return {field: value for field, value in answers.items() if field not in errors}, errors


def test_a_page_is_read_in_the_kinds_of_its_fields() -> None:
    values, errors = page(
        IMPACT,
        metric="Demandes traitées",
        metric_kind="economic",
        metric_value="940",
        followed="yes",
        target="1 000,5",
        target_date="30/06/2027",
        other="ignored",
    )
    assert errors == {}
    assert values == {
        "metric": "Demandes traitées",
        "metric_kind": "economic",
        "metric_value": Decimal(940),
        "followed": "yes",
        "target": Decimal("1000.5"),
        "target_date": date(2027, 6, 30),
    }


def test_an_empty_page_is_no_error() -> None:
    assert page(MARKET) == ({}, {})
    assert page(MARKET, market_size="", recurring_users=" ") == ({}, {})


def test_each_wrong_field_has_its_own_sentence_and_the_others_are_read() -> None:
    values, errors = page(MARKET, market_size="beaucoup", recurring_users="12 %", in_production="yes")
    assert values == {"in_production": "yes"}
    assert "beaucoup" in errors["market_size"]
    assert "not a percentage" in errors["recurring_users"]
    assert errors.keys() == {"market_size", "recurring_users"}


def test_a_market_of_zero_is_asked_again_in_the_programmes_words() -> None:
    values, errors = page(MARKET, FRENCH, market_size="0", recurring_users="20")
    assert values == {"recurring_users": Decimal(20)}
    assert errors == {"market_size": MARKET.field("market_size").zero.fr}  # type: ignore[union-attr]


def test_no_recurring_user_is_an_answer() -> None:
    values, errors = page(MARKET, market_size="200", recurring_users="0")
    assert not errors
    assert values["recurring_users"] == 0


def test_more_users_than_the_market_is_questioned_with_both_numbers() -> None:
    values, errors = page(
        MARKET, FRENCH, market_size="20000", market_unit="communes", recurring_users="20 200"
    )
    assert "20\u202f000 communes" in errors["recurring_users"]
    assert "soit 101" in errors["recurring_users"]
    assert "recurring_users" not in values
    assert values["market_size"] == 20_000


def test_users_are_only_compared_with_a_market_that_is_known() -> None:
    assert page(MARKET, recurring_users="20200")[1] == {}
    assert page(MARKET, market_size="beaucoup", recurring_users="20200")[1].keys() == {"market_size"}
    assert page(MARKET, market_size="20000", recurring_users="20000")[1] == {}


def test_a_target_needs_a_day_to_come() -> None:
    assert "already past" in page(IMPACT, target_date="2020-01-01")[1]["target_date"]


@given(st.dictionaries(st.sampled_from([f.id for f in MARKET.fields]), st.text(max_size=200)))
def test_no_page_breaks_whatever_is_typed(typed: dict[str, str]) -> None:
    values, errors = page(MARKET, FRENCH, **typed)
    assert not values.keys() & errors.keys()
    assert values.keys() | errors.keys() <= typed.keys()
