"""Texts as people type them: with spaces at which a line may break."""


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
