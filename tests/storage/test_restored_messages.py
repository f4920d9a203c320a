"""After a restore what may have been said since the backup is held, and looked for before it is said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from gamma.outbox import HELD_BACK, Claimed, Notification
from storage import backup, outbox, restored_messages
from storage.models import OutboxRow
from storage.store import Store
from tests.claims import claim_next

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gamma.backup"


def notice(key: str, due: datetime, platform: str = "slack") -> Notification:
    return Notification(key, "invite_me", {}, platform, due, channel="C1", group_key=f"about:{key}")


def restored_with(
    store: Store, database_url: str, file: Path, *notices: Notification, after: timedelta
) -> int:
    """Planned, kept, and put back that long after."""
    with store.write() as session:
        for each in notices:
            outbox.plan(session, each)
    backup.make(store, database_url, file, NOW)
    return backup.restore(file, store, NOW + after, replace=True).held


def claim(store: Store, now: datetime) -> Claimed | None:
    with store.write() as session:
        return claim_next(session, now, now, timedelta(seconds=20), ["slack"])


def test_what_was_due_before_the_restore_is_held_until_it_is_let_go_and_then_looked_for(
    store: Store, database_url: str, file: Path
) -> None:
    due, to_come = notice("due", NOW + HOUR), notice("to come", NOW + 3 * HOUR)
    assert restored_with(store, database_url, file, due, to_come, after=2 * HOUR) == 1
    assert claim(store, NOW + 2 * HOUR) is None
    with store.write() as session:
        assert [each.notification.key for each in outbox.entries(session, "held")] == ["due"]
        assert [each.notification.key for each in outbox.entries(session, "open")] == ["to come"]
        assert restored_messages.count_held_back(session) == 1
        assert restored_messages.release(session, ["to come"]) == []
        assert restored_messages.release(session) == ["due"]
    claimed = claim(store, NOW + 2 * HOUR)
    assert claimed
    assert (claimed.notification.key, claimed.unsure, claimed.first_claimed_at) == ("due", True, NOW)
    with store.write() as session:
        outbox.record_sent(session, claimed, "post", NOW)
    later = claim(store, NOW + 3 * HOUR)
    assert later
    assert (later.notification.key, later.unsure) == ("to come", False)


def test_what_is_dropped_is_looked_for_and_not_said(store: Store, database_url: str, file: Path) -> None:
    restored_with(store, database_url, file, notice("due", NOW), after=HOUR)
    with store.write() as session:
        assert restored_messages.drop(session, NOW + HOUR, ["due"]) == ["due"]
    claimed = claim(store, NOW + HOUR)
    assert claimed
    assert claimed.withdrawn


def test_what_is_called_off_while_it_is_held_is_not_said(store: Store, database_url: str, file: Path) -> None:
    restored_with(store, database_url, file, notice("due", NOW), after=HOUR)
    with store.write() as session:
        outbox.cancel(session, "about:due", "changed", NOW + HOUR)
        restored_messages.release(session)
    claimed = claim(store, NOW + HOUR)
    assert claimed
    assert claimed.withdrawn == "changed"


def test_what_is_planned_anew_for_a_time_before_the_restore_is_looked_for(
    store: Store, database_url: str, file: Path
) -> None:
    """The row of a reminder that was planned and said after the backup is gone: jobs plan it again."""
    restored_with(store, database_url, file, after=2 * HOUR)
    with store.write() as session:
        outbox.plan(session, notice("anew", NOW + HOUR))
        outbox.plan(session, notice("new", NOW + 2 * HOUR + timedelta(seconds=1)))
    claims = []
    for _ in range(2):
        claims.append(claim(store, NOW + 3 * HOUR))
        with store.write() as session:
            assert claims[-1]
            outbox.record_sent(session, claims[-1], "post", NOW)
    assert [(each.notification.key, each.unsure) for each in claims if each] == [
        ("anew", True),
        ("new", False),
    ]
    assert claims[0]
    assert claims[0].first_claimed_at == NOW


def test_the_sandboxs_posts_come_back_with_it_so_its_messages_are_not_held(
    store: Store, database_url: str, file: Path
) -> None:
    assert restored_with(store, database_url, file, notice("due", NOW, "sandbox"), after=HOUR) == 0


def test_a_hold_for_good_is_no_hold_that_a_clock_cuts(store: Store, database_url: str, file: Path) -> None:
    restored_with(store, database_url, file, notice("due", NOW), after=HOUR)
    assert claim(store, NOW + timedelta(days=400)) is None
    with store.read() as session:
        assert session.scalars(select(OutboxRow.hold_until)).one() == HELD_BACK
