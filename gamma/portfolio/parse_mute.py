""" "silence jusqu'au 15 mars : le congé du porteur": which reason is set aside, until when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gamma.errors import InvalidInputError, UserError
from gamma.parsing.day import AmbiguousDayError, parse_day
from gamma.parsing.text import match_spelling, normalise, parse_line
from gamma.portfolio.followed import AttentionKind
from gamma.portfolio.reason_words import REASON_WORDS
from gamma.text import one_line
from gamma.translator import N_

NOTE_CHARACTERS = 300
LONGEST = timedelta(days=366)
_MOST_WORDS = 8
_WHAT = N_(
    "Until when, and why? Write for example `/gamma portfolio mute velo-facile until 15 March the team is on "
    "leave`. Nothing was changed."
)
_WHY = N_(
    "Why? A few words help whoever looks at it after you: `/gamma portfolio mute velo-facile until 15 March "
    "the team is on leave`. Nothing was changed."
)
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
    """Raises UserError; AmbiguousDayError of "next Friday"."""
    kind, rest = match_spelling(_BY_WORDS, one_line(typed))
    words = rest.split()
    until, taken = _leading_day(words, today)
    if until is None:
        raise UserError(_WHAT)
    if until > today + LONGEST:
        raise UserError(_TOO_LONG)
    note = parse_line(" ".join(words[taken:]).strip(" ,;:.—–-()"), NOTE_CHARACTERS)
    if not note:
        raise UserError(_WHY)
    return Mute(kind, until, note)


def _leading_day(words: list[str], today: date) -> tuple[date | None, int]:
    """The day that the first words mean, as many of them as possible."""
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        try:
            return parse_day(" ".join(words[:count]).rstrip(" ,;:.—–-("), today, future=True), count
        except AmbiguousDayError:
            raise
        except InvalidInputError:
            continue
    return None, 0
