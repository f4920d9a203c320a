"""Workshops: what the clock asks."""
