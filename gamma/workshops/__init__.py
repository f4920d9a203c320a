"""Workshops of the community: what is announced, who has a place, what is said of it."""
