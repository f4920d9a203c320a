"""A startup all round, in words: what moved, how old promises are, what nothing is known of."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from gamma.assessments.outside_view import OutsideView
from gamma.checkpoints.agenda import Agenda, CriterionChange
from gamma.checkpoints.settings import CheckpointSettings
from gamma.follow_ups.follow_up import Action, Commitment
from gamma.metrics.build import build_metric
from gamma.metrics.metric import Definition, MetricValue
from gamma.people.person import Person
from gamma.portfolio.followed import FollowedStartup, PortfolioFacts, PortfolioRow
from gamma.portfolio.overview import Overview
from gamma.portfolio.overview_messages import overview_message
from gamma.programme.file import load_programme
from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Startup
from gamma.text import Span, Text
from gamma.translator import Translator

PROGRAMME, FRENCH, PARIS = load_programme(), Translator("fr"), ZoneInfo("Europe/Paris")
NOW, TODAY, NB = datetime(2026, 11, 30, 9, tzinfo=UTC), date(2026, 11, 30), "\u00a0"
VELO = Startup("velo", "Vélo", "", "", ())
PAULINE = Person(7, "slack", "U7", "Pauline Roche", "fr", None, "", False)
HEAD = Text((Span("Vélo"),))


def seen(agenda: Agenda, **known: object) -> str:
    startup = FollowedStartup("velo", "Vélo", True, CheckpointSettings(), NOW, None, NOW, (PAULINE,), (), ())
    row = PortfolioRow(startup, None, (), facts=PortfolioFacts())
    overview = Overview(agenda, row, (), {}, date(2026, 11, 3), PublicPages())
    told = replace(overview, **known)  # type: ignore[arg-type]  # by their names
    message = overview_message(FRENCH, PROGRAMME, told, HEAD, NOW, PARIS, ())
    assert [button.says for button in message.buttons] == ["checkpoint plan"]
    return str(message)


def agenda(**known: object) -> Agenda:
    return replace(Agenda(VELO, TODAY, None, ()), **known)  # type: ignore[arg-type]  # likewise


def test_of_nothing_little_is_said() -> None:
    said = seen(agenda())
    assert f"Responsable de portefeuille{NB}: Pauline Roche" in said
    assert f"Rien à signaler pour l’instant{NB}: critères clés" in said
    assert said.count("\n\n") == 1


def test_what_moved_is_beside_what_is_seen_from_outside() -> None:
    market, impact, _ = PROGRAMME.criteria
    changes = [CriterionChange(market, "reached", "partly"), CriterionChange(impact, "partly", "partly")]
    views = [
        OutsideView(7, "Pauline Roche", {"market": "not_yet"}, "personne ne paie"),
        OutsideView(8, "", {"team": "partly"}),
    ]
    said = seen(agenda(criterion_changes=changes), views=views)
    assert (
        f"✔ Marché{NB}: atteint (au dernier point{NB}: en partie) · Vu par Pauline Roche{NB}: pas encore"
        in said
    )
    assert f"◐ Impact{NB}: en partie\n" in said
    assert f"Équipe{NB}: rien de partagé pour l’instant · Regard extérieur{NB}: en partie\n" in said
    assert f"Pauline Roche précise{NB}: «{NB}personne ne paie{NB}»" in said


def test_actions_promises_questions_and_what_was_changed() -> None:
    late = Action(3, "velo", "appeler la région", None, "", date(2026, 11, 26), NOW)
    open_ = replace(late, id=4, text="plus tard", due_on=date(2026, 12, 26))
    promised = Commitment(
        5, "velo", "relays", "prévenir", None, recorded_at=datetime(2026, 11, 9, tzinfo=UTC)
    )
    today, old = replace(promised, id=6, recorded_at=NOW), replace(promised, id=7, recorded_at=None)
    details = {"objective_impact": "900 trajets", "obstacles": "pas d’API\npas de SSO"}
    stated = {each: date(2026, 11, 12) for each in ("objective_impact", "objective_team", "obstacles")}
    known = agenda(
        actions=[late, open_], commitments=[promised, today, old], details=details, question_count=2
    )
    said = seen(known, stated=stated)
    assert "appeler la région" in said
    assert "plus tard" not in said
    assert "promis il y a 21 jours" in said
    assert said.count("promis") == 2
    assert f"Impact{NB}: 900 trajets · changé le 12 novembre 2026" in said
    assert f"Équipe{NB}: retiré le 12 novembre 2026" in said
    assert "pas d’API\n" in said
    assert "pas de SSO · changé le 12 novembre 2026" in said
    assert "changé" not in seen(known, stated=stated, since=None)


def test_the_metric_with_its_public_pages() -> None:
    metric = build_metric([Definition("Trajets", stated_at=NOW)], [MetricValue(TODAY, None, NOW)], [])
    page = "https://velo.example.org/stats"
    said = seen(agenda(metric=metric), pages=PublicPages(page))
    assert f"• Trajets\n• Page publique{NB}: statistiques ({page})" in said
