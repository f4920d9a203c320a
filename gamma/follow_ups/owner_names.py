"""Who is to do something, in a line of minutes: somebody mentioned or known, or what looks like a name."""

import re

from gamma.parsing.day_names import MONTHS, WEEKDAYS, match_name
from gamma.parsing.line_parts import parse_items, split_all
from gamma.parsing.text import MENTION, normalise

_MENTION_ALONE = re.compile(r"@[\w.-]+(?: [\w.’'-]+)*")
_MOST_WORDS = 3
_MOST_CHARACTERS = 60
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_PARTICLES = frozenset(
    normalise("al ben bin d da de del della den der des di dos du el l la le van von y").split()
)
_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][\w’'-]{2,}")
_TOGETHER = re.compile(r"\s+(?:et|and|&|\+)\s+|\s*[/&+]\s*", re.IGNORECASE)
_GROUPS = frozenset(
    normalise(words)
    for words in (
        *("équipe", "l'équipe", "toute l'équipe", "notre équipe", "team", "the team", "whole team"),
        *("tous", "toutes", "tout le monde", "nous", "nous tous", "chacun", "everybody", "everyone", "all"),
        *("us", "all of us", "le sponsor", "sponsor", "the sponsor", "le coach", "la coach", "coach"),
    )
)
_TIME = frozenset(
    normalise(
        "aujourd hui demain hier bientôt rapidement vite tôt tard prochain prochaine prochainement "
        "semaine mois trimestre semestre année an jour jours matin midi soir fin mi début courant "
        "rentrée été hiver automne printemps noël pâques today tomorrow yesterday soon later week "
        "weekly month quarter year day days morning noon evening end early mid late next spring "
        "summer autumn winter easter christmas eod eow eom cob q1 q2 q3 q4 t1 t2 t3 t4 s1 s2 tbc tbd "
        "tba"
    ).split()
)
_STATE = frozenset(
    normalise(
        "asap urgent urgente urgents prioritaire priorité important importante critique bloquant "
        "bloqué attente cours définir préciser confirmer valider voir faire fait faite todo done wip "
        "ok ko non oui ras na nc sans objet optionnel facultatif récurrent permanent continu reporté "
        "annulé terminé prévu planifié discuter mail mails email courriel téléphone tel visio réunion "
        "slack mattermost teams zoom teamspace call phone meeting online pending ongoing open closed "
        "blocked waiting progress priority high low medium haute basse moyenne optional recurring "
        "cancelled postponed planned draft brouillon idée note info fyi cc action suivi personne "
        "nobody none aucun aucune quelqu quelqu'un somebody someone anyone"
    ).split()
)


def is_mention(part: str) -> bool:
    """Also with the name after it that a person typed by hand: "@Camille Moreau"."""
    return _MENTION_ALONE.fullmatch(part) is not None and is_short(part)


def is_short(part: str) -> bool:
    return len(part.split()) <= _MOST_WORDS and len(part) <= _MOST_CHARACTERS


def names_said(words: str) -> set[str]:
    """All in these lines that may name somebody: after "@", or set apart where an owner stands."""
    said = {mention[1:] for mention in MENTION.findall(words)} | set(_CAPITAL.findall(words))
    for line in parse_items(words):
        parts = [part.text for part in split_all(line)]
        first, colon, _ = parts[0].partition(":")
        if colon or len(parts) == 1:
            parts.append(first)
        said.update(part.strip(" ()") for part in parts[1:] if is_short(part))
    return {name for name in said if not is_about_time(name)}


def looks_like_a_name(part: str) -> bool:
    """ "Bob", "Jeanne d’Arc", "Zoé et Bob" or "l’équipe"; never a word of time or of state: "mi-décembre"."""
    if normalise(part) in _GROUPS:
        return True
    people = [each for each in _TOGETHER.split(part.strip(" .")) if each]
    return len(part) <= _MOST_CHARACTERS and bool(people) and all(map(_is_one_name, people))


def _is_one_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    if is_about_time(name) or _STATE & set(normalise(name).split()):
        return False
    named = [
        word for word in words if normalise(word).split()[0] not in _PARTICLES or "’" in word or "'" in word
    ]
    return bool(named) and all(any(map(str.isupper, word)) for word in named)


def is_about_time(part: str, *, figures: bool = True) -> bool:
    """Whether a day, a month or another word of time stands in it, or a figure."""
    words = normalise(part).split()
    return any(
        word in _TIME
        or (figures and any(map(str.isdecimal, word)))
        or any(match_name(word, names) is not None and len(word) > 3 for names in (WEEKDAYS, MONTHS))
        for word in words
    )
