"""How a startup meets its sponsor: by whose clock and holidays, how often, reminded how long before."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from gamma.calendar import METROPOLE, Region, region_by_id, region_of_zone
from gamma.checkpoints.reminders import DEFAULT_OFFSETS, Offset

_NONE = "none"


@dataclass(frozen=True)
class CheckpointSettings:
    """How a startup meets its sponsor. Empty parts are as the programme says.

    zone: an IANA name; region: an id of gamma/calendar.py; cadence, offsets: as cadence.py and
    reminders.py beside this file write them. without_verdicts: the sponsor does not read the team's.
    """

    zone: str = ""
    region: str = ""
    cadence: str = ""
    offsets: str = ""
    place: str = ""
    without_verdicts: bool = False


def zone_for(settings: CheckpointSettings, default: ZoneInfo) -> ZoneInfo:
    """default: the programme's zone."""
    if settings.zone:
        return ZoneInfo(settings.zone)
    return region_by_id(settings.region).zone if settings.region else default


def region_for(settings: CheckpointSettings, zone: ZoneInfo) -> Region:
    """The startup's region, else the one that keeps this time."""
    return region_by_id(settings.region) if settings.region else region_of_zone(zone) or METROPOLE


def offsets_of(settings: CheckpointSettings) -> tuple[Offset, ...]:
    """How long before a checkpoint the startup is reminded."""
    if not settings.offsets:
        return DEFAULT_OFFSETS
    if settings.offsets == _NONE:
        return ()
    return tuple(Offset.of_id(offset) for offset in settings.offsets.split(","))


def offsets_code(offsets: Iterable[Offset]) -> str:
    """As settings store them: no reminder at all is a choice too."""
    return ",".join(offset.id for offset in offsets) or _NONE
