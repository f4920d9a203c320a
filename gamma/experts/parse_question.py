"""A question to the expert network as it is typed on one line: its domain, whether it is confidential."""

import re
from dataclasses import dataclass

from gamma.experts.domain_names import domain_named, split_domain
from gamma.normalise import normalise
from gamma.programme.file import Programme

_CONFIDENTIAL = r"[(\[]?(?:confidentiel(?:le)?|confidential)(?!\w)[)\]]?[\s:,.–—-]*"
_FIRST = re.compile(rf"^\s*{_CONFIDENTIAL}", re.IGNORECASE)
_AFTER_A_NAME = re.compile(rf"^(?P<name>\S(?:.{{0,80}}?\S)?)[\s:,–—-]+{_CONFIDENTIAL}", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"(?<!\w)(?:confiden[tc]i[ea]ll?(?:es?|s|ement|ly)?|en (?:toute )?confidentialité|in confidence)(?!\w)",
    re.IGNORECASE,
)
"""Also as it is mistyped, or beside other words: "c'est confidentiel", "question confidentielle"."""
_NOT = frozenset(("non", "pas", "not", "no"))


@dataclass(frozen=True)
class TypedQuestion:
    """domain: "" where none is named without a doubt. near: those perhaps meant, the nearest first.

    text: the question; all that was typed as long as the domain is in doubt, "" where it is a name alone.
    confidential: also where that is in doubt. in_doubt: the word may be about something else, so who typed it
    is to be asked before anybody reads it.
    """

    domain: str
    near: tuple[str, ...]
    text: str
    confidential: bool
    in_doubt: bool = False


def parse_question(programme: Programme, typed: str) -> TypedQuestion:
    """ "growth confidential: how do we …?". The word counts before the domain as well as after it."""
    open_ = _FIRST.sub("", typed, count=1).strip()
    if open_ != typed.strip():
        return _read(programme, open_, confidential=True)
    after = _AFTER_A_NAME.match(open_)
    found = domain_named(programme, after["name"]) if after else None
    if after and found and found.exact:
        return TypedQuestion(found.exact.id, (), open_[after.end() :].strip(), confidential=True)
    if after and found and found.near and normalise(after["name"].split()[-1]) not in _NOT:
        rest = open_[after.end() :].strip()
        return _read(programme, f"{after['name']} : {rest}" if rest else after["name"], confidential=True)
    in_doubt = _ANYWHERE.search(open_) is not None
    return _read(programme, open_, confidential=in_doubt, in_doubt=in_doubt)


def _read(programme: Programme, typed: str, *, confidential: bool, in_doubt: bool = False) -> TypedQuestion:
    asked = split_domain(programme, typed)
    if asked.domain:
        return TypedQuestion(asked.domain.id, (), asked.question.strip(), confidential, in_doubt)
    near = tuple(domain.id for domain in asked.near)
    return TypedQuestion("", near, typed if asked.question else "", confidential, in_doubt)


def without_name(programme: Programme, typed: str, domain: str) -> str:
    """The question, once it is known that its first word was meant to name this domain."""
    asked = split_domain(programme, typed)
    meant = domain in [each.id for each in asked.near]
    return (asked.question.strip() if meant else "") or typed
