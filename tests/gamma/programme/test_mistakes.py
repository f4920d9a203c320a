"""A programme file with a mistake is refused in one sentence that names the entry."""

from pathlib import Path

import pytest

from gamma.programme.file import ProgrammeError, load_programme
from tests.gamma.programme.files import SHARE, edited

SIZE = 'id = "market_size"'

SIZED = 'sized = { test = "has", field = "market_size" }'

REASON = 'when = ["beyond_market"]\ntext = { fr = "'

KIND = 'id = "social", label'

WORDS = '{ fr = "A", en = "A" }'

SEVENTH = f'\n[[criteria.fields]]\nid = "seventh"\nkind = "text"\nlabel = {WORDS}\nquestion = {WORDS}\n'


MISTAKES = {
    "unknown key": (
        [(SIZE, f"{SIZE}\nlabl = 1")],
        "criteria.market.fields.market_size.labl",
        "not permitted",
    ),
    "unknown key at the top": ([('name = "Gamma"', 'name = "Gamma"\nnam = 1')], "nam", "not permitted"),
    "label of 25 bytes": ([("Marché atteignable", "é" * 12 + "a")], "market_size.label", "25 bytes"),
    "question of 151 bytes": (
        [('"Personnes, entreprises, communes, agents…"', f'"{"a" * 151}"')],
        "market_unit.question",
        "151 bytes",
    ),
    "option of 76 characters": ([('fr = "Social"', f'fr = "{"é" * 76}"')], "social.label", "76 characters"),
    "empty text": ([('"Marché atteignable"', '""')], "market_size.label.fr", "at least 1 character"),
    "French missing": ([('fr = "Marché atteignable", ', "")], "market_size.label.fr", "required"),
    "English missing": ([(', en = "Reachable market"', "")], "market_size.label.en", "required"),
    "field without a question": (
        [('question = { fr = "Personnes, ', 'zero = { fr = "Personnes, ')],
        "market_unit.question",
        "required",
    ),
    "unknown kind": ([('kind = "number"', 'kind = "nomber"')], "market_size.kind", "should be"),
    "unknown test": ([('test = "has"', 'test = "hass"')], "conditions.sized", "did you mean “has”"),
    "parameter missing": ([(SIZED, 'sized = { test = "has" }')], "conditions.sized", "takes ['field']"),
    "parameter too much": (
        [(SIZED, 'sized = { test = "has", field = "market_size", percent = 1 }')],
        "conditions.sized",
        "not ['field', 'percent']",
    ),
    "parameter of another form": (
        [(SIZED, 'sized = { test = "has", field = 3 }')],
        "conditions.sized",
        "3 cannot be its “field”",
    ),
    "words not in a list": (
        [('words = ["pages vues", ', 'words = "pages vues" } #')],
        "conditions.vanity",
        "cannot be its “words”",
    ),
    "answers not in a list": (
        [('answers = ["yes"]', 'answers = "yes"')],
        "conditions.in_production",
        "cannot be its “answers”",
    ),
    "percent that is no number": (
        [("percent = 100", "percent = nan")],
        "beyond_market",
        "cannot be its “percent”",
    ),
    "unknown answer": ([('answers = ["yes"]', 'answers = ["oui"]')], "market", "answer “oui” is not there"),
    "unknown field": ([(SIZED, SIZED.replace("size", "sise"))], "market", "did you mean “market_size”"),
    "unknown field in a list": (
        [('with_yes = { fields = ["people"', 'with_yes = { fields = ["peple"')],
        "team",
        "list “with_yes”: field “peple”",
    ),
    "unknown answer in a list": (
        [('"culture"], answers = ["unknown"] }\nwith_no', '"culture"], answers = ["perhaps"] }\nwith_no')],
        "team",
        "list “with_unknown”: answer “perhaps”",
    ),
    "unknown threshold": (
        [('"share_from" }', '"share_form" }')],
        "market",
        "threshold “share_form” is not there",
    ),
    "threshold that is no number": ([(SHARE, 'share_from = "one" ')], "share_from", "decimal"),
    "unknown condition in a verdict": ([('when = ["sized", ', 'when = ["szed", ')], "market", "verdict 1"),
    "unknown condition in a reason": ([(REASON, REASON.replace("beyond", "beyon"))], "market", "reason 1"),
    "unknown condition turned round": ([('"not sized"', '"not sizd"')], "market", "“sizd” is not there"),
    "unknown verdict": ([('is = "reached"', 'is = "reach"')], "market.verdicts.1.is", "should be"),
    "unknown placeholder": ([("soit {share}", "soit {part}")], "market", "name “part” is not there"),
    "unknown unit": ([('unit = "market_unit"', 'unit = "unit"')], "market", "unit “unit” is not there"),
    "unknown at_most": ([('at_most = "market_size"', 'at_most = "size"')], "market", "at_most “size”"),
    "at_most of a text": ([('at_most = "market_size"', 'at_most = "market_unit"')], "market", "numbers"),
    "at_most without too_many": ([('at_most = "market_size"\n', "")], "market", "go together"),
    "choice without options": ([('kind = "date"', 'kind = "choice"')], "impact", "a choice has options"),
    "option of a strange id": (
        [(KIND, KIND.replace("social", "so cial"))],
        "options.so cial.id",
        "match pattern",
    ),
    "option twice": ([('id = "economic"', 'id = "social"')], "impact", "option “social” is there twice"),
    "field of a strange id": ([(SIZE, 'id = "Market size"')], "market", "“Market size” must be"),
    "criterion of a strange id": ([('id = "market"', 'id = "le marché"')], "le marché", "must be"),
    "seven fields": (
        [("\n[criteria.conditions]", f"{SEVENTH}\n[criteria.conditions]")],
        "market",
        "has 7 fields, 1 to 6",
    ),
    "field twice on a page": ([('id = "market_unit"', SIZE)], "market", "“market_size” is there twice"),
    "field twice on two pages": ([('id = "word"', SIZE)], "the file", "“market_size” is there twice"),
    "criterion twice": ([('id = "team"\n', 'id = "impact"\n')], "the file", "“impact” is there twice"),
    "threshold named like a field": (
        [("share_usual = 5", "measured = 5")],
        "market",
        "“measured” is there twice",
    ),
    "threshold named share": ([("share_usual = 5", "share = 5")], "market", "“share” is there twice"),
    "area of a strange id": (
        [('[[areas]]\nid = "growth"', '[[areas]]\nid = "Growth"')],
        "areas.Growth.id",
        "match pattern",
    ),
    "area twice": (
        [('[[areas]]\nid = "growth"', '[[areas]]\nid = "product"')],
        "the file",
        "area “product” is there twice",
    ),
    "domain of a strange id": ([('id = "legal"', 'id = "Droit"')], "domains.Droit.id", "match pattern"),
    "domain twice": ([('id = "legal"', 'id = "data"')], "the file", "domain “data” is there twice"),
    "domain with too long a label": (
        [('label = { fr = "Juridique"', f'label = {{ fr = "{"é" * 13}"')],
        "domains.legal.label",
        "26 bytes",
    ),
    "domain called like another": (
        [('  "droit", ', '  "les INDICATEURS", ')],
        "the file",
        "domain “legal”: name “les INDICATEURS” is one of “impact” already",
    ),
    "domain with an empty name": ([('  "droit", ', '  "…", ')], "domains.legal", "“…” has neither a letter"),
    "domain with an unknown part": (
        [('id = "legal"\n', 'id = "legal"\nalias = "loi"\n')],
        "domains.legal.alias",
        "not permitted",
    ),
    "area with too long a label": (
        [('{ fr = "Croissance"', f'{{ fr = "{"é" * 13}"')],
        "areas.growth.label",
        "26 bytes",
    ),
    "area called like another": (
        [('["déploiement", ', '["ÉQUIPE", ')],
        "the file",
        "area: name “equipe” is there twice",
    ),
    "market type without a label": (
        [('id = "smes"\nlabel', 'id = "smes"\nlabell')],
        "market_types.smes.label",
        "required",
    ),
    "market type called like another": (
        [('["TPE", ', '["b2c", ')],
        "the file",
        "market type: name “b2c” is there twice",
    ),
    "step in an unknown domain": (
        [('domain = "growth"\ntext', 'domain = "groth"\ntext')],
        "the file",
        "a step of “market” names the unknown domain “groth” (did you mean “growth”?)",
    ),
    "last verdict with conditions": (
        [('is = "unknown"\nwhen = []', 'is = "unknown"\nwhen = ["no_users"]')],
        "market",
        "the last verdict must have when = []",
    ),
}


