"""What a platform says of somebody, as it is remembered."""

from zoneinfo import ZoneInfo

from storage.people.people import zone_named


def test_a_zone_is_known_by_its_own_name_alone() -> None:
    assert zone_named("Pacific/Noumea") == ZoneInfo("Pacific/Noumea")
    for name in ("", "Mars/Olympus", "../etc/passwd"):
        assert zone_named(name) is None
