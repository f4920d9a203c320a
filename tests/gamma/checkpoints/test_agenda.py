"""The agenda in words: every section filled or said to be empty, and all of it in one message."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from gamma.checkpoints.agenda import SECTIONS, Agenda, AgendaPoint, CriterionChange, Gap, find_verdict_gaps
from gamma.checkpoints.agenda_messages import agenda_message, sections
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.dates import LocalMoment
from gamma.experts.question import Question
from gamma.follow_ups.follow_up import Action, Commitment, Decision
from gamma.programme.file import load_programme
from gamma.sections import fit_sections
from gamma.startups.startup import Startup
from gamma.text import MESSAGE_CHARACTERS
from gamma.translator import Translator

PROGRAMME = load_programme()
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
STARTUP = Startup("velo-facile", "Vélo facile", "", "fabrique", ())
CHECKPOINT = Checkpoint(
    id=7,
    startup_id=STARTUP.id,
    uid="x@gamma",
    moment=LocalMoment(date(2026, 12, 8), time(14, 30), PARIS),
    duration_minutes=60,
    place="",
    state="planned",
    revision=0,
    postponements=0,
    changed_at=NOW,
)
EMPTY = Agenda(STARTUP, NOW.date(), CHECKPOINT, tuple(SECTIONS))
MARKET = PROGRAMME.criterion("market")


def question(number: int, text: str) -> Question:
    return Question(
        id=number,
        startup_id=STARTUP.id,
        asker_id=1,
        domain="growth",
        text=text,
        context="",
        confidential=False,
        channel=None,
        state="open",
        asked_at=NOW,
        next_at=NOW,
    )


def full(text: str, many: int) -> Agenda:
    """Every section with so many lines of this text."""
    numbers = range(1, many + 1)
    return replace(
        EMPTY,
        points=[AgendaPoint(number, STARTUP.id, text, "") for number in numbers],
        decisions=[Decision(number, STARTUP.id, text, date(2026, 11, 2), NOW) for number in numbers],
        actions=[
            Action(number, STARTUP.id, text, None, text[:200], date(2026, 12, 1), NOW) for number in numbers
        ],
        criterion_changes=[CriterionChange(each, "partly", "reached") for each in PROGRAMME.criteria],
        gaps=[Gap(each, "not_yet", "reached") for each in PROGRAMME.criteria],
        facts={
            "metric": text[:150],
            "metric_value": Decimal(940),
            "target": Decimal(1000),
            "target_date": date(2027, 6, 30),
        },
        commitments=[Commitment(number, STARTUP.id, "funding", text, date(2027, 1, 5)) for number in numbers],
        details={
            "objective_growth": text[:400],
            "objective_team": text[:400],
            "obstacles": "\n".join([text] * many),
        },
        questions=[question(number, text) for number in numbers],
        committee=date(2027, 3, 2),
        envelope_ends=date(2027, 6, 30),
    )


def told(agenda: Agenda, locale: str = "fr") -> str:
    return str(agenda_message(Translator(locale), PROGRAMME, agenda, NOW, PARIS))


def test_with_nothing_known_each_section_says_so() -> None:
    text = told(EMPTY)
    assert text.startswith("Ordre du jour proposé\u00a0: Vélo facile, mardi 8 décembre à 14\u00a0h\u00a030")
    empty = next(line for line in text.splitlines() if line.startswith("Rien à signaler pour l’instant"))
    for title in (
        "sujets de l’équipe",
        "dernières décisions",
        "actions en cours",
        "questions au réseau d’experts",
        "soutien attendu du sponsor",
        "ce que le sponsor attend",
        "obstacles rencontrés dans le SI existant",
        "vision à long terme",
    ):
        assert title in empty
    assert "Critères clés · rien à signaler\u00a0: personne n’a" in text
    assert "Métrique d’impact · rien à signaler\u00a0: personne n’a" in text
    assert "retirer" not in text, "there is nothing to take off"


def test_every_section_is_filled_from_what_is_known() -> None:
    text = told(full("Relancer", 1))
    assert "rien à signaler" not in text
    assert "• #1 Relancer" in text
    assert "• Relancer · 2 novembre 2026" in text
    assert "• Relancer · Relancer · c’était pour le mardi 1er décembre" in text
    assert "◐ Adéquation produit/marché\u00a0: en partie (la dernière fois\u00a0: atteint)" in text
    assert "l’équipe dit «\u00a0pas encore\u00a0», le regard extérieur «\u00a0atteint\u00a0»" in text
    assert "«\u00a0Relancer\u00a0»\u00a0: 940 aujourd’hui, objectif 1\u202f000 pour le 30 juin 2027." in text
    assert "• #1 growth hacking\u00a0: «\u00a0Relancer\u00a0»" in text
    assert "• Financement\u00a0: Relancer · d’ici au mardi 5 janvier 2027" in text
    assert "• Croissance\u00a0: Relancer" in text
    assert "Le comité se réunit le mardi 2 mars 2027." in text
    assert "Le financement se termine le 30 juin 2027." in text


def test_questions_are_for_the_team_alone_and_only_counted_where_they_may_not_be_read() -> None:
    agenda = full("Relancer", 1)
    outside = sections(Translator("fr"), PROGRAMME, agenda, inside=False)
    assert "expert" not in str(fit_sections(Translator("fr"), [], outside))
    lost = replace(EMPTY, points=[AgendaPoint(2, STARTUP.id, "Relais", "questions")])
    points = sections(Translator("fr"), PROGRAMME, lost, inside=False)[0]
    assert [str(line) for line in points.lines] == ["Relais"]
    text = told(replace(agenda, questions=(), question_count=3))
    assert "• 3 questions posées aux experts" in text
    assert "growth hacking" not in text


def test_a_section_whose_command_does_not_exist_is_left_out() -> None:
    text = told(replace(EMPTY, sections=("decisions",)))
    assert "dernières décisions" in text
    assert "actions en cours" not in text
    lost = replace(EMPTY, sections=("decisions",), points=[AgendaPoint(2, STARTUP.id, "Relais", "support")])
    assert "#2 Relais" in told(lost)


@pytest.mark.many
@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("text", ["Relancer la région", "é" * 3000, "😀" * 500])
@pytest.mark.parametrize("many", [1, 9, 200])
def test_whatever_was_typed_it_fits_and_what_is_cut_is_said(text: str, many: int, locale: str) -> None:
    shown = told(full(text, many), locale)
    assert len(shown) <= MESSAGE_CHARACTERS
    for title in ("Dernières décisions", "Vision à long terme", "Le comité se réunit"):
        assert title in shown or locale == "en"
    if many == 200 and locale == "fr":
        assert "autres\u00a0: /gamma actions" in shown
        assert "autres\u00a0: /gamma décisions" in shown


def test_a_long_section_does_not_cost_the_short_ones_their_lines() -> None:
    agenda = replace(full("Relancer la région dès que possible", 3), points=full("Parler", 300).points)
    text = told(agenda)
    assert text.count("Relancer la région dès que possible · 2 novembre") == 3
    assert "autres" in text


def test_for_the_sponsor_there_are_no_numbers_and_no_gaps() -> None:
    translator = Translator("fr")
    parts = sections(translator, PROGRAMME, full("Relancer", 1), inside=False)
    text = "\n".join(map(str, fit_sections(translator, [], parts)))
    assert "#" not in text
    assert "regard extérieur" not in text
    assert "/gamma" not in text


def test_the_sponsor_reads_what_they_themselves_expect_and_are_asked_for() -> None:
    translator = Translator("fr")
    titles = [str(part.title) for part in sections(translator, PROGRAMME, EMPTY, inside=False)]
    assert "Le soutien dont nous avons besoin" in titles
    assert "Ce que vous attendez" in titles
    assert not any("sponsor" in title for title in titles)


def test_a_point_stands_in_its_section() -> None:
    text = told(replace(EMPTY, points=[AgendaPoint(4, STARTUP.id, "Relais en région", "support")]))
    assert "Soutien attendu du sponsor\n• #4 Relais en région" in text
    assert "Rien à signaler pour l’instant\u00a0: sujets de l’équipe" in text
    assert "retirer 4" in text


@pytest.mark.parametrize(
    ("team", "outside", "far"),
    [
        ("not_yet", "reached", True),
        ("reached", "not_yet", True),
        ("partly", "reached", False),
        ("reached", "reached", False),
        ("unknown", "reached", False),
    ],
)
def test_views_two_levels_apart_are_a_point(team: str, outside: str, far: bool) -> None:
    step = CriterionChange(MARKET, team, None)  # type: ignore[arg-type]
    found = find_verdict_gaps([step], [{MARKET.id: outside}])  # type: ignore[dict-item]
    assert bool(found) is far
