"""Workshops: what is remembered of them."""
