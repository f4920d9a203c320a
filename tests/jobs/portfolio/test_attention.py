"""What asks for attention is thought out while people go on writing."""

import pytest

from gamma.startups.startup import Startup
from jobs.portfolio import attention
from storage import outbox
from storage.people import people
from storage.portfolio.attention import followed_startups
from storage.startups import enrolment
from tests.jobs.conftest import Bench
from tests.startups import keep


def test_nobody_waits_while_it_is_thought_out_and_it_is_kept_in_parts(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.store.write() as session:
        boss = people.upsert_person(session, bench.chat.name, "boss")
        for number in range(60):
            startup = Startup(f"s{number}", f"S {number}", "", "fabrique", ())
            keep(session, startup)
            enrolment.enrol(session, startup.id, boss, bench.now)
            enrolment.assign_manager(session, startup.id, boss.id)

    def with_somebody_writing(*asked: object) -> object:
        with bench.store.write(patience=0) as session:
            people.upsert_person(session, bench.chat.name, "ann")
        return followed_startups(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(attention, "followed_startups", with_somebody_writing)
    for _ in range(2):
        attention.plan_attention(bench.work())
    with bench.store.read() as session:
        assert outbox.counts(session)["planned"] > 60
        assert people.by_account(session, bench.chat.name, "nadia"), "of the programme team, and met now"
