"""The sponsor's page: what it shows, that reading changes nothing, and that one press counts once."""

import logging
from typing import Any

import pytest
from flask import template_rendered

from storage.startups import startups
from tests.sponsor_scene import CONFIRMED, DAY, Sponsor, SponsorScene

# --- what it shows ---------------------------------------------------------------------------


def test_it_shows_when_and_where_and_what_is_to_be_talked_about(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    scene.add_point("Ouvrir trois régions <b>vite</b>")
    page = sponsor.open().text
    assert DAY in page
    assert "20 avenue de Ségur" in page
    assert 'href="https://visio.example.org/abc"' in page
    assert "Ordre du jour proposé" in page
    assert "Ouvrir trois régions &lt;b&gt;vite&lt;/b&gt;" in page
    assert "Cette page a été préparée pour Jeanne Martin" in page
    assert "sans vérification d’identité" in page


def test_the_minutes_are_shown_once_written_without_the_teams_notes(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    scene.later(days=16)
    scene.end("held")
    assert "Son compte rendu n’est pas encore écrit" in sponsor.open().text
    scene.write_minutes("On ouvre trois régions.", notes="La DGE hésite.")
    page = sponsor.open().text
    assert "On ouvre trois régions." in page
    assert "hésite" not in page
    assert "Confirmer cette date" not in page


def test_it_speaks_french_or_the_language_that_is_asked_for(sponsor: Sponsor) -> None:
    assert '<html lang="fr">' in sponsor.open().text
    assert '<html lang="fr">' in sponsor.open(**{"Accept-Language": "de"}).text
    english = sponsor.open(**{"Accept-Language": "en-GB,en;q=0.9"}).text
    assert "Tuesday 8 December 2026 at 14:30 (Paris time)" in english
    assert '<html lang="en">' in sponsor.open("?lang=en").text
    assert '<html lang="fr">' in sponsor.open("?lang=fr", **{"Accept-Language": "en"}).text
    assert '<html lang="fr">' in sponsor.open("?lang=<script>").text


def test_a_chosen_language_stays_after_an_answer(sponsor: Sponsor) -> None:
    answer = sponsor.press("confirmed", query="?lang=en")
    assert "The team is told." in sponsor.open(answer.headers["Location"]).text


def test_its_headers_keep_it_to_itself(sponsor: Sponsor) -> None:
    for answer in (sponsor.open(), sponsor.press("confirmed"), sponsor.client.get("/sponsor/nobody")):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in answer.headers


def test_nothing_on_it_comes_from_elsewhere_or_runs(sponsor: Sponsor) -> None:
    page = sponsor.open().text
    assert "<script" not in page
    assert " src=" not in page
    assert " style=" not in page
    assert "@import" not in page


# --- opening changes nothing -----------------------------------------------------------------


def test_opened_by_anybody_any_number_of_times_nothing_is_kept(scene: SponsorScene, sponsor: Sponsor) -> None:
    for _ in range(5):
        assert sponsor.open().status_code == 200
        assert sponsor.client.head(sponsor.address).status_code == 200
        assert sponsor.open("?done=confirmed&answer=confirmed").status_code == 200
        sponsor.client.options(sponsor.address)
    assert scene.kept() == []
    assert "L’équipe est prévenue" not in sponsor.open("?done=confirmed").text


# --- answers ---------------------------------------------------------------------------------


def test_confirming_is_kept_told_and_said_back(scene: SponsorScene, sponsor: Sponsor) -> None:
    answer = sponsor.press("confirmed")
    assert (answer.status_code, answer.headers["Location"]) == (303, "?done=confirmed&lang=")
    page = sponsor.open("?done=confirmed").text
    assert "Merci\u202f! L’équipe est prévenue." in page
    assert "confirmée par votre lien le 23 novembre 2026 à 10\u00a0h\u00a030" in page
    assert 'value="confirmed"' not in page
    assert scene.kept() == [CONFIRMED]


@pytest.mark.parametrize("answer", ["confirmed", "proposed"])
def test_a_second_press_of_the_same_page_is_harmless(
    scene: SponsorScene, sponsor: Sponsor, answer: str
) -> None:
    seal = sponsor.seal()
    for _ in range(3):
        assert sponsor.press(answer, seal, when="jeudi 10h").status_code == 303
    assert len(scene.kept()) == 1


def test_a_proposal_is_shown_back_as_understood(scene: SponsorScene, sponsor: Sponsor) -> None:
    sponsor.press("proposed", when="  jeudi 10 décembre\t10h ")
    page = sponsor.open().text
    assert "«\u00a0jeudi 10 décembre 10h\u00a0»" in page
    assert "jeudi 10 décembre 2026 à 10\u00a0h (heure de Paris)" in page
    assert scene.kept() == [("proposed", 0, "jeudi 10 décembre 10h")]


def test_words_that_mean_no_date_are_kept_as_words(sponsor: Sponsor) -> None:
    sponsor.press("proposed", when="<i>après</i> les fêtes")
    page = sponsor.open().text
    assert "&lt;i&gt;après&lt;/i&gt; les fêtes" in page
    assert "si nous comprenons bien" not in page


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "x" * 301])
def test_nothing_or_too_much_is_refused_with_what_was_typed(
    scene: SponsorScene, sponsor: Sponsor, typed: str
) -> None:
    answer = sponsor.press("proposed", when=typed)
    assert answer.status_code == 422
    assert "<title>Erreur · " in answer.text
    assert 'role="alert"' in answer.text
    assert '<a href="#when">' in answer.text
    assert f'value="{typed}"' in answer.text
    assert scene.kept() == []


