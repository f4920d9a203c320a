"""What a newcomer sees and does on the sandbox's page."""

import re
from base64 import b64decode

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete

from bot.platforms.sandbox.labels import labels
from gamma.chat import Button, Message, Picture
from gamma.text import Span, Text
from gamma.translator import render
from storage.models import SandboxPostRow
from tests.browser.columns import choose, expert, line, manager, say, team
from tests.platforms.sandbox_scene import TEAM, Scene, said

FR, EN = labels("fr"), labels("en")
DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOSTILE = "<img src=x onerror=alert(1)> <script>alert(2)</script> javascript:alert(3) &amp; **x** ${7*7}"


def test_it_opens_on_a_team_its_manager_and_an_expert(page: Page) -> None:
    for column, person, place in (
        (team(page), "camille", TEAM),
        (manager(page), "pauline", "@pauline"),
        (expert(page), "elias", "@elias"),
    ):
        expect(column.locator("select[name=person]")).to_have_value(person)
        expect(column.locator("select[name=place]")).to_have_value(place)


def test_a_plain_line_reaches_the_others_without_reloading(page: Page) -> None:
    say(team(page), "On commence ?")
    choose(expert(page), "person", "noe")
    choose(expert(page), "place", TEAM)
    expect(expert(page).get_by_role("log")).to_contain_text("On commence ?")
    say(expert(page), "Oui !")
    expect(team(page).get_by_role("log")).to_contain_text("Oui !")


def test_a_command_and_its_answer_are_for_one_pair_of_eyes(page: Page) -> None:
    choose(expert(page), "person", "noe")
    choose(expert(page), "place", TEAM)
    say(team(page), "/gamma aide")
    whispers = team(page).locator(".whispered")
    expect(whispers).to_have_count(2)
    expect(whispers.nth(0)).to_contain_text("/gamma aide")
    expect(whispers.nth(1)).to_contain_text("heard: aide")
    expect(whispers.nth(1)).to_contain_text(FR["private"])
    say(expert(page), "rien vu")
    expect(team(page).get_by_role("log")).to_contain_text("rien vu")
    expect(expert(page).get_by_role("log")).not_to_contain_text("aide")


def test_a_post_that_is_edited_changes_where_it_stands(page: Page, scene: Scene) -> None:
    post = scene.chat.post(TEAM, said("2 réponses"), "living", "")
    log = team(page).get_by_role("log")
    expect(log).to_contain_text("2 réponses")
    say(team(page), "On continue ?")
    say(team(page), "/gamma aide")
    scene.chat.edit(TEAM, post, said("3 réponses"), "living", "")
    expect(log).to_contain_text("3 réponses")
    expect(log).not_to_contain_text("2 réponses")
    scene.chat.post(TEAM, said("autre chose"), "other", "")
    expect(log.locator("article").last).to_contain_text("autre chose")
    expect(log.locator("article").first).to_contain_text("3 réponses")
    page.reload()
    expect(log.locator("article").first).to_contain_text("3 réponses")


def test_what_the_bot_posts_arrives_and_unread_places_say_so(page: Page, scene: Scene) -> None:
    scene.post("@elias", said("Une équipe cherche de l'aide."), "offer", "elias")
    expect(expert(page).get_by_role("log")).to_contain_text("Une équipe cherche")
    scene.post("@camille", said("Ton résultat"), "result", "camille")
    unread = team(page).locator(".elsewhere button")
    expect(unread).to_have_count(1)
    unread.click()
    expect(team(page).get_by_role("log")).to_contain_text("Ton résultat")
    expect(unread).to_have_count(0)
    expect(line(team(page))).to_be_focused()


def test_a_button_is_pressed_and_answered_in_private(page: Page, scene: Scene) -> None:
    scene.post(TEAM, Message((render("Prêts ?"),), (Button("Évaluer", "évaluer", for_all=True),)))
    team(page).locator("article").get_by_role("button", name="Évaluer").click()
    expect(team(page).locator(".whispered")).to_contain_text("heard: évaluer")


def test_bold_code_line_breaks_and_pictures_are_shown(page: Page, scene: Scene) -> None:
    text = Text.lines(render("**Gras** et `code`"), render("en dessous"))
    scene.post(TEAM, Message((text,), picture=Picture(lambda: DOT, "Une courbe qui monte")))
    log = team(page).get_by_role("log")
    expect(log.locator("article strong", has_text="Gras")).to_have_count(1)
    expect(log.locator("article code")).to_have_text("code")
    picture = log.get_by_role("img", name="Une courbe qui monte")
    expect(picture).to_have_js_property("naturalWidth", 1)


def test_hostile_words_stay_words(page: Page, scene: Scene) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    say(team(page), HOSTILE)
    say(team(page), f"/gamma {HOSTILE}")
    hostile = Text((Span(HOSTILE), Span(HOSTILE, "bold"), Span(HOSTILE, "code")))
    scene.post(TEAM, Message((hostile,), (Button("<b onclick=alert(4)>x</b>", "x", for_all=True),)))
    log = team(page).get_by_role("log")
    expect(log.locator("article")).to_have_count(4)
    expect(log.get_by_role("button", name="<b onclick=alert(4)>x</b>")).to_have_count(1)
    expect(log.locator("article").first).to_contain_text(HOSTILE)
    expect(log.locator("img, script, b")).to_have_count(0)


