"""What a startup's settings leave empty is as the programme says; what they name wins."""

from zoneinfo import ZoneInfo

import pytest

from gamma.checkpoints.reminders import DEFAULT_OFFSETS
from gamma.checkpoints.settings import CheckpointSettings, offsets_of, region_for, zone_for

PARIS, LONDON = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("settings", "zone"),
    [
        (CheckpointSettings(), "Europe/London"),
        (CheckpointSettings(region="guyane"), "America/Cayenne"),
        (CheckpointSettings(zone="Europe/Lisbon", region="guyane"), "Europe/Lisbon"),
    ],
)
def test_the_clock_is_its_own_else_its_regions_else_the_programmes(
    settings: CheckpointSettings, zone: str
) -> None:
    assert zone_for(settings, LONDON) == ZoneInfo(zone)


@pytest.mark.parametrize(
    ("settings", "zone", "region"),
    [
        (CheckpointSettings(region="alsace-moselle"), PARIS, "alsace-moselle"),
        (CheckpointSettings(region="guyane"), PARIS, "guyane"),
        (CheckpointSettings(), ZoneInfo("Indian/Reunion"), "la-reunion"),
        (CheckpointSettings(), PARIS, "metropole"),
        (CheckpointSettings(), LONDON, "metropole"),
    ],
)
def test_holidays_are_its_own_regions_else_those_of_who_keeps_its_time(
    settings: CheckpointSettings, zone: ZoneInfo, region: str
) -> None:
    assert region_for(settings, zone).id == region


def test_reminders_come_as_long_before_as_it_says_else_as_the_programme_says() -> None:
    assert offsets_of(CheckpointSettings()) == DEFAULT_OFFSETS
    written = ",".join(offset.id for offset in DEFAULT_OFFSETS[1:])
    assert offsets_of(CheckpointSettings(offsets=written)) == DEFAULT_OFFSETS[1:]
