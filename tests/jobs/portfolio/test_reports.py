"""Reports of the programme team: what had nothing new to say is not planned again all week."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from gamma.experts.question import QuestionDraft
from gamma.startups.startup import Startup
from jobs.experts.coverage import report_waiting
from jobs.portfolio.silence import report_silence
from storage.experts import questions
from storage.people import people
from storage.startups import enrolment
from storage.store import Store
from tests import kept
from tests.jobs.conftest import Bench
from tests.startups import keep

MONDAY = datetime(2027, 2, 1, 8, tzinfo=UTC)
"""The first of its month, at 9:00 where the programme team is."""


def a_question_waits(store: Store) -> None:
    with store.write() as session:
        keep(session, Startup("velo", "Vélo", "", "", ()))
        asker = people.upsert_person(session, "slack", "ana")
        question = questions.add(session, "velo", asker, QuestionDraft("growth", "Comment ?"), MONDAY)
        questions.change(session, question.id, escalated_at=MONDAY)


@pytest.mark.parametrize("kind", ["silent_startups", "questions_to_team"])
def test_a_report_without_news_is_called_off_for_the_week(bench: Bench, kind: str) -> None:
    a_question_waits(bench.store)
    bench.says(lambda *_: None, kind)
    bench.now = MONDAY
    report(bench, kind)
    bench.deliver()
    assert states(bench, kind) == ["cancelled"]
    for hours in (6, 30, 80):
        bench.later(hours * 3600)
        report(bench, kind)
        assert states(bench, kind) == ["cancelled"]


def report(bench: Bench, kind: str) -> None:
    (report_silence if kind == "silent_startups" else report_waiting)(bench.work())


def states(bench: Bench, kind: str) -> list[str]:
    every = kept.messages(bench.store).values()
    return [each.state for each in every if each.notification.kind == kind]


def test_what_was_set_aside_is_asked_once_for_all_that_are_silent(bench: Bench) -> None:
    asked: list[str] = []
    with bench.store.write() as session:
        by = people.upsert_person(session, "slack", "ana")
        for number in range(4):
            keep(session, Startup(f"s{number}", f"Service {number}", "", "", ()))
            enrolment.enrol(session, f"s{number}", by, MONDAY - timedelta(days=300))
    bench.now = MONDAY
    report_silence(bench.work())
    event.listen(bench.store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    bench.deliver()
    assert states(bench, "silent_startups") == ["sent"]
    assert sum("FROM muted_reasons" in each for each in asked) == 1
