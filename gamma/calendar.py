"""The regions of France: their clocks, their working days, and the hours in which people are written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import holidays

from gamma.dates import LocalMoment, day_in
from gamma.parsing.text import normalise
from gamma.translator import LOCALES, N_, Translator

OPENS, CLOSES = time(9), time(18)
"""Planned messages keep to these hours of working days, on the reader's clock. Both ends belong to them."""
EARLIEST, LATEST = time(8), time(20)
"""The one-hour reminder keeps to these hours of any day, or does not come."""

_GOOD_FRIDAY = "Vendredi saint"
_LANGUAGES = {"fr": "fr", "en": "en_US"}


@dataclass(frozen=True)
class Region:
    """`subdivision` is its code in the library of holidays, "" for those of the whole country.

    The regions are those of the State's open calendar (calendrier.api.gouv.fr/jours-feries), which has Good
    Friday in all of Alsace-Moselle. By law (code du travail, L3134-13) it is a holiday only in communes with
    a Protestant or mixed church, so the others have a region of their own.
    """

    id: str
    name: str
    zone: ZoneInfo
    subdivision: str
    towns: tuple[str, ...] = ()
    good_friday: bool = True

    def localized_name(self, translator: Translator) -> str:
        return translator.text(self.name)


@dataclass(frozen=True)
class LocalCalendar:
    """By whose clock and holidays a startup or a person lives."""

    zone: ZoneInfo
    region: Region


def _region(id: str, name: str, zone: str, subdivision: str, *towns: str) -> Region:
    return Region(id, name, ZoneInfo(zone), subdivision, towns)


METROPOLE = _region("metropole", N_("Metropolitan France"), "Europe/Paris", "", "France", "Hexagone")
_ALSACE = _region(
    *("alsace-moselle", N_("Alsace-Moselle"), "Europe/Paris", "57"),
    *("Alsace", "Moselle", "Bas-Rhin", "Haut-Rhin", "Strasbourg", "Metz", "Mulhouse", "Colmar"),
)
_WITHOUT_TEMPLE = Region(
    id="alsace-moselle-sans-temple",
    name=N_("Alsace-Moselle, commune without a Protestant church"),
    zone=ZoneInfo("Europe/Paris"),
    subdivision="57",
    good_friday=False,
)
REGIONS = (
    METROPOLE,
    _ALSACE,
    _WITHOUT_TEMPLE,
    _region("guadeloupe", N_("Guadeloupe"), "America/Guadeloupe", "971", "Pointe-à-Pitre", "Basse-Terre"),
    _region("guyane", N_("French Guiana"), "America/Cayenne", "973", "Cayenne", "Kourou"),
    _region("la-reunion", N_("Réunion"), "Indian/Reunion", "974", "Saint-Denis de La Réunion", "La Réunion"),
    _region("martinique", N_("Martinique"), "America/Martinique", "972", "Fort-de-France"),
    _region("mayotte", N_("Mayotte"), "Indian/Mayotte", "976", "Mamoudzou"),
    _region("nouvelle-caledonie", N_("New Caledonia"), "Pacific/Noumea", "NC", "Nouméa"),
    _region("polynesie-francaise", N_("French Polynesia"), "Pacific/Tahiti", "PF", "Papeete", "Tahiti"),
    _region("saint-barthelemy", N_("Saint Barthélemy"), "America/St_Barthelemy", "BL", "Gustavia"),
    _region("saint-martin", N_("Saint Martin"), "America/Marigot", "MF", "Marigot"),
    _region(
        "saint-pierre-et-miquelon", N_("Saint Pierre and Miquelon"), "America/Miquelon", "PM", "Miquelon"
    ),
    _region("wallis-et-futuna", N_("Wallis and Futuna"), "Pacific/Wallis", "WF", "Mata-Utu", "Wallis"),
)
_BY_ID = {region.id: region for region in REGIONS}
_BY_NAME = {
    normalise(name): region
    for region in reversed(REGIONS)
    for name in (region.id, *(region.localized_name(Translator(locale)) for locale in LOCALES), *region.towns)
}


def region_by_id(id: str) -> Region:
    """Raises KeyError."""
    return _BY_ID[id]


def region_of_zone(zone: ZoneInfo) -> Region | None:
    """The first region with this clock, None for a zone of none of them."""
    return next((region for region in REGIONS if region.zone.key == zone.key), None)


def region_by_name(typed: str) -> Region | None:
    """By its name in either language, its id or its main town."""
    return _BY_NAME.get(normalise(typed))


# --- working days and hours ------------------------------------------------------------------------------


def is_working_day(day: date, region: Region) -> bool:
    """Monday to Friday, without the public holidays of the region."""
    return day.weekday() < 5 and day not in _holidays(region, day.year, "fr")


