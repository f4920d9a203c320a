"""What was acknowledged before it was answered: should the process die meanwhile, the person is told."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from secrets import token_hex

from bot.clock import Clock
from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from storage.store import Store

TOLD_AFTER = timedelta(minutes=2)
"""Longer than any answer takes: by then who was to give it has ended."""


class OwedAnswers:
    """One row of the outbox for each, saved before the acknowledgement and called off with the answer."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, platform: str, account: str) -> Callable[[], None]:
        """What is to be called once the answer is given. Raises StoreBusyError: then it is not owed."""
        key, now = f"owed:{token_hex(8)}", self._clock.now()
        with self._store.write() as session:
            person = people.upsert_person(session, platform, account)
            owed = Notification(key, "answer_owed", {}, platform, now + TOLD_AFTER, person_id=person.id)
            outbox.plan(session, owed)
        return partial(self._call_off, key)

    def _call_off(self, key: str) -> None:
        with self._store.write() as session:
            outbox.cancel_keys(session, [key], "answered", self._clock.now())
