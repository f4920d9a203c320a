"""What the programme team is told by reports: of several that wait, the last, when the first was due."""

from datetime import UTC, datetime, timedelta

from storage import outbox
from storage.people import programme_team
from storage.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEAM = (("slack", "nadia"), ("slack", "karim"))


def report(store: Store, key: str, due: datetime, *, once: bool = False) -> bool:
    with store.write() as session:
        return programme_team.notify(session, TEAM, "report", key, {}, due, once=once, folds=True)


def waiting(store: Store) -> list[tuple[str, datetime]]:
    with store.read() as session:
        planned = outbox.entries(session, "planned")
    return sorted((each.notification.key, each.notification.due_at) for each in planned)


def test_a_later_report_comes_in_the_place_of_those_that_wait(store: Store) -> None:
    assert report(store, "week-1", NOW)
    assert report(store, "week-2", NOW + timedelta(weeks=1))
    assert report(store, "week-3", NOW + timedelta(weeks=2))
    assert waiting(store) == [("week-3:1", NOW), ("week-3:2", NOW)]
    assert report(store, "week-3", NOW + timedelta(weeks=2))
    assert waiting(store) == [("week-3:1", NOW), ("week-3:2", NOW)]


def test_one_that_was_folded_is_not_planned_again(store: Store) -> None:
    report(store, "week-1", NOW, once=True)
    report(store, "week-2", NOW, once=True)
    assert not report(store, "week-1", NOW, once=True)
    assert [key for key, _ in waiting(store)] == ["week-2:1", "week-2:2"]


def test_what_waits_for_longest_tells_since_when(store: Store) -> None:
    with store.write() as session:
        assert programme_team.earliest_waiting(session, "report") is None
        for week, before in enumerate((1, 2)):
            key, due = f"week-{week}", NOW + timedelta(weeks=week)
            programme_team.notify(session, TEAM, "report", key, {"before": before}, due)
        assert programme_team.earliest_waiting(session, "report") == {"before": 1}
