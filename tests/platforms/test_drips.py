"""Who answers by drops, be it the head or the body, holds no thread for longer than a call has."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread

import httpcore
import httpx
import pytest

from bot import limited_calls
from bot.limited_calls import time_limit
from bot.platforms.attachments import Attachment
from bot.platforms.mattermost import api as mattermost_api
from bot.platforms.mattermost import console
from bot.platforms.slack import api as slack_api
from gamma.chat import ChatError
from tests.fakes.raw_server import answering, dripping

SHORT = 0.3
DROP = 0.05
PATIENCE = 3.0
"""Far longer than any of them has, far shorter than an answer by drops."""


class Clock:
    """In the place of `time`, which goes on by itself."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@contextmanager
def soon() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < PATIENCE


@pytest.fixture(params=[True, False], ids=["head", "body"])
def dripper(request: pytest.FixtureRequest) -> Iterator[str]:
    with dripping(DROP, from_the_head_on=request.param) as url:
        yield url


@pytest.fixture
def slack(dripper: str, monkeypatch: pytest.MonkeyPatch) -> slack_api.Api:
    for name in ("POST_SECONDS", "QUICK_SECONDS", "ATTACHMENT_SECONDS", "PAGES_SECONDS"):
        monkeypatch.setattr(slack_api, name, SHORT)
    return slack_api.Api("xoxb-token", f"{dripper}/api/", SHORT)


@pytest.mark.parametrize(
    "call",
    [
        lambda api, url: api.bot_id(),
        lambda api, url: api.profile("U1"),
        lambda api, url: api.channels_of("U1"),
        lambda api, url: api.members_of("C1"),
        lambda api, url: api.join("C1"),
        lambda api, url: api.direct_channel("U1"),
        lambda api, url: api.post("C1", "words", [], "key"),
        lambda api, url: api.edit("C1", "1.0", "words", [], "key"),
        lambda api, url: api.find("C1", "key", datetime.now(UTC)),
        lambda api, url: api.upload("C1", "1.0", Attachment("a.txt", b"words", "")),
        lambda api, url: api.open_view("trigger", {}),
        lambda api, url: api.respond(f"{url}/response", "words", []),
    ],
)
def test_on_slack(slack: slack_api.Api, dripper: str, call: Callable[[slack_api.Api, str], object]) -> None:
    with soon(), pytest.raises(ChatError) as late:
        call(slack, dripper)
    assert (late.value.permanent, late.value.unsure) == (False, True)


@pytest.fixture
def mattermost(dripper: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[mattermost_api.Api]:
    monkeypatch.setattr(mattermost_api, "time_limit", lambda _: time_limit(SHORT))
    api = mattermost_api.Api(dripper, "token")
    yield api
    api.close()


@pytest.mark.parametrize(
    "call",
    [
        lambda api: api.me(),
        lambda api: api.members("c1"),
        lambda api: api.direct_channel("a", "b"),
        lambda api: api.post({"message": "words"}),
        lambda api: api.posts("c1", 0),
        lambda api: api.post_file({"channel_id": "c1"}, "a.png", b"picture"),
        lambda api: api.open_dialog("trigger", "url", {}),
        lambda api: api.respond("r1", {}),
    ],
)
def test_on_mattermost(mattermost: mattermost_api.Api, call: Callable[[mattermost_api.Api], object]) -> None:
    with soon(), pytest.raises(ChatError) as late:
        call(mattermost)
    assert (late.value.permanent, late.value.unsure) == (False, True)


def test_an_administrators_question(dripper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "SECONDS", SHORT)
    with soon(), console.Console(dripper, "token") as asked, pytest.raises(ChatError):
        asked.get("/users/me")


def test_a_single_question(dripper: str) -> None:
    with soon(), pytest.raises(httpx.ReadTimeout):
        limited_calls.get(dripper, SHORT)


def test_pages_without_end_are_looked_through_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack_api, "PAGES_SECONDS", SHORT)
    more = {"response_metadata": {"next_cursor": "on"}}
    page = {"ok": True, "bot_id": "B1", "user_id": "U1", "messages": [], **more}
    with answering(200, json.dumps(page).encode()) as url, soon(), pytest.raises(ChatError) as late:
        slack_api.Api("xoxb-token", f"{url}/api/").find("C1", "key", datetime.now(UTC))
    assert late.value.unsure


def test_who_reads_by_drops_is_written_to_for_so_long() -> None:
    """A picture on its way to somebody who takes a byte now and then."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        taken: list[socket.socket] = []

        def take() -> None:
            taken.append(door.accept()[0])

        Thread(target=take, daemon=True).start()
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        with soon(), pytest.raises(httpx.WriteTimeout):
            limited_calls.request("POST", url, SHORT, content=b"x" * 20_000_000)
        taken[0].close()


def test_all_addresses_of_a_name_are_tried_within_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (f"192.0.2.{last}", 443)) for last in range(1, 30)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: found)
    tried: list[str] = []
    clock = Clock()
    monkeypatch.setattr(limited_calls, "time", clock)

    def connect(address: str, left: float | None) -> str:
        tried.append(address)
        clock.now += left or 0
        raise TimeoutError

    with soon(), time_limit(PATIENCE), pytest.raises(TimeoutError):
        limited_calls._first_connected("name", 443, SHORT, connect)
    assert len(tried) == len(found)
    assert clock.now - Clock.now == pytest.approx(SHORT)


def test_the_next_address_is_tried_where_one_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(200, b"{}") as url:
        port = int(url.rpartition(":")[2])
        found = [(2, 1, 6, "", (host, port)) for host in ("127.0.0.7", "127.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: found)
        assert limited_calls.get(f"http://name.invalid:{port}/", PATIENCE).json() == {}


def test_a_process_that_stood_still_after_connecting_says_nothing_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The time is looked at once more right before the words leave."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        backend, clock = limited_calls._Backend(), Clock()
        monkeypatch.setattr(limited_calls, "time", clock)
        with time_limit(5):
            stream = backend.connect_tcp("127.0.0.1", door.getsockname()[1])
            connection, _ = door.accept()
            clock.now += 6
            with pytest.raises(httpcore.WriteTimeout):
                stream.write(b"POST /posts HTTP/1.1\r\n\r\n")
            stream.close()
        with connection:
            assert connection.recv(100) == b""
