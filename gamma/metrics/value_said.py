"""A value of the metric told in a sentence: "on a passé les 3 000 dossiers la semaine dernière".

What a figure means is left to `gamma.metrics.parse_value`; here it is only found among the words.
"""

import re
from dataclasses import dataclass
from datetime import date

from gamma.errors import InvalidInputError
from gamma.metrics.parse_value import parse_value
from gamma.parsing.day_names import MONTHS, WEEKDAYS
from gamma.parsing.past_day import parse_past_day
from gamma.parsing.text import normalise
from gamma.text import plain_digits

_TIMES = r"(?:k|mille|milliers?|thousand|m|millions?|milliards?)"
_FIGURE = re.compile(
    r"(?<![\w.,:/#°-])\d+(?:[ \u00a0\u202f.,’']\d{3}(?!\d))*(?:[.,]\d+)?"
    rf"(?:[ \u00a0\u202f]?{_TIMES}\b)?(?:[ \u00a0\u202f]?(?:%|pour ?cents?\b|per ?cent\b))?(?![\w/:])",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s*(?P<of>d[e’']\s*)?(?P<unit>[^\W\d_]{3,})")
_OTHER = re.compile(
    r"\s*(?:€|euros?\b|eur\b|h\b|heures?\b|hours?\b|min(?:utes?)?\b|ans?\b|années?\b|years?\b|mois\b|months?\b"
    r"|jours?\b|days?\b|semaines?\b|weeks?\b|fois\b|times\b|am\b|pm\b|avenue\b|rue\b|points?\b)",
    re.IGNORECASE,
)
"""What is counted by no metric: money, time."""
_THING = re.compile(r"(?:n[°o]|numéro|number|action|question|tâche|tache|task)\s*$", re.IGNORECASE)
"""Before the number that a thing has."""
_DAY = re.compile(r"\b(?:la|le|du|au|the|from|since|depuis)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_A_YEAR = MONTHS.keys() | {"en", "in", "fin", "of", "depuis", "since", "annee", "year"}
_LAST_OF_A_MONTH = 31
_NOT_THAT = re.compile(
    r"\b(?:et pas|pas|et non|au lieu de|plutôt que|and not|instead of|rather than)\s+(?=\d)"
    r"|\b(?:de|from)\s+(?=\d[\d ,.]*\w*\s+(?:à|to)\s+\d)",
    re.IGNORECASE,
)
"""Before the figure that is put right, or that was so far."""
_WISHED = re.compile(
    r"\b(?:objectifs?|cibles?|but|vis(?:e|ons|er|ez)|goals?|targets?|aim|reach(?:ing)? for|d ici|combien"
    r"|voudrai\w*|aimerai\w*|faut|faudrai\w*|promis|promet\w*|promised?|engag\w+|d accord|agreed|how many"
    r"|quand|when|plan|plans|planned|planifi\w+|rdv|rendez vous|reunion|meeting|budget|will|sera|serons|aura"
    r"|aurons|allons|va|esper\w+|hope|want|would|should|need|besoin|cherch\w+|rappel\w*|remind\w*|comite|committee"
    r"|comment|how)\b"
)
"""Of what is to be, or asked."""
_TOLD = re.compile(
    r"\b(?:(?:on|nous|c|notre \w+|nos \w+|we|it|i|j|ca)(?: y| en| vient| viens| just| have| had| now)*"
    r"(?: de)? (?:est|etait|sommes|etions|a|avons|avait|ai|are|were|was|is|hit|have|had|got|reached|passed"
    r"|served|atteint|passe|depasser|depasse|compte|comptons|traite|arrive|monte\w*|franchi\w*|tourne)"
    r"|(?:valeur|value|chiffre|figure|indicateur|metrique|metric|taux|rate|up to|now at|monte a|atteint"
    r"|passe)|depasser|franchir|processed|served|helped|traite(?:e?s)?|inscrits|aide(?:e?s))\b"
)
_NO_UNIT = frozenset(
    normalise(
        "et ou à en au pour par sur fin mi debut début hier cette ce ces semaine mois sont est que qui avec "
        "dans depuis and or at in on as by the last end per yesterday now this already déjà environ total "
        "pardon désolé sorry"
    ).split()
)
"""Words after a figure that are no unit."""
_REACHED = re.compile(r"\b(?:à|at|to)\s*$", re.IGNORECASE)
_LARGE = 100
_READ = 200
"""Characters: who writes more says something else."""
_MOST_WORDS_OF_A_DAY = 5
_WORDS_OF_A_LINE = 4


@dataclass(frozen=True)
class ValueSaid:
    """line: as `/gamma metric` reads it. is_told: whether the words say that it is so; else it may be."""

    line: str
    is_told: bool


def value_said(sentence: str, today: date) -> ValueSaid | None:
    """None where no figure can be one, or more than one can."""
    text = plain_digits(sentence) if len(sentence) <= _READ else ""
    plain = normalise(text)
    if not text or "?" in text or _WISHED.search(plain):
        return None
    figures = [each for each in _FIGURE.finditer(text) if _may_be_a_value(text, each)]
    kept = [each for each in figures if not _ends_with(_NOT_THAT, text, each)]
    if len(kept) != 1:
        return None
    figure, day = kept[0], _day_of(text, kept[0], today)
    line = " ".join(filter(None, (_with_its_unit(text, figure), day)))
    if not _is_readable(line, today):
        return None
    words = len(plain.split())
    is_alone = words <= _WORDS_OF_A_LINE and (bool(day) or words - len(figure[0].split()) <= 1)
    is_large = any(sign in figure[0] for sign in "%,.kKmM") or _whole(figure[0]) >= _LARGE
    is_certain = is_large or bool(day) or _REACHED.search(text[: figure.start()]) is not None
    if not is_certain:
        return None
    return ValueSaid(line, is_alone or bool(_TOLD.search(plain)) or (is_large and bool(day)))


def _may_be_a_value(text: str, figure: re.Match[str]) -> bool:
    before, after = text[: figure.start()], text[figure.end() :]
    last = normalise(before).rpartition(" ")[2]
    first = normalise(after).partition(" ")[0]
    if _OTHER.match(after) or _THING.search(before):
        return False
    if _YEAR.fullmatch(figure[0]):
        return bool(last or first) and last not in _BEFORE_A_YEAR
    is_day = first in MONTHS or last in MONTHS or last in WEEKDAYS or _DAY.search(before) is not None
    return not (_whole(figure[0]) <= _LAST_OF_A_MONTH and is_day)


def _ends_with(pattern: re.Pattern[str], text: str, figure: re.Match[str]) -> bool:
    return any(found.end() == figure.start() for found in pattern.finditer(text))


def _whole(figure: str) -> int:
    return int(re.sub(r"\D", "", figure) or 0)


def _with_its_unit(text: str, figure: re.Match[str]) -> str:
    """The word after it: what is counted may be another thing than what the metric counts."""
    said = figure[0].strip()
    unit = _COUNTED.match(text, figure.end())
    if unit is None or "%" in said:
        return said
    is_other = normalise(unit["unit"]) in MONTHS.keys() | _NO_UNIT
    return said if is_other else f"{said} {unit['of'] or ''}{unit['unit']}"


def _day_of(text: str, figure: re.Match[str], today: date) -> str:
    """The longest words beside the figure that name a day which has been; "" for none."""
    for part in (text[figure.end() :], text[: figure.start()]):
        tokens = list(re.finditer(r"\S+", part))
        for size in range(min(_MOST_WORDS_OF_A_DAY, len(tokens)), 0, -1):
            for first in range(len(tokens) - size + 1):
                words = part[tokens[first].start() : tokens[first + size - 1].end()].strip("?!.,;:()«» ")
                if _is_day(words, today):
                    return words
    return ""


def _is_day(words: str, today: date) -> bool:
    if not re.search(r"[^\W\d_]{3}|\d[-/.]\d|\b20\d\d\b", words):
        return False
    try:
        parse_past_day(words, today)
    except InvalidInputError:
        return False
    return True


def _is_readable(line: str, today: date) -> bool:
    try:
        parse_value(line, today)
    except InvalidInputError:
        return False
    return True
