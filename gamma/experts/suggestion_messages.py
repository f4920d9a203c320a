"""The domains proposed for a question that names none, each with the reason for it."""

from dataclasses import dataclass

from gamma.experts.domain_names import domain_named, split_domain
from gamma.experts.domain_suggestion import SUGGESTIONS, Suggestion, suggest
from gamma.programme.file import Programme
from gamma.text import Text
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class Suggested:
    """domain: its id. is_sure: more than a guess. mistyped: the word that was to name it, with a slip."""

    domain: str
    why: Text
    is_sure: bool
    mistyped: str = ""


def suggestions(programme: Programme, words: Translator, typed: str) -> list[Suggested]:
    """The most likely first: what the first words may be meant to name, then what the words speak for."""
    asked = split_domain(programme, typed)
    mistyped = "" if domain_named(programme, asked.named).exact else asked.named
    why = _said(words, (asked.named,)) if asked.named else words.rich(N_("you name it"))
    named = [Suggested(domain.id, why, is_sure=True, mistyped=mistyped) for domain in asked.near]
    known = {each.domain for each in named}
    spoken = [
        Suggested(each.domain.id, _why(words, each), each.is_sure)
        for each in suggest(programme, typed, words.locale)
        if each.domain.id not in known
    ]
    return [*named, *spoken][:SUGGESTIONS]


def _why(words: Translator, suggestion: Suggestion) -> Text:
    if not suggestion.example:
        return _said(words, suggestion.words)
    if not suggestion.words:
        return words.rich(N_("it resembles “{example}”"), example=suggestion.example)
    told = N_("you write {words}; it resembles “{example}”")
    return words.rich(told, words=_quoted(words, suggestion.words), example=suggestion.example)


def _said(words: Translator, typed: tuple[str, ...]) -> Text:
    return words.rich(N_("you write {words}"), words=_quoted(words, typed))


def _quoted(words: Translator, typed: tuple[str, ...]) -> str:
    return words.listed([words.text(N_("“{text}”"), text=word) for word in typed])
