"""Calendar files: strictly right, the same to two libraries, and right on both sides of a clock change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.invitation import feed_file, invitation
from gamma.dates import LocalMoment
from gamma.startups.startup import Startup
from gamma.translator import Translator
from tests import strict_calendar

STARTUP = Startup("velo-facile", "Vélo facile", "", "", ())
CHANGED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FR = Translator("fr")


def at(day: date, clock: time, zone: str = "Europe/Paris") -> LocalMoment:
    return LocalMoment(day, clock, ZoneInfo(zone))


CHECKPOINT = Checkpoint(
    id=12,
    startup_id=STARTUP.id,
    uid="3f2a@gamma",
    moment=at(date(2026, 12, 8), time(14, 30)),
    duration_minutes=60,
    place="",
    state="planned",
    revision=3,
    postponements=1,
    changed_at=CHANGED,
)


def instant(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    assert moment.tzinfo, "an unknown zone makes a time without one"
    return moment.astimezone(UTC)


def seen_by_both(file: bytes) -> list[tuple[str, int, str, datetime, datetime, str]]:
    """The events as icalendar and as vobject read them, which must be the same; strictly right besides."""
    strict_calendar.read(file)
    one = [
        (
            str(event["UID"]),
            int(str(event["SEQUENCE"])),
            str(event["STATUS"]),
            instant(event.start),
            instant(event.end),
            str(event["SUMMARY"]),
        )
        for event in icalendar.Calendar.from_ical(file).events
    ]
    two = [
        (
            event.uid.value,
            int(event.sequence.value),
            event.status.value,
            instant(event.dtstart.value),
            instant(event.dtend.value),
            event.summary.value,
        )
        for event in getattr(vobject.readOne(file.decode()), "vevent_list", [])
    ]
    assert one == two
    return one


def file_of(checkpoint: Checkpoint, startup: Startup = STARTUP, translator: Translator = FR) -> bytes:
    return invitation(translator, startup, checkpoint).content


def raw(file: bytes, name: str) -> list[str]:
    """The lines of a property as they are written."""
    lines = file.decode().replace("\r\n ", "").split("\r\n")
    return [line for line in lines if line.split(":")[0].split(";")[0] == name]


def test_a_planned_checkpoint_as_calendars_read_it() -> None:
    start = datetime(2026, 12, 8, 13, 30, tzinfo=UTC)
    title = "Point d’étape avec le sponsor\u00a0: Vélo facile"
    told = ("3f2a@gamma", 3, "CONFIRMED", start, start + timedelta(hours=1), title)
    assert seen_by_both(file_of(CHECKPOINT)) == [told]
    assert raw(file_of(CHECKPOINT), "METHOD") == ["METHOD:PUBLISH"]
    assert raw(file_of(CHECKPOINT), "DTSTART")[-1] == "DTSTART;TZID=Europe/Paris:20261208T143000"
    assert raw(file_of(CHECKPOINT), "DTSTAMP") == ["DTSTAMP:20261123T093000Z"]
    assert invitation(FR, STARTUP, CHECKPOINT).name == "point-2026-12-08.ics"


def test_a_cancelled_one_is_taken_out_and_says_so_in_its_title_too() -> None:
    file = file_of(replace(CHECKPOINT, state="cancelled"), translator=Translator("en"))
    assert raw(file, "METHOD") == ["METHOD:CANCEL"]
    assert raw(file, "STATUS") == ["STATUS:CANCELLED"]
    assert raw(file, "TRANSP") == ["TRANSP:TRANSPARENT"]
    assert seen_by_both(file)[0][-1] == "Cancelled: Checkpoint with the sponsor: Vélo facile"


def test_nobody_is_invited_and_no_alarm_rings() -> None:
    file = file_of(CHECKPOINT)
    assert raw(file, "ATTENDEE") == []
    assert b"VALARM" not in file
    assert raw(file, "ORGANIZER") == ['ORGANIZER;CN="Vélo facile":mailto:noreply@gamma.invalid']


def test_the_video_link_in_the_place_is_the_events_page_too() -> None:
    file = file_of(replace(CHECKPOINT, place="Visio, https://visio.example.org/a?b=1,2 (code 4;5)"))
    (event,) = icalendar.Calendar.from_ical(file).events
    assert str(event["LOCATION"]) == "Visio, https://visio.example.org/a?b=1,2 (code 4;5)"
    assert str(event["URL"]) == "https://visio.example.org/a?b=1,2"
    assert raw(file_of(replace(CHECKPOINT, place="20 avenue de Ségur")), "URL") == []


@pytest.mark.parametrize(
    ("day", "clock", "zone", "starts", "minutes"),
    [
        (date(2026, 3, 28), time(10), "Europe/Paris", datetime(2026, 3, 28, 9, tzinfo=UTC), 60),
        (date(2026, 3, 30), time(10), "Europe/Paris", datetime(2026, 3, 30, 8, tzinfo=UTC), 60),
        (date(2026, 3, 29), time(2, 30), "Europe/Paris", datetime(2026, 3, 29, 1, tzinfo=UTC), 60),
        (date(2026, 10, 24), time(10), "Europe/Paris", datetime(2026, 10, 24, 8, tzinfo=UTC), 60),
        (date(2026, 10, 26), time(10), "Europe/Paris", datetime(2026, 10, 26, 9, tzinfo=UTC), 60),
        (date(2026, 10, 25), time(1, 30), "Europe/Paris", datetime(2026, 10, 24, 23, 30, tzinfo=UTC), 90),
        (date(2026, 10, 25), time(2, 30), "Europe/Paris", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 120),
        (date(2026, 3, 9), time(10), "America/Miquelon", datetime(2026, 3, 9, 12, tzinfo=UTC), 60),
        (date(2026, 7, 1), time(10), "America/Cayenne", datetime(2026, 7, 1, 13, tzinfo=UTC), 60),
        (date(2026, 12, 31), time(23, 30), "Pacific/Noumea", datetime(2026, 12, 31, 12, 30, tzinfo=UTC), 60),
    ],
)
def test_both_sides_of_every_clock_change(
    day: date, clock: time, zone: str, starts: datetime, minutes: int
) -> None:
    ((_, _, _, start, end, _),) = seen_by_both(
        file_of(replace(CHECKPOINT, moment=at(day, clock, zone), duration_minutes=minutes))
    )
    assert start == starts
    assert end - start == timedelta(minutes=minutes)


TYPED = st.text(max_size=200)


@given(name=TYPED, place=TYPED)
@example(name=r"Réseau\National", place=r"\\serveur\Nord, \n")
def test_whatever_was_typed_the_file_is_right_and_says_it(name: str, place: str) -> None:
    startup = replace(STARTUP, name=f"x{name}")
    file = file_of(replace(CHECKPOINT, place=place), startup, Translator("en"))
    strict_calendar.read(file)
    (event,) = icalendar.Calendar.from_ical(file).events
    shown = Translator("en").text("Checkpoint with the sponsor: {startup}", startup=startup.name)
    assert str(event["SUMMARY"]) == shown


ZONES = ["Europe/Paris", "America/Miquelon", "America/Cayenne", "Pacific/Noumea", "Pacific/Tahiti"]
MOMENTS = st.builds(
    at,
    st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
)


@given(st.lists(MOMENTS, max_size=6))
def test_a_feed_of_any_moments_is_the_same_to_both(moments: Iterable[LocalMoment]) -> None:
    entries = [
        (STARTUP, replace(CHECKPOINT, uid=f"{number}@gamma", moment=moment))
        for number, moment in enumerate(moments)
    ]
    file = feed_file(FR, "Points d’étape", entries)
    assert [event[3] for event in seen_by_both(file)] == [checkpoint.starts_at for _, checkpoint in entries]
    assert feed_file(FR, "Points d’étape", entries) == file


def test_a_feed_bears_a_name_and_says_how_often_to_look() -> None:
    file = feed_file(FR, "Points; d’étape", [])
    assert raw(file, "X-WR-CALNAME") == ["X-WR-CALNAME:Points\\; d’étape"]
    assert raw(file, "REFRESH-INTERVAL") == ["REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    assert raw(file, "X-PUBLISHED-TTL") == ["X-PUBLISHED-TTL:PT1H"]
    assert seen_by_both(file) == []
