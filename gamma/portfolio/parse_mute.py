""" "silence jusqu'au 15 mars : le congé du porteur": which reason is set aside, until when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gamma.errors import InvalidInputError, UserError
from gamma.parsing.day import AmbiguousDayError, parse_day
from gamma.parsing.duration import parse_return_date
from gamma.parsing.text import match_spelling, normalise, parse_line
from gamma.portfolio.followed import AttentionKind
from gamma.portfolio.reason_words import REASON_WORDS
from gamma.text import one_line
from gamma.translator import N_

NOTE_CHARACTERS = 300
LONGEST = timedelta(days=366)
_MOST_WORDS = 8
_WHAT = N_(
    "Until when? I understand “until Monday”, “until 15 March”, “until the end of January” or “2 weeks”, for "
    "one year at most, then a few words on why: `/gamma portfolio mute velo-facile until 15 March the team "
    "is on leave`. Nothing was changed."
)
_PAST = N_("That day is not to come. Write one that is, such as “until Monday”. Nothing was changed.")
_TOO_LONG = N_(
    "A reason can be set aside for one year at most: it comes back by itself. Nothing was changed."
)
_BY_WORDS: Mapping[str, AttentionKind] = {
    normalise(word): kind for kind, words in REASON_WORDS.items() for word in words
}


@dataclass(frozen=True)
class Mute:
    """kind: None for all that ask for attention now."""

    kind: AttentionKind | None
    until: date
    note: str


def parse_mute(typed: str, today: date) -> Mute:
    """Why may be left out. Raises UserError; AmbiguousDayError of "next Friday"."""
    kind, rest = match_spelling(_BY_WORDS, one_line(typed))
    until, note = _day_and_note(rest.split(), today)
    if until > today + LONGEST:
        raise UserError(_TOO_LONG)
    return Mute(kind, until, parse_line(note.strip(" ,;:.—–-()"), NOTE_CHARACTERS))


def _day_and_note(words: list[str], today: date) -> tuple[date, str]:
    """The day that the first words mean, as many of them as possible, else the last. Raises UserError."""
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if until := _until(words[:count], today):
            return until, " ".join(words[count:])
    for start in range(max(1, len(words) - _MOST_WORDS), len(words)):
        if until := _until(words[start:], today):
            return until, " ".join(words[:start])
    raise UserError(_WHAT)


def _until(words: list[str], today: date) -> date | None:
    """Raises UserError of a day that is past, AmbiguousDayError."""
    typed = " ".join(words).strip(" ,;:.—–-()")
    try:
        return parse_day(typed, today, future=True)
    except AmbiguousDayError:
        raise
    except InvalidInputError:
        if _is_day(typed, today):
            raise UserError(_PAST) from None
    try:
        return parse_return_date(typed, today) - timedelta(days=1)
    except InvalidInputError:
        return None


def _is_day(typed: str, today: date) -> bool:
    try:
        parse_day(typed, today, future=False)
    except InvalidInputError:
        return False
    return True
