"""Forms on the sandbox's page: by keyboard, with errors, page after page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.platforms.sandbox.labels import labels
from gamma.chat import Button, Errors, Field, Form, Message, Option, Reply, Submission
from gamma.translator import render
from tests.browser.columns import choose, expert, line, say, team
from tests.platforms.sandbox_scene import TEAM, Scene, said

FR = labels("fr")
KNOWN = tuple(
    Option(label, value) for label, value in (("Oui", "yes"), ("En partie", "partly"), ("Non", "no"))
)
MARKET = Form(
    "assess.market",
    "1/2 · Marché",
    (
        Field("size", "Marché", "number", "Combien en tout ?", "20 000", required=True),
        Field("satisfied", "Satisfaction", "choice", "Est-elle mesurée ?", "yes", KNOWN),
        Field("seen", "Où le voir ?", "long_text"),
    ),
    "Continuer",
    "Ce que tu sais suffit.\nTout peut être laissé vide.",
)
IMPACT = Form("assess.impact", "2/2 · Impact", (Field("metric", "Mesure", "text"),), "Terminer")


@pytest.fixture
def form(page: Page, scene: Scene) -> Locator:
    """The first page, opened by a command; what is sent is refused once, then leads to the second page."""
    errors = Errors({"size": "Je n'ai pas compris « beaucoup »."})
    replies: Iterator[Reply] = iter([MARKET, errors, IMPACT, said("Merci !")])
    scene.reply = lambda _event, _words: next(replies)
    say(team(page), "/gamma évaluer")
    return team(page).get_by_role("dialog", name=MARKET.title)


def test_focus_goes_into_the_form_whose_fields_have_names_and_help(form: Locator) -> None:
    size = form.get_by_role("textbox", name="Marché")
    expect(size).to_be_focused()
    expect(size).to_have_accessible_description("Combien en tout ?")
    expect(size).to_have_value("20 000")
    expect(form).to_have_accessible_description("Ce que tu sais suffit. Tout peut être laissé vide.")
    expect(form.get_by_role("group", name="Satisfaction").get_by_role("radio")).to_have_count(4)
    expect(form.get_by_role("radio", name="Oui")).to_be_checked()
    expect(form.get_by_role("textbox", name="Où le voir ?")).to_be_visible()


def test_an_error_is_read_at_its_field_and_the_answers_stay(form: Locator) -> None:
    size = form.get_by_role("textbox", name="Marché")
    size.fill("beaucoup")
    form.get_by_role("radio", name="En partie").check()
    size.press("Enter")
    expect(size).to_have_attribute("aria-invalid", "true")
    expect(size).to_have_accessible_description("Combien en tout ? Je n'ai pas compris « beaucoup ».")
    expect(size).to_be_focused()
    expect(size).to_have_value("beaucoup")
    expect(form.get_by_role("radio", name="En partie")).to_be_checked()
    expect(form.get_by_role("alert")).to_contain_text("Marché")


def test_the_next_page_follows_and_focus_returns_to_the_line(page: Page, scene: Scene, form: Locator) -> None:
    send = form.get_by_role("button", name="Continuer")
    send.click()
    expect(form.get_by_role("textbox", name="Marché")).to_have_attribute("aria-invalid", "true")
    form.get_by_role("radio", name=FR["no_answer"]).check()
    send.click()
    second = team(page).get_by_role("dialog", name=IMPACT.title)
    expect(second.get_by_role("textbox", name="Mesure")).to_be_focused()
    second.get_by_role("textbox", name="Mesure").press("Enter")
    expect(team(page).get_by_role("log")).to_contain_text("Merci !")
    expect(team(page).get_by_role("dialog")).to_have_count(0)
    expect(line(team(page))).to_be_focused()
    sent = [event.values for event in scene.events if isinstance(event, Submission)]
    assert sent[1] == {"size": "20 000", "satisfied": "", "seen": ""}


def test_escape_closes_the_form_and_gives_focus_back_to_the_button(page: Page, scene: Scene) -> None:
    scene.reply = lambda _event, _words: MARKET
    scene.post(TEAM, Message((render("Prêts ?"),), (Button("Évaluer", "évaluer", for_all=True),)))
    button = team(page).locator("article").get_by_role("button", name="Évaluer")
    button.press("Enter")
    expect(team(page).get_by_role("textbox", name="Marché")).to_be_focused()
    page.keyboard.press("Escape")
    expect(team(page).get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_required_field_left_empty_is_asked_for_before_sending(scene: Scene, form: Locator) -> None:
    size = form.get_by_role("textbox", name="Marché")
    size.fill(" ")
    size.press("Enter")
    expect(size).to_have_accessible_description(f"Combien en tout ? {FR['answer_expected']}")
    assert not [event for event in scene.events if isinstance(event, Submission)]


def test_a_form_stays_open_while_another_column_talks(page: Page, form: Locator) -> None:
    form.get_by_role("textbox", name="Où le voir ?").fill("tableau de bord")
    say(expert(page), "bonjour")
    expect(expert(page).get_by_role("log")).to_contain_text("bonjour")
    expert(page).locator("select[name=language]").select_option("en")
    expect(expert(page)).to_have_attribute("lang", "en")
    expect(form.get_by_role("textbox", name="Où le voir ?")).to_have_value("tableau de bord")


def test_a_form_stays_open_when_its_own_column_speaks_another_language(page: Page, form: Locator) -> None:
    form.get_by_role("textbox", name="Où le voir ?").fill("tableau de bord")
    choose(team(page), "language", "en")
    expect(team(page)).to_have_attribute("lang", "en")
    expect(form.get_by_role("textbox", name="Où le voir ?")).to_have_value("tableau de bord")
    expect(line(team(page))).to_be_hidden()
    form.get_by_role("button", name=FR["close"]).click()
    expect(line(team(page))).to_be_visible()


def test_a_form_that_cannot_be_sent_says_so_and_stays(page: Page, form: Locator) -> None:
    page.route("**/sandbox/send", lambda route: route.fulfill(status=200, body="not json"))
    form.get_by_role("button", name="Continuer").click()
    expect(form.get_by_role("alert")).to_have_text(FR["failed"])
    expect(form.get_by_role("textbox", name="Marché")).to_have_value("20 000")


@pytest.mark.parametrize("size", [(320, 640), (1280, 800)])
def test_a_form_fits_its_column(page: Page, form: Locator, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    form.get_by_role("button", name="Continuer").click()
    expect(form.get_by_role("textbox", name="Marché")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert form.evaluate("form => form.scrollWidth <= form.clientWidth")


def test_a_date_is_chosen_in_a_calendar_or_typed_beside_it(page: Page, scene: Scene) -> None:
    fields = (
        Field("due", "Pour quand", "date", "Par exemple « vendredi ».", "8 décembre", picked="2026-12-08"),
        Field("when", "Moment", "datetime"),
    )
    replies: Iterator[Reply] = iter([Form("r", "Dates", fields, "Noter"), said("Merci !")])
    scene.reply = lambda _event, _words: next(replies)
    say(team(page), "/gamma dates")
    form = team(page).get_by_role("dialog", name="Dates")
    due = form.get_by_role("textbox", name="Pour quand", exact=True)
    expect(due).to_be_focused()
    expect(due).to_have_value("8 décembre")
    expect(due).to_have_accessible_description("Par exemple « vendredi ».")
    calendar = form.get_by_label("Choisir dans un calendrier : Pour quand")
    expect(calendar).to_have_value("2026-12-08")
    calendar.fill("2026-12-12")
    expect(due).to_have_value("2026-12-12")
    due.fill("vendredi")
    form.get_by_label("Choisir dans un calendrier : Moment").fill("2026-12-08T14:30")
    form.get_by_role("button", name="Noter").click()
    expect(team(page).get_by_text("Merci !")).to_be_visible()
    sent = scene.events[-1]
    assert isinstance(sent, Submission)
    assert sent.values == {"due": "vendredi", "when": "2026-12-08 14:30"}
