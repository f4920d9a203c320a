"""The page of a sponsor without an account: reading changes nothing, pressing a button answers the team."""

from bot.web.sponsor_page.pages import sponsor_page

__all__ = ["sponsor_page"]
