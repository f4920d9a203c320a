"""The messages of a trial, by their number: to channels and people, reminders, ones that are called off."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gamma.outbox import Notification
from gamma.startups.startup import Startup
from tests.crash.played import Played
from tests.crash.worker import FOLLOWED

STARTUP = Startup("velo-facile", "Vélo facile", "", "fabrique", ())


class Notices:
    def __init__(self, played: Played, people: Sequence[int], only: str) -> None:
        self._played = played
        self._people = people
        self._only = only

    def make(self, number: int, now: datetime) -> Notification:
        """By turns: to a channel, to a person; a reminder, a late one to gather, one to cancel."""
        platform, key = self._played.name, f"message:{number}"
        person = self._people[number // 5 % len(self._people)]
        channel = self._played.channels[number // 5 % len(self._played.channels)]
        subject = {"startup": STARTUP.id, "person": person, "platform": platform}
        if self._only == "followed":
            return Notification(key, FOLLOWED, subject, platform, now, channel=channel)
        match 4 if self._only == "off" else number % 5:
            case 0:
                return Notification(key, "channel_linked", subject, platform, now, channel=channel)
            case 1:
                return Notification(key, "channel_announced", subject, platform, now, person_id=person)
            case 2:
                return self._reminder(key, 1, now, channel=channel)
            case 3:
                return self._reminder(key, 2, now - timedelta(hours=2), person_id=person)
            case _:
                about = f"off:{number}"
                return Notification(
                    key, "channel_linked", subject, platform, now, channel=channel, group_key=about
                )

    def _reminder(
        self,
        key: str,
        checkpoint: int,
        due: datetime,
        channel: str | None = None,
        person_id: int | None = None,
    ) -> Notification:
        subject = {"checkpoint": checkpoint, "revision": 0, "offset": "7d"}
        kind, platform, about = "checkpoint_reminder", self._played.name, f"checkpoint:{checkpoint}"
        return Notification(
            key, kind, subject, platform, due, channel=channel, person_id=person_id, group_key=about
        )
