"""What an expert helps in, as typed on one line: "growth référence, design et mesure d'impact"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gamma.errors import InvalidInputError
from gamma.experts.parse_question import match_domain, own_names
from gamma.parsing.day_names import NUMBERS, parse_count, simplify
from gamma.parsing.text import name_key, normalise
from gamma.programme.experts import Domain
from gamma.programme.file import Programme
from gamma.text import one_line, quoted
from gamma.translator import N_, Translator

LEVELS: Mapping[int, str] = {1: N_("I can help"), 2: N_("I know it well"), 3: N_("reference")}
"""How well a domain is known, in an expert's own words."""
USUAL_LEVEL = 2
MAX_CAPACITY = 100
"""Questions a month, as many as an expert may say."""

_LEVELS_TYPED = {
    1: (
        "1",
        "à l’aise",
        "aise",
        "je peux aider",
        "peux aider",
        "aider",
        "debutant",
        "i can help",
        "can help",
        "helper",
    ),
    2: (
        "2",
        "bon niveau",
        "bon",
        "je connais bien",
        "connais bien",
        "bien",
        "i know it well",
        "know it well",
        "well",
    ),
    3: ("3", "reference", "referent", "referente", "expert", "experte", "i am a reference"),
}
_LEVEL_OF = {normalise(said): level for level, spellings in _LEVELS_TYPED.items() for said in spellings}
_BETWEEN = frozenset(("et", "and", "ou", "or", "en", "in", "niveau", "level", "le", "la", "the", "de"))
_LONGEST_NAME = 8
"""Words."""
_OF_A_MONTH = re.compile(r" ?(?:questions?)? ?(?:(?:par|a|per|each) (?:mois|month)|/ ?(?:mois|month))?$")
_NO_CAPACITY = N_("How many questions a month, at most? Write for example `/gamma expert capacity 3`.")
_NOT_A_CAPACITY = N_(
    "“{typed}” is not a whole number. Write for example `/gamma expert capacity 3`. Nothing was changed."
)
_NEVER = N_(
    "With 0 I would never ask you. To stop for a while: `/gamma expert pause 1 month`; for good: "
    "`/gamma expert leave`. Nothing was changed."
)
_TOO_MANY = N_("That is generous! {most} a month is the most I can keep. Nothing was changed.")
_UNKNOWN = N_("I do not know the domain “{typed}”. The domains are: {domains}. Nothing was changed.")
_MISTYPED = N_("I do not know the domain “{typed}”. Did you mean {meant}? Nothing was changed.")


@dataclass(frozen=True)
class TypedDomain:
    """A domain with its level, None where none was said."""

    domain: str
    level: int | None


class UnknownDomainError(InvalidInputError):
    """A word is no domain's name, or several words. near: the domains that they resemble, each by its word.

    meant: all that was typed, with those instead. unknown: the words that name none. known: the domains
    that the others name.
    """

    known: "Sequence[TypedDomain]" = ()
    unknown: str = ""

    def __init__(self, programme: Programme, typed: str, near: Sequence[Domain], meant: str) -> None:
        super().__init__(
            _MISTYPED if near else _UNKNOWN,
            typed=quoted(typed),
            meant=lambda words: words.listed([words.local(domain.label) for domain in near]),
            domains=lambda words: list_domains(programme, words),
        )
        self.near = near
        self.meant = meant


_LONGEST_READ, _MOST_WORDS = 2000, 300
"""All domains with their levels take less than half of it; one letter may become eighteen."""


