"""A day as people name it: by its date or weekday the next to come, or by its distance from today."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from gamma.dates import months_later
from gamma.parsing.day_names import MONTHS, NUMBERS, WEEKDAYS, match_name, parse_count
from gamma.translator import N_

_TWO_READINGS = N_("This can be read in two ways. Do you mean {first} or {second}?")
_WEEKDAY_DIFFERS = N_("The weekday and the date do not match. Do you mean {first} or {second}?")
_RECENT = timedelta(days=31)
_YEARS_TO_A_LEAP_DAY = 8

_OPENING = re.compile(
    r"(?:(?:le|la|the|on|by|pour|for|au|to|d ici(?: a)?|jusqu(?: au| a| en)?|until|till|up to|a(?! \d)) )*"
)
_NEAR = {
    **dict.fromkeys(("aujourd hui", "today"), 0),
    **dict.fromkeys(("demain", "tomorrow"), 1),
    **dict.fromkeys(("apres demain", "day after tomorrow"), 2),
    **dict.fromkeys(("hier", "yesterday"), -1),
    **dict.fromkeys(("avant hier", "day before yesterday"), -2),
}
_DISTANCE = re.compile(
    rf"(?:dans|in) (?P<count>\d{{1,3}}|{'|'.join(NUMBERS)}) "
    r"(?P<unit>jours?|days?|semaines?|weeks?|mois|months?)"
)
_W = r"(?P<weekday>[a-z]{3,9})"
_NEXT = re.compile(rf"{_W} prochain|next {_W.replace('weekday', 'english')}")
_THIS = re.compile(rf"(?:ce|this) {_W}")
_NEXT_WEEK = re.compile(
    rf"{_W} (?:de )?(?:la )?(?:semaine prochaine|next week|of next week)"
    rf"|(?:semaine prochaine|next week) {_W.replace('weekday', 'second')}"
)
_WEEKS_ON = re.compile(
    rf"{_W} (?:en (?P<weeks>huit|8|quinze|15)"
    rf"|(?:dans|in) (?P<count>\d{{1,2}}|{'|'.join(NUMBERS)}) (?:semaines?|weeks?))"
)
_D = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_M = r"(?P<month>[a-z]{3,})"
_Y4 = r"(?P<year>(?:19|20|21)\d{2})"
_Y = r"(?P<year>(?:19|20|21)?\d{2})"
_DATES = (
    re.compile(rf"{_Y4}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})"),  # 2026-12-08
    re.compile(rf"(?P<day>\d{{1,2}})(?P<mark> ?[-/. ] ?)(?P<month>\d{{1,2}})(?P=mark){_Y}"),  # 08/12/2026
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})"),  # 8/12
    re.compile(rf"{_D}(?: of)? {_M}(?: {_Y})?"),  # 8 decembre 2026
    re.compile(rf"{_M} {_D}(?: {_Y4})?"),  # dec 8 2026
)
_END_OF_MONTH = re.compile(
    rf"(?:at )?(?:la |the )?(?:fin|end)(?: de| d| of)? (?P<month>[a-z]{{3,}})(?: {_Y4})?"
)
_END = re.compile(
    r"(?:la )?(?:fin|end)(?: de| of)? ?(?P<next>next )?(?:du|d|l|la|le|ce|cette|this|the)? ?(?:l )?"
    r"(?P<unit>semaine|week|mois|month|trimestre|quarter|annee|year)(?P<later> prochaine?)?"
)
_FRIDAY, _SUNDAY = 4, 6
_DAY_ALONE = re.compile(_D)


@dataclass(frozen=True)
class Days:
    """The day that is meant, or both with the question which. None at all: it is not in the calendar."""

    choices: tuple[date, ...]
    question: str = ""


@dataclass(frozen=True)
class _DateParts:
    """The parts of a date that were written down."""

    day: int
    month: int | None = None
    year: int | None = None

    def dates(self, today: date) -> Iterator[date]:
        """All it may mean from last year on, in order."""
        years = (self.year,) if self.year else range(today.year - 1, today.year + _YEARS_TO_A_LEAP_DAY + 1)
        for year, month in product(years, (self.month,) if self.month else range(1, 13)):
            with suppress(ValueError):
                yield date(year, month, self.day)


def parse_upcoming(plain: str, today: date, ahead: Callable[[date], bool]) -> Days | None:
    """None if this is no day. ahead: whether a day, at the time that goes with it, is still to come."""
    text = _OPENING.sub("", plain, count=1)
    if text in _NEAR:
        return Days((today + timedelta(days=_NEAR[text]),))
    if distance := _DISTANCE.fullmatch(text):
        return _at_distance(distance["count"], distance["unit"], today)
    if end := _END.fullmatch(text):
        return _at_the_end(end["unit"], today, later=bool(end["next"] or end["later"]))
    if last := _last_of_month(text, today, ahead):
        return last
    return _by_weekday(text, today, ahead) or _by_date(text, today, ahead, article=text != plain)


def _last_of_month(text: str, today: date, ahead: Callable[[date], bool]) -> Days | None:
    """ "Fin janvier" is its last day, in moments as in days."""
    match = _END_OF_MONTH.fullmatch(text)
    month = match_name(match["month"], MONTHS) if match else None
    if not match or month is None:
        return None
    years = (int(match["year"]),) if match["year"] else (today.year, today.year + 1)
    days = [date(year, month, monthrange(year, month)[1]) for year in years]
    return Days((next((day for day in days if ahead(day)), days[-1]),))


def _at_the_end(unit: str, today: date, *, later: bool) -> Days:
    """The last day of the month that is running, or of the next; a week ends on Friday to some."""
    if unit in ("semaine", "week"):
        monday = today - timedelta(days=today.weekday() - 7 * later)
        ends = (monday + timedelta(days=_FRIDAY), monday + timedelta(days=_SUNDAY))
        coming = tuple(day for day in ends if day >= today)
        return Days(coming, _TWO_READINGS if len(coming) > 1 else "")
    length = {"mois": 1, "month": 1, "trimestre": 3, "quarter": 3}.get(unit, 12)
    first = date(today.year, (today.month - 1) // length * length + 1, 1)
    return Days((months_later(first, length * (1 + later)) - timedelta(days=1),))


def _at_distance(count: str, unit: str, today: date) -> Days:
    many = parse_count(count)
    if unit.startswith(("mois", "month")):
        return Days((months_later(today, many),))
    if unit.startswith(("semaine", "week")):
        return Days((today + timedelta(weeks=many),))
    day = today + timedelta(days=many)
    if unit.startswith("jour") and many in (8, 15):  # "dans quinze jours" is in two weeks to most French
        return Days((day - timedelta(days=1), day), _TWO_READINGS)
    return Days((day,))


def _by_weekday(text: str, today: date, ahead: Callable[[date], bool]) -> Days | None:
    monday = today - timedelta(days=today.weekday())
    for form, weeks in ((_THIS, 0), (_NEXT_WEEK, 1)):
        weekday = _weekday_in(form.fullmatch(text))
        if weekday is not None:
            return Days((monday + timedelta(days=weekday, weeks=weeks),))
    weekday = _weekday_in(_NEXT.fullmatch(text))
    if weekday is not None:
        return _next_weekday(weekday, today)
    if weeks_on := _WEEKS_ON.fullmatch(text):
        return _weeks_from_weekday(weeks_on, today)
    weekday = match_name(text, WEEKDAYS)
    if weekday is None:
        return None
    coming = today + timedelta(days=(weekday - today.weekday()) % 7)
    later = coming + timedelta(weeks=1)
    if coming > today:
        return Days((coming,))
    return Days((coming, later), _TWO_READINGS) if ahead(today) else Days((later,))


def _weekday_in(match: re.Match[str] | None) -> int | None:
    names = [name for name in match.groups() if name] if match else []
    return match_name(names[0], WEEKDAYS) if names else None


def _next_weekday(weekday: int, today: date) -> Days:
    """ "Mardi prochain" said on a Monday: tomorrow to some, in eight days to others."""
    coming = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if coming.weekday() < today.weekday() or coming - today == timedelta(weeks=1):
        return Days((coming,))
    return Days((coming, coming + timedelta(weeks=1)), _TWO_READINGS)


def _weeks_from_weekday(match: re.Match[str], today: date) -> Days | None:
    """ "Mardi en quinze" counts from the Tuesday to come, "dans deux semaines" from it or this week's."""
    weekday = match_name(match["weekday"], WEEKDAYS)
    if weekday is None:
        return None
    coming = today + timedelta(days=(weekday - today.weekday()) % 7)
    if match["weeks"]:
        return Days((coming + timedelta(weeks=2 if match["weeks"] in ("quinze", "15") else 1),))
    of_this_week = today + timedelta(days=weekday - today.weekday())
    choices = sorted({day + timedelta(weeks=parse_count(match["count"])) for day in (of_this_week, coming)})
    return Days(tuple(choices), _TWO_READINGS)


