"""The evaluation in counts, its JSON, and what the report says of it and does not."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from gamma.answers import Answers
from gamma.csv_file import as_csv
from gamma.programme.criteria import Verdict
from gamma.programme.file import load_programme
from gamma.seasons.contract import as_contract, as_json, fingerprint_of
from gamma.seasons.csv_table import report_table
from gamma.seasons.evaluation import Evaluation, TeamAtMoment, evaluate_season
from gamma.seasons.goals import Goal
from gamma.seasons.messages import season_line, summary_paragraphs
from gamma.seasons.report import Report, season_report
from gamma.seasons.season import Moment, Season
from gamma.seasons.work import AskedQuestion, Checkpoints, Commitments, Usefulness, expert_help
from gamma.translator import Translator

PROGRAMME = load_programme()
PARIS = ZoneInfo("Europe/Paris")
SEASON = Season("automne-2026", "Automne 2026", date(2026, 9, 1), date(2027, 2, 28))
FROZEN = datetime(2026, 9, 20, 8, tzinfo=UTC)
TODAY = date(2027, 3, 10)
FRENCH, ENGLISH = Translator("fr"), Translator("en")


def team(verdict: Verdict, people: int = 2, facts: Answers | None = None) -> TeamAtMoment:
    return TeamAtMoment(dict.fromkeys(("market", "impact", "team"), verdict), people, facts or {})


def goal(startup: str, target: int | None) -> Goal:
    number = None if target is None else Decimal(target)
    return Goal(startup, "Prêts", Decimal(100), number, date(2027, 2, 1), FROZEN)


def value(number: int, metric: str = "prêts") -> Answers:
    return {"metric": metric, "metric_value": Decimal(number)}


def evaluated(
    entry: dict[str, TeamAtMoment],
    exit_: dict[str, TeamAtMoment] | None = None,
    *,
    startups: int = 24,
    goals: tuple[Goal, ...] = (),
    questions: tuple[AskedQuestion, ...] = (),
) -> Evaluation:
    teams: dict[Moment, dict[str, TeamAtMoment]] = {"entry": entry}
    if exit_ is not None:
        teams["exit"] = exit_
    work = Checkpoints(9, 6, 2, 1, 42), expert_help(questions, PARIS), Commitments(5, 2, 1, 2)
    ids = [f"s{number}" for number in range(startups)]
    return evaluate_season(PROGRAMME, SEASON, ids, list(teams), teams, goals, work, PARIS)


def risen(count: int, of: int = 12) -> Evaluation:
    """of startups, partly at entry; so many of them reached at exit."""
    entry = {f"s{number}": team("partly") for number in range(of)}
    after = {f"s{number}": team("reached" if number < count else "partly") for number in range(of)}
    return evaluated(entry, after)


# --- levels ----------------------------------------------------------------------------------------------


def test_who_shared_nothing_and_who_is_unknown_are_counted_as_unknown_together() -> None:
    told = evaluated({"s1": team("reached"), "s2": team("unknown"), "s3": team("not_yet")}, startups=5)
    levels = as_contract(told)["moments"]["entry"]["market"]
    assert levels == {"reached": 1, "partly": 0, "not_yet": 1, "unknown": 3, "of": 5}


def test_a_moment_that_is_still_to_come_is_null_and_not_nought() -> None:
    contract = as_contract(evaluated({"s1": team("reached")}))
    expected = {"reached": None, "partly": None, "not_yet": None, "unknown": None, "of": 24}
    assert contract["moments"]["exit"]["team"] == expected
    assert contract["paired"]["entry_exit"]["team"]["of"] is None
    assert contract["targets"] == {"reached_80": None, "of": 0}


def test_a_round_that_nobody_answered_is_a_moment_all_the_same() -> None:
    levels = as_contract(evaluated({"s1": team("partly")}, {}))["moments"]["exit"]["impact"]
    assert levels == {"reached": 0, "partly": 0, "not_yet": 0, "unknown": 24, "of": 24}


# --- the same startups twice -----------------------------------------------------------------------------


def test_only_startups_with_a_level_both_times_are_pairs() -> None:
    entry = {"a": team("partly"), "b": team("reached"), "c": team("unknown"), "d": team("partly")}
    after = {"a": team("reached"), "b": team("not_yet"), "c": team("reached"), "e": team("reached")}
    change = evaluated(entry, after).paired["entry_exit"]["market"]
    assert (change.up, change.same, change.down, change.of) == (1, 0, 1, 2)
    assert (change.gained, change.lost) == (1, 1)
    assert [(m.before, m.after, m.count) for m in change.movements] == [
        ("partly", "reached", 1),
        ("reached", "not_yet", 1),
    ]


def test_a_step_below_reached_moves_the_level_alone() -> None:
    change = evaluated({"a": team("not_yet")}, {"a": team("partly")}).paired["entry_exit"]["impact"]
    assert (change.up, change.gained) == (1, 0)


def test_a_test_is_printed_from_ten_startups_and_five_movements_on() -> None:
    assert risen(5).paired["entry_exit"]["market"].p == 0.0625
    assert risen(5).paired["entry_exit"]["market"].mid_p == 0.0312
    assert risen(4).paired["entry_exit"]["market"].p is None
    assert risen(5, of=9).paired["entry_exit"]["market"].p is None


# --- goals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "later", "reached"),
    [
        (200, value(160), True),
        (200, value(159), False),
        (200, value(500), True),
        (200, {}, None),
        (200, value(500, "Dossiers clos"), None),
        (200, value(200, "PRÊTS"), True),
        (50, value(60), True),  # it is to go down from 100
        (50, value(61), False),
        (None, value(200), None),
    ],
)
def test_a_goal_is_reached_from_80_percent_on(
    target: int | None, later: Answers, reached: bool | None
) -> None:
    assert goal("a", target).reached_by(later) is reached


def test_goals_whose_value_is_not_known_are_counted_as_such() -> None:
    goals = (goal("a", 200), goal("b", 200), goal("c", 200), goal("d", None))
    after = {"a": team("reached", facts=value(190)), "b": team("partly", facts=value(10))}
    told = evaluated({}, after, goals=goals).targets
    at_exit = told.at[0]
    assert (told.goals, at_exit.reached_80, at_exit.missing, at_exit.of) == (3, 1, 1, 3)


def test_the_fingerprint_of_a_goal_changes_with_each_part_of_it() -> None:
    one = goal("a", 200)
    others = [
        replace(one, startup_id="b"),
        replace(one, metric="Prêt"),
        replace(one, start=Decimal(101)),
        replace(one, target=None),
        replace(one, by=None),
        replace(one, frozen_at=FROZEN + timedelta(seconds=1)),
    ]
    assert len({each.fingerprint for each in (one, *others)}) == 7
    assert replace(one, target=Decimal("200.00")).fingerprint == one.fingerprint


# --- experts ---------------------------------------------------------------------------------------------


def asked(hours: float | None, rating: int | None = None, domain: str = "growth") -> AskedQuestion:
    """On Friday 13 November 2026 at 16:00 in Paris."""
    at = datetime(2026, 11, 13, 15, tzinfo=UTC)
    return AskedQuestion(domain, at, None if hours is None else at + timedelta(hours=hours), rating)


def test_working_days_end_with_the_day() -> None:
    told = expert_help([asked(1), asked(4 * 24 + 23), asked(5 * 24 + 20), asked(10 * 24), asked(None)], PARIS)
    assert (told.questions, told.taken, told.within_3, told.within_5) == (5, 4, 2, 3)


def test_of_two_answers_no_median_is_told() -> None:
    assert expert_help([asked(1, 5), asked(3, 1)], PARIS).median_hours is None
    assert expert_help([asked(1, 5), asked(3, 1)], PARIS).useful == Usefulness(None, None)
    assert expert_help([asked(1)], PARIS).useful == Usefulness(0, None)
    three = expert_help([asked(1, 5), asked(3, 1), asked(8, 4, "legal")], PARIS)
    assert (three.median_hours, three.useful.n, three.useful.median) == (3, 3, 4.0)
    assert three.by_domain["growth"].median is None


# --- said ------------------------------------------------------------------------------------------------


FULL = evaluated(
    {f"s{n}": team("partly" if n % 3 else "reached", 2) for n in range(20)},
    {f"s{n}": team("reached" if n % 4 else "partly", 1) for n in range(22)},
    goals=(goal("s1", 200), goal("s2", 300)),
    questions=(asked(1, 5), asked(30, 4), asked(200, 2, "legal"), asked(None)),
)


def words_of(report: Report) -> str:
    lines = [report.title, *map(str, report.head)]
    for part in report.parts:
        lines += [part.title, *map(str, part.paragraphs)]
        for table in part.tables:
            lines += [table.caption, *(column.label for column in table.columns)]
            lines += [cell.text for row in table.rows for cell in row]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_summary_begins_with_counts_and_the_baseline() -> None:
    said = "\n".join(map(str, summary_paragraphs(FRENCH, PROGRAMME, FULL, TODAY))).replace("\u00a0", " ")
    assert "Marché : 7 sur 24 à l’entrée (4 inconnues) · 16 sur 24 à la sortie" in said
    assert "référence (août 2020) : 16 sur 24" in said
    assert "Impact : 7 sur 24" in said
    assert "8 sur 24" in said
    assert "Points d’étape : tenus 6 sur 9" in said


def test_a_closed_season_says_its_fingerprint() -> None:
    closed = replace(SEASON, closed_at=FROZEN, fingerprint="abcdef0123456789" * 4)
    evaluation = replace(FULL, season=closed)
    said = "\n".join(map(str, summary_paragraphs(ENGLISH, PROGRAMME, evaluation, TODAY)))
    assert "abcdef0123456789" in said
    assert "closed: automne-2026" in str(season_line(ENGLISH, closed, 24))
    assert "abcdef0123456789" in words_of(season_report(ENGLISH, PROGRAMME, evaluation, TODAY))


@pytest.mark.parametrize("translator", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_the_report_says_what_it_can_and_no_cause(translator: Translator) -> None:
    said = words_of(season_report(translator, PROGRAMME, FULL, TODAY))
    causal = r"\b(grâce à|à cause|permis de|effet|impact du programme|thanks to|because of|led to|caused)\b"
    assert re.search(causal, said, re.IGNORECASE) is None
    assert ("ne disent pas pourquoi" if translator is FRENCH else "do not say why") in said
    assert ("non donné" if translator is FRENCH else "not told") in said  # ratings by domain
    assert not re.search(r"\bs\d+\b", said), "no startup is named"


def test_the_report_of_a_season_without_anything_can_be_read() -> None:
    told = evaluate_season(
        PROGRAMME,
        SEASON,
        [],
        [],
        {},
        [],
        (Checkpoints(0, 0, 0, 0, None), expert_help([], PARIS), Commitments(0, 0, 0, 0)),
        PARIS,
    )
    said = words_of(season_report(ENGLISH, PROGRAMME, told, TODAY))
    assert "No round has been opened for the season yet." in said
    assert "No goal with a target was frozen" in said


def test_the_picture_is_drawn_and_described() -> None:
    picture = season_report(FRENCH, PROGRAMME, FULL, TODAY).parts[0].picture
    assert picture is not None
    assert picture.draw().startswith(b"\x89PNG")
    assert "pour chaque critère" in picture.alt


def test_the_csv_holds_the_numbers_of_the_json() -> None:
    written = as_csv(report_table(FRENCH, PROGRAMME, FULL)).decode("utf-8-sig").splitlines()
    assert "Niveaux;Marché;à l’entrée;atteint;7" in written
    assert "Référence;Impact;2020-08;atteint;8" in written
    assert "Experts;;;utilité de 1 à 5 (médiane);4,0" in written


def test_what_the_programme_becomes_later_changes_no_evaluation() -> None:
    further = PROGRAMME.criteria[0].model_copy(update={"id": "further"})
    changed = PROGRAMME.model_copy(update={"baseline": None, "criteria": (*PROGRAMME.criteria, further)})
    for programme in (PROGRAMME, changed):
        written = as_csv(report_table(FRENCH, programme, FULL)).decode("utf-8-sig").splitlines()
        assert "Référence;Impact;2020-08;atteint;8" in written
        assert "août 2020" in str(season_report(FRENCH, programme, FULL, TODAY))
        assert "août 2020" in str(summary_paragraphs(FRENCH, programme, FULL, TODAY))


def test_the_same_evaluation_gives_the_same_fingerprint() -> None:
    written = as_json(FULL)
    assert json.loads(written)["baseline"] == {
        "on": "2020-08",
        "of": 24,
        "market": 16,
        "impact": 8,
        "team": 16,
    }
    assert fingerprint_of(written) == fingerprint_of(as_json(FULL))
    assert fingerprint_of(written) != fingerprint_of(as_json(risen(5)))
