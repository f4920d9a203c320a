"""A browser, and the sandbox served to it on this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.platforms.sandbox_scene import Scene, scene_in
from tests.served import Served

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed before the other tests: left open it takes a third of a processor."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no chromium found: install one, or name it in CHROMIUM")
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def window(browser: Browser) -> Iterator[Page]:
    """In French. One for all tests: Chromium takes as long to open another as for a test."""
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as scene:
        yield scene


@pytest.fixture
def address(scene: Scene) -> Iterator[str]:
    with served(scene.web) as address:
        yield address


@pytest.fixture
def page(window: Page, address: str) -> Iterator[Page]:
    """The page, opened wide enough for three columns; anything the browser complains of fails the test."""
    complaints: list[str] = []

    def fail(error: Error) -> None:
        complaints.append(str(error))

    def read(line: ConsoleMessage) -> None:
        if line.type in ("error", "warning"):
            complaints.append(line.text)

    window.set_viewport_size({"width": 1280, "height": 800})
    window.on("pageerror", fail)
    window.on("console", read)
    window.bring_to_front()
    window.goto(address)
    expect(window.get_by_role("log")).to_have_count(3)
    yield window
    window.remove_listener("pageerror", fail)
    window.remove_listener("console", read)
    window.unroute_all()
    window.context.unroute_all()
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.goto("about:blank")
    assert complaints == []


@contextmanager
def served(web: Flask) -> Iterator[str]:
    server = Served(web)
    try:
        yield server.url
    finally:
        server.close()
