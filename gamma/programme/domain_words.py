"""The words of a question to the expert network that may speak for a domain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gamma.parsing.text import normalise
from gamma.parsing.word_evidence import pieces_of_word

_STOP_WORDS = frozenset(
    normalise("""
    à ai aient ait alors après as assez au aucun aucune aussi autre autres aux avant avec avez avoir
    avons ayant beaucoup bien c ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci
    combien comme comment contre d dans de déjà depuis des dois doit doivent donc du elle elles en
    encore entre es est et étaient était été êtes être eu eux faire fais fait faite faites font faut il
    ils j je jusqu l la le les leur leurs lors lui m ma mais me même mêmes mes mien mieux moi moins mon
    n ne ni non nos notre nous on ont ou oui par parce pas peu peut peuvent peux plus plutôt pour
    pourquoi pouvons pu qu quand que quel quelle quelles quels qui quoi rien s sa sans se selon sera ses
    si sien soit sommes son sont sous sur suis t ta te tes toi ton tous tout toute toutes très trois
    trop tu un une va vais vers veut veux voici voilà vos votre voulons vous vraiment y chose choses
    gens outil personne personnes quelqu quelque quelques savoir savons sait service truc about after
    all an and any are at be been but by can could did do does for from get gets had has have he how i
    if in into is it its just more most my no not of only or other our ours she should so some than that
    the their them then there these they this to too up us was we were what when where which who why
    will with would you your cb cmt comen coment ds dun jai kel kelkun kelle ki koi nb pb pr qd qqch qqn
    toujours jamais souvent parfois parler parle parles parlons parlez parlent deux quatre cinq six sept huit
    neuf dix jour jours semaine semaines mois année années fois demander demande avis voir always never often
    sometimes every day days week weeks month months year years two three four five ten look looks talk see
    qqun sest ya aimerai aimerais aimerait aimerions parait paraitrait
    """).split()
)
"""Also as they are typed in haste. They speak for no domain."""


_ASKS_FOR = re.compile(
    r"(?:^|\b(?:ai|as|a|avons|avez|ont|aurais|aurait|aurions|auraient)\s+(?:\w+\s+)?)(?P<need>besoin)(?=\s+d)",
    re.IGNORECASE,
)
"""Who has need of something names no need."""


@dataclass(frozen=True)
class ContentWord:
    """plain: normalised."""

    typed: str
    plain: str
    ngrams: frozenset[str]


def content_words(text: str) -> Iterator[ContentWord]:
    """The words that may mean something, each once, in their order."""
    seen = set(_STOP_WORDS)
    asks = _ASKS_FOR.search(text)
    if asks:
        text = text[: asks.start("need")] + text[asks.end("need") :]
    for typed in re.findall(r"\w+", text):
        for word in normalise(typed).split():
            if len(word) > 1 and word not in seen:
                seen.add(word)
                yield ContentWord(typed, word, pieces_of_word(word))


def ngrams_in(text: str) -> set[str]:
    return {ngram for word in content_words(text) for ngram in word.ngrams}
