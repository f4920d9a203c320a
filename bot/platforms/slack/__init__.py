"""Slack: messages and forms as Block Kit, requests by HTTP or Socket Mode through Bolt."""

from bot.platforms.slack.chat import Slack

__all__ = ["Slack"]
