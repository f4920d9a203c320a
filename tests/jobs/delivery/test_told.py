"""What counts as told: what a reader was shown, each fact once, within what a week has room for."""

from collections.abc import Mapping

import pytest

from gamma.chat import Message
from gamma.outbox import Recipient
from gamma.repetition import Told
from gamma.translator import render
from jobs.delivery.repetition import SAID_BEFORE
from jobs.message_context import FactMessage, MessageContext, MessageKind, Subject, Timing
from storage import told
from storage.people import people
from tests.jobs.conftest import Bench
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
