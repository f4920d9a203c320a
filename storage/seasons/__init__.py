"""Seasons, what was frozen at their entry, and what their evaluation counts."""
