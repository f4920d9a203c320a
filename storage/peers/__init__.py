"""Peers: what is remembered of proposals, and where startups stand for them."""
