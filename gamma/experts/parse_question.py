"""A question to the expert network as it is typed on one line: its domain, whether it is confidential."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from gamma.parsing.text import FUNCTION_WORDS, name_key, normalise
from gamma.programme.experts import Domain
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

_NEAR = 75
_BESIDE_THE_NEAREST = 10
_CANDIDATES = 3
_SHORTEST_MISTYPED = 4
"""In shorter words one wrong letter may make any other word of it."""
_NAME_WORDS = 6

_MARKS = ":,;.–—- \n\t\u00a0\u202f"
_BEGINS_A_QUESTION = frozenset(
    normalise("""
    comment combien pourquoi quand quel quelle quels quelles qui que qu quoi où faut peut pouvons puis
    dois doit avons avez ai as je j tu on nous vous il elle ils elles c ça ce cela si notre nos mon ma
    mes le la les un une y ya bonjour salut hello besoin aide how what which who why where when can
    could should do does if i we our my it there
    """).split()
)
"""Without "est", "a", "is", "are": they may go on with a sentence whose first word happens to be a name."""


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
    found = match_domain(programme, after["name"]) if after else None
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


def remove_domain_name(programme: Programme, typed: str, domain: str) -> str:
    """The question, once it is known that its first word was meant to name this domain."""
    asked = split_domain(programme, typed)
    meant = domain in [each.id for each in asked.near]
    return (asked.question.strip() if meant else "") or typed


# --- the domain that is named -------------------------------------------------------------------


@dataclass(frozen=True)
class DomainMatch:
    """exact: the domain that was named; near: those that may have been meant, the nearest first."""

    exact: Domain | None
    near: tuple[Domain, ...]


@dataclass(frozen=True)
class SplitQuestion:
    """What was typed to ask an expert.

    domain: named without a doubt. near: perhaps named; who typed it is to be asked.
    question: what is left for the expert to read, if domain (or the chosen one of near) is the right one.
    named: the words that perhaps name the one before a question.
    """

    domain: Domain | None
    near: tuple[Domain, ...]
    question: str
    named: str = field(default="", compare=False)


def match_domain(programme: Programme, text: str) -> DomainMatch:
    """By id, title or alias: accents, case and plurals forgiven; typing errors make it near, never exact."""
    names, wanted = _names(programme.domains), name_key(text)
    exact = names.get(wanted)
    return DomainMatch(exact, () if exact else _near(names, wanted))


def split_domain(programme: Programme, typed: str) -> SplitQuestion:
    """Splits "growth Comment mesurer…" into domain and question.

    A first word that may as well be the sentence's own ("Design de notre page") only makes its domain near,
    and the question stays whole.
    """
    whole = typed.strip()
    for name, mark, rest in _beginnings(whole):
        domain = _names(programme.domains).get(name_key(name))
        if domain:
            return _named(programme, typed, domain, name, mark, rest)
    return _mistyped(programme, whole)


def _named(
    programme: Programme, typed: str, domain: Domain, name: str, mark: str, rest: str
) -> SplitQuestion:
    also = _names(programme.domains).get(name_key(rest))
    if also and also != domain:
        return SplitQuestion(None, (domain, also), "")
    if (
        not rest
        or mark
        or (_begins_a_question(rest) and (_begins_a_sentence(rest) or _is_its_own(name, domain)))
    ):
        return SplitQuestion(domain, (), rest)
    if _begins_a_question(rest):
        # "rgpd combien de temps garder…": the expert would miss the word that names the domain.
        return SplitQuestion(domain, (), typed.strip())
    return SplitQuestion(None, (domain,), typed.strip(), _without_article(name))


def _is_its_own(name: str, domain: Domain) -> bool:
    """An alias may be what the question is about; the domain's own name is only its name."""
    return name_key(name) in map(name_key, set(domain.names) - set(domain.aliases))


def _mistyped(programme: Programme, whole: str) -> SplitQuestion:
    """Only all of it, or a first word that something new follows, may be a mistyped name."""
    near = match_domain(programme, whole).near
    if near:
        return SplitQuestion(None, near, "")
    name, mark, rest = next(reversed(list(_beginnings(whole))), ("", "", ""))
    if " " not in name and rest and (mark or _begins_a_question(rest)):
        near = match_domain(programme, name).near
    return SplitQuestion(None, near, rest if near else whole, name if near else "")


def _without_article(name: str) -> str:
    first, *others = name.split()
    return " ".join(others) if others and normalise(first) in FUNCTION_WORDS else name


def _beginnings(text: str) -> Iterator[tuple[str, str, str]]:
    """The first words, as many as a name may have and then fewer: name, mark after it, the rest."""
    words = list(re.finditer(r"[^\s:,;.–—]+", text))[:_NAME_WORDS]
    for word in reversed(words):
        if normalise(word[0]) not in FUNCTION_WORDS:
            rest = text[word.end() :].lstrip()
            after = rest.lstrip(_MARKS)
            yield text[: word.end()], rest[: len(rest) - len(after)].strip(), after


def _begins_a_question(rest: str) -> bool:
    words = normalise(rest).split()
    return _begins_a_sentence(rest) or bool(words and words[0] in _BEGINS_A_QUESTION)


def _begins_a_sentence(rest: str) -> bool:
    """Not in capitals throughout."""
    return rest[:2].istitle()


@lru_cache(maxsize=4)
def _names(domains: tuple[Domain, ...]) -> dict[str, Domain]:
    return {name_key(name): domain for domain in domains for name in domain.names}


def _near(names: Mapping[str, Domain], wanted: str) -> tuple[Domain, ...]:
    if len(wanted) < _SHORTEST_MISTYPED:
        return ()
    known = [name for name in names if len(name) >= _SHORTEST_MISTYPED]
    found = process.extract(wanted, known, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
    near = [names[name] for name, alike, _ in found if alike >= found[0][1] - _BESIDE_THE_NEAREST]
    return tuple(dict.fromkeys(near))[:_CANDIDATES]