def _by_date(text: str, today: date, ahead: Callable[[date], bool], *, article: bool) -> Days | None:
    first, _, rest = text.partition(" ")
    weekday = match_name(first, WEEKDAYS)
    readings: list[tuple[_DateParts | None, int | None]] = [(_parse_parts(text, alone=article), None)]
    if weekday is not None:
        readings.append((_parse_parts(_OPENING.sub("", rest, count=1), alone=True), weekday))
    readable = [(written, weekday_read) for written, weekday_read in readings if written]
    if len(readable) != 1:  # "mar 2" is a Tuesday in French and a day of March in English
        return None
    return _resolve_day(*readable[0], today, ahead)


def _parse_parts(text: str, *, alone: bool) -> _DateParts | None:
    """alone: the day of a month may stand without its month."""
    match = next((match for form in _DATES if (match := form.fullmatch(text))), None)
    if not match:
        day = _DAY_ALONE.fullmatch(text)
        return _DateParts(int(day["day"])) if day and (alone or not text.isdecimal()) else None
    parts = match.groupdict()
    month = int(parts["month"]) if parts["month"].isdecimal() else match_name(parts["month"], MONTHS)
    if month is None:
        return None
    year = parts.get("year")
    return _DateParts(int(parts["day"]), month, full_year(year) if year else None)


def full_year(written: str) -> int:
    """ "26" as 2026."""
    return int(written) + 2000 if len(written) == 2 else int(written)


def _resolve_day(
    written: _DateParts, weekday: int | None, today: date, ahead: Callable[[date], bool]
) -> Days:
    dates = list(written.dates(today))
    if not dates:
        return Days(())
    day = next((day for day in dates if ahead(day)), None)
    if day is None:
        return Days((dates[-1],))
    if weekday in (None, day.weekday()):
        return Days((day,))
    past = [date for date in dates if today - _RECENT < date < day and date.weekday() == weekday]
    return Days((past[-1],)) if past else Days((day, _nearest_weekday(weekday, day, ahead)), _WEEKDAY_DIFFERS)


def _nearest_weekday(weekday: int, day: date, ahead: Callable[[date], bool]) -> date:
    near = day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
    return near if ahead(near) else near + timedelta(weeks=1)
