"""Living posts: edited in place, whatever the platform or the process does meanwhile; never posted twice."""

from datetime import timedelta

import pytest

from gamma.chat import ChatError, Message
from gamma.outbox import Timing
from jobs.message_context import MessageContext, MessageKind, Subject
from tests.jobs.conftest import Bench, failing, no_answer
from tests.jobs.delivery.board import Board

LEASE = Timing().lease.total_seconds()


@pytest.fixture
def board(bench: Bench) -> Board:
    return Board(bench)


def test_a_change_is_shown_in_the_same_post_and_nothing_else_is_edited(bench: Bench, board: Board) -> None:
    board.plan()
    bench.plan("other")
    bench.deliver()
    assert bench.chat.edited == [], "what was just posted shows what is so"
    board.says(1)
    board.says(2)
    bench.deliver()
    bench.deliver()
    assert bench.chat.edited == ["board"], "once for both"
    assert board.shown()[0] == "2 answers"
    assert bench.posted() == ["board", "other"]


def test_what_changes_before_it_was_posted_needs_no_edit(bench: Bench, board: Board) -> None:
    board.plan()
    board.says(5)
    bench.deliver()
    assert (board.shown(), bench.chat.edited) == (["5 answers"], [])


def test_what_changes_while_it_is_posted_is_edited_in(bench: Bench, board: Board) -> None:
    board.plan()

    def meanwhile(_key: str) -> None:
        board.says(1)

    bench.chat.before_post = meanwhile
    bench.deliver()
    assert (board.shown(), bench.chat.edited) == (["1 answers"], ["board"])


