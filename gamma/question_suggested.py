"""The domains proposed for a question that names none, each with the reason for it."""

from dataclasses import dataclass

from gamma.domain_suggestion import SUGGESTIONS, Suggestion, suggest
from gamma.programme import Programme
from gamma.question_typed import read_question
from gamma.text import Text
from gamma.words import N_, Words


@dataclass(frozen=True)
class Suggested:
    """domain: its id. is_sure: more than a guess."""

    domain: str
    why: Text
    is_sure: bool


def suggestions(programme: Programme, words: Words, typed: str) -> list[Suggested]:
    """The most likely first: what the first word may be meant to name, then what the words speak for."""
    named = [
        Suggested(domain, words.rich(N_("your first word may name it")), is_sure=True)
        for domain in read_question(programme, typed).near
    ]
    known = {each.domain for each in named}
    spoken = [
        Suggested(each.domain.id, _why(words, each), each.is_sure)
        for each in suggest(programme, typed)
        if each.domain.id not in known
    ]
    return [*named, *spoken][:SUGGESTIONS]


def _why(words: Words, suggestion: Suggestion) -> Text:
    said = words.listed([words.text(N_("“{text}”"), text=word) for word in suggestion.words])
    if not suggestion.example:
        return words.rich(N_("you write {words}"), words=said)
    if not said:
        return words.rich(N_("it resembles “{example}”"), example=suggestion.example)
    told = N_("you write {words}; it resembles “{example}”")
    return words.rich(told, words=said, example=suggestion.example)
