"""Takes docs/sandbox.png anew, in a real browser: `python -m tests.docs.picture`."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Locator, Page, ViewportSize, expect, sync_playwright

from bot.app import App
from bot.clock import Clock
from bot.operations.sandbox_seed import seed
from bot.settings import read_settings
from tests.browser.columns import expert, manager, say, team
from tests.browser.conftest import NAMES, QUIET, served
from tests.docs.tables import ROOT

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
SIZE: ViewportSize = {"width": 1280, "height": 960}
MARKET = {"market_size": "20,000", "market_unit": "municipalities", "recurring_users": "400"}
Answers = dict[str, str]
PAGES: tuple[tuple[Answers, Answers], ...] = (
    (MARKET, {"in_production": "yes"}),
    ({"metric": "Bikes lent a month", "metric_value": "940"}, {"metric_kind": "social", "followed": "yes"}),
    ({}, {"people": "yes", "roles": "partly", "processes": "no", "culture": "yes", "funding": "yes"}),
)


def play(page: Page) -> None:
    """A member assesses; nobody else sees a word of it."""
    form = team(page).get_by_role("dialog")
    say(team(page), "/gamma assess")
    for number, (typed, chosen) in enumerate(PAGES, start=1):
        expect(form.get_by_role("heading")).to_contain_text(f"{number}/3")
        _answer(form, typed, chosen)
    expect(form).to_have_count(0)
    say(manager(page), "/gamma")
    say(expert(page), "/gamma help")
    for column in (manager(page), expert(page)):
        expect(column.locator(".line.gamma")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")


def _answer(form: Locator, typed: Answers, chosen: Answers) -> None:
    for name, words in typed.items():
        form.locator(f"input[name={name}]").fill(words)
    for name, answer in chosen.items():
        form.locator(f"input[name^={name}-][value={answer}]").check()
    form.locator("button.main").click()


def take(picture: Path) -> None:
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = read_settings({"DATABASE_URL": f"sqlite:///{folder}/gamma.db"})
        app = App(settings, sandbox=True, clock=Clock(lambda: NOW))
        seed(app.store, app.chats["sandbox"], app.clock.now())
        chromium = playwright.chromium.launch(executable_path=browser, args=QUIET)
        with served(app.web) as address:
            page = chromium.new_context(locale="en-GB", viewport=SIZE).new_page()
            page.goto(address)
            play(page)
            page.screenshot(path=picture, animations="disabled")
            chromium.close()
        app.store.close()


if __name__ == "__main__":
    take(ROOT / "docs" / "sandbox.png")
