"""A bot on a played platform with its people: what every conversation test talks to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from bot.app import App
from bot.clock import Clock
from bot.planning_turns import PlanningTurns
from bot.settings import read_settings
from gamma.startups.startup import Phase, Startup
from jobs.schedule import JOBS, Job
from storage.people import people
from storage.startups import enrolment
from tests.direct_executor import DirectExecutor
from tests.drivers.mattermost import MattermostDriver
from tests.drivers.sandbox import SandboxDriver
from tests.drivers.slack import SlackDriver
from tests.startups import keep
from tests.talk import Driver, Screen, SeenForm, SeenMessage

DRIVERS: dict[str, Callable[[], Driver]] = {
    "sandbox": SandboxDriver,
    "slack": SlackDriver,
    "mattermost": MattermostDriver,
}
START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STARTUP = Startup(
    id="velo-facile",
    name="Vélo facile",
    pitch="Louer un vélo public en deux minutes.",
    incubator="fabrique",
    phases=(Phase("construction", date(2025, 3, 1)), Phase("acceleration", date(2026, 2, 23))),
)
OTHER = Startup("cantine-claire", "Cantine claire", "", "fabrique", (Phase("construction", START.date()),))

MARKET = {
    "market_size": "20 000",
    "market_unit": "communes",
    "recurring_users": "400",
    "in_production": "yes",
}
IMPACT = {"metric": "Demandes traitées", "metric_kind": "economic", "metric_value": "940", "followed": "yes"}
TEAM = {"people": "no", "roles": "no", "processes": "no", "culture": "yes", "funding": "yes"}


@dataclass
class Talk:
    """A team with its channel, a portfolio manager, a stranger; startups are there, no channel is linked."""

    driver: Driver
    database_url: str
    settings: dict[str, str] = field(default_factory=dict)
    now: datetime = START
    _turns: dict[str, datetime] = field(default_factory=dict)
    """When each job that runs now and then last had its turn: at the start, where nothing was there to do."""

    def __post_init__(self) -> None:
        self.member = self.driver.person("Camille Moreau")
        self.mate = self.driver.person("Noé Petit")
        self.third = self.driver.person("Inès Diallo")
        self.english = self.driver.person("Ann Baker", locale="en")
        self.manager = self.driver.person("Pauline Roche")
        self.admin = self.driver.person("Nadia Benali")
        self.stranger = self.driver.person("Elias Fontaine")
        team = [self.member, self.mate, self.third, self.english, self.manager, self.admin]
        self.channel = self.driver.channel("equipe-velo", team)
        others = [self.member, self.stranger, self.manager, self.admin]
        self.other_channel = self.driver.channel("autre", others)
        self.app = self._started()
        with self.app.store.write() as session:
            for startup in (STARTUP, OTHER):
                keep(session, startup)

    def restart(self) -> None:
        """The bot's process ends and another begins on the same database."""
        self.app.store.close()
        self._turns = {job.id: self.now - job.every for job in JOBS}
        self.app = self._started()

    def have_public_address(self) -> None:
        """There are pages, feeds and documents."""
        if not self.app.pages.base_url:
            self.settings["GAMMA_URL"] = "https://gamma.example.org"
            self.restart()

    def say(self, text: str, as_: str = "", in_: str = "") -> Screen:
        return self.driver.say(as_ or self.member, in_ or self.channel, text)

    def write(self, text: str, as_: str = "", in_: str = "") -> list[SeenMessage]:
        """A message, in the direct conversation unless told otherwise; what the bot posts there in answer."""
        place = in_ or self.driver.direct(as_ or self.member)
        before = len(self.driver.posts(place))
        self.driver.write(as_ or self.member, place, text)
        return self.driver.posts(place)[before:]

    def press(self, message: SeenMessage | Screen | None, label: str, as_: str = "") -> Screen:
        shown = message.message if isinstance(message, Screen) else message
        assert shown is not None, "there is no message to press on"
        return self.driver.press(as_ or self.member, shown, label)

    def send(self, form: SeenForm | Screen | None, values: dict[str, str], as_: str = "") -> Screen:
        shown = form.form if isinstance(form, Screen) else form
        assert shown is not None, "there is no form to send"
        return self.driver.send(as_ or self.member, shown, values)

    def said_to(self, person: str) -> list[SeenMessage]:
        """What the person finds in their direct messages, after all that is due was sent."""
        self.tick()
        return self.driver.posts(self.driver.direct(person))

    def said_in(self, channel: str) -> list[SeenMessage]:
        self.tick()
        return self.driver.posts(channel)

    def tick(self) -> None:
        """Do what is due now; a job that runs now and then waits until its turn has come, as in truth."""
        for job in self._whose_turn_it_is():
            job.run(self.app.job_context)

    def wait_until(self, then: datetime) -> None:
        """Time passes; the bot does on the way what falls due, and looks around once a day.

        Turns that could find nothing are left out, as where a sandbox's clock is moved.
        """
        tables = self.app.store.watch_tables()
        turns = PlanningTurns(JOBS, tables.reading, tables.changes)
        self._take(turns)
        while self.now < then:
            self.now = self._next_due(min(then, self.now + timedelta(days=1)))
            self._take(turns)

    def link(self) -> None:
        self.say("startup link velo-facile")
        self.tick()

    def make_manager(self, person: str, startup_id: str = STARTUP.id) -> None:
        with self.app.store.write() as session:
            known = people.upsert_person(session, self.driver.name, person)
            enrolment.assign_manager(session, startup_id, known.id)

    def after_form(self, screen: Screen, person: str) -> SeenMessage:
        """What is told once a form is sent: right there, or in private where the platform shows nothing."""
        shown = screen.message if self.driver.chains_forms else self.said_to(person)[-1]
        assert shown is not None, "nothing is told after the form"
        return shown

    def page(self, screen: Screen, values: dict[str, str], as_: str = "") -> Screen:
        """Send a page of the assessment; what follows, by the next form or by the button sent in private."""
        after = self.send(screen, values, as_)
        if after.form or self.driver.chains_forms:
            return after
        last = self.said_to(as_ or self.member)[-1]
        return self.press(last, "Continuer", as_) if "Continuer" in last.buttons else Screen(message=last)

    def assess(
        self,
        market: dict[str, str] | None = None,
        impact: dict[str, str] | None = None,
        team: dict[str, str] | None = None,
        as_: str = "",
    ) -> Screen:
        """All three pages; gives the result as it is shown at the end."""
        screen = self.say("assess", as_)
        for given, usual in ((market, MARKET), (impact, IMPACT), (team, TEAM)):
            screen = self.page(screen, usual if given is None else given, as_)
        return screen

    def titles_of_all_pages(self) -> list[str]:
        titles = []
        screen = self.say("évaluer")
        for values in (MARKET, IMPACT, TEAM):
            assert screen.form is not None
            titles.append(screen.form.title)
            screen = self.page(screen, values)
        return titles

    def stored_facts(self, startup_id: str = STARTUP.id) -> dict[str, str]:
        """The startup's latest facts, whoever stated them, read back from the database."""
        rows = "SELECT field, value FROM startup_facts WHERE startup_id = :startup ORDER BY id"
        with self.app.store.read() as session:
            stated: dict[str, str | None] = dict(iter(session.execute(text(rows), {"startup": startup_id})))
        return {field: value for field, value in stated.items() if value is not None}

    def count(self, table: str) -> int:
        with self.app.store.read() as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    def planned_kinds(self) -> set[str]:
        """Of all that the bot ever planned to say."""
        with self.app.store.read() as session:
            return set(session.execute(text("SELECT DISTINCT kind FROM outbox")).scalars())

    def mention(self, channel_name: str) -> str:
        """How a channel is named in a command here."""
        return f"~{channel_name}" if self.driver.name == "mattermost" else f"#{channel_name}"

    def at(self, person: str) -> str:
        """How a person is named in a command here."""
        return self.driver.mention_person(person)

    def later(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def close(self) -> None:
        self.app.store.close()
        self.driver.close()

    def _whose_turn_it_is(self) -> Iterator[Job]:
        for job in JOBS:
            last = self._turns.setdefault(job.id, START)
            if job.every < timedelta(minutes=1) or abs(self.now - last) >= job.every:
                self._turns[job.id] = self.now
                if self._has_work(job):
                    yield job

    def _has_work(self, job: Job) -> bool:
        """As the bot looks before it gives a job its turn."""
        if job.has_work is None:
            return True
        with self.app.store.read() as session:
            return job.has_work(session, self.app.job_context)

    def _take(self, turns: PlanningTurns) -> None:
        for job in self._whose_turn_it_is():
            if not job.plans or turns.is_due(job, self.now):
                turns.run(job, self.app.job_context)

    def _next_due(self, until: datetime) -> datetime:
        with self.app.store.read() as session:
            due = [job.next_due(session, self.now, until) for job in JOBS if job.next_due]
        return min([until, *(instant for instant in due if instant)])

    def _started(self) -> App:
        environment = {
            "DATABASE_URL": self.database_url,
            "GAMMA_SECRET": "a secret for the tests only",
            "GAMMA_ADMINS": f"{self.driver.name}:{self.admin}",
            **self.driver.settings(),
            **self.settings,
        }
        sandbox = self.driver.name == "sandbox"
        clock = Clock(real_now=lambda: self.now)
        app = App(read_settings(environment), sandbox=sandbox, clock=clock, executor=DirectExecutor())
        self.driver.connect(app)
        return app
