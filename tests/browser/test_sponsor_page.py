"""The sponsor's page in a real browser: small and large, without scripts, by the keyboard alone."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import served
from tests.sponsor_scene import SponsorScene, at

SIZES = {"phone": (320, 640), "desktop": (1280, 800)}


@pytest.fixture
def sponsors(tmp_path: Path) -> Iterator[SponsorScene]:
    scene = SponsorScene(tmp_path)
    scene.add_point("Ouvrir trois régions avant l’été")
    yield scene
    scene.close()


@pytest.fixture(params=SIZES)
def opened(browser: Browser, sponsors: SponsorScene, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page without scripts. What the browser complains of, or asks of anybody else, fails the test."""
    width, height = SIZES[request.param]
    viewport: ViewportSize = {"width": width, "height": height}
    context = browser.new_context(locale="fr-FR", viewport=viewport, java_script_enabled=False)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda line: complaints.append(line.text))
    page.on("request", lambda request: asked.append(request.url))
    with served(sponsors.app.web) as address:
        page.goto(f"{address}{sponsors.sponsor.address}")
        yield page
        assert {url.partition("?")[0] for url in asked} == {f"{address}{sponsors.sponsor.address}"}
    context.close()
    assert [line for line in complaints if "422" not in line] == []


def test_the_date_is_confirmed_by_one_press(opened: Page, sponsors: SponsorScene) -> None:
    expect(opened).to_have_title("Point d’étape du 8 décembre 2026\u00a0: Vélo facile")
    expect(opened.get_by_text("mardi 8 décembre 2026 à 14\u00a0h\u00a030 (heure de Paris)")).to_be_visible()
    opened.get_by_role("button", name="Confirmer cette date").click()
    expect(opened.get_by_role("status")).to_have_text("Merci\u202f! L’équipe est prévenue.")
    expect(opened.get_by_role("button", name="Confirmer cette date")).to_have_count(0)
    opened.reload()
    opened.go_back()
    assert [kind for kind, _, _ in sponsors.kept()] == ["confirmed"]


def test_another_date_is_proposed_by_the_keyboard_alone(opened: Page, sponsors: SponsorScene) -> None:
    field = opened.get_by_label("Quelle date vous conviendrait mieux")
    for _ in range(10):
        opened.keyboard.press("Tab")
        if field.evaluate("node => node === document.activeElement"):
            break
    expect(field).to_be_focused()
    opened.keyboard.type("jeudi 10 décembre à 10h")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("status")).to_have_text("Merci\u202f! Votre réponse est enregistrée.")
    expect(opened.get_by_text("jeudi 10 décembre 2026 à 10\u00a0h (heure de Paris)")).to_be_visible()
    assert [kind for kind, _, _ in sponsors.kept()] == ["proposed"]


def test_an_empty_proposal_is_said_above_and_at_the_field(opened: Page, sponsors: SponsorScene) -> None:
    opened.get_by_role("button", name="Envoyer cette proposition").click()
    expect(opened).to_have_title("Erreur · Point d’étape du 8 décembre 2026\u00a0: Vélo facile")
    alert = opened.get_by_role("alert")
    expect(alert).to_contain_text("Votre réponse n’a pas été transmise")
    field = opened.get_by_label("Quelle date vous conviendrait mieux")
    expect(field).to_have_attribute("aria-invalid", "true")
    at_field = "Merci d’écrire quelle date vous conviendrait."
    expect(field).to_have_attribute("aria-describedby", "help at-field")
    expect(opened.locator("#at-field")).to_have_text(at_field)
    alert.get_by_role("link", name=at_field).click()
    expect(field).to_be_focused()
    assert sponsors.kept() == []


def test_nothing_is_wider_than_the_screen_and_every_target_is_large_enough(
    browser: Browser, sponsors: SponsorScene
) -> None:
    sponsors.move(at(15), place="https://visio.example.org/" + "x" * 200)
    page = browser.new_page(viewport={"width": 320, "height": 640})
    with served(sponsors.app.web) as address:
        page.goto(f"{address}{sponsors.sponsor.address}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        heights = page.locator("button, input[type=text], header a").evaluate_all(
            "nodes => nodes.map(node => node.getBoundingClientRect().height)"
        )
        assert min(heights) >= 40
        headings = page.locator("h1, h2, h3").evaluate_all("nodes => nodes.map(node => +node.tagName[1])")
        assert headings[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(headings))
    page.close()


def test_where_the_keyboard_is_can_be_seen(browser: Browser, sponsors: SponsorScene) -> None:
    page = browser.new_page()
    with served(sponsors.app.web) as address:
        page.goto(f"{address}{sponsors.sponsor.address}")
        for _ in range(5):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert outline == "3px"
    page.close()


def test_a_printed_page_has_the_words_without_the_buttons(browser: Browser, sponsors: SponsorScene) -> None:
    page = browser.new_page()
    with served(sponsors.app.web) as address:
        page.goto(f"{address}{sponsors.sponsor.address}")
        page.emulate_media(media="print")
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_text("Ouvrir trois régions avant l’été")).to_be_visible()
    page.close()


def test_english_is_one_press_away(opened: Page) -> None:
    opened.get_by_role("link", name="English").click()
    expect(opened.get_by_role("button", name="Confirm this date")).to_be_visible()
    expect(opened.locator("html")).to_have_attribute("lang", "en")
