"""Messages planned, claimed, held and ended, as the tests of the outbox do it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from gamma.outbox import Claimed, Entry, Notification
from storage import outbox
from storage.store import JOB_PATIENCE, Store
from tests import kept
from tests.claims import claim_next

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

LEASE = timedelta(seconds=20)


def seconds(count: float) -> datetime:
    """So many seconds from now."""
    return NOW + timedelta(seconds=count)


def notice(
    key: str, due: datetime = NOW, *, channel: str = "", platform: str = "slack", about: str = ""
) -> Notification:
    """For a channel of its own, unless one is named."""
    return Notification(key, "invite_me", {}, platform, due, channel=channel or key[:60], group_key=about)


def plan(store: Store, *notices: Notification) -> list[bool]:
    with store.write() as session:
        return [outbox.plan(session, notice) for notice in notices]


def claim(store: Store, now: datetime = NOW, platforms: tuple[str, ...] = ("slack",)) -> Claimed | None:
    with store.write(JOB_PATIENCE) as session:
        return claim_next(session, now, now, LEASE, platforms)


def claimed(store: Store, now: datetime = NOW) -> Claimed:
    found = claim(store, now)
    assert found is not None, "nothing is to be claimed"
    return found


def claimed_in(session: Session) -> Claimed:
    found = claim_next(session, NOW, NOW, LEASE, ("slack",))
    assert found is not None
    return found


def claim_all(store: Store, now: datetime = NOW) -> Iterator[str]:
    while found := claim(store, now):
        yield found.notification.key


def hold(store: Store, held: Claimed, until: datetime, *, unsure: bool = False) -> None:
    with store.write() as session:
        outbox.hold(session, held, until, "later", unsure=unsure)


def record_sent(store: Store, sent: Claimed, post: str = "post") -> bool:
    with store.write() as session:
        return outbox.record_sent(session, sent, post, NOW)


def entry(store: Store, key: str) -> Entry:
    return kept.messages(store)[key]


def cancel(store: Store, about: str = "checkpoint:12") -> int:
    with store.write() as session:
        return outbox.cancel(session, about, "moved", NOW)