def test_what_changes_while_it_is_edited_is_edited_in_once_more(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    board.says(1)

    def once(_key: str) -> None:
        bench.chat.before_edit = lambda _key: None
        board.says(2)

    bench.chat.before_edit = once
    bench.deliver()
    assert (board.shown(), bench.chat.edited) == (["2 answers"], ["board", "board"])


def test_a_living_post_is_planned_once(bench: Bench, board: Board) -> None:
    assert board.plan()
    assert not board.plan()
    bench.deliver()
    assert not board.plan()
    bench.deliver()
    assert (bench.posted(), bench.chat.edited) == (["board"], [])


def test_what_is_no_living_post_is_not_revised(bench: Bench, board: Board) -> None:
    bench.plan("plain")
    bench.deliver()
    assert not board.says(1, key="plain")
    assert not board.says(1, key="unknown")
    bench.deliver()
    assert bench.chat.edited == []


# --- an outcome is unknown --------------------------------------------------------------------


def test_a_post_that_is_found_is_edited_since_nobody_knows_what_it_shows(bench: Bench, board: Board) -> None:
    board.plan()
    bench.chat.after_post = failing(no_answer())
    bench.deliver()
    board.says(3)
    bench.later(LEASE)
    bench.deliver()
    assert (bench.posted(), board.shown(), bench.chat.edited) == (["board"], ["3 answers"], ["board"])


@pytest.mark.parametrize("lost", ["before_edit", "after_edit"])
def test_an_edit_in_doubt_is_made_again_once_it_can_take_no_effect_any_more(
    bench: Bench, board: Board, lost: str
) -> None:
    board.plan()
    bench.deliver()
    board.says(1)
    setattr(bench.chat, lost, failing(no_answer()))
    bench.deliver()
    board.says(2)
    bench.later(LEASE - 1)
    bench.deliver()
    assert board.shown() != ["2 answers"], "the first edit may still arrive as long as the lease lasts"
    bench.later(1)
    bench.deliver()
    assert (board.shown(), bench.posted()) == (["2 answers"], ["board"])


def test_a_worker_killed_after_the_edit_leaves_it_to_be_made_again(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    board.says(1)

    def die(_key: str) -> None:
        bench.chat.after_edit = lambda _key: None
        raise SystemExit

    bench.chat.after_edit = die
    with pytest.raises(SystemExit):
        bench.deliver()
    bench.later(LEASE)
    bench.deliver()
    assert (board.shown(), bench.chat.edited) == (["1 answers"], ["board", "board"])
    assert board.row().shown == board.row().wanted


def test_who_comes_back_after_the_lease_records_nothing(bench: Bench, board: Board) -> None:
    """A worker is held up between the edit and its record; another shows something newer meanwhile."""
    board.plan()
    bench.deliver()
    board.says(1)

    def another_takes_over(_key: str) -> None:
        bench.chat.after_edit = lambda _key: None
        board.says(2)
        bench.later(LEASE)
        bench.deliver()
        board.says(3)

    bench.chat.after_edit = another_takes_over
    bench.deliver()
    assert board.shown() == ["3 answers"], "its own old claim does not hide that something is wanted"


def test_a_worker_held_up_before_its_edit_does_not_send_it(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    render_now = board._render

    def slow(context: MessageContext, subject: Subject) -> Message | None:
        message = render_now(context, subject)
        bench.later(6)
        return message

    board.says(1)
    bench.kinds = {**bench.kinds, "board": MessageKind(slow, living=True)}
    bench.deliver()
    assert board.shown() == ["0 answers"]
    bench.kinds = {**bench.kinds, "board": MessageKind(render_now, living=True)}
    bench.later(10)
    bench.deliver()
    assert board.shown() == ["1 answers"]


# --- the platform asks to wait, or refuses -------------------------------------------------------


def test_an_edit_waits_as_told_and_so_do_the_others_there(bench: Bench, board: Board) -> None:
    for key, channel in (("one", "busy"), ("two", "busy"), ("three", "quiet")):
        board.plan(key, channel)
    bench.deliver()
    for key in ("one", "two", "three"):
        board.says(1, key)
    bench.chat.before_edit = failing(ChatError("ratelimited", retry_after=30))
    bench.deliver()
    assert bench.chat.edited == ["three"]
    bench.later(29)
    bench.deliver()
    assert bench.chat.edited == ["three"]
    bench.later(1)
    bench.deliver()
    assert bench.chat.edited == ["three", "one", "two"]


def test_a_platform_that_is_down_gets_the_newest_words_once_it_is_back(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    bench.chat.before_edit = failing(ChatError("HTTP 503", unsure=True), times=4)
    for count in range(1, 6):
        board.says(count)
        bench.deliver()
        bench.later(700)
    bench.deliver()
    assert (board.shown(), bench.chat.edited) == (["5 answers"], ["board"])


def test_a_post_that_was_taken_away_is_not_said_again(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    bench.chat.posts.clear()
    board.says(1)
    bench.deliver()
    assert not board.says(2), "whoever asks hears that there is no such post"
    assert not board.plan()
    bench.later(3600)
    bench.deliver()
    assert (bench.posted(), board.row().reason) == ([], "it is not there")


def test_an_edit_that_is_refused_for_good_is_told_to_the_programme_team(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    board.says(1)
    bench.chat.before_edit = failing(ChatError("edit_window_closed", permanent=True))
    bench.deliver()
    bench.deliver()
    [told] = [post for post in bench.chat.posts if post.key.startswith("delivery_not_edited")]
    assert "edit_window_closed" in told.text
    assert board.shown()[0] == "0 answers"


def test_a_token_that_is_refused_ends_nothing(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    board.says(1)
    bench.chat.before_edit = failing(ChatError("invalid_auth", permanent=True, token_refused=True))
    bench.deliver()
    bench.later(60)
    bench.deliver()
    assert board.shown() == ["1 answers"]


def test_what_has_nothing_left_to_say_stays_as_it_stands(bench: Bench, board: Board) -> None:
    board.plan()
    bench.deliver()
    board.says(None)
    bench.deliver()
    assert (board.shown(), bench.chat.edited) == (["0 answers"], [])


def test_words_that_cannot_be_made_block_no_other_and_end_at_last(bench: Bench, board: Board) -> None:
    board.plan("poison")
    board.plan("sound", "elsewhere")
    bench.deliver()
    board.says(1, "poison")
    board.says(1, "sound")
    bench.chat.before_edit = failing(ValueError("no"), times=8, key="poison")
    for _ in range(12):
        bench.deliver()
        bench.later(timedelta(hours=1).total_seconds())
    assert bench.chat.edited == ["sound"]
    bench.later(timedelta(hours=12).total_seconds())  # the programme team is told in its hours
    bench.deliver()
    assert [post.key for post in bench.chat.posts if post.key.startswith("delivery_not_edited")]