def parse_expertise(programme: Programme, typed: str) -> list[TypedDomain]:
    """Each domain once, the level after it counts. Raises UnknownDomainError; nothing for nothing."""
    names = {name_key(name): domain for domain in programme.domains for name in domain.names}
    words = normalise(one_line(typed)[:_LONGEST_READ]).split()[:_MOST_WORDS]
    found: dict[str, int | None] = {}
    last = ""
    unknown: list[range] = []
    for begin, end, meant in _parts(words, names, own_names(programme.domains)):
        after_unknown = bool(unknown) and unknown[-1].stop == begin
        if isinstance(meant, Domain):
            last = meant.id
            found.setdefault(last, None)
        elif meant and last and not after_unknown:
            found[last] = meant
        elif not (meant and after_unknown) and words[begin] not in _BETWEEN:
            start = unknown.pop().start if after_unknown else begin
            unknown.append(range(start, end))
    typed_domains = [TypedDomain(domain, level) for domain, level in found.items()]
    if unknown:
        raise _unknown_domain(programme, words, unknown, typed_domains)
    return typed_domains


def parse_capacity(typed: str) -> int:
    """ "3", "trois", "3 par mois". Raises TypedError."""
    words = _OF_A_MONTH.sub("", simplify(typed[:60]))
    if not words:
        raise InvalidInputError(_NO_CAPACITY)
    if words in NUMBERS or (words.isdecimal() and len(words) < 6):
        many = parse_count(words)
    else:
        raise InvalidInputError(_NOT_A_CAPACITY, typed=quoted(typed))
    if many == 0:
        raise InvalidInputError(_NEVER)
    if many > MAX_CAPACITY:
        raise InvalidInputError(_TOO_MANY, most=MAX_CAPACITY)
    return many


def list_domains(programme: Programme, translator: Translator) -> str:
    return translator.listed([translator.local(domain.label) for domain in programme.domains])


def describe_expertise(programme: Programme, translator: Translator, known: Mapping[str, int]) -> list[str]:
    """As it can be typed again, in the programme's order: "Growth hacking (reference)"."""
    kept = [domain for domain in programme.domains if domain.id in known]
    return [
        f"{translator.local(domain.label)} ({translator.text(LEVELS[known[domain.id]])})" for domain in kept
    ]


def _parts(
    words: list[str], names: Mapping[str, Domain], own_names: Mapping[str, Domain]
) -> Iterator[tuple[int, int, Domain | int | None]]:
    """From left to right the longest name or level; a word that is neither, alone.

    "growth marketing", though a name of one domain, names two where each word is a domain's own name.
    """
    begin = 0
    while begin < len(words):
        for end in range(min(len(words), begin + _LONGEST_NAME), begin, -1):
            text = " ".join(words[begin:end])
            meant = names.get(name_key(text)) or _LEVEL_OF.get(text)
            apart = {own.id if (own := own_names.get(name_key(word))) else "" for word in words[begin:end]}
            if len(apart) > 1 and "" not in apart:
                continue
            if meant or end == begin + 1:
                yield begin, end, meant
                begin = end
                break


def _unknown_domain(
    programme: Programme, words: list[str], unknown: Sequence[range], known: Sequence[TypedDomain]
) -> UnknownDomainError:
    error = _first_unknown(programme, words, unknown[0])
    error.known = known
    error.unknown = ", ".join(" ".join(words[each.start : each.stop]) for each in unknown)
    return error


def _first_unknown(programme: Programme, words: list[str], where: range) -> UnknownDomainError:
    begin, unknown, after = where.start, words[where.start : where.stop], words[where.stop :]
    whole = " ".join(unknown)
    # Several names may stand beside each other, each with its own slip.
    near = [_nearest(programme, whole)] if _nearest(programme, whole) else []
    near = near or [_nearest(programme, word) for word in unknown]
    meant = [domain for domain in near if domain]
    if len(meant) < len(near):
        return UnknownDomainError(programme, whole, (), " ".join(words))
    instead = [*words[:begin], *(domain.id for domain in meant), *after]
    return UnknownDomainError(programme, whole, meant, " ".join(instead))


def _nearest(programme: Programme, typed: str) -> Domain | None:
    found = match_domain(programme, typed)
    return found.exact or next(iter(found.near), None)
