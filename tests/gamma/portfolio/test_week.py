"""A portfolio manager's week: told on Monday at 9:00 where they are, in one message that fits."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.calendar import METROPOLE, Region, region_by_id, region_of_zone
from gamma.chat import Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.committees.committee import Committee
from gamma.dates import LocalMoment
from gamma.portfolio.week import (
    LateActions,
    Meeting,
    Week,
    is_worth_sending,
    upcoming_digests,
    week_end,
    week_message,
)
from gamma.startups.startup import Startup
from gamma.text import MESSAGE_CHARACTERS
from gamma.translator import Translator

PARIS, TAHITI = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Tahiti")
MONDAY = date(2026, 11, 23)


def local(day: int, hour: int, zone: ZoneInfo = PARIS, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=zone)


def planned(now: datetime, zone: ZoneInfo = PARIS, region: Region = METROPOLE) -> list[str]:
    return [
        f"{each.id} {each.due.astimezone(zone):%a %d.%m. %H:%M}"
        for each in upcoming_digests(now, zone, region)
    ]


# --- when -------------------------------------------------------------------------------------


def test_it_is_monday_at_nine_of_this_week_and_the_next() -> None:
    assert planned(local(23, 8)) == ["2026-W48 Mon 23.11. 09:00", "2026-W49 Mon 30.11. 09:00"]
    assert planned(local(22, 23)) == ["2026-W48 Mon 23.11. 09:00"], "this week is over"


def test_when_it_is_monday_in_paris_it_may_be_sunday_in_tahiti() -> None:
    nine_in_paris = local(23, 9)
    assert nine_in_paris.astimezone(TAHITI).strftime("%a %H:%M") == "Sun 22:00"
    region = region_by_id("polynesie-francaise")
    assert planned(nine_in_paris, TAHITI, region) == ["2026-W48 Mon 23.11. 09:00"]
    assert upcoming_digests(nine_in_paris, TAHITI, region)[0].due == datetime(2026, 11, 23, 19, tzinfo=UTC)


def test_a_holiday_moves_it_to_the_next_working_day() -> None:
    easter = local(27, 12, month=3, year=2027)
    assert planned(easter) == ["2027-W13 Tue 30.03. 09:00"]
    gospel_day = local(2, 12, TAHITI, month=3, year=2029)  # 5 March, a Monday, in French Polynesia only
    assert planned(gospel_day, TAHITI, region_by_id("polynesie-francaise")) == ["2029-W10 Tue 06.03. 09:00"]
    assert planned(gospel_day) == ["2029-W10 Mon 05.03. 09:00"]


@pytest.mark.parametrize(
    ("month", "day", "utc"), [(3, 22, 8), (3, 29, 8), (3, 30, 7), (10, 19, 7), (10, 25, 8), (10, 26, 8)]
)
def test_both_sides_of_a_clock_change_it_is_nine_o_clock(month: int, day: int, utc: int) -> None:
    monday = date(2026, month, day)
    before = datetime(2026, month, day, 3, tzinfo=PARIS) - timedelta(days=monday.weekday())
    due = upcoming_digests(before, PARIS, METROPOLE)[0].due
    assert due.astimezone(PARIS).hour == 9
    if monday.weekday() == 0:
        assert due.hour == utc


def test_after_an_outage_it_is_told_until_the_day_after_and_no_longer() -> None:
    assert "2026-W48" in planned(local(23, 15))[0]
    assert "2026-W48" in planned(local(24, 17))[0]
    assert planned(local(24, 19)) == ["2026-W49 Mon 30.11. 09:00"], "it would come on Wednesday"
    assert planned(local(25, 9)) == ["2026-W49 Mon 30.11. 09:00"]


def test_of_use_ends_with_tuesday_also_where_the_year_ends() -> None:
    assert is_worth_sending(MONDAY, local(24, 23), PARIS, METROPOLE)
    assert not is_worth_sending(MONDAY, local(25, 0), PARIS, METROPOLE)
    assert planned(local(31, 12, month=12)) == ["2027-W01 Mon 04.01. 09:00"]


def test_the_week_ends_with_sunday_where_the_reader_is() -> None:
    assert week_end(MONDAY, TAHITI) == datetime(2026, 11, 30, tzinfo=TAHITI)


@pytest.mark.many
def test_every_week_of_ten_years_is_told_once_within_office_hours() -> None:
    for zone in (PARIS, TAHITI, ZoneInfo("America/Miquelon"), ZoneInfo("Pacific/Noumea")):
        region = region_of_zone(zone) or METROPOLE
        now = datetime(2025, 1, 1, 5, tzinfo=UTC)
        seen: dict[str, datetime] = {}
        while now.year < 2035:
            for each in upcoming_digests(now, zone, region):
                assert seen.setdefault(each.id, each.due) == each.due or each.due <= now
                assert each.due.astimezone(zone).time() == time(9)
            now += timedelta(hours=61)
        assert len(seen) >= 521


# --- what -------------------------------------------------------------------------------------

WORDS = Translator("fr")


def late_since(count: int) -> dict[int, date]:
    return {number: date(2026, 11, 1 + number) for number in range(1, count + 1)}


NOW = local(23, 9)


def startup(number: int = 1, name: str = "Vélo facile") -> Startup:
    return Startup(f"s{number}", name, "", "", ())


def meeting(of: Startup, day: int = 24, place: str = "", *, has_points: bool = False) -> Meeting:
    moment = LocalMoment(date(2026, 11, day), time(14, 30), PARIS)
    checkpoint = Checkpoint(
        id=1,
        startup_id=of.id,
        uid="u",
        moment=moment,
        duration_minutes=60,
        place=place,
        state="planned",
        revision=0,
        postponements=0,
        changed_at=NOW,
    )
    return Meeting(of, checkpoint, METROPOLE, has_points)


def words_of(week: Week, folded: int = 0) -> Message | None:
    worded = week_message(WORDS, week, NOW, PARIS, folded=folded)
    return worded[0] if worded else None


def said(
    meetings: list[Meeting] | None = None,
    late: list[LateActions] | None = None,
    committees: list[tuple[Startup, Committee]] | None = None,
) -> str:
    return str(words_of(Week(meetings or [], late or [], committees or [])))


def test_nothing_to_say_is_no_message() -> None:
    assert week_message(WORDS, Week([], [], []), NOW, PARIS) is None


def test_a_checkpoint_is_named_with_its_day_its_place_and_a_missing_agenda() -> None:
    line = said([meeting(startup(), place="Visio")])
    assert "Vélo facile · mardi 24 novembre à 14\u00a0h\u00a030 · Visio · personne n’a encore ajouté" in line
    assert "personne" not in said([meeting(startup(), has_points=True)])
    assert "personne" in said([meeting(startup(), day=25)])
    assert "personne" not in said([meeting(startup(), day=26)]), "its agenda is not due yet"


def test_late_actions_are_counted_and_nobody_is_named() -> None:
    assert "Vélo facile · 3 actions, la plus ancienne attendue le 2 novembre 2026" in said(
        late=[LateActions(startup(), late_since(3))]
    )
    assert "1 action, attendue le" in said(late=[LateActions(startup(), late_since(1))])


def test_committees_are_named_with_what_they_wait_for() -> None:
    def of(meets: date | None, ends: date | None = None) -> str:
        return said(committees=[(startup(), Committee(1, "s1", meets, ends))])

    assert "comité le vendredi 11 décembre 2026" in of(date(2026, 12, 11))
    assert "comité du vendredi 20 novembre 2026\u00a0: son résultat n’est pas encore noté" in of(
        date(2026, 11, 20)
    )
    assert "l’enveloppe s’arrête le jeudi 31 décembre 2026, le comité n’a pas encore de date" in of(
        None, date(2026, 12, 31)
    )


@pytest.mark.many
def test_it_fits_whatever_the_number_of_startups() -> None:
    many = [startup(number, f"{'Très long nom de startup ' * 8}{number}") for number in range(200)]
    week = Week(
        [meeting(each, place="x" * 150) for each in many],
        [LateActions(each, late_since(3)) for each in many],
        [(each, Committee(1, each.id, date(2026, 12, 11), None)) for each in many],
    )
    worded = week_message(WORDS, week, NOW, PARIS)
    assert worded is not None
    message, shown = worded
    assert len(str(message)) <= MESSAGE_CHARACTERS
    for part in ("Points", "Actions dont la date est passée", "Comités"):
        assert part in str(message)
    assert "192 autres" in str(message), "what is cut is counted"
    assert [len(part) for part in (shown.meetings, shown.late, shown.committees)] == [8, 8, 8]
    assert message.buttons == ()


def buttons(week: Week) -> list[tuple[str, str, str]]:
    message = words_of(week)
    assert message is not None
    return [(button.label, button.says, button.about) for button in message.buttons]


def test_each_thing_said_has_a_button_that_leads_to_it() -> None:
    past, ahead = (Committee(1, "s1", day, None) for day in (date(2026, 11, 20), date(2026, 12, 11)))
    late = LateActions(startup(), {1: MONDAY})
    assert buttons(Week([meeting(startup())], [late], [(startup(), past)])) == [
        ("Voir l’ordre du jour", "checkpoint agenda", "s1"),
        ("Voir les actions", "actions", "s1"),
        ("Noter le résultat", "committee outcome", "s1"),
    ]
    assert buttons(Week([], [], [(startup(), ahead)])) == [("Le comité", "committee", "s1")]
    other = startup(2, "Cantine claire")
    assert buttons(Week([], [late, LateActions(other, {1: MONDAY})], [])) == [
        ("Voir les actions · Vélo facile", "actions", "s1"),
        ("Voir les actions · Cantine claire", "actions", "s2"),
    ]


def test_with_more_to_say_than_buttons_each_startup_has_one() -> None:
    three = [startup(1), startup(2, "Cantine claire"), startup(3, "Trait d’union")]
    week = Week([meeting(each) for each in three], [LateActions(each, {1: MONDAY}) for each in three], [])
    assert buttons(week) == [
        ("Vélo facile", "now", "s1"),
        ("Cantine claire", "now", "s2"),
        ("Trait d’union", "now", "s3"),
    ]
    assert "/gamma maintenant s1" in str(words_of(week))


def test_what_was_told_is_counted_and_only_what_is_new_is_named() -> None:
    other = startup(2, "Cantine claire")
    every = Week(
        [meeting(startup())],
        [LateActions(other, late_since(2))],
        [(other, Committee(7, other.id, date(2026, 12, 31), None))],
    )
    today = NOW.astimezone(PARIS).date()
    new = every.only({"late:2"}, today)
    message = words_of(new, folded=every.count() - new.count())
    assert message is not None
    assert "Cantine claire · 2 actions" in str(message)
    assert "Vélo facile" not in str(message)
    assert "2 autres choses restent ouvertes." in str(message)
    assert ("Voir ce qui est ouvert", "reminders open") in [
        (button.label, button.says) for button in message.buttons
    ]


def test_a_committee_is_news_once_and_when_it_is_past() -> None:
    committee = (startup(), Committee(7, "s1", date(2026, 12, 11), None))
    states = [
        Week([], [], [committee]).facts(day)["committee:7"]
        for day in (date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14))
    ]
    assert [state.split()[-1] for state in states] == ["ahead", "ahead", "ahead", "past"]
