"""Pictures and files on the sandbox's page, and people to pick in its forms."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bot.platforms.sandbox.labels import labels
from gamma.chat import Field, File, Form, Message, Picture, Submission
from gamma.translator import render
from tests.browser.columns import say, team
from tests.platforms.sandbox_scene import TEAM, Scene

FR = labels("fr")
ALT = "Satisfaction : 12 en juin, 40 en juillet, rien en août, 61 en septembre."
FILE = File("gamma-2026-12-01.html", "<script>document.title='ouvert'</script>é".encode())
EDIT = Form(
    "startup.edit",
    "La startup",
    (
        Field("manager", "Chargée de portefeuille", "person", "Qui la suit.", "pauline"),
        Field("coach", "Coach", "person"),
    ),
    "Enregistrer",
)


def wide_picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(drawn, "PNG")
    return drawn.getvalue()


def post_both(scene: Scene) -> None:
    words = render("**Historique.** La satisfaction monte.")
    scene.post(TEAM, Message((words,), picture=Picture(wide_picture, ALT), file=FILE))


@pytest.mark.parametrize("width", [320, 1280])
def test_a_picture_and_a_file_fit_the_screen(page: Page, scene: Scene, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    post_both(scene)
    picture = team(page).get_by_role("img", name=ALT)
    expect(picture).to_have_js_property("naturalWidth", 1600)
    shown = picture.bounding_box()
    assert shown
    assert 200 < shown["width"] <= width
    assert shown["width"] / shown["height"] == pytest.approx(16 / 9, abs=0.01)
    link = team(page).get_by_role("link", name="Télécharger gamma-2026-12-01.html")
    place = link.bounding_box()
    assert place
    assert place["y"] >= shown["y"] + shown["height"]
    assert place["height"] >= 24, "big enough for a finger"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_file_is_saved_not_opened(page: Page, scene: Scene, tmp_path: Path) -> None:
    post_both(scene)
    title = page.title()
    with page.expect_download() as downloading:
        team(page).get_by_role("link", name=FILE.name).click()
    downloading.value.save_as(tmp_path / "saved")
    assert downloading.value.suggested_filename == FILE.name
    assert (tmp_path / "saved").read_bytes() == FILE.content
    expect(page).to_have_title(title)


def test_a_file_is_never_a_page_of_its_own(page: Page, scene: Scene) -> None:
    """Even where its address is typed."""
    post_both(scene)
    link = team(page).get_by_role("link", name=FILE.name)
    address = link.get_attribute("href")
    with page.expect_download():
        page.evaluate("address => { location.href = address; }", address)
    expect(page).not_to_have_title("ouvert")


def test_people_are_picked_from_the_cast(page: Page, scene: Scene) -> None:
    scene.reply = lambda _event, _words: EDIT
    say(team(page), "/gamma startup modifier")
    form = team(page).get_by_role("dialog", name=EDIT.title)
    manager = form.get_by_role("combobox", name="Chargée de portefeuille")
    expect(manager).to_have_value("pauline")
    expect(manager).to_have_accessible_description("Qui la suit.")
    expect(manager.locator("option").first).to_have_text(FR["nobody"])
    manager.select_option(label="Nadia Benali")
    form.get_by_role("button", name="Enregistrer").click()
    expect(form.get_by_role("combobox", name="Coach")).to_have_value("")
    sent = scene.events[-1]
    assert isinstance(sent, Submission)
    assert sent.values == {"manager": "nadia", "coach": ""}
