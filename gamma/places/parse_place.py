"""A place as people type it: whose clock it keeps, and whose public holidays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from gamma.calendar import REGIONS, Region, region_by_id, region_by_name, region_of_zone
from gamma.errors import InvalidInputError
from gamma.parsing.text import FUNCTION_WORDS
from gamma.places.france import france, place_key
from gamma.places.zones import zone_towns, zones_by_name
from gamma.text import quoted
from gamma.translator import N_, Translator

_REGION_OF_DEPARTMENT = {
    **dict.fromkeys(("57", "67", "68"), "alsace-moselle"),
    "971": "guadeloupe",
    "972": "martinique",
    "973": "guyane",
    "974": "la-reunion",
    "975": "saint-pierre-et-miquelon",
    "976": "mayotte",
    "977": "saint-barthelemy",
    "978": "saint-martin",
    "986": "wallis-et-futuna",
    "987": "polynesie-francaise",
    "988": "nouvelle-caledonie",
}
_OTHER_CLOCKS = {
    "Pacific/Gambier": ("gambier", "iles gambier"),
    "Pacific/Marquesas": (
        *("marquises", "iles marquises", "marquesas", "fatu hiva", "hiva oa", "nuku hiva", "tahuata"),
        *("ua huka", "ua pou"),
    ),
}
"""Islands of French Polynesia that keep its holidays by a clock of their own."""
_LEADING = FUNCTION_WORDS | {
    *("a", "collectivite", "commune", "dans", "dep", "departement", "dpt", "en", "ile", "iles", "metropole"),
    *("region", "sur", "territoire", "ville"),
}
"""Said before a name: "en région Bretagne", "dans le Nord"."""
_ALIKE = 70
_PROPOSED, _LONGEST = 3, 60
_MOST_CHARACTERS = 120
"""Of a place and what it lies in."""


@dataclass(frozen=True)
class Place:
    """region: None for a zone of the world that is none of ours.

    varied: one clock, but its public holidays are not those of `region` everywhere (Grand Est).
    """

    zone: ZoneInfo
    region: Region | None
    varied: bool = False


class AmbiguousPlaceError(InvalidInputError):
    """The name is one of several places that differ in their clock or public holidays."""

    def __init__(self, typed: str, regions: tuple[Region, ...]) -> None:
        sentence = N_(
            "“{typed}” is a name of several places whose clock or public holidays differ. Which one is it: "
            "{regions}?"
        )
        super().__init__(sentence, typed=quoted(typed), regions=partial(_region_names, regions))
        self.regions = regions


def parse_place(typed: str) -> Place:
    """By region, department (or its number), commune, post code, or a zone's own name ("America/Toronto").

    Raises InvalidInputError; AmbiguousPlaceError where one name has several clocks or public holidays.
    """
    words = place_key(typed)
    for key in _without_leading_words(words if len(words) <= _MOST_CHARACTERS else ""):
        if place := _own_clock(key) or _of_region(key) or _of_area(key, typed):
            return place
        if place := _of_commune(key, typed) or _of_both(key, typed):
            return place
    raise _unknown(typed)


def _without_leading_words(key: str) -> Iterator[str]:
    """The words, and those after "en", "région", "département de la"."""
    words = key.split()
    while words:
        yield " ".join(words)
        if words.pop(0) not in _LEADING:
            return


def _own_clock(key: str) -> Place | None:
    zone = next((zone for zone, names in _OTHER_CLOCKS.items() if key in names), None)
    return Place(ZoneInfo(zone), region_by_id("polynesie-francaise")) if zone else None


def _of_region(key: str) -> Place | None:
    region = region_by_name(key)
    return Place(region.zone, region) if region else None


def _of_area(key: str, typed: str) -> Place | None:
    """A region of France may hold Alsace-Moselle and more: its clock is sure, its holidays are most's."""
    departments = france().area(key)
    regions = _regions_of(departments)
    if len(regions) > 1 and len({region.zone for region in regions}) == 1:
        return Place(regions[0].zone, regions[0], varied=True)
    return _only_one(regions, typed)


def _of_commune(key: str, typed: str) -> Place | None:
    """A zone's town (Montréal) stands before a small commune of that name, not before a large one."""
    zone = zones_by_name().get(key)
    if zone and key not in france().large:
        return Place(ZoneInfo(zone), region_of_zone(ZoneInfo(zone)))
    return _only_one(_regions_of(france().commune(key)), typed)


def _of_both(key: str, typed: str) -> Place | None:
    """ "Saint-Denis (93)", "Saint-Pierre de La Réunion", "35000 Rennes": a commune and where it is."""
    words = key.split()
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]), words[cut:]
        pairs = [(before, name) for name in _without_leading_words(" ".join(after))]
        for commune, area in (*pairs, (" ".join(after), before)):
            if found := _regions_of(france().commune(commune) & _departments_of(area)):
                return _only_one(found, typed)
    return None


def _departments_of(area: str) -> frozenset[str]:
    """Of an area of France, or of one of our own regions ("France métropolitaine")."""
    if found := france().area(area):
        return found
    region = region_by_name(area)
    return frozenset(each for each in france().departments if _region_of(each) == region)


def _regions_of(departments: Iterable[str]) -> tuple[Region, ...]:
    """Each once, in their own order."""
    found = {_region_of(each) for each in departments}
    return tuple(region for region in REGIONS if region in found)


def _region_of(department: str) -> Region:
    return region_by_id(_REGION_OF_DEPARTMENT.get(department, "metropole"))


def _only_one(regions: tuple[Region, ...], typed: str) -> Place | None:
    if len(regions) > 1:
        raise AmbiguousPlaceError(typed, regions)
    return Place(regions[0].zone, regions[0]) if regions else None


def _unknown(typed: str) -> InvalidInputError:
    names = _nearest(place_key(typed)[:_LONGEST])
    if not names:
        sentence = N_(
            "I know no region, department, town or time zone called “{typed}”. Write for example “Réunion”, "
            "“Paris” or “America/Cayenne”."
        )
        return InvalidInputError(sentence, typed=quoted(typed))
    sentence = N_(
        "I know no region, department, town or time zone called “{typed}”. Nearest are: {names}. The number "
        "of the department will do as well."
    )
    return InvalidInputError(sentence, typed=quoted(typed), names=", ".join(names))


def _nearest(key: str) -> list[str]:
    """Names that begin with it ("Aix"), then those that are spelt alike."""
    choices = {name: place_key(name) for name in (*france().proposed, *zone_towns())}
    begun = [name for name, each in choices.items() if key and each.startswith(f"{key} ")]
    alike = process.extract(key, choices, scorer=fuzz.ratio, limit=_PROPOSED, score_cutoff=_ALIKE)
    return list(dict.fromkeys((*begun, *(name for _, _, name in alike))))[:_PROPOSED]


def _region_names(regions: tuple[Region, ...], translator: Translator) -> str:
    return translator.listed([region.localized_name(translator) for region in regions])
