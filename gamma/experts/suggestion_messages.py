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


def suggestions(programme: Programme, translator: Translator, typed: str) -> list[Suggested]:
    """The most likely first: what the first words may be meant to name, then what the words speak for."""
    asked = split_domain(programme, typed)
    mistyped = "" if domain_named(programme, asked.named).exact else asked.named
    why = _said(translator, (asked.named,)) if asked.named else translator.render(N_("you name it"))
    named = [Suggested(domain.id, why, is_sure=True, mistyped=mistyped) for domain in asked.near]
    known = {each.domain for each in named}
    spoken = [
        Suggested(each.domain.id, _why(translator, each), each.is_sure)
        for each in suggest(programme, typed, translator.locale)
        if each.domain.id not in known
    ]
    return [*named, *spoken][:SUGGESTIONS]


def _why(translator: Translator, suggestion: Suggestion) -> Text:
    if not suggestion.example:
        return _said(translator, suggestion.words)
    if not suggestion.words:
        return translator.render(N_("it resembles “{example}”"), example=suggestion.example)
    told = N_("you write {words}; it resembles “{example}”")
    return translator.render(told, words=_quoted(translator, suggestion.words), example=suggestion.example)


def _said(translator: Translator, typed: tuple[str, ...]) -> Text:
    return translator.render(N_("you write {words}"), words=_quoted(translator, typed))


def _quoted(translator: Translator, typed: tuple[str, ...]) -> str:
    return translator.listed([translator.text(N_("“{text}”"), text=word) for word in typed])
