"""An answer that is still under way when a command is acknowledged is owed: somebody gives it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any

import pytest

from bot.owed_answers import OwedAnswers
from bot.platforms.slack import client
from bot.platforms.slack.client import Work
from storage.store import StoreBusyError
from tests.conversation import Talk


class Slow(Executor):
    """What it is given is under way until `finish`, as on a thread that takes long."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **_: Any) -> "Future[Any]":
        self.future: Future[Any] = Future()
        self.future.set_running_or_notify_cancel()
        self._work = partial(work, *arguments)
        return self.future

    def finish(self) -> None:
        self.future.set_result(self._work())


@pytest.mark.parametrize("dies", [True, False])
def test_who_waits_is_told_if_the_process_dies_and_only_then(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    monkeypatch.setattr(client, "WORK_SECONDS", 0)
    done: list[Mapping[str, Any]] = []
    executor, owe = Slow(), OwedAnswers(talk.app.store, talk.app.clock)
    work = Work(executor, lambda _platform, account: owe(talk.driver.name, account))
    assert work.begin(done.append, talk.member, {"text": "actions"})
    if not dies:
        executor.finish()
    assert not talk.said_to(talk.member)
    talk.later(minutes=2)
    talk.restart()
    told = [post.text for post in talk.said_to(talk.member)]
    assert ["interrompu" in text for text in told] == [True] * dies
    assert len(done) == (not dies)


def test_what_cannot_be_owed_is_not_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack says then where the person acted that it failed."""
    monkeypatch.setattr(client, "WORK_SECONDS", 0)

    def refuse(_platform: str, _account: str) -> Callable[[], None]:
        raise StoreBusyError

    with pytest.raises(StoreBusyError):
        Work(Slow(), refuse).begin(print, "U1", {})
