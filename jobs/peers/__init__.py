"""Peers: what the clock asks."""
