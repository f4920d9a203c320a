"""Which startups a line means, what is set aside until when, and the cells of the table and the file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gamma.csv_file import as_csv, harmless
from gamma.dates import Quarter
from gamma.errors import UserError
from gamma.portfolio.filter_words import (
    CriterionAloneError,
    SeveralMeantError,
    UnknownFilterError,
    parse_filter,
    vocabulary,
)
from gamma.portfolio.filters import Filter
from gamma.portfolio.followed import Attention, MutedReason, PortfolioFacts, PortfolioRow, SharedResult
from gamma.portfolio.parse_mute import parse_mute
from gamma.portfolio.row_messages import next_step, row_sections
from gamma.portfolio.table import portfolio_table
from gamma.programme.file import load_programme
from gamma.sections import literal_text
from gamma.translator import Translator
from tests.gamma.portfolio.test_followed import NOW, PARIS, STARTUP, checkpoint

PROGRAMME = load_programme()
TODAY = date(2026, 11, 23)
FRENCH, ENGLISH = Translator("fr"), Translator("en")

MOVED = SharedResult(
    Quarter(2026, 4),
    {"market": "reached", "impact": "not_yet", "team": "partly"},
    Quarter(2026, 3),
    {"market": "partly", "impact": "not_yet", "team": "partly"},
)
LACS = PortfolioRow(
    replace(STARTUP, startup_id="lacs", name="Lacs", planned=(checkpoint(1, date(2026, 12, 8)),)),
    MOVED,
    [],
    facts=PortfolioFacts(
        "fabrique", "acceleration", 2, date(2026, 10, 1), {"automne": ("Automne 2026", True)}
    ),
)
QUIET = Attention("silent", date(2026, 9, 1))
MONTS = PortfolioRow(
    replace(STARTUP, startup_id="monts", name="=Monts", managers=(), last_held_at=NOW - timedelta(days=90)),
    None,
    [Attention("unclosed", date(2026, 11, 20), checkpoint(2, date(2026, 11, 20))), Attention("unfollowed")],
    muted=[(QUIET, MutedReason("silent", None, date(2027, 3, 15), "congé"))],
    facts=PortfolioFacts("atelier", "construction", seasons={"hiver": ("Hiver rude", False)}),
)
ROWS = (LACS, MONTS)


def meant(typed: str) -> list[str]:
    found = parse_filter(typed, vocabulary(PROGRAMME, ROWS, reader=1))
    again = Filter.from_json(found.as_json())
    assert again == found
    return [row.startup.startup_id for row in again.applied(ROWS)]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ["lacs", "monts"]),
        ("impact pas encore", ["lacs"]),
        ("impact not yet, market reached", ["lacs"]),
        ("impact inconnu", ["monts"]),
        ("équipe en partie", ["lacs"]),
        ("incubateur Atelier", ["monts"]),
        ("en construction", ["monts"]),
        ("fabrique ou atelier", ["lacs", "monts"]),
        ("à regarder d’abord", ["monts"]),
        ("calme", ["lacs"]),
        ("mises de côté", ["monts"]),
        ("sans responsable", ["monts"]),
        ("point à clore", ["monts"]),
        ("les miennes", ["lacs"]),
        ("Pauline", ["lacs"]),
        ("constructoin", ["monts"]),
        ("✖", ["lacs"]),
        ("silence", []),
        ("responsable pauline", ["lacs"]),
        ("incubateur ateli", ["monts"]),
        ("manager paul", ["lacs"]),
        ("saison automne", ["lacs"]),
        ("saison Automne 2026", ["lacs"]),
        ("season rude", ["monts"]),
        ("saison en cours", ["lacs"]),
        ("saison automne ou hiver", ["lacs", "monts"]),
        ("cette saison, impact pas encore", ["lacs"]),
    ],
)
def test_a_line_means_the_startups_that_it_names(typed: str, ids: list[str]) -> None:
    assert meant(typed) == ids


@pytest.mark.parametrize("typed", ["impact", "impact silence", "market"])
def test_a_criterion_alone_is_asked_back(typed: str) -> None:
    with pytest.raises(CriterionAloneError):
        meant(typed)


BAYS = replace(LACS, facts=PortfolioFacts("Fabrique bêta de l’Écume"))
CAPES = replace(MONTS, facts=PortfolioFacts("Atelier Bêta"))


@pytest.mark.parametrize(
    ("typed", "values"),
    [("incubateur ecume", ["Fabrique bêta de l’Écume"]), ("atelier beta", ["Atelier Bêta"])],
)
def test_a_part_of_a_name_does_where_it_is_one_s_only(typed: str, values: list[str]) -> None:
    found = parse_filter(typed, vocabulary(PROGRAMME, (BAYS, CAPES), reader=None))
    assert [each.value for each in found.conditions] == values


def test_where_several_have_that_part_it_is_said_which() -> None:
    with pytest.raises(SeveralMeantError) as asked:
        parse_filter("incubateur beta", vocabulary(PROGRAMME, (BAYS, CAPES), reader=None))
    assert "Atelier Bêta" in asked.value.text(FRENCH)
    assert asked.value.completed("incubateur beta", "Atelier Bêta") == "incubateur Atelier Bêta"


def test_of_what_is_unknown_it_is_said_what_there_is() -> None:
    with pytest.raises(UnknownFilterError) as refused:
        parse_filter("incubateur zirconium", vocabulary(PROGRAMME, (BAYS, CAPES), reader=None))
    assert "Atelier Bêta" in refused.value.text(FRENCH)


@pytest.mark.parametrize("typed", ["zirconium", "impact pas encore zirconium"])
def test_words_that_name_nothing_are_refused(typed: str) -> None:
    with pytest.raises(UnknownFilterError):
        meant(typed)


@pytest.mark.parametrize("translator", [FRENCH, ENGLISH])
def test_what_is_shown_is_said(translator: Translator) -> None:
    line = "impact pas encore, à regarder, silence, construction, atelier, Pauline, ✔"
    found = parse_filter(line, vocabulary(PROGRAMME, ROWS, reader=1))
    said = [str(each) for each in found.described(translator, PROGRAMME, {"1": "Pauline"})]
    assert len(said) == len(found.conditions) == 7
    assert any("Pauline" in each for each in said)


def cells(translator: Translator) -> list[dict[str, str]]:
    table = portfolio_table(translator, PROGRAMME, ROWS, NOW, PARIS)
    names = [column.id for column in table.columns]
    return [dict(zip(names, (cell.text for cell in row), strict=True)) for row in table.rows]


def test_a_row_tells_what_is_known_and_nothing_else() -> None:
    lacs, monts = cells(FRENCH)
    assert "atteint" in lacs["market"]
    assert "en partie" in lacs["market"], "what it was before"
    assert lacs["quarter"] == "T4 2026"
    assert "8 décembre" in lacs["checkpoint"]
    assert lacs["questions"] == "2"
    assert (lacs["managers"], lacs["attention"]) == ("Pauline", "")
    assert (monts["market"], monts["quarter"], monts["checkpoint"]) == ("", "", "")
    assert "20 novembre" in monts["attention"]
    assert "congé" in monts["aside"]


def test_the_file_calculates_nothing() -> None:
    content = as_csv(portfolio_table(FRENCH, PROGRAMME, ROWS, NOW, PARIS)).decode("utf-8-sig")
    assert content.splitlines()[2].startswith("'=Monts;")
    assert [harmless(each) for each in (" -1", "＠x", "a=b", "")] == ["' -1", "'＠x", "a=b", ""]


def told(translator: Translator, rows: Sequence[PortfolioRow]) -> str:
    sections = row_sections(translator, PROGRAMME, literal_text("Suivi"), rows, NOW, PARIS)
    return "\n".join(str(line) for each in sections for line in (each.title, *each.lines))


def test_the_list_says_first_what_asks_for_attention_and_the_next_step_of_it() -> None:
    text = told(FRENCH, ROWS)
    assert text.index("=Monts") < text.index("Lacs")
    assert next_step(FRENCH, MONTS, named=True)
    assert next_step(FRENCH, LACS, named=True) is None
    assert "Lacs" in told(ENGLISH, [LACS])


@pytest.mark.parametrize(
    ("typed", "kind", "until", "note"),
    [
        ("silence jusqu’au 15 mars : congé du porteur", "silent", date(2027, 3, 15), "congé du porteur"),
        ("until 15 March the team is on leave", None, date(2027, 3, 15), "the team is on leave"),
        ("15/03/2027 on attend le budget", None, date(2027, 3, 15), "on attend le budget"),
    ],
)
def test_what_is_set_aside_has_a_day_and_a_reason(
    typed: str, kind: str | None, until: date, note: str
) -> None:
    mute = parse_mute(typed, TODAY)
    assert (mute.kind, mute.until, mute.note) == (kind, until, note)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "silence",
        "jusqu’à la saint-glinglin",
        "jusqu’au 15 mars 2029 plus tard",
        "bof",
        "jusqu’à hier congé",
    ],
)
def test_without_a_day_to_come_nothing_is_set_aside(typed: str) -> None:
    with pytest.raises(UserError):
        parse_mute(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "until", "note"),
    [
        ("jusqu’à lundi", date(2026, 11, 30), ""),
        ("jusqu’à lundi en congé", date(2026, 11, 30), "en congé"),
        ("l’équipe est en congé jusqu’au 15 mars", date(2027, 3, 15), "l’équipe est en congé"),
        ("deux semaines : congé", date(2026, 12, 6), "congé"),
        ("for 3 weeks, on leave", date(2026, 12, 13), "on leave"),
        ("until the end of january on leave", date(2027, 1, 31), "on leave"),
    ],
)
def test_until_when_is_read_at_either_end_and_why_may_be_left_out(typed: str, until: date, note: str) -> None:
    asked = parse_mute(typed, TODAY)
    assert (asked.until, asked.note) == (until, note)
