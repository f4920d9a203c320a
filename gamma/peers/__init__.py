"""Peers: who may be introduced to whom, and the words of it."""