def refusal(path: Path) -> str:
    with pytest.raises(ProgrammeError) as refused:
        load_programme(path)
    return str(refused.value)


@pytest.mark.parametrize(("edits", "entry", "problem"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_in_a_sentence_that_names_the_entry(
    tmp_path: Path, edits: list[tuple[str, str]], entry: str, problem: str
) -> None:
    path = edited(tmp_path, *edits)
    sentence = refusal(path)
    assert sentence.startswith(f"{path}: ")
    assert f"{entry}:" in sentence
    assert problem in sentence
    assert "\n" not in sentence


def test_a_file_that_is_not_toml_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_text('name = "Gamma"\nphases = \nother = 1', encoding="utf-8")
    assert "is not TOML" in refusal(path)
    assert "line 2" in refusal(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "is not TOML" in refusal(path)


def test_a_missing_file_is_refused_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.toml"
    assert refusal(path) == f"{path}: cannot be read (No such file or directory)."
    assert "cannot be read" in refusal(tmp_path)


@pytest.mark.parametrize(
    "content", ["", 'name = "X"', 'name = "X"\ncriteria = []', 'name = "X"\ncriteria = 3']
)
def test_a_file_without_criteria_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "programme.toml"
    path.write_text(content, encoding="utf-8")
    assert refusal(path).startswith(f"{path}: ")
