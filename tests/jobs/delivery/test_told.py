"""What counts as told: what a reader was shown, each fact once, within what a week has room for."""

from collections.abc import Mapping

import pytest

from gamma.chat import ChatError, Message
from gamma.outbox import Recipient
from gamma.repetition import Told
from gamma.translator import render
from jobs.delivery.repetition import SAID_BEFORE
from jobs.message_context import FactMessage, MessageContext, MessageKind, Subject, Timing
from storage import told
from storage.people import people
from tests.jobs.conftest import Bench, failing
from tests.jobs.delivery.outage import back_at, meetings_are_reminded_of, remind


def listing(_: MessageContext, subject: Subject) -> Message:
    """A first line that names nothing, then a name a line; or the only name at once."""
    names = subject["names"]
    lines = [render("{name} waits.", name=name) for name in names]
    head = [render("**Some wait.**")] if len(names) > 1 else []
    return FactMessage.of(Message((*head, *lines)), dict.fromkeys(names, ""))


@pytest.fixture(autouse=True)
def kinds(bench: Bench) -> None:
    meetings_are_reminded_of(bench)
    bench.kinds = {**bench.kinds, "listing": MessageKind(listing, Timing.REMINDER, missed=listing)}


def told_to(bench: Bench, account: str, *facts: str) -> Mapping[str, Told]:
    with bench.store.read() as session:
        person = people.by_account(session, bench.chat.name, account)
        assert person
        return told.load(session, Recipient(person.platform, None, person.id), facts)


def test_what_a_gathered_message_leaves_out_is_still_told_later(bench: Bench) -> None:
    remind(bench, "one", "ann", until=48)
    bench.plan_for("ann", "gathered", kind="listing", subject={"names": ["alpha", "beta"]})
    bench.plan_for("ann", "short", kind="listing", subject={"names": ["gamma"]})
    back_at(bench, 26, 9)
    bench.deliver()
    (post,) = bench.chat.posts
    assert "gamma waits." in post.text
    assert "alpha" not in post.text
    assert set(told_to(bench, "ann", "alpha", "beta", "gamma")) == {"gamma"}
    bench.later(86400)
    bench.plan_for("ann", "anew", kind="listing", subject={"names": ["alpha", "beta"]})
    bench.plan_for("ann", "known", kind="listing", subject={"names": ["gamma"]})
    bench.deliver()
    assert "alpha waits." in bench.chat.posts[-1].text
    assert (bench.entry("known").state, bench.entry("known").reason) == ("cancelled", SAID_BEFORE)


def test_what_is_gathered_alone_is_told_to_its_end(bench: Bench) -> None:
    remind(bench, "one", "ann", gone=True)
    bench.plan_for("ann", "gathered", kind="listing", subject={"names": ["alpha", "beta"]})
    back_at(bench, 26, 9)
    bench.deliver()
    assert "alpha waits." in bench.chat.posts[-1].text
    assert set(told_to(bench, "ann", "alpha", "beta")) == {"alpha", "beta"}


def test_of_a_post_that_was_found_nothing_counts_as_told(bench: Bench) -> None:
    state = ["before"]

    def changing(_: MessageContext, __: Subject) -> Message:
        return FactMessage.of(Message((render("It is {state}.", state=state[0]),)), {"it": state[0]})

    bench.kinds = {**bench.kinds, "changing": MessageKind(changing, Timing.IN_HOURS)}
    bench.plan_for("ann", "one", kind="changing")
    bench.chat.after_post = failing(ChatError("no answer", unsure=True))
    bench.deliver()
    state[0] = "after"
    bench.later(60)
    bench.deliver()
    assert bench.entry("one").state == "sent"
    bench.plan_for("ann", "two", kind="changing")
    bench.deliver()
    assert [post.text for post in bench.chat.posts] == ["It is before.", "It is after."]
    bench.plan_for("ann", "three", kind="changing")
    bench.deliver()
    assert bench.entry("three").reason == SAID_BEFORE


def test_a_post_that_was_found_counts_for_the_week(bench: Bench) -> None:
    kind = MessageKind(listing, Timing.IN_HOURS, is_budgeted=True)
    bench.kinds = {**bench.kinds, "listing": kind}
    bench.chat.after_post = failing(ChatError("no answer", unsure=True))
    for number in range(4):
        bench.plan_for("ann", f"n{number}", kind="listing", subject={"names": [f"f{number}"]})
        bench.deliver()
        bench.later(60)
        bench.deliver()
    assert [bench.entry(f"n{number}").state for number in range(4)] == ["sent", "sent", "sent", "planned"]


def test_what_recurs_of_two_subjects_in_turn_is_said_of_each_once(bench: Bench) -> None:
    def waits(_: MessageContext, subject: Subject) -> Message:
        return Message((render("{name} waits.", name=subject["name"]),))

    bench.kinds = {**bench.kinds, "waits": MessageKind(waits, Timing.IN_HOURS, recurs=True)}
    for number, name in enumerate(("alpha", "beta", "alpha", "beta")):
        bench.plan_for("ann", f"n{number}", kind="waits", subject={"name": name})
        bench.deliver()
    assert [post.text for post in bench.chat.posts] == ["alpha waits.", "beta waits."]
    assert bench.entry("n3").reason == SAID_BEFORE
