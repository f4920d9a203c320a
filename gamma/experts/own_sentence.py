"""Whether what follows a domain's name is a sentence of its own, so that the name was meant as a name.

"growth Comment mesurer…" and "juridique : nos mentions" are; "growth ou marketing, par quoi commencer" is
not: there the name is a word of the sentence. What is taken for a sentence is asked at once, so the rule is
strict. A colon, a dash or a new line stands between; or a question begins ("comment", "how", "peut-on",
"can we"); or a capital letter begins a sentence. Before the name no article stands ("la tech nous bloque").
"""

import re

from gamma.parsing.text import normalise

STRONG_MARKS = frozenset(":–—-\n)]")
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


def is_own_sentence(name: str, between: str, rest: str) -> bool:
    """name: as it is typed. between: the signs and spaces that follow it."""
    if any(sign in STRONG_MARKS for sign in between):
        return bool(rest)
    words = rest.lstrip(_QUOTES)
    first = next(iter(normalise(words).split()), "")
    if first in _QUESTIONS or _ASKING.match(words):
        return True
    has_capital = words[:2].istitle()
    in_lower_case = name == name.lower() and not between.strip()
    return has_capital and (first in _OPENERS or in_lower_case)


def opens_sentence(rest: str) -> bool:
    """Whether its first word may begin a sentence, whatever its letters are."""
    return next(iter(normalise(rest).split()), "") in _OPENERS and not rest.casefold().startswith("ou ")
