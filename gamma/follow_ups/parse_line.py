"""Lines of minutes as people type them: "what — who — by when". What is not understood stays in the text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gamma.errors import InvalidInputError
from gamma.follow_ups.follow_up import COMMITMENT_KINDS, CommitmentKind
from gamma.parsing.day import parse_day
from gamma.parsing.day_names import MONTHS, simplify
from gamma.parsing.text import normalise
from gamma.parsing.upcoming import Days, parse_upcoming
from gamma.text import one_line

IsKnownName = Callable[[str], bool]
"""Whether these words name somebody who is known."""

_BULLET = re.compile(r"^(?:[-–—•*·]\s+|\d{1,2}[.)]\s+|\[[ x]?\]\s+)+")
_BETWEEN_PARTS = re.compile(r"\s+[—–|-]{1,2}\s+|\s*[—;|]\s*")
_COMMA = re.compile(r",\s+")
_MENTION = re.compile(r"(?<!\w)@[\w.-]*\w")
_NAMED_FIRST = re.compile(r"^(?P<who>[^:]{2,40}?)\s*:\s+(?P<what>.+)$")
_BY = (
    r"(?:d['’ ]ici (?:au |le |la )?|au plus tard (?:le )?|avant (?:le |la )?|pour (?:le |la )?|jusqu['’]au "
    r"|(?:due |no later than |before |until |by )(?:on |the )?|le |on )"
)
_DAY_AT_THE_END = re.compile(rf"(?:^|\s)(?P<by>{_BY})(?P<day>\S.*)$", re.IGNORECASE)
_BEFORE_A_DAY = re.compile(rf"^{_BY}", re.IGNORECASE)
_DAY_ALONE = re.compile(
    r"\s(?P<day>demain|tomorrow|(?:dans|in) \w+ \w+|(?:next \w+|\w+ prochain|(?:ce|this) \w+))$",
    re.IGNORECASE,
)
_SURE_BY = ("avant", "before", "by", "due", "until", "d’ici", "d'ici", "au plus tard", "no later than")
_BEFORE_A_MONTH = re.compile(r"^(?:avant|before)\b", re.IGNORECASE)
_LONGEST_DAY = 60
_MOST_WORDS_OF_A_NAME = 3
_MOST_OF_A_NAME = 60


@dataclass(frozen=True)
class ParsedAction:
    """who: as it was written, without its @. unread: what stands for a day and is none; `what` has it too."""

    what: str
    who: str = ""
    due: date | None = None
    unread: str = ""


@dataclass(frozen=True)
class ParsedCommitment:
    kind: CommitmentKind
    what: str
    due: date | None = None
    unread: str = ""


_KIND_WORDS: Mapping[CommitmentKind, tuple[str, ...]] = {
    "funding": ("financement", "financements", "financer", "funding", "budget", "argent", "money"),
    "communication": ("communication", "communiquer", "com", "comm", "promotion", "promouvoir"),
    "relays": ("relais", "relai", "relay", "relays", "local relays", "relais locaux", "relais local"),
    "other": ("autre", "autres", "other", "divers"),
}
_KIND_OF = {normalise(word): kind for kind in COMMITMENT_KINDS for word in _KIND_WORDS[kind]}
_KIND_FIRST = re.compile(
    r"^(?P<word>[^\W\d_]+(?: loca\w+)?)(?P<mark>\s*[:—–;,]\s*|\s+-\s+|\s+|$)(?P<rest>.*)$"
)


def find_mentions(typed: str) -> list[str]:
    """The names written with @, folded, in order."""
    return list(dict.fromkeys(normalise(mention) for mention in _MENTION.findall(one_line(typed))))


def parse_items(typed: str) -> list[str]:
    """One a line, without the signs that people begin a line of a list with."""
    lines = (_BULLET.sub("", one_line(line)).strip() for line in typed.splitlines())
    return [line for line in lines if line]


def parse_action(line: str, today: date, is_known: IsKnownName) -> ParsedAction:
    """Never refuses: at worst all of it is what is to be done."""
    parts, by_comma = _split_parts(line)
    due, unread = _take_due_date(parts, today)
    who, parts = _take_assignee(parts, is_known, by_comma=by_comma, dated=due is not None)
    if due is None and not unread and who and len(parts) > 1:
        unread = parts[-1]
    what = (", " if by_comma else " — ").join(parts)
    return ParsedAction(what, who, due, unread) if what else ParsedAction(one_line(line))


class AmbiguousDueDateError(InvalidInputError):
    """A question that names both days; nothing is decided. `choices` has them in that order."""

    def __init__(self, sentence: str, first: date, second: date, today: date) -> None:
        super().__init__(
            sentence,
            first=lambda words: words.day(first, today),
            second=lambda words: words.day(second, today),
        )
        self.choices = (first, second)


def parse_due_date(typed: str, today: date) -> date:
    """The day by which something is to be done, also with a word like "by".

    Raises InvalidInputError; AmbiguousDueDateError of "Monday" on a Monday, or "next Friday".
    """
    text = one_line(typed)
    due = _parse_whole_day(text, today)
    days = None if due else _upcoming_days(text, today)
    if days and len(days.choices) > 1:
        first, second = days.choices
        raise AmbiguousDueDateError(days.question, first, second, today)
    return due or parse_day(typed, today, future=False)


def parse_commitment(line: str, today: date) -> ParsedCommitment:
    kind, rest = _take_kind(line)
    parts, by_comma = _split_parts(rest)
    due, unread = _take_due_date(parts, today)
    what = (", " if by_comma else " — ").join(part for part in parts if part)
    return ParsedCommitment(kind, what, due, unread) if what else ParsedCommitment(kind, one_line(line))


def _split_parts(line: str) -> tuple[list[str], bool]:
    """Cut at dashes, bars and semicolons; only where there is none, at commas."""
    text = one_line(line)
    for mark in (_BETWEEN_PARTS, _COMMA):
        parts = [part.strip() for part in mark.split(text) if part.strip()]
        if len(parts) > 1:
            return parts, mark is _COMMA
    return [text], False


def _take_due_date(parts: list[str], today: date) -> tuple[date | None, str]:
    """By when, taken out of the parts: the last that is a day, else how the last one ends."""
    for place in range(len(parts) - 1, 0, -1):
        if day := _parse_whole_day(parts[place], today):
            del parts[place]
            return day, ""
    if len(parts) > 1 and _is_ambiguous(parts[-1], today):
        return None, parts[-1]
    parts[-1], due, unread = _take_trailing_day(parts[-1], today)
    return due, unread


def _parse_whole_day(part: str, today: date) -> date | None:
    """The day that the whole part means, with or without a word like "by" before it."""
    words = _BEFORE_A_DAY.sub("", part).strip()
    if len(words) > _LONGEST_DAY:
        return None
    try:
        day = parse_day(words, today, future=False)
    except InvalidInputError:
        days = parse_upcoming(simplify(words), today, lambda day: day >= today)
        return days.choices[0] if days and len(days.choices) == 1 else None
    return (
        _end_of_month_before(day, today)
        if _BEFORE_A_MONTH.match(part) and normalise(words) in MONTHS
        else day
    )


def _is_ambiguous(part: str, today: date) -> bool:
    """A day, but which? "Next Friday" is this week's to some."""
    days = _upcoming_days(part, today)
    return days is not None and len(days.choices) > 1


