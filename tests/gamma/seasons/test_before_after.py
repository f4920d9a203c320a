"""Two imports compared: which days, how many of whom, and how long in acceleration; scipy checks."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from scipy.stats import CensoredData, ecdf

from gamma.csv_file import as_csv
from gamma.seasons.before_after import BeforeAfter, days_compared, figures, median_time
from gamma.seasons.contract import as_contract
from gamma.seasons.csv_table import report_table
from gamma.seasons.report import season_report
from gamma.seasons.season import Season
from gamma.startups.import_state import NOT_LISTED, ImportState, state_on
from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Phase, Startup
from gamma.translator import Translator
from tests.gamma.seasons.test_evaluation import FULL, PROGRAMME, TODAY, words_of

SEASON = Season("automne", "Automne", date(2026, 9, 1), date(2027, 2, 28))
AUGUST, SEPTEMBER, JANUARY, MARCH = date(2026, 8, 3), date(2026, 9, 9), date(2027, 1, 4), date(2027, 3, 1)


@pytest.mark.parametrize(
    ("days", "compared"),
    [
        ([], (None, None)),
        ([MARCH], (None, None)),
        ([AUGUST], (AUGUST, None)),
        ([SEPTEMBER], (SEPTEMBER, None)),
        ([date(2026, 7, 1), AUGUST, JANUARY, MARCH], (AUGUST, JANUARY)),
        ([SEPTEMBER, JANUARY], (SEPTEMBER, JANUARY)),
    ],
)
def test_the_imports_nearest_to_its_two_ends_are_compared(
    days: list[date], compared: tuple[date | None, date | None]
) -> None:
    assert days_compared(SEASON, days) == compared


@pytest.mark.parametrize(
    ("times", "median"),
    [
        ([], None),
        ([(100, False), (300, False)], None),
        ([(100, True)], 100),
        ([(100, True), (200, True)], 100),
        ([(100, True), (200, True), (300, True)], 200),
        ([(50, False), (100, True), (200, True), (300, False)], 200),
        ([(100, True), (100, False), (200, False), (300, False)], None),
    ],
)
def test_who_is_still_in_it_counts_as_long_as_it_was_seen(
    times: list[tuple[int, bool]], median: int | None
) -> None:
    assert median_time(times) == median


def test_the_median_is_that_of_another_hand() -> None:
    chance = Random(4)
    for _ in range(60):
        times = [(chance.randint(1, 12) * 30, chance.random() < 0.6) for _ in range(chance.randint(2, 25))]
        ended, going_on = ([time for time, over in times if over is kind] for kind in (True, False))
        if not ended:
            continue
        curve = ecdf(CensoredData(uncensored=ended, right=going_on)).sf
        reached = [
            int(t) for t, p in zip(curve.quantiles, curve.probabilities, strict=True) if p <= 0.5 + 1e-9
        ]
        assert median_time(times) == (reached[0] if reached else None)


def startup(*phases: tuple[str, date | None]) -> Startup:
    return Startup("s", "S", "", "", tuple(Phase(*each) for each in phases))


@pytest.mark.parametrize(
    ("phases", "is_in", "begun", "left"),
    [
        ((), False, None, None),
        ((("construction", date(2025, 1, 1)),), False, None, None),
        ((("acceleration", date(2026, 1, 1)),), True, date(2026, 1, 1), None),
        ((("acceleration", date(2027, 1, 1)),), False, None, None),
        (
            (("acceleration", date(2025, 1, 1)), ("success", date(2026, 1, 1))),
            False,
            *(date(2025, 1, 1), date(2026, 1, 1)),
        ),
        ((("success", date(2026, 12, 1)), ("acceleration", date(2025, 1, 1))), True, date(2025, 1, 1), None),
        ((("acceleration", None),), False, None, None),
    ],
)
def test_phases_of_later_days_do_not_count_yet(
    phases: tuple[tuple[str, date | None], ...], is_in: bool, begun: date | None, left: date | None
) -> None:
    found = state_on(startup(*phases), PublicPages("https://s.example.org/stats"), SEPTEMBER)
    assert found == ImportState(True, True, False, is_in, begun, left)


def test_both_groups_stand_in_every_format_with_the_days_of_the_imports() -> None:
    inside = ImportState(True, True, True, True, date(2026, 1, 1), None)
    states = {
        "a": inside,
        "b": replace(inside, has_impact=False),
        "c": NOT_LISTED,
        "d": replace(inside, has_stats=False),
    }
    imported = figures(AUGUST, states, ["a", "b", "c"])
    assert (imported["programme"].of, imported["programme"].with_impact, imported["others"].of) == (2, 1, 1)
    told = replace(FULL, before_after=BeforeAfter(AUGUST, imported))
    contract = as_contract(told)["before_after"]
    assert contract["after"] is None
    assert contract["before"]["on"] == "2026-08-03"
    assert contract["before"]["programme"]["with_stats"] == contract["before"]["programme"]["still"] == 2
    french = Translator("fr")
    written = as_csv(report_table(french, PROGRAMME, told)).decode("utf-8-sig")
    assert (
        "API publique;;2026-08-03;startups de la saison\u00a0: avec un lien vers leurs statistiques;2"
        in written
    )
    assert "Une seule importation" in words_of(season_report(french, PROGRAMME, told, TODAY))
    both = replace(told, before_after=BeforeAfter(AUGUST, imported, JANUARY, imported))
    assert "comparée à celle du 4 janvier 2027" in words_of(season_report(french, PROGRAMME, both, TODAY))
    none = replace(told, before_after=BeforeAfter())
    assert "Aucune importation" in words_of(season_report(french, PROGRAMME, none, TODAY))
