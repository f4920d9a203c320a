"""What is examined: the settings, and what they lead to, each opened once and only when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.operations.addresses import ips_of
from bot.platforms.definition import Installation
from bot.settings import Settings
from storage.database_url import file_of
from storage.startups import startups
from storage.store import Store, StoreBusyError


@dataclass(frozen=True)
class DoctorContext:
    """problems: what is wrong with settings that were left out of `settings` for that."""

    settings: Settings
    problems: tuple[str, ...]
    now: Callable[[], datetime]
    sqlite_version: tuple[int, int, int]

    @cached_property
    def database_file(self) -> Path | None:
        """None on PostgreSQL."""
        return file_of(self.settings.database_url)

    @cached_property
    def store(self) -> Store | None:
        """None where there is no file yet: the doctor makes none."""
        if self.database_file and not self.database_file.exists():
            return None
        return Store(self.settings.database_url)

    @cached_property
    def is_readable(self) -> bool:
        """Whether the database is there, with the tables of this version."""
        try:
            actual, needed = self.store.schema() if self.store else ("", "-")
        except (DBAPIError, StoreBusyError):
            return False
        return actual == needed

    @cached_property
    def ips(self) -> tuple[str, ...]:
        return ips_of(self.settings.gamma_url)

    def installation(self, platform: str) -> Installation:
        """What there is of it on this platform."""
        admins = tuple(account for name, account in self.settings.gamma_admins if name == platform)
        return Installation(self.ips, self._linked_channels(platform), admins, self.now)

    def _linked_channels(self, platform: str) -> Mapping[str, str]:
        """The startup's name by linked channel."""
        if not self.store or not self.is_readable:
            return {}
        with self.store.read() as session:
            names = startups.names_by_id(session)
            return {c.channel: names[c.startup_id] for c in startups.linked_channels(session, platform)}
