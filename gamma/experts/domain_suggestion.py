"""Which domains of the expert network a question without one may belong to, and why.

What the programme file's lines teach about words says for which domain each word speaks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from rapidfuzz import fuzz, process

from gamma.parsing.text import normalise
from gamma.parsing.word_evidence import Evidence, learn
from gamma.programme.domain_words import ContentWord, content_words, ngrams_in
from gamma.programme.experts import Domain, Examples
from gamma.programme.file import Programme

SUGGESTIONS = 3
_WORDS = 3
_READ = 2000
"""Characters of a question that are read: its domain shows long before."""
_HEARD = 2.0
"""Less than this is no question for an expert: one word of everyday speech may bring together as much."""
_SURE, _SURE_IN_SMALL_TALK = 3.0, 4.5
"""Up to this it is no more than a guess: one word, or a few vague ones. Among "merci" and "demain" one
telling word is not enough; two are, since a question may be polite.
"""
_BESIDE_THE_FIRST = 0.25
"""What is heard less than so much of the first would only distract."""
_REASON = 0.9
"""A word that says less for a domain does not tell it from the others."""
_IN_EXAMPLES_ALONE = 0.5
"""What a word counts that stands in no domain's names and words: examples hold everyday speech as well."""
_WORDS_OF_A_QUESTION = 6
"""Fewer, without a question mark, ask nothing where they speak for no domain."""
_CHATTY = 0.5
"""A word that is heard so much in small talk, beside in a domain, alone asks nothing."""
_STEM, _MISTYPED = 5, 80
"""Letters that a family of words begins with; how alike a word is to what it was meant to be, of 100."""
_ALIKE = 0.25
"""An example with a smaller part of its pieces in common with the question would explain nothing."""


@lru_cache(maxsize=4)
def evidence(domains: tuple[Domain, ...], small_talk: Examples) -> Evidence:
    """The small talk of the file stands last, as one more domain."""
    lines = [list(lines_of(domain)) for domain in domains]
    # A domain described in few lines would never be heard beside one described in many, and
    # one that counts fully by its lines would be heard too often: the root stands between.
    sizes = [len(each) ** 0.5 for each in lines]
    sizes.append(fsum(sizes) / len(sizes))
    talk = [*small_talk.fr, *small_talk.en]
    return learn([[ngrams_in(line) for line in each] for each in (*lines, talk)], sizes)


def lines_of(domain: Domain) -> Iterator[str]:
    yield from (*domain.names, *domain.words, *domain.examples.fr, *domain.examples.en)
    for text in (domain.about.fr, domain.about.en) if domain.about else ():
        yield from text.split(". ")


# --- suggestions -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Suggestion:
    """A domain and its reason.

    words: those of the question that stand in its lines and speak for it, as they were typed, the loudest
    first. example: the most similar question of the programme file, where one is similar. One of the two
    is always there.
    is_sure: enough words spoke to propose it in earnest; otherwise it is no more than a guess.
    """

    domain: Domain
    words: tuple[str, ...]
    example: str | None
    is_sure: bool


@dataclass(frozen=True)
class _Heard:
    """A word of the question, and how much it speaks for each domain and for small talk."""

    typed: str
    domains: tuple[float, ...]
    small_talk: float


def suggest(programme: Programme, question: str, language: str = "") -> tuple[Suggestion, ...]:
    """Up to three, best first; none for small talk, and where no word says anything.

    language: of the examples that may be shown, "" for any.
    """
    if not programme.domains:
        return ()
    read = question[:_READ]
    heard = _heard(programme, read)
    telling = [each for each in heard if max(each.domains) >= each.small_talk]
    totals = [sum(each.domains[place] for each in telling) for place in range(len(programme.domains))]
    sure_from = min(max(_SURE, sum(each.small_talk for each in heard)), _SURE_IN_SMALL_TALK)
    best = max(totals)
    if best < _HEARD:
        return ()
    ranked = sorted(range(len(totals)), key=lambda place: -totals[place])
    likely = [place for place in ranked if totals[place] >= _BESIDE_THE_FIRST * best][:SUGGESTIONS]
    found = (
        Suggestion(
            domain := programme.domains[place],
            words := _loudest(telling, place, domain),
            _nearest(domain, read, language),
            is_sure=_is_telling(domain, words) and totals[place] > sure_from,
        )
        for place in likely
    )
    return tuple(each for each in found if each.words or each.example)


