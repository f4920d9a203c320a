"""The composition root: store, platforms, dispatch, scheduler and web, put together in one place."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime

from flask import Blueprint

from bot.clock import Clock
from bot.clock_control import ClockControl
from bot.dispatch import Dispatcher, Services
from bot.fetcher import make_fetcher, source_reader
from bot.hearing import Hearing
from bot.limited_calls import time_limit
from bot.metrics import MESSAGES
from bot.owed_answers import OwedAnswers
from bot.platforms.definition import Platform
from bot.platforms.sandbox.chat import Sandbox
from bot.scheduler import Heartbeat, Scheduler
from bot.settings import SANDBOX_ADMIN, SANDBOX_SIGNING_KEY, Settings
from bot.signing import PageSigner, Signer
from bot.web.calendar_feed import calendar_feed
from bot.web.document_page import document_page
from bot.web.metrics_page import OutboxNow
from bot.web.server import make_web
from bot.web.sponsor_page import sponsor_page
from gamma.outbox import Moved
from gamma.programme.file import load_programme
from gamma.public_links import PublicLinks
from gamma.translator import Translator
from handlers.commands import COMMAND_IDS, COMMANDS, FORM_RESULTS
from jobs.context import JobContext
from jobs.messages import MESSAGE_KINDS
from storage.sponsor_page import Snapshot
from storage.store import Store


class App:
    """The whole bot, not yet listening. `web` is the WSGI application."""

    def __init__(
        self,
        settings: Settings,
        *,
        sandbox: bool = False,
        clock: Clock | None = None,
        executor: Executor | None = None,
    ) -> None:
        self.settings = settings
        self.door_troubles: Callable[[], list[str]] = list
        """Told by what listens, once something does."""
        self.clock = clock or Clock()
        self._fetcher = make_fetcher(private_allowed=settings.gamma_import_private)
        self.store = Store(settings.database_url)
        self.store.upgrade()
        self.programme = load_programme(settings.gamma_programme)
        secret = SANDBOX_SIGNING_KEY if sandbox else settings.gamma_secret
        self.signer = Signer(secret, self.clock.real_now)
        self.page_signer = PageSigner(secret, self.clock.real_now)
        self.pages = PublicLinks(_public_url(settings, sandbox=sandbox), self.page_signer.sign_link)
        self.programme_team = _sandbox_admins(settings) if sandbox else settings.gamma_admins
        self.platforms: list[Platform] = [self._sandbox()] if sandbox else self._set_up_platforms(executor)
        self.chats = {platform.name: platform for platform in self.platforms}
        self.dispatch = Dispatcher(self._services())
        self._listen()
        blueprints: list[Blueprint] = [platform.blueprint(self.dispatch) for platform in self.platforms]
        self.web = make_web([*blueprints, *self._public_pages()], self.troubles, settings.fingerprint)
        self.job_context = self._job_context()
        self._clock_control = ClockControl(self.job_context, self.clock)
        heartbeat = Heartbeat(settings.gamma_heartbeat_url, self.troubles)
        # A clock that is moved says one after the other; what is sent as time goes by does not wait so.
        at_once = replace(self.job_context, senders=settings.gamma_senders)
        self.scheduler = Scheduler(at_once, alongside=heartbeat.beat, hold_clock=self.clock.hold)
        self.outbox_now = OutboxNow(self.store, self.clock.now, self.clock.real_now, self.troubles)

    def tick(self) -> None:
        """Do once all that is due now."""
        self._clock_control.tick()

    def advance(self, to: datetime) -> None:
        """Move the programme's clock, running every due instant on the way, in order."""
        self._clock_control.advance(to)

    def start(self) -> None:
        """Begin the background work: the scheduler, and platforms that keep a connection."""
        self.store.on_moved = self._note_moved
        self.store.on_saved = self.scheduler.wake
        for platform in self.platforms:
            platform.start(self.dispatch)
        self.scheduler.start()

    def stop(self) -> None:
        """End the background work; what is under way is finished first."""
        self.scheduler.stop()
        for platform in self.platforms:
            platform.stop()
        self.store.close()

    def troubles(self) -> list[str]:
        """What keeps the bot from being ready."""
        troubles = [] if self.store.answers() else ["the database does not answer"]
        unanswered = [each for platform in self.platforms for each in platform.troubles()]
        tasks = [*self.scheduler.silent(), *self.scheduler.failing()]
        return [*troubles, *tasks, *self.door_troubles(), *unanswered]

    def _listen(self) -> None:
        locale, zone = self.settings.gamma_locale, self.settings.gamma_timezone
        hearing = Hearing(self.store, self.dispatch, self.clock, locale, zone)
        owe = OwedAnswers(self.store, self.clock)
        for platform in self.platforms:
            platform.listen(hearing, owe)

    def _note_moved(self, moved: Moved) -> None:
        MESSAGES.labels(moved.platform, moved.outcome).inc()

    def _sandbox(self) -> Sandbox:
        return Sandbox(self.store, self.clock, self.signer, self.advance, completions)

    def _set_up_platforms(self, executor: Executor | None) -> list[Platform]:
        return [each.make(self.settings, self.signer, executor) for each in self.settings.platforms]

    def _public_pages(self) -> list[Blueprint]:
        """For those without an account."""
        return [
            calendar_feed(self.store, self.clock.now, self.settings.gamma_locale),
            document_page(self.store, self.page_signer, self._snapshot),
            sponsor_page(self.store, self.page_signer, self._snapshot),
        ]

    def _snapshot(self) -> Snapshot:
        zone, commands = self.settings.gamma_timezone, COMMAND_IDS
        return Snapshot(self.programme, zone, commands, self.clock.now(), self.programme_team)

    def _services(self) -> Services:
        return Services(
            store=self.store,
            programme=self.programme,
            signer=self.signer,
            clock=self.clock,
            chats=self.chats,
            locale=self.settings.gamma_locale,
            zone=self.settings.gamma_timezone,
            programme_team=self.programme_team,
            privacy_contact=self.settings.gamma_privacy_contact,
            pages=self.pages,
        )

    def _job_context(self) -> JobContext:
        return JobContext(
            store=self.store,
            chats=self.chats,
            programme=self.programme,
            locale=self.settings.gamma_locale,
            zone=self.settings.gamma_timezone,
            programme_team=self.programme_team,
            commands=COMMAND_IDS,
            now=self.clock.now,
            real_now=self.clock.real_now,
            kinds=MESSAGE_KINDS,
            form_results=FORM_RESULTS,
            import_urls=self.settings.gamma_import_url,
            fetch=self._fetcher.fetch,
            read_source=source_reader(self.settings.gamma_programme, self._fetcher),
            is_page_there=self._fetcher.is_there,
            time_limit=time_limit,
        )


def _sandbox_admins(settings: Settings) -> tuple[tuple[str, str], ...]:
    admins = tuple(account for account in settings.gamma_admins if account[0] == "sandbox")
    return admins or (SANDBOX_ADMIN,)


def _public_url(settings: Settings, *, sandbox: bool) -> str:
    """What this machine's sandbox gives out leads to this machine."""
    if settings.gamma_url or not sandbox or not settings.port:
        return settings.gamma_url
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def completions(locale: str) -> Sequence[tuple[str, str]]:
    """What may follow `/gamma`, with what it does, for a menu in this language."""
    translator = Translator(locale)
    usages = [usage for command in COMMANDS for usage in command.ways()]
    return [(usage.says[locale], translator.text(usage.summary)) for usage in usages]
