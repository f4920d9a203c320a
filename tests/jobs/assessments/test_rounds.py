"""The clockwork of rounds: what an idle turn costs, what an outage changes, what is kept for how long."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select

from gamma.assessments.rounds import Round
from gamma.chat import ChatError
from gamma.dates import Quarter
from gamma.people.person import Person
from gamma.startups.startup import Channel, Startup
from jobs.assessments.rounds import advance_rounds
from jobs.privacy.cleanup import delete_expired
from storage import outbox
from storage.assessments import round_plans, rounds
from storage.assessments.round_plans import RoundPlan
from storage.models import OutboxRow, RoundMemberRow
from storage.people import people
from storage.startups import enrolment, startups
from tests.jobs.conftest import Bench
from tests.startups import keep

NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=90)
QUARTER = Quarter(2027, 1)


@pytest.fixture
def bench(bench: Bench) -> Bench:
    bench.now = NOW
    return bench


def known(bench: Bench, startup_id: str, *, linked: bool = True) -> Person:
    """Enrolled, with a plan for later."""
    with bench.store.write() as session:
        keep(session, Startup(startup_id, startup_id, "", "fabrique", ()))
        nadia = people.upsert_person(session, bench.chat.name, "nadia")
        enrolment.enrol(session, startup_id, nadia, SINCE)
        if linked:
            startups.link_channel(
                session, Channel(bench.chat.name, f"C-{startup_id}", startup_id), nadia, SINCE
            )
        round_plans.save(session, RoundPlan(startup_id, SINCE, NOW + timedelta(days=90), None))
    return nadia


def opened(bench: Bench, startup_id: str, *present: str) -> Round:
    """Its team is there, and was asked after."""
    bench.chat.present[f"C-{startup_id}"] = set(present)
    with bench.store.write() as session:
        round = rounds.plan(session, startup_id, "entry", QUARTER, NOW, NOW + timedelta(days=60))
    advance_rounds(bench.work())
    assert round is not None
    return round


def members(bench: Bench, round: Round) -> int:
    with bench.store.read() as session:
        return len(rounds.members(session, round))


def test_an_idle_turn_asks_little_however_many_rounds_and_plans_there_are(bench: Bench) -> None:
    for number in range(6):
        known(bench, f"open-{number}")
        opened(bench, f"open-{number}", "camille")
        known(bench, f"without-channel-{number}", linked=False)
        with bench.store.write() as session:
            due = RoundPlan(f"without-channel-{number}", SINCE, NOW - timedelta(days=1), None)
            round_plans.save(session, due)
    asked: list[str] = []
    event.listen(bench.store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    bench.later(60)
    advance_rounds(bench.work())
    queries = [statement for statement in asked if statement.startswith(("SELECT", "INSERT", "UPDATE"))]
    assert len(queries) == 3
    assert not [statement for statement in asked if statement.startswith("BEGIN IMMEDIATE")]


def test_a_plan_waits_for_a_channel_and_opens_when_there_is_one(bench: Bench) -> None:
    nadia = known(bench, "velo", linked=False)
    with bench.store.write() as session:
        round_plans.save(session, RoundPlan("velo", SINCE, NOW, None))
    advance_rounds(bench.work())
    with bench.store.write() as session:
        assert rounds.active_of(session, "velo") is None
        startups.link_channel(session, Channel(bench.chat.name, "C-velo", "velo"), nadia, NOW)
    bench.later(60)
    advance_rounds(bench.work())
    with bench.store.read() as session:
        assert rounds.is_open(session, "velo")


@pytest.mark.parametrize(
    ("permanent", "hours", "found"),
    [(False, 0.5, 0), (False, 1.1, 2), (True, 1.1, 0), (True, 20.1, 2)],
    ids=["not at once", "in an hour", "refused: not in an hour", "refused: the next day"],
)
def test_who_is_in_a_team_is_asked_again_soon_after_the_platform_failed(
    bench: Bench, permanent: bool, hours: float, found: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(bench, "velo")

    def fail(_channel: str) -> set[str]:
        raise ChatError("down", permanent=permanent)

    with monkeypatch.context() as outage:
        outage.setattr(bench.chat, "members", fail)
        round = opened(bench, "velo", "camille", "noe")
    bench.later(hours * 3600)
    advance_rounds(bench.work())
    assert members(bench, round) == found


def test_of_a_team_that_has_left_nobody_is_asked_any_more(bench: Bench) -> None:
    known(bench, "velo")
    round = opened(bench, "velo", "camille", "noe")
    assert members(bench, round) == 2
    bench.chat.present["C-velo"] = set()
    bench.later(21 * 3600)
    advance_rounds(bench.work())
    assert members(bench, round) == 0


def test_where_the_platform_tells_of_nobody_who_they_are_they_stay_those_they_were(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(bench, "velo")
    round = opened(bench, "velo", "camille")

    def refuse(_account: str) -> None:
        raise ChatError("missing scope", permanent=True)

    monkeypatch.setattr(bench.chat, "profile", refuse)
    bench.later(21 * 3600)
    advance_rounds(bench.work())
    assert members(bench, round) == 1


def test_who_was_asked_is_kept_a_month_after_the_close(bench: Bench) -> None:
    known(bench, "velo")
    opened(bench, "velo", "camille")
    bench.later(15 * 24 * 3600)
    advance_rounds(bench.work())
    bench.later(28 * 24 * 3600)
    delete_expired(bench.work())
    assert kept_members(bench) == 1
    bench.later(3 * 24 * 3600)
    delete_expired(bench.work())
    assert kept_members(bench) == 0


def kept_members(bench: Bench) -> int:
    with bench.store.read() as session:
        return len(session.scalars(select(RoundMemberRow)).all())


def test_an_invitation_that_was_not_said_before_the_close_never_is(bench: Bench) -> None:
    known(bench, "velo")
    round = opened(bench, "velo", "camille")
    bench.later(15 * 24 * 3600)
    advance_rounds(bench.work())
    bench.deliver()
    assert bench.posted() == []
    with bench.store.read() as session:
        assert not outbox.look(session, bench.now, bench.now, bench.work().chats)[1]
        row = session.scalars(select(OutboxRow).filter_by(key=round.key)).one()
        assert (row.state, row.reason) == ("cancelled", "the round has ended")


def test_an_invitation_waits_for_who_linked_the_channel_to_let_the_bot_in(bench: Bench) -> None:
    known(bench, "velo")
    opened(bench, "velo", "camille")
    bench.chat.closed.add("C-velo")
    bench.chat.before_post = refused
    bench.deliver()
    bench.chat.before_post = lambda _key: None
    bench.chat.closed.clear()
    bench.later(60)
    bench.deliver()
    assert any(key.startswith("round:") for key in bench.posted())


def refused(key: str) -> None:
    if key.startswith("round:"):
        raise ChatError("not_in_channel", permanent=True)


def test_two_processes_plan_the_first_round_and_the_rhythm_chosen_between_stays(bench: Bench) -> None:
    known(bench, "velo")
    chosen = RoundPlan("velo", SINCE, None, 0)
    with bench.store.write() as session:
        round_plans.save(session, chosen)
        round_plans.save_first(session, RoundPlan("velo", SINCE, NOW, None))
        assert round_plans.load(session, "velo") == chosen
        again = RoundPlan("velo", NOW, NOW, 0)
        round_plans.save_first(session, again)
        session.expire_all()
        assert round_plans.load(session, "velo") == again


def test_a_plan_that_fails_keeps_no_other_from_its_turn(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for startup_id in ("a", "b"):
        known(bench, startup_id)
        with bench.store.write() as session:
            round_plans.save(session, RoundPlan(startup_id, SINCE, NOW, None))
    planned = rounds.plan

    def plan(session: object, startup_id: str, *rest: object) -> Round | None:
        if startup_id == "a":
            raise ValueError("odd")
        return planned(session, startup_id, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(rounds, "plan", plan)
    advance_rounds(bench.work())
    with bench.store.read() as session:
        assert rounds.is_open(session, "b")
