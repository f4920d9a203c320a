"""The shipped programme, and another one: a file changes verdicts and words."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from gamma.assessments.answer_labels import render_criterion_text
from gamma.assessments.readiness import CriterionResult, evaluate
from gamma.programme.file import Programme, load_programme
from gamma.programme.labels import criterion_word
from gamma.programme.texts import LocalText
from gamma.translator import Translator
from tests.gamma.programme.files import SHARE, edited


@pytest.fixture(scope="module")
def shipped() -> Programme:
    return load_programme()


def texts_of(part: object) -> Iterator[LocalText]:
    if isinstance(part, LocalText):
        yield part
    elif isinstance(part, BaseModel):
        for value in dict(part).values():
            yield from texts_of(value)
    elif isinstance(part, dict):
        for value in part.values():
            yield from texts_of(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from texts_of(value)


def test_the_shipped_programme_has_three_criteria_of_at_most_six_fields(shipped: Programme) -> None:
    assert [criterion.id for criterion in shipped.criteria] == ["market", "impact", "team"]
    assert all(1 <= len(criterion.fields) <= 6 for criterion in shipped.criteria)
    assert shipped.criterion("market").thresholds == {"share_from": 1, "share_usual": 5}


def test_every_text_is_there_in_both_languages(shipped: Programme) -> None:
    texts = list(texts_of(shipped))
    assert len(texts) > 100
    for text in texts:
        assert text.fr.strip()
        assert text.en.strip()


def test_every_text_names_the_same_things_in_both_languages(shipped: Programme) -> None:
    for text in texts_of(shipped):
        assert LocalText(fr=text.fr, en="-").placeholders() == LocalText(fr="-", en=text.en).placeholders()


def test_the_shipped_programme_has_four_areas_and_four_types_of_market(shipped: Programme) -> None:
    assert [area.id for area in shipped.areas] == ["product", "team", "growth", "impact"]
    types = [market.id for market in shipped.market_types]
    assert types == ["administration", "large_companies", "smes", "end_users"]


def test_each_shipped_domain_has_words_and_examples_to_be_found_by(shipped: Programme) -> None:
    for domain in shipped.domains:
        assert domain.about, domain.id
        assert domain.words, domain.id
        assert domain.examples.fr, domain.id


def test_a_phase_is_said_in_words_and_an_unknown_one_as_it_is_named(shipped: Programme) -> None:
    assert shipped.phase_name("acceleration", Translator("fr")) == "en accélération"
    assert "hibernation" in shipped.phase_name("hibernation", Translator("en"))


@pytest.mark.parametrize(("short", "word"), [("Produit", "produit"), ("Adéquation au marché", "market")])
def test_a_command_names_a_criterion_in_one_word(shipped: Programme, short: str, word: str) -> None:
    market = shipped.criterion("market")
    renamed = market.model_copy(update={"short": LocalText(fr=short, en=short)})
    assert criterion_word(Translator("fr"), renamed) == word


# --- another programme -----------------------------------------------------------------------


def verdict_and_rule(programme: Programme, users: int) -> tuple[CriterionResult, str]:
    market = programme.criterion("market")
    numbers = {"market_size": Decimal(20_000), "recurring_users": Decimal(users)}
    result = evaluate(market, {**numbers, "in_production": "yes"})
    return result, str(render_criterion_text(Translator("en"), market, result.rule.rule, result.answers))


def test_a_threshold_changed_in_the_file_changes_a_verdict_and_its_words(tmp_path: Path) -> None:
    usual = load_programme(edited(tmp_path, (SHARE, "share_from = 1 ")))
    stricter = load_programme(edited(tmp_path, (SHARE, "share_from = 2 ")))
    assert verdict_and_rule(usual, 300)[0].verdict == "reached"
    assert verdict_and_rule(stricter, 300)[0].verdict == "partly"
    assert verdict_and_rule(stricter, 400)[0].verdict == "reached"
    assert "at least 1% of it" in verdict_and_rule(usual, 400)[1]
    assert "at least 2% of it" in verdict_and_rule(stricter, 400)[1]


@pytest.mark.parametrize("edit", [(SHARE, "share_from = 0.1 "), ('"share_from" }', "0.1 }")])
def test_a_tenth_of_a_percent_is_exactly_that(tmp_path: Path, edit: tuple[str, str]) -> None:
    programme = load_programme(edited(tmp_path, edit))
    assert verdict_and_rule(programme, 20)[0].verdict == "reached"
    assert verdict_and_rule(programme, 19)[0].verdict == "partly"


def test_a_question_may_be_reworded(tmp_path: Path) -> None:
    programme = load_programme(edited(tmp_path, ("Marché atteignable", "Marché visé")))
    assert programme.criterion("market").field("market_size").label.fr == "Marché visé"
