"""Kills the bot while it sends, at every step and at random, and counts what reached the platform."""
