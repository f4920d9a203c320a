"""A question to the expert network as it is typed on one line: its domain, whether it is confidential."""

import re
from dataclasses import dataclass

from gamma.folding import closest, fold
from gamma.programme import Programme
from gamma.programme_experts import Domain

_CONFIDENTIAL = re.compile(
    r"^[\s(\[]*(?:confidentiel(?:le)?|confidential)(?!\w)[)\]]*[\s:,.–—-]*", re.IGNORECASE
)
_BEFORE_THE_QUESTION = re.compile(r"^[\s:,–—-]+")
_MOST_WORDS = 6
_MOST_CHARACTERS = 200


@dataclass(frozen=True)
class TypedQuestion:
    """domain: "" where none is named. near: those that may have been meant by it, mistyped."""

    domain: str
    near: tuple[str, ...]
    text: str
    confidential: bool


def read_question(programme: Programme, typed: str) -> TypedQuestion:
    """ "growth confidential: how do we …?". The word counts before the domain as well as after it."""
    before = _CONFIDENTIAL.sub("", typed, count=1)
    domain, near, rest = _domain_first(programme, before.strip())
    after = _CONFIDENTIAL.sub("", rest, count=1) if domain else rest
    confidential = before != typed or after != rest
    return TypedQuestion(domain, near, _BEFORE_THE_QUESTION.sub("", after).strip(), confidential)


def _domain_first(programme: Programme, typed: str) -> tuple[str, tuple[str, ...], str]:
    named = {spelling: domain.id for domain in programme.domains for spelling in _spellings(domain)}
    found = [word for word in re.finditer(r"\S+", typed[:_MOST_CHARACTERS]) if fold(word[0])][:_MOST_WORDS]
    for last in reversed(found):
        if domain := named.get(fold(typed[: last.end()])):
            return domain, (), typed[last.end() :]
    near = closest(found[0][0][:60], named, at_least=80) if found else None
    return "", (named[near],) if near else (), typed


def _spellings(domain: Domain) -> list[str]:
    return [fold(name) for name in (domain.id, domain.title.fr, domain.title.en, *domain.aliases)]