def test_commands_are_proposed_and_taken_by_keyboard(page: Page) -> None:
    box = line(team(page))
    box.press_sequentially("/")
    options = team(page).get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    chosen = options.nth(1).get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen))
    box.press("Enter")
    expect(box).to_have_value("/gamma évaluer résultat ")
    expect(box).to_be_focused()
    box.press("Enter")
    expect(team(page).get_by_role("log")).to_contain_text("heard: évaluer résultat")


def test_tab_completes_escape_closes_and_enter_sends_what_is_typed(page: Page) -> None:
    box = line(team(page))
    box.press_sequentially("/ai")
    box.press("Tab")
    expect(box).to_have_value("/gamma aide ")
    box.fill("/gamma")
    box.press("Escape")
    expect(team(page).get_by_role("listbox")).to_have_count(0)
    box.fill("/gamma évaluer")
    box.press("Enter")
    expect(team(page).get_by_role("log")).to_contain_text("heard: évaluer")


def test_the_language_switch_changes_the_column_and_the_person(page: Page, scene: Scene) -> None:
    choose(expert(page), "language", "en")
    expect(expert(page)).to_have_attribute("lang", "en")
    expect(expert(page).get_by_role("button", name=EN["send"])).to_be_visible()
    expect(team(page)).to_have_attribute("lang", "fr")
    say(expert(page), "/gamma help")
    expect(expert(page).locator(".whispered").last).to_have_attribute("lang", "en")
    assert scene.chat.profile("elias").locale == "en"
    assert scene.chat.profile("camille").locale == "fr"


def test_seats_and_languages_are_kept_over_a_reload(page: Page) -> None:
    choose(expert(page), "person", "nadia")
    choose(expert(page), "language", "en")
    page.reload()
    expect(expert(page).locator("select[name=person]")).to_have_value("nadia")
    expect(expert(page)).to_have_attribute("lang", "en")


def test_private_answers_outlast_a_reload_and_not_the_server_they_came_from(page: Page, scene: Scene) -> None:
    scene.post(TEAM, said("Bonjour !"))
    expect(team(page).get_by_role("log")).to_contain_text("Bonjour !")
    say(team(page), "/gamma aide")
    whispers = team(page).locator(".whispered")
    expect(whispers).to_have_count(2)
    page.reload()
    expect(whispers).to_have_text([re.compile("/gamma aide"), re.compile("heard: aide")])
    say(team(page), "/gamma encore")
    expect(whispers).to_have_count(4)
    expect(team(page).locator(".line").first).to_contain_text("Bonjour !")
    with scene.store.write() as session:
        session.execute(delete(SandboxPostRow))
    expect(team(page).locator(".empty p")).to_have_text(FR["empty"])


def test_the_programmes_time_is_shown_and_moved(page: Page, scene: Scene) -> None:
    now = page.locator("#now")
    expect(now).to_contain_text(re.compile("mardi 1er décembre 2026.*10.h.30"))
    page.get_by_role("button", name=FR["monday"]).click()
    expect(now).to_contain_text(re.compile("lundi 7 décembre 2026.* 9.h.00"))
    page.get_by_role("button", name=FR["hour"]).click()
    expect(now).to_contain_text(re.compile("10.h.00"))
    assert len(scene.moves) == 2


def test_a_lost_connection_is_said_and_mended(page: Page) -> None:
    page.route("**/sandbox/posts*", lambda route: route.fulfill(body="not json"))
    expect(page.get_by_role("status")).to_have_text(FR["lost"])
    page.unroute("**/sandbox/posts*")
    expect(page.get_by_role("status")).to_have_text("")


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (1280, 800), (800, 600)])
def test_nothing_scrolls_sideways(page: Page, scene: Scene, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    scene.post(TEAM, said("anticonstitutionnellement" * 20), "long")
    expect(team(page).get_by_role("log")).to_contain_text("anticonstitutionnellement")
    say(team(page), "/gamma " + "x" * 300)
    expect(team(page).locator(".whispered")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for column in (team(page), manager(page), expert(page)):
        assert column.evaluate("column => column.scrollWidth <= column.clientWidth")


def test_a_conversation_of_two_with_gamma_is_seen_by_both_alone(scene: Scene, page: Page) -> None:
    group = scene.chat.group_channel(["camille", "elias"])
    scene.post(group, said("Vous voilà réunis"))
    for column, other in ((team(page), "Elias Fontaine"), (expert(page), "Camille Moreau")):
        option = column.locator(f"select[name=place] option[value='{group}']")
        expect(option).to_contain_text(other)
        choose(column, "place", group)
        expect(column.get_by_role("log")).to_contain_text("Vous voilà réunis")
    say(expert(page), "Demain ?")
    expect(team(page).get_by_role("log")).to_contain_text("Demain ?")
    expect(manager(page).locator(f"select[name=place] option[value='{group}']")).to_have_count(0)