def holiday_on(day: date, region: Region, translator: Translator) -> str | None:
    """The name of the public holiday: "Fête nationale"."""
    return _holidays(region, day.year, translator.locale).get(day)


def next_working_day(day: date, region: Region) -> date:
    """The first one after that day."""
    return _step_to_working_day(day, region, timedelta(days=1))


def previous_working_day(day: date, region: Region) -> date:
    """The last one before that day."""
    return _step_to_working_day(day, region, -timedelta(days=1))


def add_working_days(day: date, days: int, region: Region) -> date:
    """That many working days after the day; before it, if negative."""
    for _ in range(abs(days)):
        day = next_working_day(day, region) if days > 0 else previous_working_day(day, region)
    return day


def count_working_days(after: date, until: date, region: Region) -> int:
    """How many there are after the one day, up to and with the other."""
    weeks, rest = divmod((until - after).days, 7)
    days = weeks * 5 + sum((after + timedelta(days=count)).weekday() < 5 for count in range(1, rest + 1))
    years = range(after.year, until.year + 1)
    holidays = (day for year in years for day in _holidays(region, year, "fr"))
    return days - sum(after < day <= until and day.weekday() < 5 for day in holidays)


def add_working_hours(instant: datetime, hours: float, zone: ZoneInfo, region: Region) -> datetime:
    """When so many hours have passed, counting 9:00 to 18:00 of working days only. In UTC.

    Friday 17:00 and 2 hours is Monday 10:00.
    """
    left = timedelta(hours=hours)
    now = later_working_instant(instant, zone, region)
    while left > (until_close := _instant_at(day_in(now, zone), CLOSES, zone) - now):
        left -= until_close
        now = _instant_at(next_working_day(day_in(now, zone), region), OPENS, zone)
    return now + left


def earlier_working_instant(instant: datetime, zone: ZoneInfo, region: Region) -> datetime:
    """The latest instant, not after this one, within 9:00 to 18:00 of a working day. In UTC."""
    day = day_in(instant, zone)
    if is_working_day(day, region) and instant >= _instant_at(day, OPENS, zone):
        return min(instant.astimezone(UTC), _instant_at(day, CLOSES, zone))
    return _instant_at(previous_working_day(day, region), CLOSES, zone)


def later_working_instant(instant: datetime, zone: ZoneInfo, region: Region) -> datetime:
    """The earliest instant, not before this one, within 9:00 to 18:00 of a working day. In UTC."""
    day = day_in(instant, zone)
    if is_working_day(day, region) and instant <= _instant_at(day, CLOSES, zone):
        return max(instant.astimezone(UTC), _instant_at(day, OPENS, zone))
    return _instant_at(next_working_day(day, region), OPENS, zone)


def common_working_instant(
    instant: datetime, readers: Sequence[tuple[ZoneInfo, Region]], within: timedelta
) -> datetime | None:
    """The earliest one, not before this one, within the hours of each; None where there is none in that time.

    A moment at which somebody's day ends is none: nobody could read what comes then.
    """
    moment, last = instant.astimezone(UTC), instant + within
    while moment <= last:
        open_for_all = max(later_working_instant(moment, zone, region) for zone, region in readers)
        if open_for_all > moment:
            moment = open_for_all
        elif any(moment.astimezone(zone).time() == CLOSES for zone, _ in readers):
            moment += timedelta(seconds=1)
        else:
            return moment
    return None


def is_waking_hour(instant: datetime, zone: ZoneInfo) -> bool:
    """Within 8:00 to 20:00 of any day."""
    return EARLIEST <= instant.astimezone(zone).time() <= LATEST


def _step_to_working_day(day: date, region: Region, step: timedelta) -> date:
    day += step
    while not is_working_day(day, region):
        day += step
    return day


def _instant_at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return LocalMoment(day, clock, zone).instant


@cache
def _holidays(region: Region, year: int, locale: str) -> dict[date, str]:
    """Their names by day. The library gives Good Friday to all of Alsace-Moselle."""
    named = _library_holidays(region.subdivision, year, locale)
    if region.good_friday:
        return named
    french = _library_holidays(region.subdivision, year, "fr")
    return {day: name for day, name in named.items() if french[day] != _GOOD_FRIDAY}


def _library_holidays(subdivision: str, year: int, locale: str) -> dict[date, str]:
    days = _france()(subdiv=subdivision or None, years=year, language=_LANGUAGES[locale])
    return {day: name.replace("'", "’") for day, name in days.items()}


@cache
def _france() -> type[holidays.HolidayBase]:
    """By its file: by name, the library loads 250 countries with it, which take 16 MB."""
    file = Path(holidays.__file__).with_name("countries") / "france.py"
    module = ModuleType("holidays_of_france")
    SourceFileLoader(module.__name__, str(file)).exec_module(module)
    france: type[holidays.HolidayBase] = module.France
    return france
