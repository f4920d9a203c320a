"""The page's three conversations, as tests speak of them."""

from playwright.sync_api import Locator, Page


def team(page: Page) -> Locator:
    return page.locator(".column").nth(0)


def manager(page: Page) -> Locator:
    return page.locator(".column").nth(1)


def expert(page: Page) -> Locator:
    return page.locator(".column").nth(2)


def line(column: Locator) -> Locator:
    """Where one writes."""
    return column.get_by_role("combobox").and_(column.locator("input"))


def say(column: Locator, text: str) -> None:
    line(column).fill(text)
    line(column).press("Enter")


def choose(column: Locator, select: str, value: str) -> None:
    column.locator(f"select[name={select}]").select_option(value)
