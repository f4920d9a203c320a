"""A question to the expert network as it is typed on one line: its domain, whether it is confidential."""

import re
from dataclasses import dataclass

from gamma.expertise import domain_named, read_asked
from gamma.programme import Programme

_CONFIDENTIAL = r"[(\[]?(?:confidentiel(?:le)?|confidential)(?!\w)[)\]]?[\s:,.–—-]*"
_FIRST = re.compile(rf"^\s*{_CONFIDENTIAL}", re.IGNORECASE)
_AFTER_A_NAME = re.compile(rf"^(?P<name>\S(?:.{{0,80}}?\S)?)[\s:,–—-]+{_CONFIDENTIAL}", re.IGNORECASE)


@dataclass(frozen=True)
class TypedQuestion:
    """domain: "" where none is named without a doubt. near: those perhaps meant, the nearest first.

    text: the question; all that was typed as long as the domain is in doubt, "" where it is a name alone.
    """

    domain: str
    near: tuple[str, ...]
    text: str
    confidential: bool


def read_question(programme: Programme, typed: str) -> TypedQuestion:
    """ "growth confidential: how do we …?". The word counts before the domain as well as after it."""
    open_ = _FIRST.sub("", typed, count=1).strip()
    confidential = open_ != typed.strip()
    after = _AFTER_A_NAME.match(open_)
    named = domain_named(programme, after["name"]).exact if after else None
    if after and named:
        return TypedQuestion(named.id, (), open_[after.end() :].strip(), confidential=True)
    asked = read_asked(programme, open_)
    if asked.domain:
        return TypedQuestion(asked.domain.id, (), asked.question.strip(), confidential)
    near = tuple(domain.id for domain in asked.near)
    return TypedQuestion("", near, open_ if asked.question else "", confidential)


def without_name(programme: Programme, typed: str, domain: str) -> str:
    """The question, once it is known that its first word was meant to name this domain."""
    asked = read_asked(programme, typed)
    meant = domain in [each.id for each in asked.near]
    return (asked.question.strip() if meant else "") or typed