def _upcoming_days(part: str, today: date) -> Days | None:
    words = _BEFORE_A_DAY.sub("", part).strip()
    return (
        parse_upcoming(simplify(words), today, lambda day: day >= today)
        if len(words) <= _LONGEST_DAY
        else None
    )


def _end_of_month_before(month: date, today: date) -> date:
    """Before March is by the end of February."""
    day = month.replace(day=1) - timedelta(days=1)
    return day if day >= today else month


def _take_trailing_day(part: str, today: date) -> tuple[str, date | None, str]:
    """ "relancer avant le 12 décembre" as "relancer" and the day; what cannot be read as one stays."""
    unread = ""
    for place in range(len(part)):
        match = _DAY_AT_THE_END.match(part, place) or _DAY_ALONE.match(part, place)
        if not match:
            continue
        if day := _parse_whole_day(match[0].strip(), today):
            return part[: match.start()].rstrip(" ,(").strip(), day, ""
        by = match.groupdict().get("by") or ""
        sure = by.lower().strip().startswith(_SURE_BY)
        if sure and any(map(str.isdecimal, match["day"])) and not unread:
            unread = match[0].strip()
    return part, None, unread


def _take_assignee(
    parts: list[str], is_known: IsKnownName, *, by_comma: bool, dated: bool
) -> tuple[str, list[str]]:
    """Who is to do it, and the other parts: somebody mentioned or known, else what stands in their place."""
    for place, part in enumerate(parts):
        if _is_mention(part) or (len(parts) > 1 and is_known(part)):
            return part.lstrip("@").strip(), [*parts[:place], *parts[place + 1 :]]
    for place, part in enumerate(parts):
        if mention := _MENTION.search(part):
            return mention[0][1:], [*parts[:place], _remove_mention(part, mention), *parts[place + 1 :]]
    if (named := _NAMED_FIRST.match(parts[0])) and is_known(named["who"]):
        return named["who"].strip(), [named["what"], *parts[1:]]
    if len(parts) > 1:
        place = 1 if len(parts) > 2 and not by_comma else len(parts) - 1
        if _may_be_name(parts[place], by_comma=by_comma, dated=dated):
            return parts[place], [*parts[:place], *parts[place + 1 :]]
    return "", parts


def _remove_mention(part: str, mention: re.Match[str]) -> str:
    """A mention goes where it stands before or after the rest, and stays in the middle of a sentence."""
    at_an_end = mention.start() == 0 or mention.end() == len(part)
    if not at_an_end or len(_MENTION.findall(part)) > 1:
        return part
    return (part[: mention.start()] + part[mention.end() :]).strip().lstrip(":, ")


def _is_mention(part: str) -> bool:
    return part.startswith("@") and len(part.split()) <= _MOST_WORDS_OF_A_NAME and _is_short(part)


def _may_be_name(part: str, *, by_comma: bool, dated: bool) -> bool:
    """After a comma only what is written as a name, and before a day: "mails, Camille, 12 décembre"."""
    if not _is_short(part) or any(map(str.isdecimal, part)):
        return False
    return not by_comma or (dated and all(word[:1].isupper() for word in part.split()))


def _is_short(part: str) -> bool:
    return len(part.split()) <= _MOST_WORDS_OF_A_NAME and len(part) <= _MOST_OF_A_NAME


def _take_kind(line: str) -> tuple[CommitmentKind, str]:
    """By the word at the start, which goes only where a mark sets it apart."""
    text = one_line(line)
    match = _KIND_FIRST.match(text)
    kind = _KIND_OF.get(normalise(match["word"])) if match else None
    if not match or kind is None:
        return "other", text
    return kind, match["rest"] if match["mark"].strip() and match["rest"] else text
