"""Twelve simulated months of checkpoints in four regions: nothing comes at night or on a holiday."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from gamma.calendar import is_working_day, region_by_id
from gamma.chat import Profile
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.settings import CheckpointSettings
from gamma.dates import LocalMoment, day_in
from gamma.people.person import Person
from gamma.startups.startup import Channel, Startup
from storage import overdue
from storage.checkpoints import checkpoints, reminder_plan
from storage.people import people
from storage.startups import enrolment, startups
from tests.jobs.conftest import Bench
from tests.startups import keep

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
REGIONS = ("metropole", "alsace-moselle", "guyane", "nouvelle-caledonie")
READERS = ("Europe/Paris", "Pacific/Tahiti", "America/Miquelon", "Indian/Reunion")


class Year:
    """Checkpoints are planned, moved and cancelled at random hours, by somebody who never sleeps."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.bench, self.chance = bench, random.Random(seed)
        bench.now = START
        with bench.store.write() as session:
            self.planner = people.upsert_person(
                session, bench.chat.name, "planner", Profile("Camille", "fr", "")
            )
            for region, zone in zip(REGIONS, READERS, strict=True):
                self._begin(session, region, zone)

    def _begin(self, session: Session, region: str, zone: str) -> None:
        keep(session, Startup(region, region, "", "", ()))
        startups.link_channel(session, Channel(self.bench.chat.name, region, region), self.planner, START)
        enrolment.enrol(session, region, self.planner, START)
        manager = people.upsert_person(
            session, self.bench.chat.name, f"manager-{region}", Profile("Pauline", "fr", zone)
        )
        enrolment.assign_manager(session, region, manager.id)
        settings = CheckpointSettings(zone=region_by_id(region).zone.key, region=region)
        checkpoints.save_settings(session, region, settings)

    def live(self, until: datetime) -> Iterator[str]:
        """What is said, as the outbox's keys, each while the clock stands where it was due."""
        while self.bench.now < until:
            self._act()
            following = self.bench.now + timedelta(hours=self.chance.uniform(3, 90))
            while due := self._due(following):
                self.bench.now = due
                self.bench.deliver()
                yield from self._said()
            self.bench.now = following

    def _due(self, until: datetime) -> datetime | None:
        with self.bench.store.read() as session:
            return overdue.next_due(session, self.bench.now, until)

    def _said(self) -> list[str]:
        keys = [post.key for post in self.bench.chat.posts]
        self.bench.chat.posts.clear()
        return keys

    def _act(self) -> None:
        self.bench.deliver()
        self._said()
        region = self.chance.choice(REGIONS)
        zone = region_by_id(region).zone
        day = day_in(self.bench.now, zone) + timedelta(days=self.chance.randint(1, 60))
        moment = LocalMoment(day, time(self.chance.randint(0, 23), self.chance.choice((0, 30))), zone)
        with self.bench.store.write() as session:
            planned = checkpoints.list_planned(session, region)
            now = self.bench.now
            if len(planned) < 2:
                changed = checkpoints.plan(session, region, moment, "", self.planner, now)
            elif self.chance.random() < 0.5:
                changed = checkpoints.move(session, planned[0], moment, "", now)
            else:
                changed = checkpoints.set_state(session, planned[0], "cancelled", now)
            reminder_plan.replan_after_change(session, changed, now, PARIS)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1])
def test_nothing_is_said_outside_the_readers_hours_in_twelve_months(bench: Bench, seed: int) -> None:
    year = Year(bench, seed)
    said = 0
    seen: set[str] = set()
    for key in year.live(START + timedelta(days=365)):
        said += 1
        assert key not in seen
        seen.add(key)
        _, number, _, audience, offset, *_ = key.split(":")
        with bench.store.read() as session:
            checkpoint = checkpoints.load(session, int(number))
            reader = people.by_id(session, int(audience)) if audience.isdecimal() else None
        assert checkpoint is not None
        assert_in_hours(bench.now, checkpoint, reader, offset)
    assert said > 100


def assert_in_hours(now: datetime, checkpoint: Checkpoint, reader: Person | None, offset: str) -> None:
    region = region_by_id(checkpoint.startup_id)
    local = now.astimezone(reader.zone if reader else region.zone)
    told = f"{offset} of a checkpoint {checkpoint.moment} at {local}"
    if offset == "1h":
        assert time(8) <= local.time() <= time(20), told
        assert checkpoint.starts_at - now == timedelta(hours=1), told
        return
    assert time(9) <= local.time() <= time(18), told
    assert is_working_day(local.date(), region), told
    if offset == "held":
        assert now >= checkpoint.starts_at + timedelta(hours=2), told
    else:
        assert now < checkpoint.starts_at, told
