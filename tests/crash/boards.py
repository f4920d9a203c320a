"""The living posts of a trial: all say the same count, which goes up; some are taken away meanwhile."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gamma.outbox import Notification
from storage import living_posts
from storage.models import DetailRow, LivingPostRow, OutboxRow
from storage.store import JOB_PATIENCE, Store
from tests.crash.played import Played
from tests.crash.worker import BOARD, BOARD_FIELD

_MOST = 4
_TAKEN_AWAY_EVERY = 5


class Boards:
    def __init__(self, store: Store, played: Played) -> None:
        self._store = store
        self._played = played
        self._keys: list[str] = []
        self._changes = 0
        self._taken_away: set[str] = set()

    def begin(self, session: Session, startup: str, person: int, now: datetime) -> None:
        self._startup = startup
        row = DetailRow(startup_id=startup, field=BOARD_FIELD, value="0", stated_by=person, stated_at=now)
        session.add(row)

    def change(self, session: Session, now: datetime) -> None:
        """One more, in the transaction that has the posts show it; there are some posts at any time."""
        self._changes += 1
        session.get_one(DetailRow, (self._startup, BOARD_FIELD)).value = str(self._changes)
        for key in self._keys:
            living_posts.revise(session, key)
        if len(self._keys) - len(self._taken_away) < _MOST:
            key, platform = f"board:{len(self._keys)}", self._played.name
            channel = self._played.channels[len(self._keys) % len(self._played.channels)]
            subject = {"startup": self._startup}
            living_posts.plan(session, Notification(key, BOARD, subject, platform, now, channel=channel))
            self._keys.append(key)

    def take_one_away(self) -> None:
        """One whose post is recorded: before that nobody could tell it from one that never arrived."""
        if not self._changes or self._changes % _TAKEN_AWAY_EVERY:
            return
        with self._store.read(JOB_PATIENCE) as session:
            sent = select(OutboxRow).where(OutboxRow.kind == BOARD, OutboxRow.state == "sent")
            rows = [row for row in session.scalars(sent) if row.key not in self._taken_away]
        for row in rows[:1]:
            self._played.delete(row.channel or "", row.post or "")
            self._taken_away.add(row.key)

    def to_edit(self) -> int:
        """How many show something old, as far as is known."""
        with self._store.read(JOB_PATIENCE) as session:
            old = LivingPostRow.shown < LivingPostRow.wanted, LivingPostRow.ended_at.is_(None)
            return session.scalar(select(func.count()).where(*old)) or 0

    def stale(self) -> int:
        shown: dict[str, list[str]] = {key: [] for key in self._keys}
        for key, _post, words in self._played.posts():
            if key in shown:
                shown[key].append(words)
        wanted = [f"count {self._changes}."]
        return sum(words != ([] if key in self._taken_away else wanted) for key, words in shown.items())
