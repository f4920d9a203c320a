"""The whole bot behind the page: a newcomer assesses the invented startup, in French and in English."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.app import App
from bot.clock import Clock
from bot.operations.sandbox_seed import seed
from bot.platforms.sandbox.labels import labels
from bot.settings import read_settings
from tests.browser.columns import choose, say, team
from tests.browser.conftest import served
from tests.databases import sqlite_in

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
COMMAND = {"fr": "/gamma évaluer", "en": "/gamma assess"}
OPINION = {"fr": "Oui", "en": "Yes"}
SHARE = {"fr": "2 %", "en": "2%"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    settings = read_settings({"DATABASE_URL": sqlite_in(tmp_path)})
    app = App(settings, sandbox=True, clock=Clock(lambda: NOW))
    seed(app.store, app.chats["sandbox"], app.clock.now())
    yield app
    app.store.close()


@pytest.fixture(params=["fr", "en"])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, app: App, locale: str) -> Iterator[Page]:
    context = browser.new_context(locale=locale, viewport={"width": 1280, "height": 800})
    with served(app.web) as address:
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_role("log")).to_have_count(3)
        yield page
        context.close()


def test_a_newcomer_assesses_the_startup_and_finds_the_result_again(
    page: Page, app: App, locale: str
) -> None:
    column = team(page)
    form = column.get_by_role("dialog")
    title = form.get_by_role("heading")
    say(column, COMMAND[locale])
    form.locator("[name=market_size]").fill("beaucoup")
    form.locator("[name=recurring_users]").fill("400")
    form.locator("button.main").click()
    expect(form.locator("[name=market_size]")).to_have_attribute("aria-invalid", "true")
    form.locator("[name=market_size]").fill("20 000")
    form.get_by_role("radio", name=OPINION[locale]).first.check()
    form.locator("button.main").click()
    expect(title).to_contain_text("2/3")
    form.locator("button.main").click()
    expect(title).to_contain_text("3/3")
    form.locator("button.main").click()
    expect(form).to_have_count(0)
    expect(column.locator(".whispered").last).to_contain_text(SHARE[locale])
    app.tick()
    expect(column.locator(".elsewhere button")).to_be_visible()
    choose(column, "place", "@camille")
    kept = column.locator(".line.gamma")
    expect(kept).to_contain_text(SHARE[locale])
    expect(kept.get_by_role("button").first).to_be_visible()


def test_moving_the_clock_a_day_keeps_the_bot_well(page: Page, locale: str) -> None:
    page.get_by_role("button", name=labels(locale)["day"]).click()
    expect(page.locator("#now")).to_contain_text({"fr": "mercredi 2 décembre", "en": "Wednesday"}[locale])
    say(team(page), "/gamma")
    expect(team(page).locator(".whispered").last).to_contain_text("Vélo facile")
