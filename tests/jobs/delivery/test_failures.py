"""What becomes of a message that a platform refuses for good: somebody is told, nothing doubled."""

from datetime import timedelta

from sqlalchemy import select

from gamma.chat import ChatError
from gamma.startups.startup import Startup
from storage import outbox_retry
from storage.models import OutboxRow
from storage.people import people
from tests.jobs.conftest import Bench, failing, no_answer
from tests.startups import keep

DAY = 86_400


def refused() -> ChatError:
    return ChatError("not_in_channel", permanent=True)


def plan_hello(bench: Bench) -> None:
    """A message with a person behind it."""
    with bench.store.write() as session:
        keep(session, Startup("velo", "Vélo facile", "", "", ()))
        person = people.upsert_person(session, bench.chat.name, "camille").id
    bench.plan("hello", kind="channel_linked", startup="velo", person=person)


def told_to(bench: Bench, account: str) -> list[str]:
    return [post.text for post in bench.chat.posts if post.channel == f"direct:{account}"]


def test_a_refusal_for_good_is_recorded_and_told_to_the_programme_team(bench: Bench) -> None:
    bench.plan("one")
    bench.plan("two", "elsewhere")
    bench.chat.closed.add("team")
    bench.chat.before_post = failing(ChatError("channel_not_found", permanent=True), key="one")
    bench.deliver()
    assert (bench.entry("one").state, bench.entry("one").reason) == ("failed", "channel_not_found")
    two, told = bench.chat.posts
    assert (two.key, told.channel) == ("two", "direct:nadia")
    assert "channel_not_found" in told.text
    assert "one" in told.text


