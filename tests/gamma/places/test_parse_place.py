"""Places as people type them: their clock and public holidays, and what is asked where a name is several."""

import json
from zoneinfo import available_timezones

import pytest

from gamma.calendar import REGIONS
from gamma.errors import InvalidInputError
from gamma.places.france import FILE, france, place_key
from gamma.places.parse_place import AmbiguousPlaceError, parse_place
from gamma.translator import Translator

FRENCH, ENGLISH = Translator("fr"), Translator("en")


def region_of(typed: str) -> str:
    region = parse_place(typed).region
    return region.id if region else ""


@pytest.mark.parametrize(
    ("region", "names"),
    [
        (
            "metropole",
            (
                *(
                    "Bretagne",
                    "ile de france",
                    "Île-de-France",
                    "HAUTS DE FRANCE",
                    "Auvergne Rhône Alpes",
                    "Corse",
                ),
                *(
                    "Provence-Alpes-Côte d’Azur",
                    "paca",
                    "Centre-Val de Loire",
                    "en région Occitanie",
                    "Normandie",
                ),
                *("Limousin", "Nord-Pas-de-Calais", "midi pyrenees", "la Bourgogne", "Brittany"),
                *(
                    "Ille-et-Vilaine",
                    "cotes d'armor",
                    "Seine Saint Denis",
                    "Val d’Oise",
                    "dans le Nord",
                    "le Gers",
                ),
                *("35", "le 93", "département 44", "2A", "2b", "01", "1", "territoire de Belfort"),
                *("Clermont-Ferrand", "limoges", "st etienne", "Ste-Geneviève-des-Bois", "Boulogne s/ Mer"),
                *("Havre", "Le Mans", "Aix", "Vincennes", "Ajaccio", "Plougastel-Daoulas", "L’Île-d’Yeu"),
                *("Paris 15e", "Lyon 3e arrondissement", "Marseille 1er", "Ville de Nantes", "Rouen cedex 2"),
                *("44000 Nantes", "29200", "20090 Ajaccio", "Paris, France", "Saint-Denis (93)"),
                *("Saint-Denis, Seine-Saint-Denis", "Saint-André, France métropolitaine", "metropole"),
            ),
        ),
        (
            "alsace-moselle",
            (
                *("Strasbourg", "Thionville", "Sélestat", "Bas-Rhin", "67", "68", "57", "Alsace", "l’Alsace"),
                *("68100 Mulhouse", "Saint-Louis (Haut-Rhin)", "Marly, Moselle"),
            ),
        ),
        ("alsace-moselle-sans-temple", ("Alsace-Moselle, commune sans temple protestant",)),
        (
            "la-reunion",
            (
                *(
                    "La Réunion",
                    "reunion",
                    "île de la Réunion",
                    "974",
                    "Cilaos",
                    "97410",
                    "Saint-Pierre (974)",
                ),
                *("Saint-Denis de La Réunion", "97400 Saint-Denis", "Saint-Paul, La Réunion", "le tampon"),
            ),
        ),
        (
            "guadeloupe",
            ("Guadeloupe", "971", "Basse-Terre", "les Abymes", "Abymes", "Sainte-Anne (Guadeloupe)"),
        ),
        ("martinique", ("972", "Fort de France", "Le Lamentin", "Saint-Pierre de la Martinique")),
        ("guyane", ("Guyane", "french guiana", "St-Laurent-du-Maroni", "Kourou", "saint-georges, guyane")),
        ("mayotte", ("Mayotte", "976", "Koungou", "Mamoudzou")),
        (
            "nouvelle-caledonie",
            ("nouméa", "New Caledonia", "988", "Dumbéa", "Le Mont-Dore, Nouvelle-Calédonie"),
        ),
        ("polynesie-francaise", ("PAPEETE", "Polynésie", "Faaa", "Bora Bora", "98713")),
        ("saint-pierre-et-miquelon", ("St Pierre et Miquelon", "975", "Saint-Pierre (975)", "97500")),
        ("saint-barthelemy", ("Saint Barthélemy", "97133", "Saint-Barth")),
        ("saint-martin", ("St Martin", "97150", "Marigot")),
        ("wallis-et-futuna", ("Wallis", "986", "Mata-Utu", "Uvea")),
    ],
)
def test_a_place_of_france_has_the_clock_and_holidays_of_its_region(
    region: str, names: tuple[str, ...]
) -> None:
    assert {name: region_of(name) for name in names} == dict.fromkeys(names, region)
    clock = next(each.zone for each in REGIONS if each.id == region)
    assert {parse_place(name).zone for name in names} == {clock}


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Paris", "Europe/Paris"),
        ("america/cayenne", "America/Cayenne"),
        ("New York", "America/New_York"),
        ("america new york", "America/New_York"),
        ("Montréal", "America/Montreal"),
        ("Bruxelles", "Europe/Brussels"),
        ("Londres", "Europe/London"),
        ("Nuku-Hiva", "Pacific/Marquesas"),
        ("America/Indiana/Vincennes", "America/Indiana/Vincennes"),
    ],
)
def test_a_zone_is_found_by_its_name_or_town(typed: str, zone: str) -> None:
    assert parse_place(typed).zone.key == zone


