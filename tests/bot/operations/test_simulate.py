"""gamma simulate prints what a real run over the same data says; nothing is said, nothing is changed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.__main__ import main
from bot.clock import Clock
from bot.operations.simulate import Simulation
from bot.settings import Settings, read_settings
from gamma.chat import Message, Profile
from gamma.checkpoints.settings import CheckpointSettings
from gamma.dates import LocalMoment
from gamma.experts.question import QuestionDraft
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.programme.file import SHIPPED, load_programme
from gamma.startups.startup import Channel, Phase, Startup
from handlers.commands import COMMAND_IDS
from jobs.context import JobContext
from jobs.messages import MESSAGE_KINDS
from jobs.schedule import JOBS, Job
from storage import outbox
from storage.checkpoints import checkpoints, reminder_plan
from storage.experts import experts, questions
from storage.models import Base
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import Store
from tests.claims import claim_next
from tests.fakes.chat import FakeChat
from tests.startups import keep

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
UNTIL = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
EXPERT = "elias"
Spoken = tuple[datetime, str, str, str, tuple[str, ...]]


class TimedChat(FakeChat):
    """Tells when each post was made."""

    def __init__(self, name: str, clock: Clock) -> None:
        super().__init__(name)
        self.clock = clock
        self.spoken: list[Spoken] = []

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        return set() if person == EXPERT else set(channels)

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        labels = tuple(button.label for button in message.buttons)
        self.spoken.append((self.clock.now(), self.name, key, str(message), labels))
        return super().post(channel, message, key, reader)


@dataclass
class Scene:
    store: Store
    url: str

    @property
    def settings(self) -> Settings:
        return read_settings({"DATABASE_URL": self.url, "GAMMA_ADMINS": "slack:nadia"})

    def everything(self) -> dict[str, list[Any]]:
        with self.store.read() as session:
            return {
                table.name: sorted(map(repr, session.execute(select(table))))
                for table in Base.metadata.sorted_tables
            }

    def really(self, lag: timedelta = timedelta(), until: datetime = UNTIL) -> list[Spoken]:
        """As the scheduler does it: time passes, and each job has its turn, counted from the start.

        lag: how long after the instant at which something is due the turns come.
        """
        moment = [START + lag]
        clock = Clock(lambda: moment[0])
        chats = {name: TimedChat(name, clock) for name in ("slack", "mattermost")}
        work = JobContext(
            store=self.store,
            chats=chats,
            programme=load_programme(SHIPPED),
            locale="fr",
            zone=PARIS,
            programme_team=(("slack", "nadia"),),
            commands=COMMAND_IDS,
            now=clock.now,
            real_now=clock.real_now,
            kinds=MESSAGE_KINDS,
        )
        turns = dict.fromkeys(JOBS, START + lag)
        while moment[0] <= until:
            for job in JOBS:
                if turns[job] <= moment[0]:
                    turns[job] = moment[0] + job.every
                    if self._has_work(job, work):
                        job.run(work)
            moment[0] += timedelta(minutes=1 if moment[0] < START + timedelta(minutes=30) + lag else 30)
        return sorted(spoken for chat in chats.values() for spoken in chat.spoken)

    def _has_work(self, job: Job, work: JobContext) -> bool:
        if job.has_work is None:
            return True
        with self.store.read() as session:
            return job.has_work(session, work)

    def simulated(self, until: datetime = SOON) -> list[Spoken]:
        simulation = Simulation(self.settings, START)
        said = [
            (one.at, one.platform, one.key, str(one.message), tuple(b.label for b in one.message.buttons))
            for one in simulation.run(until)
        ]
        simulation.close()
        return sorted(said)


@pytest.fixture
def scene(database_url: str) -> Iterator[Scene]:
    store = Store(database_url)
    store.upgrade()
    with store.write() as session:
        nadia = people.upsert_person(session, "slack", "nadia", Profile("Nadia", "fr"))
        manager = people.upsert_person(
            session, "mattermost", "pauline", Profile("Pauline", "en", "Pacific/Noumea")
        )
        for number, zone in enumerate(("Europe/Paris", "America/Cayenne")):
            startup = Startup(
                f"startup-{number}", f"Projet {number}", "", "", (Phase("x", date(2026, 1, 1)),)
            )
            keep(session, startup)
            startups.link_channel(session, Channel("slack", f"C{number}", startup.id), nadia, START)
            enrolment.assign_manager(session, startup.id, manager.id)
            checkpoints.save_settings(session, startup.id, CheckpointSettings(zone=zone))
            enrolment.enrol(session, startup.id, nadia, START)
            for day in (1, 3, 15):
                moment = LocalMoment(date(2026, 12, day), time(14, 30), ZoneInfo(zone))
                agreed = checkpoints.plan(session, startup.id, moment, "", nadia, START)
                reminder_plan.replan(session, agreed, START, PARIS)
                if day == 3:
                    moved = checkpoints.move(session, agreed, moment.days_later(1), "", START)
                    reminder_plan.replan(session, moved, START, PARIS)
        _overdue(session, manager)
        _asked(session, "Comment mesurer ?")
    yield Scene(store, database_url)
    store.close()


def _asked(session: Any, text: str, *, confidential: bool = False) -> None:
    """A question to the network, of an expert who will not answer."""
    asker, expert = (
        people.upsert_person(session, "slack", name, Profile(name, "fr")) for name in ("camille", EXPERT)
    )
    experts.join(session, expert.id, {"growth": 2}, 3, START)
    questions.add(
        session, "startup-0", asker, QuestionDraft("growth", text, confidential=confidential), START
    )


def _overdue(session: Any, manager: Person) -> None:
    """What an outage left: two reminders, one message on hold, one in doubt."""
    [first, *_] = checkpoints.list_all(session, ["startup-0"])
    subject = {"checkpoint": first.id, "revision": first.revision, "offset": "7d"}
    for hours in (30, 20):
        due = START - timedelta(hours=hours)
        late = Notification(
            f"late {hours}", "checkpoint_reminder", subject, "mattermost", due, person_id=manager.id
        )
        outbox.plan(session, late)
    told = {"platform": "slack", "reason": "x", "key": "k"}
    outbox.plan(session, Notification("held", "delivery_failed", told, "slack", START, channel="C0"))
    held = claim_next(session, START, START, timedelta(seconds=20), ["slack"])
    assert held is not None
    outbox.hold(session, held, START + timedelta(minutes=7), "ratelimited", unsure=False)


@pytest.mark.long
def test_a_simulation_says_exactly_what_a_real_run_then_says(scene: Scene) -> None:
    simulated = scene.simulated(UNTIL)
    really = scene.really()
    assert len(really) > 20
    assert len({platform for _, platform, *_ in really}) == 2
    assert next(at for at, _, key, *_ in really if key == "held") == START + timedelta(minutes=7)
    assert any(key.startswith("catch-up") for _, _, key, *_ in really)
    assert simulated == really


@pytest.mark.long
def test_what_is_due_at_nine_says_the_same_a_moment_after_nine(scene: Scene) -> None:
    """A checkpoint that begins when the week is told, or when putting a reminder off by three hours ends."""
    with scene.store.write() as session:
        lea = people.upsert_person(session, "slack", "lea", Profile("Léa", "fr", "Europe/Paris"))
        enrolment.assign_manager(session, "startup-0", lea.id)
        for hour in (9, 12):
            moment = LocalMoment(date(2026, 11, 30), time(hour), PARIS)
            agreed = checkpoints.plan(session, "startup-0", moment, "", lea, START)
            reminder_plan.replan(session, agreed, START, PARIS)
    until = datetime(2026, 11, 30, 9, tzinfo=UTC)
    simulated = scene.simulated(until)
    assert any("lundi 30 novembre à 9" in text for _, _, key, text, _ in simulated if key.startswith("week:"))
    lag = timedelta(milliseconds=400)
    really = scene.really(lag, until + lag)
    assert [said[1:] for said in really] == [said[1:] for said in simulated]


def test_a_question_to_an_expert_goes_on_as_if_nobody_answered(scene: Scene) -> None:
    named = ("expert-offer", "question-nobody", "questions-to-team")
    told = [(at, key) for at, _, key, *_ in scene.simulated() if key.startswith(named)]
    days = [timedelta(days=days) for days in (0, 1, 2, 2)]
    assert [at for at, _ in told] == [START + day for day in days]
    assert [key.split(":")[0] for _, key in told] == [
        "expert-offer",
        "expert-offer-reminder",
        "question-nobody",
        "questions-to-team",
    ]


def test_the_words_of_a_confidential_question_are_not_printed(scene: Scene) -> None:
    with scene.store.write() as session:
        _asked(session, "Notre budget est secret", confidential=True)
    before = scene.everything()
    simulation = Simulation(scene.settings, START)
    told = "\n".join(line for said in simulation.run(SOON) for line in said.lines())
    simulation.close()
    assert "Comment mesurer" in told
    assert "(confidentiel)" in told
    assert "(confidential)" not in told
    assert "secret" not in told
    assert scene.everything() == before


def test_a_simulation_changes_nothing(scene: Scene) -> None:
    before = scene.everything()
    assert scene.simulated()
    assert scene.everything() == before


def test_what_is_printed_has_the_readers_time_their_name_the_words_and_the_buttons(scene: Scene) -> None:
    simulation = Simulation(scene.settings, START)
    told = "\n".join(line for said in simulation.run(SOON) for line in said.lines())
    simulation.close()
    assert "2026-11-24 09:00 Pacific/Noumea  mattermost  Pauline (in private)\n    During my absence" in told
    assert "America/Cayenne  slack  channel C1 of Projet 1\n" in told
    assert "Projet 1 : mardi 1er décembre à 14 h 30\n" in told.replace("\u00a0", " ")
    assert "]  /gamma checkpoint move #1" in told


def test_nothing_to_say_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["db", "upgrade"]) == 0
    until = datetime.now(PARIS) + timedelta(days=2)
    assert main(["simulate", "--until", f"{until:%Y-%m-%dT%H:%M}"]) == 0
    told = capsys.readouterr().out
    assert f"0 messages until {until:%Y-%m-%d %H:%M}, from sqlite:///gamma.db." in told
    assert "Questions to experts go on as if nobody answered" in told


@pytest.mark.parametrize("until", ["soon", "2020-01-01", "9999-12-31", "9999-12-31T12:00"])
def test_a_day_that_is_none_or_past_is_refused(
    scene: Scene, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, until: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", scene.url)
    assert main(["simulate", "--until", until]) == 2
    assert f"--until {until}" in capsys.readouterr().err.replace("'", "")


def test_a_database_of_another_version_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    assert main(["simulate", "--until", "2099-01-01"]) == 2
    assert "gamma db upgrade" in capsys.readouterr().err