def is_small_talk(programme: Programme, typed: str) -> bool:
    """Whether nothing in it asks anybody: "merci beaucoup", "ça va ?", "on galère"."""
    suggested = suggest(programme, typed)
    if any(each.is_sure for each in suggested):
        return False
    heard = _heard(programme, typed[:_READ])
    is_short = "?" not in typed and len(typed.split()) < _WORDS_OF_A_QUESTION
    if suggested:
        return is_short and all(each.small_talk >= _CHATTY * max(each.domains) for each in heard)
    words = list(content_words(typed[:_READ]))
    is_heard = len(heard) == len(words)
    return is_short or (is_heard and all(each.small_talk >= max(each.domains) for each in heard))


def is_courtesy(programme: Programme, word: str) -> bool:
    """Whether the word is one of small talk's own: "merci"."""
    lines = (*programme.small_talk.fr, *programme.small_talk.en)
    return any(normalise(word) in normalise(line).split() for line in lines)


def _heard(programme: Programme, question: str) -> list[_Heard]:
    known = evidence(programme.domains, programme.small_talk)
    found = [(word, known.of(word.ngrams)) for word in content_words(question)] if programme.domains else []
    known_words = _words_of(programme.domains)
    return [_weighed(known_words, word, weights) for word, weights in found if weights]


def _weighed(known: frozenset[str], word: ContentWord, weights: tuple[float, ...]) -> _Heard:
    part = 1.0 if _stands_in(known, word.typed) else _IN_EXAMPLES_ALONE
    return _Heard(word.typed, tuple(part * weight for weight in weights[:-1]), weights[-1])


def _is_telling(domain: Domain, words: Sequence[str]) -> bool:
    """Two words, or one that the domain is called by."""
    return len(words) > 1 or any(_stands_in(_name_words(domain), word) for word in words)


def _loudest(telling: Sequence[_Heard], place: int, domain: Domain) -> tuple[str, ...]:
    """A word that says more for other domains, or is none of this one's names and words, is no reason."""
    own = [
        each
        for each in telling
        if each.domains[place] >= max(_REASON, max(each.domains) / 2)
        and _stands_in(_words_of((domain,)), each.typed)
    ]
    own.sort(key=lambda each: -each.domains[place])
    return tuple(each.typed for each in own[:_WORDS])


@lru_cache(maxsize=2000)
def _stands_in(known: frozenset[str], typed: str) -> bool:
    """Itself, one of its family ("juriste", "juridique"), or as it is mistyped."""
    stems = _stems_of(known)
    return any(
        word in known
        or (len(word) >= _STEM and word[:_STEM] in stems)
        or process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_MISTYPED) is not None
        for word in normalise(typed).split()
    )


@lru_cache(maxsize=200)
def _stems_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words if len(word) >= _STEM)


@lru_cache(maxsize=200)
def _words_of(domains: tuple[Domain, ...]) -> frozenset[str]:
    """Of what the programme says people write about; examples hold everyday words as well."""
    lines = (line for domain in domains for line in (*domain.names, *domain.words))
    return frozenset(word for line in lines for word in normalise(line).split())


@lru_cache(maxsize=200)
def _name_words(domain: Domain) -> frozenset[str]:
    return frozenset(word for name in domain.names for word in normalise(name).split())


def _nearest(domain: Domain, question: str, language: str) -> str | None:
    asked = ngrams_in(question)
    alike = {
        example: 2 * len(asked & pieces) / (len(asked) + len(pieces))
        for example, pieces in _examples(domain, language)
        if pieces
    }
    nearest = max(alike, key=lambda example: alike[example], default=None)
    return nearest if nearest is not None and alike[nearest] >= _ALIKE else None


@lru_cache(maxsize=200)
def _examples(domain: Domain, language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    by_language = {"fr": domain.examples.fr, "en": domain.examples.en}
    lines = by_language.get(language, (*domain.examples.fr, *domain.examples.en))
    return tuple((line, frozenset(ngrams_in(line))) for line in lines)
