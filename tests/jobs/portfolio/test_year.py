"""Twelve simulated months of a portfolio: weeks, committees and attention, in hours, each told once."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.clock_control import ClockControl
from gamma.calendar import Region, is_working_day, next_working_day, region_by_id
from gamma.chat import Profile
from gamma.checkpoints.settings import CheckpointSettings
from gamma.committees.committee import StatedOutcome
from gamma.dates import LocalMoment, day_in
from gamma.people.person import Person
from gamma.programme.file import SHIPPED, load_programme
from gamma.startups.startup import Channel, Startup
from jobs.delivery.deliver import deliver
from jobs.messages import MESSAGE_KINDS
from jobs.portfolio.attention import plan_attention
from jobs.schedule import Job
from storage import outbox, overdue
from storage.checkpoints import checkpoints
from storage.committees import committees, prompt_plan
from storage.follow_ups import actions
from storage.follow_ups.origin import Origin
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import Store
from tests.databases import sqlite_in
from tests.jobs.conftest import Bench
from tests.startups import keep

START = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
PARIS, TAHITI = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Tahiti")
STARTUPS = {"velo": ("metropole", PARIS), "pirogue": ("polynesie-francaise", TAHITI)}
JOBS = (
    Job("attention", plan_attention, timedelta(days=1), plans=True),  # rarer than it is: it plans ahead
    Job("deliver", deliver, timedelta(seconds=1), next_due=overdue.next_due),
)


class Year:
    """A manager in Paris and one in Tahiti follow both startups; their teams act at random hours."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.bench, self.chance = bench, random.Random(seed)
        self.clock = Clock(lambda: START)
        work = replace(bench.work(), now=self.clock.now, real_now=self.clock.real_now)
        self.clockwork = ClockControl(work, self.clock, JOBS)
        self.said: list[tuple[str, datetime]] = []
        bench.chat.after_post = lambda key: self.said.append((key, self.clock.now()))
        with bench.store.write() as session:
            self.planner = people.upsert_person(
                session, bench.chat.name, "planner", Profile("Camille", "fr", "")
            )
            self.managers = [
                people.upsert_person(
                    session, bench.chat.name, f"manager-{zone.key}", Profile("P", "fr", zone.key)
                )
                for zone in (PARIS, TAHITI)
            ]
            for startup, (region, zone) in STARTUPS.items():
                self._begin(session, startup, region, zone)

    def _begin(self, session: Session, startup: str, region: str, zone: ZoneInfo) -> None:
        keep(session, Startup(startup, startup.title(), "", "", ()))
        startups.link_channel(session, Channel(self.bench.chat.name, startup, startup), self.planner, START)
        enrolment.enrol(session, startup, self.planner, START)
        checkpoints.save_settings(
            session, startup, CheckpointSettings(zone=zone.key, region=region, cadence="3w")
        )
        for manager in self.managers:
            enrolment.assign_manager(session, startup, manager.id)

    def live(self, until: datetime) -> None:
        while self.clock.now() < until:
            with self.bench.store.write() as session:
                self._act(session, self.chance.choice(list(STARTUPS)), self.clock.now())
            self.clockwork.advance(self.clock.now() + timedelta(hours=self.chance.uniform(5, 200)))

    def _act(self, session: Session, startup: str, now: datetime) -> None:
        match self.chance.randrange(4):
            case 0:
                self.see_sponsor(session, startup, now)
            case 1:
                self.date_committee(session, startup, now)
            case 2:
                committee = committees.ahead(session, startup)
                if committee and committee.meets_on and committee.meets_on < now.date():
                    stated = StatedOutcome("granted", 6)
                    noted = committees.record(session, startup, stated, committee.meets_on, self.planner, now)
                    prompt_plan.replan(session, noted, now, PARIS)
            case 3:
                due = now.date() + timedelta(days=self.chance.randint(1, 20))
                origin = Origin(startup, self.planner, now)
                actions.add(session, origin, "appeler la région", actions.Assignee(), due)

    def see_sponsor(self, session: Session, startup: str, now: datetime) -> None:
        zone = STARTUPS[startup][1]
        day = day_in(now, zone) + timedelta(days=self.chance.randint(1, 30))
        moment = LocalMoment(day, time(self.chance.randint(9, 17)), zone)
        planned = [each for each in checkpoints.list_planned(session, startup) if each.starts_at > now]
        if planned:
            checkpoints.move(session, planned[0], moment, "", now)
        else:
            checkpoints.plan(session, startup, moment, "", self.planner, now)

    def date_committee(self, session: Session, startup: str, now: datetime) -> None:
        day = now.date() + timedelta(days=self.chance.randint(1, 70))
        changed = committees.set_dates(session, startup, {"meets_on": day}, self.planner, now)
        if changed:
            prompt_plan.replan(session, changed, now, PARIS)

    def reader(self, key: str) -> tuple[ZoneInfo, Person | None]:
        audience = key.rsplit(":", 1)[1]
        with self.bench.store.read() as session:
            person = people.by_id(session, int(audience)) if audience.isdecimal() else None
        return (person.zone if person else None) or PARIS, person


