"""The sponsor's page: reading changes nothing, one press counts once, and nothing else is reached from it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import template_rendered
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Template

from bot.sponsor_page.seals import Shown, SponsorSeals
from storage import sponsor_page
from tests.sponsor_scene import NOW, Sponsor, SponsorScene, at

DAY = "mardi 8 décembre 2026 à 14\u00a0h\u00a030 (heure de Paris)"
NOWHERE = "Ce lien ne mène nulle part, ou n’y mène plus"
CONFIRMED = ("confirmed", 0, "2026-12-08 14:30")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[SponsorScene]:
    scene = SponsorScene(tmp_path)
    yield scene
    scene.close()


@pytest.fixture
def sponsor(scene: SponsorScene) -> Sponsor:
    return scene.sponsor


# --- what it shows ----------------------------------------------------------------------------


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
    assert "jamais comme une preuve d’identité" in page


def test_the_minutes_are_shown_once_written_without_the_teams_notes(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    scene.later(days=16)
    scene.end("held")
    assert "Son compte-rendu n’est pas encore écrit" in sponsor.open().text
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


# --- opening changes nothing ------------------------------------------------------------------


def test_opened_by_anybody_any_number_of_times_nothing_is_kept(scene: SponsorScene, sponsor: Sponsor) -> None:
    for _ in range(5):
        assert sponsor.open().status_code == 200
        assert sponsor.client.head(sponsor.address).status_code == 200
        assert sponsor.open("?done=confirmed&answer=confirmed").status_code == 200
        sponsor.client.options(sponsor.address)
    assert scene.kept() == []
    assert "L’équipe est prévenue" not in sponsor.open("?done=confirmed").text


# --- answers ----------------------------------------------------------------------------------


def test_confirming_is_kept_told_and_said_back(scene: SponsorScene, sponsor: Sponsor) -> None:
    answer = sponsor.press("confirmed")
    assert (answer.status_code, answer.headers["Location"]) == (303, "?done=confirmed&lang=")
    page = sponsor.open("?done=confirmed").text
    assert "Merci\u202f! L’équipe est prévenue." in page
    assert "confirmée par le lien le 23 novembre 2026 à 10\u00a0h\u00a030" in page
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


def test_words_that_mean_no_date_are_kept_as_words(scene: SponsorScene, sponsor: Sponsor) -> None:
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
    assert "Le compte-rendu a été approuvé par le lien" in sponsor.open().text
    assert 'value="approved"' not in sponsor.open().text
    scene.write_minutes("On ouvre quatre régions.")
    assert "a changé depuis son approbation" in sponsor.open().text
    sponsor.press("approved")
    assert [(kind, revision) for kind, revision, _ in scene.kept()] == [("approved", 1), ("approved", 2)]


# --- what changes meanwhile -------------------------------------------------------------------


def test_after_a_move_the_earlier_confirmation_is_for_another_date(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    sponsor.press("confirmed")
    scene.move(at(15, 10, 0))
    page = sponsor.open().text
    assert "mardi 15 décembre 2026 à 10\u00a0h" in page
    assert f"c’est une autre date qui a été confirmée par le lien\u00a0: {DAY}" in page
    sponsor.press("confirmed")
    assert scene.kept() == [CONFIRMED, ("confirmed", 1, "2026-12-15 10:00")]


def test_another_place_alone_does_not_undo_a_confirmation(scene: SponsorScene, sponsor: Sponsor) -> None:
    sponsor.press("confirmed")
    scene.move(at(8), place="Lyon")
    page = sponsor.open().text
    assert "Cette date a été confirmée par le lien" in page
    assert "Lyon" in page


def test_moved_away_confirmed_there_and_moved_back_it_is_asked_again(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    sponsor.press("confirmed")
    scene.move(at(15))
    sponsor.press("confirmed")
    scene.move(at(8))
    sponsor.press("confirmed")
    assert len(scene.kept()) == 3


def test_what_was_pressed_on_a_page_that_showed_another_date_does_not_count(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    seal = sponsor.seal()
    scene.move(at(15, 10, 0))
    answer = sponsor.press("confirmed", seal)
    assert answer.status_code == 422
    assert "Le point a changé entre-temps" in answer.text
    assert "mardi 15 décembre 2026" in answer.text
    assert scene.kept() == []


def test_minutes_corrected_meanwhile_are_not_approved(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=16)
    scene.end("held")
    scene.write_minutes("On ouvre trois régions.")
    seal = sponsor.seal()
    scene.write_minutes("On n’ouvre rien.")
    answer = sponsor.press("approved", seal)
    assert "Le compte-rendu a changé entre-temps" in answer.text
    assert "On n’ouvre rien." in answer.text
    assert scene.kept() == []


def test_a_cancelled_checkpoint_says_so_and_asks_for_nothing(scene: SponsorScene, sponsor: Sponsor) -> None:
    seal = sponsor.seal()
    scene.end("cancelled")
    assert "Ce point est annulé" in sponsor.open().text
    assert "<button" not in sponsor.open().text
    assert sponsor.press("confirmed", seal).status_code == 422
    assert scene.kept() == []


def test_once_begun_its_date_is_no_longer_discussed(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=15, hours=4)
    seal = scene.app.sponsor_seals.page(Shown(1, 0, ""))
    assert "Cette date est passée" in sponsor.open().text
    assert sponsor.press("confirmed", seal).status_code == 422
    assert scene.kept() == []


# --- links that lead nowhere ------------------------------------------------------------------


def test_links_expire_thirty_days_after_the_checkpoint(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=45)
    assert sponsor.open().status_code == 200
    scene.later(days=1)
    assert sponsor.open().status_code == 410


def test_a_moved_checkpoint_takes_its_link_with_it(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.move(at(31))
    scene.later(days=60)
    assert sponsor.open().status_code == 200


def test_all_that_leads_nowhere_says_the_same_and_reveals_nothing(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    seal, token = sponsor.seal(), sponsor.address.removeprefix("/sponsor/")
    body, _, signature = token.partition(".")
    forged = [
        "x",
        body,
        f"{body}.{signature[::-1]}",
        f"Mg.{signature}",
        f"{token}.",
        "é",
        "%00",
        scene.app.sponsor_seals.page(Shown(1, 0, "")),
        SponsorSeals("another secret", lambda: NOW).link(1),
    ]
    scene.revoke()
    answers = {address: sponsor.client.get(f"/sponsor/{address}") for address in [token, *forged]}
    assert {answer.status_code for address, answer in answers.items() if address != token} == {404}
    assert answers[token].status_code == 410
    assert len({answer.text for answer in answers.values()}) == 1
    assert NOWHERE in answers[token].text
    assert "écrire à l’équipe" in answers[token].text
    assert "Vélo" not in answers[token].text
    for address in answers:
        assert sponsor.client.post(f"/sponsor/{address}", data={"seal": seal}).status_code in (404, 410)
    assert scene.kept() == []


def test_a_link_that_never_was_is_not_found(scene: SponsorScene, sponsor: Sponsor) -> None:
    never = scene.app.sponsor_seals.link(999)
    assert sponsor.client.get(f"/sponsor/{never}").status_code == 410
    assert sponsor.client.post(f"/sponsor/{never}", data={}).status_code == 410


# --- whose page it was ------------------------------------------------------------------------


def test_anothers_page_answers_nothing_through_this_link(scene: SponsorScene, sponsor: Sponsor) -> None:
    paul = scene.given_to("Paul Durand")
    assert paul.address != sponsor.address
    answer = sponsor.press("confirmed", paul.seal())
    assert answer.status_code == 422
    assert "restée ouverte trop longtemps" in answer.text
    assert scene.kept() == []


def test_each_sees_their_own_answers_alone(scene: SponsorScene, sponsor: Sponsor) -> None:
    paul = scene.given_to("Paul Durand")
    paul.press("proposed", when="après les fêtes")
    assert "après les fêtes" in paul.open().text
    assert "après les fêtes" not in sponsor.open().text
    assert "Paul" not in sponsor.open().text


@pytest.mark.parametrize("seal", ["", "x", "WzEsMCwwLDE3OTYwMzEwMDBd.xxxxjXC_Yue1wLk-wUy4yGoxJpg"])
def test_without_the_pages_own_seal_nothing_is_answered(
    scene: SponsorScene, sponsor: Sponsor, seal: str
) -> None:
    answer = sponsor.client.post(sponsor.address, data={"seal": seal, "answer": "confirmed"})
    assert answer.status_code == 422
    assert scene.kept() == []


def test_a_page_left_open_for_too_long_is_to_be_read_again(scene: SponsorScene, sponsor: Sponsor) -> None:
    seal = sponsor.seal()
    scene.later(days=7, minutes=1)
    answer = sponsor.press("confirmed", seal)
    assert "restée ouverte trop longtemps" in answer.text
    assert scene.kept() == []
    assert sponsor.press("confirmed").status_code == 303


def test_what_is_not_on_the_page_cannot_be_pressed(scene: SponsorScene, sponsor: Sponsor) -> None:
    for answer in ("approved", "cancelled", ""):
        assert sponsor.press(answer).status_code == 422
    assert scene.kept() == []


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60), st.from_regex(r"[A-Za-z0-9_-]{1,10}\.[A-Za-z0-9_-]{20,30}", fullmatch=True)
    )
)
def test_no_token_but_ours_is_a_link_or_a_page(token: str) -> None:
    seals = SponsorSeals("a secret for this test", lambda: NOW)
    assert seals.open_link(token) is None
    assert seals.open_page(token) is None


# --- limits and troubles ----------------------------------------------------------------------


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
        sponsor_page.load(session, 1, scene.app._asked())
        answer = sponsor.press("confirmed", seal)
    assert answer.status_code == 503
    assert "Merci de réessayer dans un instant" in answer.text
    assert scene.kept() == []


def test_nothing_is_drawn_while_the_database_is_held(scene: SponsorScene, sponsor: Sponsor) -> None:
    drawn = []

    def write_too(_app: object, template: Template, **_given: object) -> None:
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
    assert "sponsor_page.opened" in caplog.text
    assert sponsor.address not in caplog.text
