"""A time of day as people type it, in French or English."""

import re
from datetime import time

from gamma.parsing.day_names import NUMBERS, SPOKEN, parse_count

_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(word for word in NUMBERS if len(word) > 2)})"
_AT = (
    r"(?:(?:a|at|vers|around|about|environ|vers les|autour de|aux alentours de|aux environs de|a partir de"
    r"|sur le coup de|from|des) )?(?:environ |about )?"
)
_QUARTER = r"et demie?|et quart|(?:et )?(?:trois|3) quarts|moins (?:le |un )?quart|moins \d{1,2}"
_MINUTE = rf"(?P<minute>\d{{2}}|{_QUARTER})"
_UNIT = r"(?:heures?|hours?|hrs?|o clock)"
_FORMS = (
    re.compile(rf"{_AT}(?P<hour>\d{{1,2}}) ?h(?: ?{_MINUTE})?"),  # 14h30
    re.compile(rf"{_AT}(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})"),  # 14:30
    re.compile(rf"{_AT}{_HOUR} ?{_UNIT}(?: {_MINUTE})?"),
    re.compile(rf"{_AT}{_HOUR}(?:[:.](?P<minute>\d{{2}}))? ?(?P<half>am|pm)"),  # 2:30pm
    re.compile(rf"(?:a|at|vers|around|about) {_HOUR}"),  # at 10
    re.compile(rf"{_AT}(?P<noon>midi|noon)(?: {_MINUTE})?"),
    re.compile(
        rf"{_AT}(?:a )?(?P<past>half|quarter|\d{{1,2}})(?: minutes?)? "
        rf"(?P<side>past|after|to|before|of|till) (?:{_HOUR}|noon)(?: ?{_UNIT})?(?: ?(?P<half>am|pm))?"
    ),  # quarter to ten
)
_LITERAL = _FORMS[0]
_QUARTERS = {
    "et quart": 15,
    "quarter": 15,
    "et demi": 30,
    "et demie": 30,
    "half": 30,
    **dict.fromkeys(("trois quarts", "3 quarts", "et trois quarts", "et 3 quarts"), 45),
    "moins quart": -15,
    "moins le quart": -15,
    "moins un quart": -15,
}
_CLOCK = (
    rf"(?:\d{{1,2}}(?: ?h(?: ?\d{{2}})?|:\d{{2}}| ?[ap]m| ?{_UNIT}(?: \d{{2}})?)|(?<!apres )midi|noon)"
    rf"(?: (?:{_QUARTER}))?"
)
_BARE = r"\d{1,2}(?=(?:-| a | to )\d{1,2} ?(?P<unit>h|[ap]m)\b)"
_RANGE = re.compile(
    rf"(?:(?:\b(?:de|from) )?(?P<start>{_CLOCK})(?: ?- ?| (?:a|to|until) )"
    rf"|(?:\b(?:de|from) (?P<bare>{_BARE})(?: a | to )|(?<!\S)(?P<tight>{_BARE.replace('unit', 'half')})-))"
    rf"(?:{_CLOCK})(?=\s|$)"
)
_SPOKEN_NUMBER = re.compile(rf"(?<!\S)(?!sept \d)(?:{'|'.join(sorted(SPOKEN, key=len, reverse=True))})(?!\S)")
_SPOKEN_PAIR = re.compile(
    rf"(?<!\S)(?:~(?P<hour>\d+)|one) (?P<oh>oh |zero )?~(?P<minute>\d+)(?! ?~| ?{_UNIT}\b| h\b)(?!\S)"
)
_SPOKEN_MINUTE = re.compile(
    rf"(?<![a-z])(?P<after>h|{_UNIT}|midi|noon)(?: et)? (?:oh |zero )?"
    rf"~(?P<minute>\d+)(?! ?{_UNIT}\b| quarts)(?!\S)"
)
_EXACTLY = re.compile(r" (?:pile|precises?|tapantes?|sharp|exactly|on the dot)\b")
_MINUTES_NAMED = re.compile(r"(?<=\d) ?(?:min|mn|minutes?)\b(?! (?:past|after|to|before|of|till)\b)")
_THIS_PART = re.compile(r"\b(?:ce|cet|this) (?=(?:matin|midi|apres midi|soir|morning|afternoon|evening)\b)")
_PART_OF_DAY = re.compile(
    r" (?:du |de l |in the |le |l )?(?P<part>matin|apres midi|soir|morning|afternoon|evening)\b"
)
_PARTS = {
    **dict.fromkeys(("matin", "morning"), range(12)),
    **dict.fromkeys(("apres midi", "afternoon"), range(12, 19)),
    **dict.fromkeys(("soir", "evening"), range(17, 24)),
}
_NIGHT = range(1, 8)
"""Hours that written alone ("at 2", "2:30") may as well be meant after noon."""


