"""`gamma simulate`: everything that would be said until a day, to whom and when, without saying it."""

import argparse
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock, system_now
from bot.clock_control import ClockControl
from bot.operations.burden import burden_lines
from bot.settings import PLATFORMS, SANDBOX_ADMIN, Settings, SettingsError
from gamma.chat import Message, Profile
from gamma.chat_platform import Chat
from gamma.outbox import Recipient
from gamma.programme.file import load_programme
from gamma.translator import N_, Translator
from handlers.commands import COMMAND_IDS, FORM_RESULTS
from jobs.context import JobContext
from jobs.delivery.recipients import message_context_for
from jobs.messages import MESSAGE_KINDS
from storage import sandbox
from storage.assessments import rounds
from storage.experts import experts, questions
from storage.people import people
from storage.snapshot import copy_database, platforms_in
from storage.startups import startups
from storage.store import Store

_HIDDEN = N_("(confidential)")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--until", required=True, help="a day such as 2026-12-31, or a moment")
    parser.set_defaults(run=run)


@dataclass(frozen=True)
class SimulatedMessage:
    """zone: by whose clock the reader lives. in_doubt: perhaps it was said before; a real run looks first.

    edited: it takes the place of what the same post said.
    """

    at: datetime
    zone: ZoneInfo
    platform: str
    to: str
    key: str
    message: Message
    in_doubt: bool
    edited: bool = False

    def lines(self) -> Iterator[str]:
        """As the command prints it: when and to whom, then what it says."""
        doubt = "  (edited in place)" if self.edited else ""
        doubt += "  (unless it is there already)" if self.in_doubt else ""
        local = self.at.astimezone(self.zone)
        yield f"{local:%Y-%m-%d %H:%M} {self.zone.key}  {self.platform}  {self.to}{doubt}"
        yield from (f"    {line}".rstrip() for line in str(self.message).splitlines())
        yield from (f"    [{button.label}]  /gamma {button.says}" for button in self.message.buttons)
        if self.message.picture:
            yield f"    picture: {self.message.picture.alt}"
        if self.message.file:
            yield f"    file: {self.message.file.name}"


class SimulatedChat:
    """A platform that says nothing: it knows people from the database, and hands on what it is given."""

    def __init__(
        self, name: str, store: Store, record: Callable[["SimulatedChat", str, Message, str, str, bool], None]
    ) -> None:
        self.name = name
        self.chains_forms = self.answers_forms = all(
            each.answers_forms for each in PLATFORMS if each.name == name
        )
        self.looked_for: set[str] = set()
        self._store = store
        self._record = record
        self._numbers = count(1)

    def profile(self, person: str) -> Profile:
        """As the database has it: the platform is not asked."""
        with self._store.read() as session:
            person_met = people.by_account(session, self.name, person)
        if person_met is None:
            return Profile(person)
        return Profile(person_met.name, person_met.locale, person_met.zone.key if person_met.zone else "")

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        """Nobody can be asked: people are where they were, and experts are of other teams."""
        with self._store.read() as session:
            person_met = people.by_account(session, self.name, person)
            is_expert = person_met is not None and experts.load(session, person_met.id) is not None
        return set() if is_expert else set(channels)

    def members(self, channel: str) -> set[str]:
        """Nobody can be asked: those who answered for the startup before."""
        with self._store.read() as session:
            startup = startups.startup_of_channel(session, self.name, channel)
            known = rounds.earlier_members(session, startup.id) if startup else set()
            met = [people.by_id(session, person_id) for person_id in sorted(known)]
        return {person.account for person in met if person.platform == self.name and not person.erased}

    def join(self, _channel: str) -> bool:
        return True

    def direct_channel(self, person: str) -> str:
        return f"direct:{person}"

    def group_channel(self, people: Sequence[str]) -> str:
        return "group:" + ",".join(sorted(people))

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        self._record(self, channel, message, key, reader, False)
        return f"simulated:{next(self._numbers)}"

    def edit(self, channel: str, _post: str, message: Message, key: str, reader: str) -> None:
        self._record(self, channel, message, key, reader, True)

    def attach(self, channel: str, post: str, message: Message, key: str) -> None:
        """Nothing is sent, so nothing follows."""

    def forget(self, person: str) -> None:
        """It keeps nothing of anybody."""

    def find(self, _channel: str, key: str, _since: datetime) -> str | None:
        """Nothing is there: that it was looked for is what in_doubt says."""
        self.looked_for.add(key)
        return None


class SimulatedClock(Clock):
    """A clock whose moving is as good as waiting: real time passes with the programme's."""

    def __init__(self, real_now: datetime, ahead: timedelta) -> None:
        super().__init__(lambda: self._moment, ahead)
        self._moment = real_now

    def move_to(self, moment: datetime) -> None:
        self._moment = max(self._moment, moment - self.ahead)


