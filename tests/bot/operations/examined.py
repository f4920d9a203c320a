"""An installation to look at: settings, a database, and what `gamma doctor` finds."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import system_now
from bot.operations.doctor.report import examine
from bot.platforms.check_results import CheckResult
from gamma.chat import Profile
from gamma.outbox import Notification
from gamma.startups.startup import Channel, Startup
from storage import outbox
from storage.people import people
from storage.startups import startups
from storage.store import Store
from tests.startups import keep

SOUND_SQLITE = (3, 53, 1)


@dataclass
class Examined:
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    sqlite_version: tuple[int, int, int] = SOUND_SQLITE
    ahead: timedelta = timedelta()
    """By how much this machine's clock is."""

    def __post_init__(self) -> None:
        self.settings = {"DATABASE_URL": f"sqlite:///{self.folder / 'gamma.db'}"} | self.settings

    @property
    def database_url(self) -> str:
        return self.settings["DATABASE_URL"]

    def now(self) -> datetime:
        """The played platforms tell the real time."""
        return system_now() + self.ahead

    def upgrade(self) -> None:
        store = Store(self.database_url)
        store.upgrade()
        store.close()

    def link(self, platform: str, channel: str) -> None:
        store = Store(self.database_url)
        store.upgrade()
        with store.write() as session:
            by = people.upsert_person(session, platform, "x", Profile("Ada"))
            keep(session, Startup("velo", "Vélo facile", "", "", ()))
            startups.link_channel(session, Channel(platform, channel, "velo"), by, self.now())
        store.close()

    def plan(self, key: str, due_at: datetime) -> None:
        store = Store(self.database_url)
        store.upgrade()
        with store.write() as session:
            outbox.plan(session, Notification(key, "invite_me", {}, "slack", due_at, channel="C1"))
        store.close()

    def findings(self, **changed: str) -> list[CheckResult]:
        return list(examine(self.settings | changed, self.now, self.sqlite_version))

    def of(self, state: str, **changed: str) -> list[str]:
        """The lines of this state."""
        return [str(finding) for finding in self.findings(**changed) if finding.state == state]

    def line(self, words: str, **changed: str) -> str:
        """The one line with these words."""
        (line,) = [str(finding) for finding in self.findings(**changed) if words in str(finding)]
        return line