def test_minutes_are_approved_once_for_each_version(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=16)
    scene.end("held")
    scene.write_minutes("On ouvre trois régions.")
    sponsor.press("approved")
    assert "Le compte rendu a été approuvé par votre lien" in sponsor.open().text
    assert 'value="approved"' not in sponsor.open().text
    scene.write_minutes("On ouvre quatre régions.")
    assert "a changé depuis son approbation" in sponsor.open().text
    sponsor.press("approved")
    assert [(kind, revision) for kind, revision, _ in scene.kept()] == [("approved", 1), ("approved", 2)]


# --- limits and troubles ---------------------------------------------------------------------


def test_more_than_ten_kilobytes_are_refused(scene: SponsorScene, sponsor: Sponsor) -> None:
    answer = sponsor.press("proposed", when="x" * 11_000)
    assert answer.status_code == 413
    assert "Rien n’a été transmis" in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert scene.kept() == []


def test_a_flood_of_proposals_ends_in_a_kind_word(scene: SponsorScene, sponsor: Sponsor) -> None:
    seal = sponsor.seal()
    answers = [sponsor.press("proposed", seal, when=f"le {number}").status_code for number in range(25)]
    assert answers == [303] * 20 + [422] * 5
    scene.later(days=1, minutes=1)
    assert sponsor.press("proposed", seal, when="jeudi").status_code == 303


def test_a_busy_database_is_said_kindly(scene: SponsorScene, sponsor: Sponsor) -> None:
    seal = sponsor.seal()
    scene.store.patience = 0.05
    with scene.store.write() as session:
        startups.lock_startup(session, "velo")
        answer = sponsor.press("confirmed", seal)
    assert answer.status_code == 503
    assert "Merci de réessayer dans un instant" in answer.text
    assert scene.kept() == []


def test_nothing_is_drawn_while_the_database_is_held(scene: SponsorScene, sponsor: Sponsor) -> None:
    drawn = []

    def write_too(_app: object, template: Any, **_given: object) -> None:
        with scene.store.write(patience=0.05):
            drawn.append(template.name)

    seal = sponsor.seal()
    with template_rendered.connected_to(write_too):
        assert sponsor.press("proposed", seal, when="").status_code == 422
    assert drawn == ["sponsor.html"]


def test_an_error_is_logged_without_the_link(
    scene: SponsorScene, sponsor: Sponsor, caplog: pytest.LogCaptureFixture
) -> None:
    scene.app.web.config["PROPAGATE_EXCEPTIONS"] = False
    with scene.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE sponsor_answers")
    with caplog.at_level(logging.DEBUG):
        assert sponsor.open().status_code == 500
    assert "sponsor_page.show" in caplog.text
    assert sponsor.address not in caplog.text
