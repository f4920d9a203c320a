"""Living posts that were called off or refused before they stood anywhere: nothing is edited there."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from gamma.chat import ChatError
from storage import outbox, outbox_retry
from storage.models import LivingPostRow, OutboxRow
from tests.jobs.conftest import Bench, failing
from tests.jobs.delivery.board import Board


@pytest.fixture
def board(bench: Bench) -> Board:
    return Board(bench)


def something_old(bench: Bench) -> bool:
    with bench.store.read() as session:
        return outbox.look(session, bench.now, bench.now, bench.work().chats)[1]


def test_what_was_called_off_unsaid_waits_for_no_edit_until_it_is_planned_again(
    bench: Bench, board: Board
) -> None:
    board.plan()
    board.says(1)
    assert not something_old(bench), "it waits to be posted"
    with bench.store.write() as session:
        outbox.cancel_keys(session, ["board"], "not now", bench.now)
    assert board.row().ended_at is not None
    assert not board.says(2)
    assert board.plan()
    assert board.row().ended_at is None
    bench.deliver()
    assert board.shown() == ["2 answers"]
    assert board.says(3)
    assert something_old(bench)


def test_what_was_refused_or_had_nothing_to_say_waits_for_no_edit(bench: Bench, board: Board) -> None:
    board.plan()
    board.count = None
    bench.deliver()
    assert (bench.entry("board").state, board.row().ended_at) == ("cancelled", bench.now)
    board.plan()
    board.count = 1
    bench.chat.closed.add("team")
    bench.chat.before_post = failing(ChatError("archived", permanent=True))
    bench.deliver()
    assert (bench.entry("board").state, board.row().ended_at) == ("failed", bench.now)
    assert not something_old(bench)


def test_what_is_called_off_while_it_is_refused_for_now_waits_for_no_edit(bench: Bench, board: Board) -> None:
    board.plan()

    def meanwhile(_key: str) -> None:
        with bench.store.write() as session:
            outbox.cancel_keys(session, ["board"], "not now", bench.now)
        raise ChatError("busy")

    bench.chat.before_post = meanwhile
    bench.deliver()
    assert bench.entry("board").state == "cancelled"
    assert board.row().ended_at is not None


def test_what_failed_and_is_tried_once_more_lives_again(bench: Bench, board: Board) -> None:
    board.plan()
    with bench.store.write() as session:
        session.execute(update(OutboxRow).values(state="failed", reason="refused", ended_at=bench.now))
        session.execute(update(LivingPostRow).values(ended_at=bench.now))
        assert outbox_retry.retry(session, bench.now, bench.now) == ["board"]
    assert board.row().ended_at is None
    bench.deliver()
    assert board.says(2)
    bench.deliver()
    assert not something_old(bench)


def test_a_held_edit_is_nobodys_to_do_now(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    assert board.says(2)
    assert something_old(bench)
    with bench.store.write() as session:
        session.execute(update(LivingPostRow).values(hold_until=bench.now + timedelta(minutes=1)))
    assert not something_old(bench)
