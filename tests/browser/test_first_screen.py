"""What the sandbox's page proposes, tells and lets one reach without a mouse."""

import re

from playwright.sync_api import Locator, Page, expect

from bot.platforms.sandbox.labels import labels
from gamma.chat import Field, Form
from tests.browser.columns import choose, expert, line, manager, say, team
from tests.platforms.sandbox_scene import TEAM, Scene, said

FR, EN = labels("fr"), labels("en")


def proposed(column: Locator) -> Locator:
    return column.locator(".opening button")


def fill_log(scene: Scene, place: str, count: int, name: str) -> None:
    for number in range(count):
        scene.post(place, said(*[f"{name} {number}"] * 6), f"{name}-{number}")


def test_each_conversation_proposes_what_to_try_and_forgets_what_was_tried(page: Page) -> None:
    expect(proposed(team(page))).to_have_count(3)
    expect(proposed(manager(page)).first).to_contain_text("/gamma portefeuille")
    proposed(team(page)).nth(1).click()
    expect(team(page).locator(".whispered").last).to_contain_text("heard: évaluer")
    expect(proposed(team(page))).to_have_count(2)
    choose(expert(page), "language", "en")
    expect(proposed(expert(page)).first).to_contain_text("/gamma expert join growth")
    choose(expert(page), "person", "noe")
    choose(expert(page), "place", "nouvelle-equipe")
    expect(proposed(expert(page))).to_contain_text("/gamma startup lier ruche-ouverte")


def test_new_messages_below_are_counted_and_led_to(page: Page, scene: Scene) -> None:
    log, sign = team(page).get_by_role("log"), team(page).locator("button.below")
    fill_log(scene, TEAM, 6, "ancien")
    expect(log).to_contain_text("ancien 5")
    expect(sign).to_have_text(re.compile(FR["below"].format(count="[2-5]")))
    log.evaluate("log => { log.scrollTop = log.scrollHeight }")
    expect(sign).to_be_hidden()
    log.evaluate("log => { log.scrollTop = 0 }")
    expect(sign).to_be_hidden()
    scene.post(TEAM, said("tout neuf"), "new")
    expect(sign).to_have_text(FR["one_below"])
    sign.click()
    expect(log.get_by_text("tout neuf")).to_be_in_viewport()
    expect(sign).to_be_hidden()
    expect(log).to_be_focused()


def test_one_key_leads_to_the_message_field_from_wherever_one_is(page: Page, scene: Scene) -> None:
    fill_log(scene, TEAM, 3, "long")
    expect(team(page).get_by_role("log")).to_contain_text("long 2")
    team(page).get_by_role("log").focus()
    page.keyboard.press("/")
    expect(line(team(page))).to_be_focused()
    expect(line(team(page))).to_have_value("/")
    expect(team(page).get_by_role("listbox")).to_be_visible()
    choose(expert(page), "place", "@elias")
    expert(page).locator("select[name=place]").focus()
    page.keyboard.press("Escape")
    expect(line(expert(page))).to_be_focused()
    page.locator("h1").click()
    page.keyboard.press("Escape")
    expect(line(team(page))).to_be_focused()


def test_the_first_thing_one_can_tab_to_leads_to_the_message_field(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(line(team(page))).to_be_focused()
    skip = manager(page).get_by_role("link", name=FR["skip"])
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(line(manager(page))).to_be_focused()


def test_the_page_has_a_language_of_its_own_that_lasts(page: Page, scene: Scene) -> None:
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name=EN["quarter"])).to_be_visible()
    expect(page.locator("#now")).to_contain_text("Tuesday")
    for column in (team(page), manager(page), expert(page)):
        expect(column).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("button", name="English")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#now")).to_contain_text("Tuesday")
    assert scene.chat.profile("camille").locale == "en"


def test_the_header_follows_once_everybody_reads_one_language(page: Page) -> None:
    for column in (team(page), manager(page)):
        choose(column, "language", "en")
        expect(column).to_have_attribute("lang", "en")
        expect(page.locator("html")).to_have_attribute("lang", "fr")
    choose(expert(page), "language", "en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name=EN["monday"])).to_be_visible()


def test_a_form_has_its_column_to_itself_and_gives_it_back(page: Page, scene: Scene) -> None:
    fill_log(scene, TEAM, 6, "ancien")
    log = team(page).get_by_role("log")
    expect(log).to_contain_text("ancien 5")
    fields = tuple(Field(f"f{number}", f"Question {number}", "text") for number in range(3))
    scene.reply = lambda _event, _words: Form("form", "Trois questions", fields, "Continuer")
    say(team(page), "/gamma")
    expect(team(page).get_by_role("dialog")).to_be_visible()
    expect(log).to_be_hidden()
    assert team(page).evaluate(
        "column => column.querySelector('.panel').offsetHeight > 0.6 * column.offsetHeight"
    )
    page.keyboard.press("Escape")
    expect(log).to_be_visible()
    expect(line(team(page))).to_be_focused()
