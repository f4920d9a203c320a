"""The domains proposed for a question that names none, each with the reason for it."""

from gamma.programme import Programme
from gamma.question_typed import read_question
from gamma.words import N_, Words


def suggestions(programme: Programme, words: Words, typed: str) -> list[tuple[str, str]]:
    """Ids of domains, each with why, the most likely first."""
    near = read_question(programme, typed).near
    return [(domain, words.text(N_("your first word looks like it"))) for domain in near]
