"""The history of assessments: quarters with their gaps, and what is said of them."""

import pytest

from gamma.assessments.trend import (
    Trend,
    VerdictRun,
    build_trend,
    own_verdicts,
    recent_quarters,
    team_verdicts,
)
from gamma.assessments.trend_messages import alternative_text, trend_paragraphs
from gamma.chat import ALT_CHARACTERS, Picture
from gamma.dates import Quarter
from gamma.startups.startup import Startup
from gamma.translator import Translator
from tests.gamma.assessments.trends import PROGRAMME, programme_of, trend

FRENCH, ENGLISH = Translator("fr"), Translator("en")
STARTUP = Startup("velo-facile", "Vélo facile", "", "", ())
READY = {"people": "yes", "roles": "yes", "processes": "yes", "culture": "yes"}


def read(given: Trend, translator: Translator = FRENCH) -> str:
    return "\n".join(str(paragraph) for paragraph in trend_paragraphs(translator, STARTUP, given, team=False))


def test_quarters_without_an_answer_are_gaps_across_the_turn_of_the_year() -> None:
    results = {
        Quarter(2027, 2): own_verdicts(PROGRAMME, READY),
        Quarter(2026, 4): own_verdicts(PROGRAMME, {}),
    }
    made = build_trend(PROGRAMME, results, earlier=False)
    assert made.quarters == (Quarter(2026, 4), Quarter(2027, 1), Quarter(2027, 2))
    team = next(line for line in made.lines if line.criterion.id == "team")
    assert team.verdicts == ("unknown", None, "reached")


def test_neighbouring_quarters_of_one_verdict_are_one_run() -> None:
    made = trend(["xx--+"] * 3, Quarter(2026, 3))
    assert made.runs(made.lines[0]) == [
        VerdictRun("not_yet", Quarter(2026, 3), Quarter(2026, 4)),
        VerdictRun(None, Quarter(2027, 1), Quarter(2027, 2)),
        VerdictRun("reached", Quarter(2027, 3), Quarter(2027, 3)),
    ]


def test_the_last_two_years_are_kept_counted_from_the_last_result() -> None:
    quarters = {Quarter(2024, 4), Quarter(2025, 1), Quarter(2026, 4)}
    assert recent_quarters(quarters) == [Quarter(2025, 1), Quarter(2026, 4)]
    assert recent_quarters(set()) == []


def test_the_team_is_judged_as_in_its_result_of_the_quarter() -> None:
    shared = [READY, READY, {"people": "no", "roles": "no", "processes": "no"}]
    assert team_verdicts(PROGRAMME, shared)["team"] == "reached"
    assert team_verdicts(PROGRAMME, [READY, {**READY, "people": "no", "roles": "no"}])["team"] == "partly"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("x~-+", "pas encore (T1 2026) → en partie (T2) → rien au T3 → atteint (T4)"),
        ("xx--++", "pas encore (du T1 au T2 2026) → rien du T3 au T4 → atteint (du T1 au T2 2027)"),
        ("?---?+", "inconnu (T1 2026) → rien du T2 au T4 → inconnu (T1 2027) → atteint (T2)"),
        ("+++++", "atteint (du T1 2026 au T1 2027)"),
    ],
)
def test_each_criterion_is_told_in_a_line(row: str, sentence: str) -> None:
    made = trend([row] * 3, Quarter(2026, 1))
    assert f"Mesure d’impact\u00a0: {sentence}" in read(made)
    assert f"Mesure d’impact\u00a0: {sentence}." in alternative_text(FRENCH, made)


def test_how_many_stand_behind_each_quarter_is_told_from_three_on() -> None:
    made = trend(["x-~+"] * 3, Quarter(2026, 3), people=[4, 0, 2, 3])
    counts = "4 (T3 2026), moins de 3 (T1 2027), 3 (T2)"
    assert f"Réponses partagées\u00a0: {counts}" in read(made)
    assert alternative_text(FRENCH, made).endswith(f" Réponses partagées\u00a0: {counts}.")
    assert "Réponses partagées" not in read(trend(["x-~+"] * 3, Quarter(2026, 3)))


def test_it_is_told_in_english_too() -> None:
    made = trend(["x-+", "?-~", "+-+"], Quarter(2026, 4))
    assert "Product/market fit: not yet (Q4 2026) → nothing in Q1 2027 → reached (Q2)" in read(made, ENGLISH)
    assert alternative_text(ENGLISH, made).startswith(
        "The trend from Q4 2026 to Q2 2027. Product/market fit: not"
    )


def test_one_result_is_no_trend_yet() -> None:
    made = trend(["+", "~", "x"], Quarter(2026, 4))
    assert not made.is_comparable
    assert "un seul résultat pour l’instant, au T4 2026" in read(made)
    assert not build_trend(PROGRAMME, {}, earlier=False).is_comparable


@pytest.mark.parametrize("translator", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_the_longest_history_fits_the_alternative_text_and_says_every_quarter(translator: Translator) -> None:
    wide = programme_of(["Un titre long qui ne finit pas " * 5] * 6)
    made = trend(["x~-?+-x~"] * 6, Quarter(2025, 1), programme=wide, people=[12] * 8)
    alt = alternative_text(translator, made)
    assert len(alt) <= ALT_CHARACTERS
    nothing, unknown = translator.text("nothing"), translator.text("unknown")
    assert (alt.count(nothing), alt.count(unknown)) == (12, 6)
    assert Picture(lambda: b"", alt).alt == alt
