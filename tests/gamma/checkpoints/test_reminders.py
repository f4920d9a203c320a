"""When people are reminded of a checkpoint, and the offsets as people type them."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.calendar import METROPOLE, REGIONS, Region, is_working_day, region_by_id
from gamma.checkpoints.parse_offsets import describe_offsets, parse_offsets
from gamma.checkpoints.reminders import (
    DEFAULT_OFFSETS,
    HELD_QUESTION,
    Offset,
    Snooze,
    plan_reminders,
    snoozed_until,
)
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError
from gamma.translator import Translator

PARIS, CAYENNE, NOUMEA = (ZoneInfo(name) for name in ("Europe/Paris", "America/Cayenne", "Pacific/Noumea"))
FRENCH, ENGLISH = Translator("fr"), Translator("en")


def on(day: str, clock: str, zone: ZoneInfo = PARIS) -> LocalMoment:
    return LocalMoment(date.fromisoformat(day), time.fromisoformat(clock), zone)


def planned(
    start: LocalMoment,
    *,
    reader: ZoneInfo = PARIS,
    region: Region = METROPOLE,
    offsets: Sequence[Offset] = DEFAULT_OFFSETS,
) -> dict[str, str]:
    """What one reader is sent, by offset, as their clock shows it."""
    reminders = plan_reminders(start, region, {"reader": reader}, offsets)
    assert {reminder.audience for reminder in reminders} <= {"reader"}
    return {it.offset: f"{it.due.astimezone(reader):%a %d %b %H:%M}" for it in reminders}


def test_a_checkpoint_in_the_afternoon_is_recalled_at_its_hour() -> None:
    assert planned(on("2026-12-08", "14:30")) == {
        "7d": "Tue 01 Dec 14:30",
        "1d": "Mon 07 Dec 14:30",
        "1h": "Tue 08 Dec 13:30",
        HELD_QUESTION: "Tue 08 Dec 16:30",
    }


def test_before_it_messages_move_earlier_and_after_it_later() -> None:
    assert planned(on("2026-12-07", "08:30")) == {
        "7d": "Fri 27 Nov 18:00",
        "1d": "Fri 04 Dec 18:00",
        HELD_QUESTION: "Mon 07 Dec 10:30",
    }
    assert planned(on("2026-12-11", "17:30"))[HELD_QUESTION] == "Mon 14 Dec 09:00"


def test_holidays_of_the_region_are_left_out() -> None:
    assert planned(on("2026-11-12", "10:00"))["1d"] == "Tue 10 Nov 18:00"
    assert planned(on("2027-07-15", "10:00"))["1d"] == "Tue 13 Jul 18:00"
    assert planned(on("2027-07-14", "17:00"))[HELD_QUESTION] == "Thu 15 Jul 09:00"


def test_the_day_before_is_the_same_hour_on_the_wall_over_a_change_of_clocks() -> None:
    assert planned(on("2026-10-27", "14:30"))["7d"] == "Tue 20 Oct 14:30"
    assert planned(on("2027-03-30", "14:30"))["7d"] == "Tue 23 Mar 14:30"


@pytest.mark.parametrize(
    ("clock", "sent"),
    [
        ("08:59", None),
        ("09:00", "08:00"),
        ("18:30", "17:30"),
        ("20:30", "19:30"),
        ("21:00", "20:00"),
        ("21:01", None),
    ],
)
def test_the_reminder_one_hour_before_comes_in_waking_hours_or_not_at_all(
    clock: str, sent: str | None
) -> None:
    saturday = planned(on("2026-12-12", clock))
    assert saturday.get("1h") == (sent and f"Sat 12 Dec {sent}")


def test_one_hour_before_is_at_its_time_and_longer_is_not() -> None:
    offsets = [Offset(hours=1), Offset(hours=2), Offset(days=1)]
    assert [offset.is_at_its_time for offset in offsets] == [True, False, False]


def test_a_longer_offset_in_hours_keeps_to_working_hours() -> None:
    assert planned(on("2026-12-07", "10:00"), offsets=[Offset(hours=2)])["2h"] == "Fri 04 Dec 18:00"


def test_each_reader_is_written_to_by_their_own_clock() -> None:
    start = on("2026-12-08", "09:00", NOUMEA)
    there = planned(start, reader=NOUMEA, region=region_by_id("nouvelle-caledonie"))
    assert there == {
        "7d": "Tue 01 Dec 09:00",
        "1d": "Mon 07 Dec 09:00",
        "1h": "Tue 08 Dec 08:00",
        HELD_QUESTION: "Tue 08 Dec 11:00",
    }
    in_paris = planned(start, reader=PARIS, region=region_by_id("nouvelle-caledonie"))
    assert in_paris == {  # the checkpoint is on Monday at 23:00 in Paris
        "7d": "Mon 30 Nov 18:00",
        "1d": "Fri 04 Dec 18:00",
        HELD_QUESTION: "Tue 08 Dec 09:00",
    }


def test_every_audience_has_its_own_reminders() -> None:
    audiences = {"channel": CAYENNE, "manager": PARIS}
    reminders = plan_reminders(on("2026-12-08", "16:00", CAYENNE), region_by_id("guyane"), audiences)
    assert [(it.audience, it.offset) for it in reminders] == [
        *(("channel", offset) for offset in ("7d", "1d", "1h", HELD_QUESTION)),
        *(("manager", offset) for offset in ("7d", "1d", "1h", HELD_QUESTION)),
    ]
    due = {(it.audience, it.offset): it.due for it in reminders}
    assert due["channel", "1h"] == due["manager", "1h"] == datetime(2026, 12, 8, 18, 0, tzinfo=UTC)
    assert due["manager", HELD_QUESTION] == datetime(2026, 12, 9, 8, 0, tzinfo=UTC)


def test_two_that_land_on_one_moment_become_the_nearer_one() -> None:
    offsets = [Offset(days=2), Offset(days=1), Offset(hours=1)]
    assert planned(on("2026-12-07", "08:00"), offsets=offsets) == {
        "1d": "Fri 04 Dec 18:00",
        HELD_QUESTION: "Mon 07 Dec 10:00",
    }


def test_without_offsets_only_the_question_after_it_is_left() -> None:
    assert planned(on("2026-12-08", "14:30"), offsets=[]) == {HELD_QUESTION: "Tue 08 Dec 16:30"}


starts = st.builds(
    LocalMoment,
    st.dates(date(2024, 1, 15), date(2035, 1, 1)),
    st.integers(0, 24 * 12 - 1).map(lambda fives: time(fives // 12, fives % 12 * 5)),
    st.sampled_from([region.zone for region in REGIONS]),
)
some_offsets = st.lists(
    st.one_of(st.builds(Offset, days=st.integers(1, 60)), st.builds(Offset, hours=st.integers(1, 48))),
    unique=True,
    max_size=5,
)
regions = st.sampled_from(REGIONS)


@given(starts, regions, regions, some_offsets)
def test_reminders_keep_to_hours_days_and_order(
    start: LocalMoment, region: Region, reader: Region, offsets: list[Offset]
) -> None:
    reminders = plan_reminders(start, region, {"reader": reader.zone}, offsets)
    assert len({it.due for it in reminders}) == len({it.offset for it in reminders}) == len(reminders)
    assert reminders == sorted(reminders, key=lambda it: it.due)
    for it in reminders:
        local = it.due.astimezone(reader.zone)
        if it.offset == "1h":
            assert time(8) <= local.time() <= time(20)
            assert start.instant - it.due == timedelta(hours=1)
            continue
        assert is_working_day(local.date(), region)
        assert time(9) <= local.time() <= time(18)
        if it.offset == HELD_QUESTION:
            assert it.due - start.instant >= timedelta(hours=2)
        else:
            assert it.due <= Offset.of_id(it.offset).before(start) < start.instant


@given(starts, regions, some_offsets)
def test_planned_again_nothing_differs(start: LocalMoment, region: Region, offsets: list[Offset]) -> None:
    audiences = {"channel": start.zone, "manager": PARIS}
    once = plan_reminders(start, region, audiences, offsets)
    assert plan_reminders(start, region, audiences, [*reversed(offsets), *offsets]) == once


@pytest.mark.parametrize(
    ("choice", "now", "again"),
    [
        ("3h", "2026-12-08 10:00", "2026-12-08 13:00"),
        ("3h", "2026-12-08 16:00", "2026-12-09 09:00"),
        ("3h", "2026-12-04 17:00", "2026-12-07 09:00"),
        ("tomorrow", "2026-12-08 16:00", "2026-12-09 09:00"),
        ("tomorrow", "2026-12-05 11:00", "2026-12-07 09:00"),
        ("working_day", "2026-12-04 16:00", "2026-12-07 09:00"),
        ("working_day", "2026-11-10 16:00", "2026-11-12 09:00"),
    ],
)
def test_a_reminder_put_off_comes_in_working_hours(choice: Snooze, now: str, again: str) -> None:
    at, expected = (datetime.fromisoformat(text).replace(tzinfo=PARIS) for text in (now, again))
    assert snoozed_until(choice, at, PARIS, METROPOLE, at + timedelta(weeks=1)) == expected


def test_a_reminder_is_not_put_off_until_the_checkpoint_has_begun() -> None:
    now, start = on("2026-12-08", "12:00").instant, on("2026-12-08", "14:30").instant
    assert [snoozed_until(choice, now, PARIS, METROPOLE, start) for choice in get_args(Snooze)] == [None] * 3
    assert snoozed_until("3h", now, PARIS, METROPOLE, start + timedelta(hours=1)) == now + timedelta(hours=3)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("7 jours, 1 jour, 1 heure", "7d 1d 1h"),
        ("1 heure, 7 jours", "7d 1h"),
        ("3 days, 2 hours", "3d 2h"),
        ("une semaine, 1 jour et 1 heure", "7d 1d 1h"),
        ("a week, one day and 1 hour before", "7d 1d 1h"),
        ("J-7, J-1, H-1", "7d 1d 1h"),
        ("J−5, J–2", "5d 2d"),
        ("48h, 2 jours, 1 h", "2d 1h"),
        ("7j ; 1h", "7d 1h"),
        ("deux semaines avant", "14d"),
        ("1 jour, 1 jour", "1d"),
        ("aucun", ""),
        ("None", ""),
    ],
)
def test_offsets_are_read_as_both_languages_say_them(typed: str, ids: str) -> None:
    assert [offset.id for offset in parse_offsets(typed)] == ids.split()


@pytest.mark.parametrize(
    "typed", ["7", "bientôt", "1 mois", "7 jours 1 jour", ",", "7 jours,", "-1 jour", "1" * 200]
)
def test_other_offsets_are_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_offsets(typed)
    assert "«\u00a07 jours, 1 jour, 1 heure\u00a0»" in refused.value.text(FRENCH)


@pytest.mark.parametrize("typed", ["0 jours", "61 jours", "49 heures", "1h, 2h, 3h, 4h, 5h, 6h"])
def test_offsets_out_of_range_are_refused_with_the_range(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="At most"):
        parse_offsets(typed)


@given(some_offsets, st.sampled_from([FRENCH, ENGLISH]))
def test_offsets_as_they_are_said_are_read_back(offsets: list[Offset], translator: Translator) -> None:
    read = parse_offsets(describe_offsets(tuple(offsets), translator))
    whole_days = {Offset(hours=24): Offset(days=1), Offset(hours=48): Offset(days=2)}
    assert set(read) == {whole_days.get(each, each) for each in offsets}
    assert parse_offsets(describe_offsets(read, translator)) == read
    assert [Offset.of_id(offset.id) for offset in read] == list(read)


@given(st.text(max_size=60))
def test_any_text_is_offsets_or_refused(typed: str) -> None:
    with suppress(InvalidInputError):
        assert len(parse_offsets(typed)) <= 5