class Simulation:
    """Runs the jobs on a copy of the database in a file of its own, which is gone with close()."""

    def __init__(self, settings: Settings, real_now: datetime) -> None:
        """Raises SettingsError if the database is of another version."""
        self._folder = tempfile.TemporaryDirectory()
        self.store = Store(f"sqlite:///{Path(self._folder.name) / 'copy.db'}")
        self.messages: list[SimulatedMessage] = []
        self._copy_database(settings)
        with self.store.read() as session:
            names = {platform.name for platform in settings.platforms} or platforms_in(session)
            ahead = sandbox.clock_ahead(session) if names == {"sandbox"} else timedelta()
        self.clock = SimulatedClock(real_now, ahead)
        team = settings.gamma_admins or ((SANDBOX_ADMIN,) if names == {"sandbox"} else ())
        chats = {name: SimulatedChat(name, self.store, self._record) for name in sorted(names)}
        self._job_context = self._make_job_context(settings, chats, team)
        self._clock_control = ClockControl(self._job_context, self.clock, moves_real_time=True)

    def _copy_database(self, settings: Settings) -> None:
        source = Store(settings.database_url)
        try:
            actual, needed = source.schema()
            if actual != needed:
                raise SettingsError(
                    "DATABASE_URL: the tables are of another version; run `gamma db upgrade`."
                )
            copy_database(source, self.store)
            with self.store.write() as session:
                questions.hide_confidential(session, Translator(settings.gamma_locale).text(_HIDDEN))
        except BaseException:
            self.close()
            raise
        finally:
            source.close()

    def run(self, until: datetime) -> Iterator[SimulatedMessage]:
        """Each message in the order in which it would be said."""
        self._clock_control.tick()
        self._clock_control.advance(until)
        yield from self.messages

    def close(self) -> None:
        """The copy of the database goes with it."""
        self.store.close()
        self._folder.cleanup()

    def _make_job_context(
        self, settings: Settings, chats: Mapping[str, Chat], team: tuple[tuple[str, str], ...]
    ) -> JobContext:
        """Without addresses to import from: a simulation asks nobody."""
        return JobContext(
            store=self.store,
            chats=chats,
            programme=load_programme(settings.gamma_programme),
            locale=settings.gamma_locale,
            zone=settings.gamma_timezone,
            programme_team=team,
            commands=COMMAND_IDS,
            now=self.clock.now,
            real_now=self.clock.real_now,
            kinds=MESSAGE_KINDS,
            form_results=FORM_RESULTS,
        )

    def _record(
        self, chat: SimulatedChat, channel: str, message: Message, key: str, reader: str, edited: bool
    ) -> None:
        with self.store.read() as session:
            person = people.by_account(session, chat.name, reader) if reader else None
            to = Recipient(chat.name, None if person else channel, person.id if person else None)
            zone = message_context_for(self._job_context, session, to).reader_zone
            startup = None if person else startups.startup_of_channel(session, chat.name, channel)
        name = f"{person.name or reader} (in private)" if person else f"channel {channel}"
        recipient = f"{name} of {startup.name}" if startup else name
        in_doubt = key in chat.looked_for
        self.messages.append(
            SimulatedMessage(self.clock.now(), zone, chat.name, recipient, key, message, in_doubt, edited)
        )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Prints what would be said until then. Raises SettingsError where that time is past."""
    settings = settings.for_inspection()
    simulation = Simulation(settings, system_now())
    try:
        until = _parse_until(options.until, settings.gamma_timezone)
        if until < simulation.clock.now():
            raise SettingsError(f"--until {options.until} is past.")
        messages = list(simulation.run(until))
        for message in messages:
            print("\n".join(message.lines()), end="\n\n")
        last = f"{until.astimezone(settings.gamma_timezone):%Y-%m-%d %H:%M}"
        print("\n".join(burden_lines(messages)), end="\n\n")
        edits = sum(message.edited for message in messages)
        posts = f"{len(messages) - edits} messages" + (f" and {edits} edits in place" if edits else "")
        print(f"{posts} until {last}, from {settings.redacted_database_url}.")
        print("Questions to experts go on as if nobody answered; the words of confidential ones are hidden.")
        if settings.gamma_import_url:
            print("Left out: the nightly import, since a simulation asks nobody.")
    finally:
        simulation.close()
    return 0


_EARLIEST_YEAR, _LATEST_YEAR = 1970, 2099


def _parse_until(typed: str, zone: ZoneInfo) -> datetime:
    """A day means all of it."""
    try:
        moment = datetime.fromisoformat(typed)
        if not _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR:
            raise SettingsError(f"--until {typed} is too far away: {_LATEST_YEAR} at most.")
        if len(typed) <= 10:
            return datetime.combine(date.fromisoformat(typed) + timedelta(days=1), time(0), zone)
    except ValueError as error:
        raise SettingsError(f"--until {typed!r} is not like 2026-12-31 or 2026-12-31T18:00.") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
