"""By when, in a line of minutes: a part that is a day, or how a part ends. "Not before" is no deadline."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from gamma.errors import InvalidInputError
from gamma.parsing.day import AmbiguousDayError, is_short_month, parse_day
from gamma.parsing.day_names import MONTHS, WEEKDAYS, match_name
from gamma.parsing.line_parts import Part
from gamma.parsing.text import normalise
from gamma.text import one_line

_BY = (
    r"(?:d['’ ]ici (?:à |au |le |la |l['’])?|(?:au plus tard|pas plus tard que) (?:le )?"
    r"|avant (?:le |la |l['’])?"
    r"|pour (?:le |la |l['’])?|jusqu['’](?:au |à la |à l['’]|à )"
    r"|(?:due |no later than |not later than |before |until |by )(?:on |the )?|le |on )"
)
_DAY_AT_THE_END = re.compile(rf"(?:^|[\s(])(?P<by>{_BY})(?P<day>\S.*)$", re.IGNORECASE)
_BEFORE_A_DAY = re.compile(rf"^{_BY}", re.IGNORECASE)
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_DAY_ALONE = re.compile(
    r"[\s(](?P<day>demain|tomorrow|(?:dans|in) \w+ \w+|(?:next \w+|\w+ prochain|(?:ce|this) \w+)"
    rf"|{_WEEKDAY}|(?:{_WEEKDAY} )?(?:\d\d/\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{1,2}(?:er|st|nd|rd|th)? [^\W\d_]{3,}\.?(?: \d{4})?))[).!]*$",
    re.IGNORECASE,
)
_ALWAYS_BY = ("due", "au plus tard", "pas plus", "no later", "not later")
_SURE_BY = (*_ALWAYS_BY, "avant", "before", "by", "until", "d’ici", "d'ici")
_BEFORE = re.compile(r"^(?:avant|before)\b", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"(?P<month>[^\W\d_]+)(?: \d{4})?")
_BEFORE_MONTH = re.compile(r"(?:^|\s)(?:avant|before) (?P<month>[^\W\d_]+)(?: (?P<year>\d{4}))?$")
_FROM = re.compile(
    r"(?:^|(?<=[\s(,]))(?:(?:surtout |mais )?pas (?:avant|après)|apr[eè]s|dès|des (?=le\b|la\b|l['’])|depuis"
    r"|[àa] (?:partir|compter) (?:de |du |d['’])|au plus t[oô]t|pas plus t[oô]t que"
    r"|not (?:before|until|after)|(?:no|not) (?:earlier|sooner) than"
    r"|after|from|since|starting|as (?:of|from)|at the earliest)\b\s*"
    r"(?P<day>.*)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:le |la |l['’]|du |de |on |the )+", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:ne|pas|jamais|rien|aucune?|not|never|nobody|nothing|no|none|nor|ni|dont|don['’]t|won['’]t|cannot)\b"
    r"|\b(?:no one|n['’](?=\w)|can['’]t|mustn['’]t|shouldn['’]t)",
    re.IGNORECASE,
)
_FORGET = re.compile(
    r"\b(?:ne pas (?:oublier|manquer|tarder)|n['’]oubli\w+ pas|pas oublier|don['’]?t forget"
    r"|(?:do )?not forget|never forget|sans faute)\b",
    re.IGNORECASE,
)
_LINKED_BEFORE = re.compile(
    r"\b(?:et|ou|ni|and|or|entre|between|vers|autour|sauf|except|hors|de|du|des|à|que|not|pas|jamais|never"
    r"|celle|celui|to|of|the|la|les|l['’]|dernier|last|chaque|every|tous les)$",
    re.IGNORECASE,
)
_LONGEST_DAY = 60


@dataclass(frozen=True)
class DueDate:
    """What of the parts says by when. unread: what stands for a day and cannot be read as one.

    not_due: a day that is named, but from which something counts: "pas avant mars".
    parts: what is left. Both stay in it. words: "avant juin", which no day says as well.
    """

    parts: tuple[Part, ...]
    day: date | None = None
    unread: str = ""
    not_due: str = ""
    words: str = ""

    def with_words(self, what: str) -> str:
        """What is to be done, with the words that no day says as well."""
        return f"{what} {self.words}" if what and self.words else what


def parse_due_date(typed: str, today: date) -> date:
    """The day by which something is to be done, also with a word like "by".

    Raises InvalidInputError; AmbiguousDayError of "Monday" on a Monday, or "next Friday".
    """
    text = one_line(typed)
    try:
        return _read_day(text, today)
    except AmbiguousDayError:
        raise
    except InvalidInputError:
        return parse_day(text, today, future=False)  # which repeats all that was typed


def whole_day(part: str, today: date) -> date | None:
    """The day that the whole part means, with or without a word like "by" before it."""
    try:
        return _read_day(part.strip("() "), today)
    except InvalidInputError:
        return None


def take_due_date(parts: list[Part], today: date) -> DueDate:
    """The last part that is a day, else how the last one ends that ends with a day."""
    if found := _leading_day(parts, today):
        return found
    days = [place for place, part in enumerate(parts) if len(parts) > 1 and whole_day(part.text, today)]
    if len(days) > 1:  # beside a day, Sam is somebody
        days = [place for place in days if not _is_short_weekday(parts[place].text)] or days
    if days and parts[1].after_comma and len(days) > 1:  # "lundi, mardi et jeudi" names no deadline
        days = []
    if days and not (_BEFORE.match(parts[days[-1]].text) and _is_negated(parts[0].text)):
        place = days[-1]
        rest = (*parts[:place], *parts[place + 1 :])
        due, words = whole_day(parts[place].text, today), parts[place].text
        return DueDate(rest, due, not_due=_days_left(parts, days[:-1]), words=_words_of(words, due))
    if days:
        return DueDate(tuple(parts), not_due=parts[days[-1]].text)
    if unclear := next((part.text for part in parts[1:] if _is_ambiguous(part.text, today)), ""):
        return DueDate(tuple(parts), unread=unclear)
    return _due_at_an_end(parts, today)


def _is_short_weekday(part: str) -> bool:
    word = normalise(part)
    return word not in WEEKDAYS and match_name(word, WEEKDAYS) is not None


def _days_left(parts: list[Part], places: list[int]) -> str:
    return ", ".join(parts[place].text for place in places)


def _leading_day(parts: list[Part], today: date) -> DueDate | None:
    """ "12/12 : appeler la région"."""
    day, colon, rest = parts[0].text.partition(": ")
    due = whole_day(day, today) if colon and rest.strip() else None
    return DueDate((Part(rest.strip()), *parts[1:]), due, words=_words_of(day, due)) if due else None


def _words_of(said: str, due: date | None) -> str:
    words = said.strip(" ,().!")
    return f"{words[:1].lower()}{words[1:]}" if due and ends_before_month(words, due) else ""


def ends_before_month(text: str, due: date) -> bool:
    """Whether it ends with "avant juin", and is due on the last day before that month."""
    found = _BEFORE_MONTH.search(normalise(text))
    following = due + timedelta(days=1)
    year = found["year"] if found else None
    return (
        found is not None
        and following.day == 1
        and match_name(found["month"], MONTHS) == following.month
        and year in (None, str(following.year))
    )


def _due_at_an_end(parts: list[Part], today: date) -> DueDate:
    unread = not_due = ""
    for place in range(len(parts) - 1, -1, -1):
        words = parts[place].text
        if start := _from_a_day(words, today):
            not_due = not_due or start
            continue
        rest, due, doubt, kept = _take_trailing_day(words, today)
        unread, not_due = unread or doubt, not_due or kept
        if due:
            before = [*parts[:place], *([Part(rest, parts[place].mark, parts[place].sure)] if rest else [])]
            said = words.removeprefix(rest)
            return DueDate((*before, *parts[place + 1 :]), due, not_due=not_due, words=_words_of(said, due))
    return DueDate(tuple(parts), unread=unread, not_due=not_due)


def _from_a_day(words: str, today: date) -> str:
    """ "pas avant mars" of "relancer, mais pas avant mars": from then on, not by then."""
    found = _FROM.search(words)
    day = _ARTICLE.sub("", found["day"].strip(" ().!")) if found else ""
    return found[0].strip() if found and day and _is_some_day(day, today) else ""


def _is_some_day(words: str, today: date) -> bool:
    return (
        whole_day(words, today) is not None
        or whole_day(f"le {words}", today) is not None
        or (_is_ambiguous(words, today))
    )


def _read_day(part: str, today: date) -> date:
    """Raises InvalidInputError."""
    words = _BEFORE_A_DAY.sub("", part).strip()
    typed = words if len(words) <= _LONGEST_DAY else ""
    is_short = typed.isdecimal() or is_short_month(normalise(typed))
    day = parse_day(f"le {typed}" if is_short and words != part else typed, today, future=False)
    month = _MONTH_AND_YEAR.fullmatch(normalise(words)) if _BEFORE.match(part) else None
    if month and match_name(month["month"], MONTHS) is not None:
        return _end_of_month_before(day, today)
    return day


def _is_ambiguous(part: str, today: date) -> bool:
    """A day, but which? "Next Friday" is this week's to some."""
    try:
        _read_day(part, today)
    except AmbiguousDayError:
        return True
    except InvalidInputError:
        return False
    return False


