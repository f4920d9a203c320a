"""A chat on this machine alone, where a newcomer talks with the bot as several people, without a token."""

from bot.platforms.sandbox.chat import Sandbox

__all__ = ["Sandbox"]
