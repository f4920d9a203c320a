"""Three questions on a sponsor's page: counted once, joined with nobody, gone when they are not asked."""

from datetime import date

import pytest
from sqlalchemy import text

from gamma.seasons.season import Season, SeasonLine
from gamma.seasons.survey import NOT_TOLD
from storage.seasons import seasons, surveys
from tests.sponsor_scene import Sponsor, SponsorScene

LINE = SeasonLine("Hiver", date(2026, 9, 1), date(2027, 1, 31))
GIVEN = {"goals": "yes", "support": "no"}


@pytest.fixture
def season(scene: SponsorScene) -> Season:
    with scene.store.write() as session:
        season = seasons.open_(session, LINE, ["velo"], scene.now)
        assert season is not None
        surveys.open_(session, season, "middle", scene.now)
        return season


def counted(scene: SponsorScene) -> dict[str, int]:
    rows = text("SELECT question, answer, count AS n FROM sponsor_opinions")
    with scene.store.read() as session:
        return {f"{row.question} {row.answer}": row.n for row in session.execute(rows)}


def test_it_is_asked_once_and_only_added_up(scene: SponsorScene, sponsor: Sponsor, season: Season) -> None:
    assert "Votre relation avec l’équipe" in sponsor.open().text
    assert "Est-ce que vous et l’équipe" not in sponsor.open("?lang=en").text
    seal = sponsor.seal()
    assert sponsor.press("survey").status_code == 422
    assert "Merci de choisir au moins une réponse" in sponsor.press("survey").text
    assert sponsor.press("survey", seal="x", **GIVEN).status_code == 422
    assert counted(scene) == {}
    for _ in range(2):
        assert sponsor.press("survey", seal=seal, **GIVEN).status_code == 303
    assert counted(scene) == {"goals yes": 1, "support no": 1, "future unknown": 1}
    shown = sponsor.open("?done=survey").text
    assert "Vos réponses sont comptées" in shown
    assert "Votre relation avec l’équipe" not in shown
    assert scene.kept() == []


def test_another_contact_is_asked_too_and_three_are_told_at_the_end(
    scene: SponsorScene, sponsor: Sponsor, season: Season
) -> None:
    others = [scene.given_to(name) for name in ("Karim Benali", "Lucie Petit")]
    for each in (sponsor, *others):
        each.press("survey", **GIVEN)
    with scene.store.write() as session:
        assert surveys.relation(session, season)["middle"]["sponsor"] == NOT_TOLD
        surveys.end_others(session, season, None, scene.now)
        told = surveys.relation(session, season)["middle"]["sponsor"]
    assert (told.n, told.answers["support"]["no"]) == (3, 3)
    assert "Votre relation" not in scene.given_to("Zoé Roy").open().text
