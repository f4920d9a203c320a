"""How a season is typed, and which round is which of its moments."""

from datetime import UTC, date, datetime

import pytest

from gamma.assessments.rounds import Occasion, Round, RoundState
from gamma.dates import Quarter
from gamma.errors import InvalidInputError
from gamma.seasons.season import Moment, Season, parse_season

TODAY = date(2026, 9, 15)
SEASON = Season("automne-2026", "Automne 2026", date(2026, 9, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("typed", "name", "id"),
    [
        ("Automne 2026 du 01/09/2026 au 28/02/2027", "Automne 2026", "automne-2026"),
        ("« Été à deux » du 1er septembre 2026 au 28 février 2027", "Été à deux", "ete-a-deux"),
        ("Autumn 2026 from 2026-09-01 to 2027-02-28", "Autumn 2026", "autumn-2026"),
        ("Saison 7 2026-09-01 2027-02-28", "Saison 7", "saison-7"),
        ("Promo du soir, du 1/9/2026 au 28/2/2027", "Promo du soir", "promo-du-soir"),
    ],
)
def test_a_season_is_its_name_and_two_days(typed: str, name: str, id: str) -> None:
    line = parse_season(typed, TODAY)
    assert (line.name, line.id) == (name, id)
    assert (line.starts_on, line.ends_on) == (date(2026, 9, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Automne",
        "du 01/09/2026 au 28/02/2027",
        "Automne du 28/02/2027 au 01/09/2026",
        "Automne du 01/09/2026 au 08/09/2026",
        "Automne du 01/09/2026 au 28/02/2036",
        "Automne du lundi au soleil",
        f"{'x' * 90} 2026-09-01 2027-02-28",
    ],
)
def test_what_is_no_season_is_asked_for_again(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_season(typed, TODAY)


def held(id: int, occasion: Occasion, day: date, state: RoundState = "closed") -> tuple[Round, date]:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    return Round(id, "s", occasion, Quarter.of_day(day), state, at, at, None, None), day


@pytest.mark.parametrize(
    ("moment", "occasion", "day", "belongs"),
    [
        ("entry", "entry", date(2026, 7, 18), True),
        ("entry", "entry", date(2026, 7, 17), False),
        ("entry", "entry", date(2026, 12, 2), False),
        ("middle", "middle", date(2026, 12, 2), True),
        ("middle", "middle", date(2027, 3, 1), False),
        ("exit", "exit", date(2027, 4, 14), True),
        ("exit", "exit", date(2026, 11, 1), False),
        ("after", "follow_up", date(2027, 4, 28), True),
        ("after", "follow_up", date(2027, 3, 15), False),
        ("entry", "quarter", date(2026, 9, 8), False),
    ],
)
def test_a_round_belongs_to_the_season_in_whose_window_it_opened(
    moment: Moment, occasion: Occasion, day: date, belongs: bool
) -> None:
    assert (SEASON.round_of(moment, [held(1, occasion, day)]) is not None) is belongs


def test_of_several_the_last_that_was_opened_counts() -> None:
    rounds = [
        held(1, "entry", date(2026, 9, 2)),
        held(2, "entry", date(2026, 10, 2)),
        held(3, "entry", date(2026, 11, 2), "planned"),
    ]
    chosen = SEASON.round_of("entry", rounds)
    assert chosen is not None
    assert chosen.id == 2
