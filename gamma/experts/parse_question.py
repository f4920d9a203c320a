"""A question to the expert network as it is typed on one line: its domain, whether it is confidential.

A domain that begins the line is meant as a name only where a sentence of its own follows it:
"growth Comment mesurer…" and "juridique : nos mentions" are; "growth ou marketing, par quoi commencer" is
not: there the name is a word of the sentence. What is taken for a sentence is asked at once, so the rule is
strict. A colon, a dash or a new line stands between; or a question begins ("comment", "how", "peut-on",
"can we"); or a capital letter begins a sentence. Before the name no article stands ("la tech nous bloque").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from gamma.parsing.text import FUNCTION_WORDS, name_key, normalise, normalise_name
from gamma.programme.experts import Domain
from gamma.programme.file import Programme

_WORD = r"[(\[]?(?:confidentiel(?:le)?|confidential)(?!\w)"
_AFTER = r"[)\]]?[\s:,.–—-]*"
_FIRST = re.compile(rf"^{_WORD}(?P<marks>{_AFTER})", re.IGNORECASE)
_AFTER_A_NAME = re.compile(
    rf"^(?P<name>\S(?:.{{0,80}}?\S)?)[\s:,–—-]+{_WORD}(?P<marks>{_AFTER})", re.IGNORECASE
)
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
_JOINS = re.compile(
    r"(?:\s+[–—-]\s+|\s*[,;/&+]\s*|\s+)(?:(?:et|ou|and|or|vs|versus)\b\s*)?(?=\S)", re.IGNORECASE
)
"""What stands between two domains: "growth ou marketing"."""

_STRONG_MARKS = frozenset(":–—-\n)]")
_QUESTIONS = frozenset(
    normalise("comment combien pourquoi quel quelle quels quelles how why what on je j il").split()
)
"""Words that go on with no sentence begun before them, as "qui", "que", "nous" and "which" may."""
_ASKING = re.compile(
    r"""
    (?: est[ -]ce\b | qu['’]est[ -]ce | y[ -]a[ -]t[ -]il
      | \w+-(?:t-)?(?:on|je|tu|il|elle|nous|vous|ils|elles)\b
      | (?:can|could|should|shall|may|must|do|did|would|will|have|are|am)\s+(?:we|i|you|they|there)\b
      | (?:is|does|has|did|was)\s+(?:it|there|this|that|anybody|anyone|somebody|someone)\b
      | (?:can|could|does|has|would)\s+(?:anybody|anyone|somebody|someone)\b )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPENERS = _QUESTIONS | frozenset(
    normalise("""
    quand qui que qu où faut peut pouvons puis dois doit avons avez ai as tu nous vous elle ils elles ce
    cela si notre nos mon ma mes le la les un une des y bonjour salut hello besoin aide à au pour dans en
    which who where when can could should do does is are if i we our my it there the a an this these hi
    help need for to in with
    """).split()
)
"""Words that begin a sentence where they have a capital letter."""
_QUOTES = "«»“”\"'( \u00a0\u202f"


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
    line = typed.strip()
    first, after = _FIRST.match(line), _AFTER_A_NAME.match(line)
    if first and _is_said_of(programme, first["marks"], rest := line[first.end() :].strip()):
        return _read(programme, rest, confidential=True)
    found = match_domain(programme, after["name"]) if after else None
    rest = line[after.end() :].strip() if after else ""
    if after and found and found.exact and _is_name_before(after["name"], after["marks"], rest):
        return TypedQuestion(found.exact.id, (), rest, confidential=True)
    if after and found and found.near and normalise(after["name"].split()[-1]) not in _NOT:
        return _read(programme, f"{after['name']} : {rest}" if rest else after["name"], confidential=True)
    in_doubt = _ANYWHERE.search(line) is not None
    return _read(programme, line, confidential=in_doubt, in_doubt=in_doubt)


def _is_said_of(programme: Programme, marks: str, rest: str) -> bool:
    """Whether a first "confidential" says it of the question: "confidential or not, …" is one itself."""
    asked = split_domain(programme, rest)
    names = asked.domain is not None or (asked.near != () and asked.question != rest)
    return not rest or names or _is_own_sentence("", marks, rest)


def _is_name_before(name: str, between: str, rest: str) -> bool:
    return not rest or (not _has_article(name) and _is_own_sentence(name, between, rest))


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
    for name, between, rest in _beginnings(whole):
        domain = _names(programme.domains).get(name_key(name))
        if domain:
            return _named(programme, whole, domain, name, between, rest)
    return _mistyped(programme, whole)


def _named(
    programme: Programme, whole: str, domain: Domain, name: str, between: str, rest: str
) -> SplitQuestion:
    also = _names(programme.domains).get(name_key(rest))
    if also and also != domain:
        return SplitQuestion(None, (domain, also), "")
    if not rest:
        return SplitQuestion(domain, (), "")
    listed = (*_several_in(programme, name), *_domains_listed(programme, whole[len(name) :]))
    others = [each for each in listed if each != domain]
    compound = name_key(f"{name} {rest.split()[0]}") in _compounds(programme.domains)
    if others or compound or not _is_name_before(name, between, rest):
        near = tuple(dict.fromkeys((domain, *others)))
        return SplitQuestion(None, near, whole, _without_article(name))
    if set(between) & _STRONG_MARKS or rest[:2].istitle():
        return SplitQuestion(domain, (), rest)
    # "données, comment les nettoyer ?": the expert would miss the word.
    return SplitQuestion(domain, (), whole)


def _domains_listed(programme: Programme, rest: str) -> tuple[Domain, ...]:
    """Those named right after the first: "growth ou marketing, par quoi commencer ?" """
    found: list[Domain] = []
    while joined := _JOINS.match(rest):
        rest = rest[joined.end() :]
        for name, _, after in _beginnings(rest):
            if domain := _names(programme.domains).get(name_key(name)):
                found.append(domain)
                rest = rest[len(name) :] if after else ""
                break
        else:
            break
    return tuple(found)


@lru_cache(maxsize=4)
def _compounds(domains: tuple[Domain, ...]) -> frozenset[str]:
    """Words beside each other that mean one thing, as "design system"."""
    return frozenset(name_key(word) for domain in domains for word in domain.words if " " in word)


def _has_article(name: str) -> bool:
    return _without_article(name) != name


def _several_in(programme: Programme, name: str) -> tuple[Domain, ...]:
    """ "growth/marketing", though a name of one domain: each of its words is a domain's own name."""
    own = own_names(programme.domains)
    named = [own.get(name_key(word)) for word in normalise(name).split()]
    found = dict.fromkeys(each for each in named if each)
    return tuple(found) if len(found) > 1 and None not in named else ()


@lru_cache(maxsize=4)
def own_names(domains: tuple[Domain, ...]) -> dict[str, Domain]:
    """Without the aliases, which may as well be words of a question."""
    return {name_key(name): domain for domain in domains for name in set(domain.names) - set(domain.aliases)}


def _mistyped(programme: Programme, whole: str) -> SplitQuestion:
    """Only all of it, or a first word that something new follows, may be a mistyped name."""
    near = match_domain(programme, whole).near
    if near:
        return SplitQuestion(None, near, "")
    name, between, rest = next(reversed(list(_beginnings(whole))), ("", "", ""))
    if " " not in name and rest and (_is_own_sentence(name, between, rest) or _opens_sentence(rest)):
        near = match_domain(programme, name).near
    return SplitQuestion(None, near, rest if near else whole, name if near else "")


def _without_article(name: str) -> str:
    first, *others = name.split()
    return " ".join(others) if others and normalise(first) in FUNCTION_WORDS else name


def _beginnings(text: str) -> Iterator[tuple[str, str, str]]:
    """The first words, as many as a name may have and then fewer: name, what is between, the rest."""
    words = list(re.finditer(r"[^\s:,;.–—]+", text))[:_NAME_WORDS]
    for word in reversed(words):
        if normalise(word[0]) not in FUNCTION_WORDS:
            rest = text[word.end() :]
            after = rest.lstrip(_MARKS)
            yield text[: word.end()], rest[: len(rest) - len(after)], after


@lru_cache(maxsize=4)
def _names(domains: tuple[Domain, ...]) -> dict[str, Domain]:
    return {name_key(name): domain for domain in domains for name in domain.names}


def _near(names: Mapping[str, Domain], wanted: str) -> tuple[Domain, ...]:
    if len(wanted) < _SHORTEST_MISTYPED:
        return ()
    known = [name for name in names if len(name) >= _SHORTEST_MISTYPED]
    found = process.extract(normalise_name(wanted), known, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
    near = [names[name] for name, alike, _ in found if alike >= found[0][1] - _BESIDE_THE_NEAREST]
    return tuple(dict.fromkeys(near))[:_CANDIDATES]


def _is_own_sentence(name: str, between: str, rest: str) -> bool:
    """name: as it is typed. between: the signs and spaces that follow it."""
    if any(sign in _STRONG_MARKS for sign in between):
        return bool(rest)
    words = rest.lstrip(_QUOTES)
    first = next(iter(normalise(words).split()), "")
    if first in _QUESTIONS or _ASKING.match(words):
        return True
    has_capital = words[:2].istitle()
    in_lower_case = name == name.lower() and not between.strip()
    return has_capital and (first in _OPENERS or in_lower_case)


def _opens_sentence(rest: str) -> bool:
    """Whether its first word may begin a sentence, whatever its letters are."""
    return next(iter(normalise(rest).split()), "") in _OPENERS and not rest.casefold().startswith("ou ")
