"""Mattermost: slash command, interactive dialogs, buttons, and posts by its REST API."""

from bot.platforms.mattermost.chat import Mattermost

__all__ = ["Mattermost"]