@pytest.mark.long
@pytest.mark.parametrize("seed", [1])
def test_a_year_is_told_in_everybodys_hours_and_each_thing_once(bench: Bench, seed: int) -> None:
    year = Year(bench, seed)
    year.live(START + timedelta(days=365))
    assert max(Counter(key for key, _ in year.said).values()) == 1
    kinds = Counter(key.split(":")[0] for key, _ in year.said)
    for kind in ("week", "committee", "attention-gap", "attention-postponed", "attention-undecided"):
        assert kinds[kind] >= 2, kinds
    for key, moment in year.said:
        if key.startswith("week:"):
            assert_monday_morning(key, moment, year.managers)
        else:
            assert_in_hours(key, moment, year)
    assert_within_budget(year)


def assert_within_budget(year: Year) -> None:
    """Of what may wait, in the weeks of each reader."""
    limits = load_programme(SHIPPED).messages
    with year.bench.store.read() as session:
        entries = outbox.entries_of(session, [key for key, _ in year.said])
    said_to = {each.notification.key: each.notification for each in entries}
    zones = {person.id: person.zone or PARIS for person in (*year.managers, year.planner)}
    counted: Counter[tuple[int | str, date]] = Counter()
    for key, moment in year.said:
        to = said_to[key]
        if MESSAGE_KINDS[to.kind].is_budgeted:
            zone = zones[to.person_id] if to.person_id else STARTUPS[str(to.channel)][1]
            day = day_in(moment, zone)
            counted[to.person_id or str(to.channel), day - timedelta(days=day.weekday())] += 1
    for (reader, monday), count in counted.items():
        most = limits.person_a_week if isinstance(reader, int) else limits.channel_a_week
        assert count <= most, (reader, monday)


def assert_monday_morning(key: str, moment: datetime, managers: list[Person]) -> None:
    _, number, week = key.split(":")
    zone = next(person.zone for person in managers if person.id == int(number)) or PARIS
    region = region_by_id("metropole" if zone == PARIS else "polynesie-francaise")
    year, number_of_week = week.split("-W")
    monday = date.fromisocalendar(int(year), int(number_of_week), 1)
    day = monday if is_working_day(monday, region) else next_working_day(monday, region)
    assert moment.astimezone(zone) == datetime(day.year, day.month, day.day, 9, tzinfo=zone), key


def assert_in_hours(key: str, moment: datetime, year: Year) -> None:
    """On working days of its startup's region; what it is about is not in every key, so of either."""
    zone, person = year.reader(key)
    zones = [zone] if person else [PARIS, TAHITI]
    regions = [region_by_id(region) for region, _ in STARTUPS.values()]
    assert any(is_in_hours(moment, each, region) for each in zones for region in regions), (key, moment)


def is_in_hours(moment: datetime, zone: ZoneInfo, region: Region) -> bool:
    local = moment.astimezone(zone)
    return time(9) <= local.time() <= time(18) and is_working_day(local.date(), region)


def test_one_long_move_of_the_clock_says_what_many_short_ones_say(tmp_path: Path) -> None:
    said = []
    for hours in (5, 24 * 50):
        store = Store(sqlite_in(tmp_path, f"{hours}.db"))
        store.upgrade()
        year = Year(Bench(store), 3)
        with store.write() as session:
            for startup in STARTUPS:
                year.see_sponsor(session, startup, START)
                year.date_committee(session, startup, START)
        year.clockwork.tick()
        while year.clock.now() < START + timedelta(days=50):
            year.clockwork.advance(year.clock.now() + timedelta(hours=hours))
        said.append(year.said)
        store.close()
    assert said[0] == said[1]
    assert {key.split(":")[0] for key, _ in said[0]} >= {"week", "committee", "attention-gap"}