def test_a_telling_that_fails_is_not_told_again(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.closed.add("team")
    bench.chat.before_post = failing(ChatError("account_inactive", permanent=True), times=9)
    bench.deliver()
    with bench.store.read() as session:
        states = session.execute(select(OutboxRow.kind, OutboxRow.state).order_by(OutboxRow.id)).all()
    assert states == [("invite_me", "failed"), ("delivery_failed", "failed")]


def test_what_failed_may_be_planned_once_more(bench: Bench) -> None:
    bench.chat.closed.add("team")
    bench.chat.before_post = failing(refused(), key="one")
    bench.plan("one")
    bench.deliver()
    bench.plan("one")
    bench.deliver()
    assert bench.entry("one").state == "sent"
    assert bench.posted().count("one") == 1


def test_a_channel_that_can_be_entered_is_entered(bench: Bench) -> None:
    bench.chat.before_post = failing(refused())
    bench.plan("one")
    bench.deliver()
    bench.later(1)
    bench.deliver()
    assert (bench.chat.entered, bench.posted()) == (["team"], ["one"])


def test_a_closed_channels_message_waits_and_its_person_is_asked_once_more_to_invite(bench: Bench) -> None:
    """The answer to the link has asked already."""
    bench.chat.closed.add("team")
    bench.chat.before_post = failing(refused(), times=6, key="hello")
    plan_hello(bench)
    asked = []
    for _ in range(7):
        bench.deliver()
        asked.append(len(told_to(bench, "camille")))
        bench.later(4 * 60)
    assert asked == [0, 0, 0, 1, 1, 1, 1]
    assert bench.posted()[-1] == "hello"
    assert told_to(bench, "nadia") == []


def test_an_invitation_that_never_comes_ends_the_waiting(bench: Bench) -> None:
    bench.chat.closed.add("team")
    bench.chat.before_post = failing(refused(), times=9, key="hello")
    plan_hello(bench)
    bench.deliver()
    bench.later(7 * DAY)
    bench.deliver()
    assert bench.entry("hello").state == "planned"
    bench.later(DAY)
    bench.deliver()
    assert bench.entry("hello").state == "failed"
    assert len(told_to(bench, "nadia")) == 1


def test_a_refused_token_fails_no_message(bench: Bench) -> None:
    expired = ChatError("token_expired", permanent=True, token_refused=True)
    bench.chat.before_post = failing(expired, times=2)
    bench.plan("one")
    for _ in range(3):
        bench.deliver()
        bench.later(60)
    assert (bench.posted(), bench.entry("one").state) == (["one"], "sent")


def outage(bench: Bench, error: ChatError, days: int) -> None:
    """So many days, with six tries in the working hours of each."""
    bench.chat.before_post = failing(error, times=9999)
    for _ in range(days):
        for _ in range(6):
            bench.deliver()
            bench.later(3600)
        bench.later(DAY - 6 * 3600)
    bench.chat.before_post = failing(error, times=0)


def test_a_refusal_in_unknown_words_waits_and_is_sent_once_it_passes(bench: Bench) -> None:
    bench.plan("one")
    bench.plan_for("ada", "two")
    outage(bench, ChatError("HTTP 403"), days=4)
    assert (bench.entry("one").state, bench.entry("two").state) == ("planned", "planned")
    bench.deliver()
    assert sorted(bench.posted()) == ["one", "two"]


def test_what_was_refused_for_a_week_ends_told_once_and_can_be_sent_once_more(bench: Bench) -> None:
    bench.plan("one")
    bench.plan_for("ada", "two")
    outage(bench, ChatError("a_new_word"), days=8)
    assert {(bench.entry(key).state, bench.entry(key).reason) for key in ("one", "two")} == {
        ("failed", "a_new_word")
    }
    bench.later(600)
    bench.deliver()
    (told,) = told_to(bench, "nadia")
    assert "a_new_word" in told
    assert "gamma outbox retry --all" in told
    assert not {"one", "two"} & set(bench.posted())
    with bench.store.write() as session:
        assert sorted(outbox_retry.retry(session, bench.now, bench.now - timedelta(days=9))) == ["one", "two"]
    bench.deliver()
    bench.deliver()
    assert sorted({"one", "two"} & set(bench.posted())) == ["one", "two"]
    assert (bench.posted().count("one"), bench.posted().count("two")) == (1, 1)


def test_a_message_that_came_late_to_a_trouble_is_not_given_up_at_once(bench: Bench) -> None:
    """As when the bot was away for a fortnight."""
    bench.plan("one")
    bench.later(14 * DAY)
    bench.chat.before_post = failing(ChatError("HTTP 404"), times=9)
    for _ in range(9):
        bench.deliver()
        bench.later(3600)
    assert bench.entry("one").state == "planned"


def test_an_answer_lost_for_a_week_leaves_the_doubt_and_is_told_once(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.after_post = failing(no_answer(), key="one")
    bench.chat.before_look = failing(ChatError("HTTP 404"), times=9999)
    for _ in range(24):
        bench.deliver()
        bench.later(DAY / 3)
    assert bench.entry("one").state == "claimed"
    bench.chat.before_look = failing(ChatError("HTTP 404"), times=9999, key="one")
    bench.deliver()
    (told,) = told_to(bench, "nadia")
    assert "gamma outbox" in told


def test_a_retry_looks_first_for_what_may_have_been_posted(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.after_post = failing(ValueError(), key="one")
    bench.chat.before_look = failing(ValueError(), times=7)
    for _ in range(9):
        bench.deliver()
        bench.later(600)
    assert bench.entry("one").state == "failed"
    with bench.store.write() as session:
        assert outbox_retry.retry(session, bench.now, bench.now, ["one", "none"]) == ["one"]
        assert outbox_retry.retry(session, bench.now, bench.now, ["one"]) == []
    bench.deliver()
    assert (bench.posted().count("one"), bench.entry("one").state) == (1, "sent")


def test_a_look_refused_for_good_leaves_the_doubt_and_is_told_once(bench: Bench) -> None:
    bench.plan("one")
    bench.chat.after_post = failing(no_answer(), key="one")
    bench.chat.before_look = failing(ChatError("missing_scope", permanent=True), times=3)
    for _ in range(5):
        bench.deliver()
        bench.later(600)
    assert bench.posted().count("one") == 1
    assert bench.entry("one").state == "sent"
    (told,) = told_to(bench, "nadia")
    assert "missing_scope" in told


def test_errors_nobody_foresaw_end_a_message_in_the_end_and_are_told_once(bench: Bench) -> None:
    bench.plan("poison", kind="channel_linked")
    for _ in range(12):
        bench.deliver()
        bench.later(600)
    assert (bench.entry("poison").state, bench.entry("poison").attempts) == ("failed", 8)
    assert len(told_to(bench, "nadia")) == 1