def test_every_zone_is_found_by_its_whole_name() -> None:
    zones = {name for name in available_timezones() if "/" in name and not name.startswith("Etc/")}
    assert {zone for zone in zones if parse_place(zone).zone.key != zone} == set()


def test_islands_with_another_clock_keep_the_holidays_of_polynesia() -> None:
    assert {region_of(name) for name in ("Marquises", "Hiva Oa", "Gambier")} == {"polynesie-francaise"}
    assert parse_place("Gambier").zone.key == "Pacific/Gambier"


@pytest.mark.parametrize(
    ("typed", "regions"),
    [
        ("Saint-Denis", {"metropole", "la-reunion"}),
        (
            "st pierre",
            {"metropole", "alsace-moselle", "la-reunion", "martinique", "saint-pierre-et-miquelon"},
        ),
        ("Sainte-Rose", {"guadeloupe", "la-reunion"}),
        ("Port", {"metropole", "la-reunion"}),
        ("Mont-Dore", {"metropole", "nouvelle-caledonie"}),
        ("Saint-Denis, France", {"metropole", "la-reunion"}),
        ("Marly", {"metropole", "alsace-moselle"}),
        ("Antilles", {"guadeloupe", "martinique", "saint-barthelemy", "saint-martin"}),
    ],
)
def test_a_name_of_several_places_is_asked_about(typed: str, regions: set[str]) -> None:
    with pytest.raises(AmbiguousPlaceError) as asked:
        parse_place(typed)
    assert {region.id for region in asked.value.regions} == regions
    assert all(region.localized_name(FRENCH) in asked.value.text(FRENCH) for region in asked.value.regions)


def test_a_region_that_holds_alsace_or_moselle_and_more_says_so() -> None:
    assert [parse_place(name).varied for name in ("Grand Est", "Lorraine")] == [True, True]
    assert [parse_place(name).varied for name in ("Bretagne", "Alsace", "Vosges")] == [False] * 3
    assert region_of("Grand Est") == "metropole"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Grenble", "Grenoble"),
        ("Bretange", "Bretagne"),
        ("Boulogne su mer", "Boulogne-sur-Mer"),
        ("guadelope", "Guadeloupe"),
        ("Levallois", "Levallois-Perret"),
        ("Tokio", "Tokyo"),
    ],
)
def test_an_unknown_place_is_told_with_the_nearest_names(typed: str, nearest: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_place(typed)
    assert nearest in refused.value.text(FRENCH)


@pytest.mark.parametrize("typed", ["", "UTC+3", "GMT", "99", "00", "99999", "la", "Lyon (974)", "!?"])
def test_what_is_no_place_is_refused_with_what_may_be_typed(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_place(typed)
    assert "département" in refused.value.text(FRENCH)
    assert "department" in refused.value.text(ENGLISH)


def test_every_region_department_and_large_town_of_the_list_is_known_or_asked_about() -> None:
    unknown = []
    for name in (*france().proposed, *france().departments):
        try:
            parse_place(name)
        except AmbiguousPlaceError:
            continue
        except InvalidInputError:
            unknown.append(name)
    assert unknown == []
    assert len(france().departments) == 107
    assert len(france().proposed) > 1_000


@pytest.mark.many
def test_small_communes_are_kept_as_they_are_compared() -> None:
    departments = json.loads(FILE.read_text(encoding="utf-8"))["departments"].values()
    kept = [key for each in departments for key in each["small"].split("|")]
    assert [key for key in kept if place_key(key) != key] == []
