"""Startups: their page, who is around them, the public catalogue they are imported from."""