def _end_of_month_before(month: date, today: date) -> date:
    """Before March is by the end of February."""
    day = month.replace(day=1) - timedelta(days=1)
    return day if day >= today else month


def _take_trailing_day(part: str, today: date) -> tuple[str, date | None, str, str]:
    """ "relancer avant le 12 décembre" as "relancer" and the day; what cannot be read as one stays.

    Also what was not read as a day, and what is a day but no deadline.
    """
    unread = ""
    for place in range(len(part)):
        match = _DAY_AT_THE_END.match(part, place) or _DAY_ALONE.match(part, place)
        if not match:
            continue
        by = (match.groupdict().get("by") or "").lower().strip()
        before, said = part[: match.start()].rstrip(" ,("), match[0].lstrip(" (").rstrip()
        if before.count("(") > before.count(")"):
            continue
        said_day = said.rstrip(").! ") if "(" in part[len(before) :] else said.rstrip(".! ")
        day = whole_day(said_day, today)
        if day or _is_ambiguous(said_day, today):
            if _is_negated(before) and not by.startswith(_ALWAYS_BY):
                return part, None, "", said
            if not by.startswith(_SURE_BY) and _LINKED_BEFORE.search(before):
                return part, None, "", said if by else ""
            return (before.strip(), day, "", "") if day else (part, None, said_day, "")
        if by.startswith(_SURE_BY) and any(map(str.isdecimal, match["day"])) and not unread:
            unread = said
    return part, None, unread, ""


def _is_negated(words: str) -> bool:
    return _NOT.search(_FORGET.sub(" ", words)) is not None
