"""What a job is given: a store, one platform in memory, and a clock that the test moves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from gamma.programme.file import load_programme
from jobs.context import JobContext
from jobs.messages import MESSAGE_KINDS
from storage.store import Store
from tests.fakes.chat import FakeChat

PROGRAMME = load_programme()


def work_of(store: Store, chat: FakeChat, now: Callable[[], datetime], **given: Any) -> JobContext:
    """given: what is otherwise than usual."""
    usual = JobContext(
        store=store,
        chats={chat.name: chat},
        programme=PROGRAMME,
        locale="fr",
        zone=ZoneInfo("Europe/Paris"),
        programme_team=((chat.name, "nadia"),),
        commands=frozenset(),
        now=now,
        real_now=now,
        kinds=MESSAGE_KINDS,
    )
    return replace(usual, **given)