def hours_in_figures(plain: str) -> str:
    """ "a quatorze heures trente pile" as "a 14 heures 30", "nine oh five" as "9:05"."""
    marked = _SPOKEN_NUMBER.sub(lambda found: f"~{SPOKEN[found[0]]}", _EXACTLY.sub("", plain))
    paired = _SPOKEN_PAIR.sub(_pair, marked)
    minutes = _SPOKEN_MINUTE.sub(lambda found: f"{found['after']} {found['minute']:>02}", paired)
    return _MINUTES_NAMED.sub("", minutes.replace("~", ""))


def _pair(found: re.Match[str]) -> str:
    hour, minute = int(found["hour"] or 1), int(found["minute"])
    return f"{hour}:{minute:02}" if hour < 24 and (minute > 9 or found["oh"]) else found[0]


def without_part_of_day(plain: str) -> tuple[str, range | None]:
    """ "demain matin a 10 h" as "demain a 10 h" and the hours of a morning; "ce soir" is today's."""
    plain = _THIS_PART.sub("aujourd hui ", re.sub(r"\btonight\b", "this evening", plain))
    parts = _PART_OF_DAY.findall(plain)
    if len(parts) != 1:
        return plain, None
    return _PART_OF_DAY.sub("", plain), _PARTS[parts[0]]


def parse_time_of_day(plain: str, part: range | None) -> tuple[time, ...]:
    """The time that is meant; two, the early one first, where it may be before or after noon.

    None at all if this is no time of day. part: the hours of the part of the day that was named.
    """
    match = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if not match:
        return ()
    written = match.groupdict()
    typed = written.get("past") or written.get("minute") or "0"
    minute = _minutes(typed, before=written.get("side") in ("to", "before", "of", "till"))
    hours = _hours(written, literal=match.re is _LITERAL)
    if minute < 0:
        hours, minute = tuple(hour - 1 for hour in hours), minute + 60
    if part is not None:
        hours = _within(hours, part)
    return tuple(time(hour, minute) for hour in hours if 0 <= hour < 24 and minute < 60)


def _minutes(typed: str, *, before: bool) -> int:
    minutes = _QUARTERS[typed] if typed in _QUARTERS else int(typed.replace("moins ", "-"))
    return -minutes if before else minutes


def without_end(plain: str) -> str:
    """ "jeudi 14h-15h" as "jeudi 14h": of two hours the one at which it begins."""
    return _RANGE.sub(_beginning, plain, count=1)


def _beginning(found: re.Match[str]) -> str:
    """In "9-10h" the one unit is that of both."""
    bare = found["bare"] or found["tight"]
    return f"{bare}{found['unit'] or found['half']}" if bare else found["start"]


def _hours(written: dict[str, str | None], *, literal: bool) -> tuple[int, ...]:
    typed = written.get("hour")
    if typed is None:
        return (12,)
    hour = parse_count(typed)
    if half := written.get("half"):
        return (hour % 12 + (12 if half == "pm" else 0),) if 1 <= hour <= 12 else ()
    if literal or typed.startswith("0") or hour not in _NIGHT:
        return (hour,)
    return (hour, hour + 12)


def _within(hours: tuple[int, ...], part: range) -> tuple[int, ...]:
    """The one hour of that part of the day, also where it was counted to twelve only: "8 h du soir"."""
    fitting = [hour for hour in (hours[0], hours[0] + 12) if hour in part] if hours else []
    return tuple(fitting[:1])
