"""The composition root: store, platforms, dispatch, scheduler and web, put together in one place."""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Blueprint

from bot.clock import Clock
from bot.dispatch import Dispatcher, House
from bot.fetching import guarded
from bot.platforms.mattermost import Mattermost
from bot.platforms.sandbox import Sandbox
from bot.platforms.slack import Slack
from bot.seals import Seals
from bot.settings import SANDBOX_ADMIN, SANDBOX_SECRET, Settings
from bot.web import make_web
from gamma.programme import load_programme
from gamma.words import Words
from handlers.commands import COMMANDS
from jobs.context import Work
from jobs.schedule import JOBS, Job
from storage import outbox
from storage.store import JOB_PATIENCE, Store

log = logging.getLogger(__name__)

_SILENT_AFTER = timedelta(minutes=2)

Platform = Slack | Mattermost | Sandbox


class App:
    """The whole bot, not yet listening. `web` is the WSGI application."""

    def __init__(
        self,
        settings: Settings,
        *,
        sandbox: bool = False,
        clock: Clock | None = None,
        slack_executor: Executor | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self._fetcher = guarded(private_allowed=settings.gamma_import_private)
        self.store = Store(settings.database_url)
        self.store.upgrade()
        self.programme = load_programme(settings.gamma_programme)
        self.seals = Seals(SANDBOX_SECRET if sandbox else settings.gamma_secret, self.clock.real_now)
        self.programme_team = _sandbox_admins(settings) if sandbox else settings.gamma_admins
        self.platforms: list[Platform] = [self._sandbox()] if sandbox else self._real(slack_executor)
        self.chats = {platform.name: platform for platform in self.platforms}
        self.dispatch = Dispatcher(self._house())
        blueprints: list[Blueprint] = [platform.blueprint(self.dispatch) for platform in self.platforms]
        self.web = make_web(blueprints, self.troubles)
        self._scheduler: BackgroundScheduler | None = None
        self._last_beat = 0.0

    def tick(self) -> None:
        """Do once all that is due now."""
        for job in JOBS:
            job.run(self._work(self.chats))

    def advance(self, to: datetime) -> None:
        """Move the programme's clock, running every due instant on the way, in order."""
        while instant := self._next_due(to):
            self.clock.move_to(instant)
            self.tick()
        self.clock.move_to(to)
        self.tick()

    def start(self) -> None:
        """Begin the background work: the scheduler, and platforms that keep a connection."""
        for platform in self.platforms:
            platform.start(self.dispatch)
        scheduler = BackgroundScheduler(timezone=UTC)
        for job in JOBS:
            for chats in self._shares(job):
                scheduler.add_job(
                    self._run_job,
                    "interval",
                    args=[job, chats],
                    seconds=job.every.total_seconds(),
                    coalesce=True,
                    max_instances=1,
                    misfire_grace_time=None,
                )
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._beat()
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """End the background work; what is under way is finished first."""
        if self._scheduler:
            self._scheduler.shutdown()
            self._scheduler = None
        for platform in self.platforms:
            platform.stop()
        self.store.close()

    def troubles(self) -> list[str]:
        """What keeps the bot from being ready."""
        troubles = [] if self.store.answers() else ["the database does not answer"]
        if self._scheduler is None or time.monotonic() - self._last_beat > _SILENT_AFTER.total_seconds():
            troubles.append("the scheduler is not running")
        return troubles

    def _shares(self, job: Job) -> list[dict[str, Platform]]:
        """The platforms a job is run for, together or each apart."""
        return [{name: chat} for name, chat in self.chats.items()] if job.each_platform else [self.chats]

    def _run_job(self, job: Job, chats: dict[str, Platform]) -> None:
        try:
            job.run(self._work(chats))
        except Exception:
            log.exception("job %s failed; it is tried again at its next turn", job.id)
        else:
            self._beat()

    def _beat(self) -> None:
        self._last_beat = time.monotonic()

    def _next_due(self, until: datetime) -> datetime | None:
        with self.store.read(JOB_PATIENCE) as session:
            return outbox.next_due(session, self.clock.now(), until)

    def _sandbox(self) -> Sandbox:
        return Sandbox(self.store, self.clock, self.seals, self.advance, completions)

    def _real(self, slack_executor: Executor | None) -> list[Platform]:
        settings = self.settings
        platforms: list[Platform] = []
        if settings.wants_slack:
            slack = Slack(
                settings.slack_bot_token,
                settings.slack_signing_secret,
                self.seals,
                api_url=f"{settings.slack_api_url}/",
                app_token=settings.slack_app_token,
                executor=slack_executor,
                locale=settings.gamma_locale,
            )
            platforms.append(slack)
        if settings.wants_mattermost:
            mattermost = Mattermost(
                settings.mattermost_url,
                settings.mattermost_token,
                settings.mattermost_command_token,
                self.seals,
                callback_url=settings.gamma_url,
                locale=settings.gamma_locale,
            )
            platforms.append(mattermost)
        return platforms

    def _house(self) -> House:
        return House(
            store=self.store,
            programme=self.programme,
            seals=self.seals,
            clock=self.clock,
            chats=self.chats,
            locale=self.settings.gamma_locale,
            zone=self.settings.gamma_timezone,
            programme_team=self.programme_team,
            privacy_contact=self.settings.gamma_privacy_contact,
        )

    def _work(self, chats: dict[str, Platform]) -> Work:
        return Work(
            store=self.store,
            chats=chats,
            programme=self.programme,
            locale=self.settings.gamma_locale,
            zone=self.settings.gamma_timezone,
            programme_team=self.programme_team,
            commands=frozenset(intent.id for intent in COMMANDS),
            now=self.clock.now,
            real_now=self.clock.real_now,
            beat=self._beat,
            import_urls=self.settings.gamma_import_url,
            fetch=self._fetcher.fetch,
        )


def _sandbox_admins(settings: Settings) -> tuple[tuple[str, str], ...]:
    named = tuple(account for account in settings.gamma_admins if account[0] == "sandbox")
    return named or (SANDBOX_ADMIN,)


def completions(locale: str) -> Sequence[tuple[str, str]]:
    """What may follow `/gamma`, with what it does, for a menu in this language."""
    words = Words(locale)
    ways = [way for intent in COMMANDS for way in intent.ways()]
    return [(way.says[locale], words.text(way.summary)) for way in ways]
