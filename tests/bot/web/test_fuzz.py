"""Whatever comes to any door, no answer is a fault of the bot: by sockets, as the Internet would send it.

A short run here; `make fuzz` runs it for ten minutes, each round from another seed.
"""

import hashlib
import hmac
import json
import logging
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bot.app import App
from bot.settings import read_settings
from bot.web.listening import Listening
from tests.databases import sqlite_in
from tests.direct_executor import DirectExecutor

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
EXAMPLES = 150
SECRET, TOKEN = "shh", "command"
NOBODY = "http://127.0.0.1:1"

Sent = bytes
Send = Callable[[Sent], int]

anything: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([0, -1, 2**31, 2**63, 10**30, -(10**30), 1e308, float("inf")])
    | st.floats()
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
words = st.text(max_size=60) | st.sampled_from(["help", "assess", "startup link x", "\x00", "ﷺ" * 300])
ids = st.sampled_from(["a" * 26, "U1", "C1", "", "0" * 30]) | st.text(max_size=30)
latin = st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n"), max_size=40)
FIELDS = (
    *("user_id", "channel_id", "channel_name", "command", "text", "trigger_id", "response_url", "token"),
    *("payload", "team_id", "answer", "seal", "when", "remark", "person", "place", "words", "after", "lang"),
    *("sort", "order", "done", "context", "state", "submission", "callback_id", "type", "cancelled", "hours"),
    *("user_mentions", "user_mentions_ids", "days", "ssl_check", "event", "actions", "view", "user"),
)
NAMES = (
    *("Cookie", "Accept-Language", "Content-Encoding", "Range", "If-None-Match", "If-Modified-Since"),
    *("X-Forwarded-For", "Transfer-Encoding", "Expect", "X-Slack-Request-Timestamp", "Accept", "Host"),
    *("X-Slack-Signature", "X-Slack-Retry-Num", "Content-Length", "Authorization", "Upgrade", "Connection"),
)
KINDS = (
    *("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"),
    *("", "a/b", "application/json; charset=nobody"),
)


class Doors:
    """Two bots, that of the platforms and the sandbox, with what their doors look like."""

    def __init__(self, folder: Path, *, sandbox: bool) -> None:
        environment = {"DATABASE_URL": sqlite_in(folder), "GAMMA_SECRET": "a secret of this test alone"}
        environment |= {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": NOBODY}
        environment |= {"MATTERMOST_URL": NOBODY, "MATTERMOST_TOKEN": "t", "GAMMA_URL": "http://127.0.0.1:2"}
        environment |= {"MATTERMOST_COMMAND_TOKEN": TOKEN}
        self.app = App(read_settings(environment), sandbox=sandbox, executor=DirectExecutor())
        self.listening = Listening(self.app.web, "127.0.0.1", 0)
        self._thread = threading.Thread(target=self.listening.run, daemon=True)
        self._thread.start()
        rules = [rule for rule in self.app.web.url_map.iter_rules() if "clock" not in rule.rule]
        self.paths = sorted({re.sub(r"<[^>]*>", "%s", rule.rule) for rule in rules})

    def send(self, request: Sent) -> int:
        """The status of the answer, 0 where it is cut off."""
        with socket.create_connection(("127.0.0.1", self.listening.port), timeout=20) as connection:
            try:
                with suppress(OSError):  # it is refused before all of it was sent
                    connection.sendall(request)
                    connection.shutdown(socket.SHUT_WR)
                received = connection.recv(65536)
            except ConnectionError:
                return 0
        status = re.match(rb"HTTP/1\.\d (\d{3})", received)
        return int(status[1]) if status else 0

    def close(self) -> None:
        self.listening.close()
        self._thread.join(10)
        self.app.store.close()


def signed_values(app: App) -> st.SearchStrategy[str]:
    """What the bot would have signed, with anything in it; else what it would not."""
    signers = [app.signer._forms, app.signer._buttons, app.signer._responses, app.page_signer._pages]
    signers += list(app.page_signer._links.values())
    pages = st.tuples(anything, anything, anything, st.just(2**40)).map(list)
    carried = st.tuples(words, ids, ids, ids, st.sampled_from([0, 1]), st.just(2**40), st.text()).map(list)
    links = st.integers() | st.tuples(st.integers(), st.text(max_size=9)).map(list)
    content = (anything | pages | carried | links).filter(_is_signable)
    good = st.tuples(st.sampled_from(signers), content).map(lambda both: str(both[0].dumps(both[1])))
    return good | st.text(max_size=40) | good.map(lambda token: token[:-1])


def _is_signable(value: Any) -> bool:
    try:
        json.dumps(value).encode()
    except (ValueError, UnicodeError):
        return False
    return True


def requests(doors: Doors) -> st.SearchStrategy[Sent]:
    signed = signed_values(doors.app)
    filled = st.sampled_from(["1", "9" * 30, "-1", "a.ics", "../../etc/passwd", "%00", "%ff"]) | signed
    paths = st.tuples(st.sampled_from(doors.paths), filled, st.sampled_from(["", "?lang=fr", "?after=9" * 9]))
    known = paths.map(lambda parts: parts[0].replace("%s", quote(parts[1], safe="%")) + parts[2])
    targets = known | latin.map(lambda text: "/" + text) | latin
    fields = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), words | ids | signed, max_size=8)
    form = fields.map(lambda sent: urlencode({"token": TOKEN, **sent}, errors="replace").encode())
    values = anything | words | signed
    tree = st.dictionaries(st.sampled_from(FIELDS), values | st.dictionaries(words, values, max_size=3))
    as_json = tree.map(lambda sent: json.dumps({"user_id": "a" * 26, **sent}).encode())
    payload = tree.map(lambda sent: json.dumps({"user": {"id": "U1"}, **sent})).map(_as_payload)
    deep = st.sampled_from([b"[" * 50_000, b'{"a":' * 50_000, b"9" * 6_000, b"payload=" + b"%5B" * 9_000])
    bodies = form | as_json | payload | st.binary(max_size=200) | deep
    kinds = st.sampled_from(KINDS)
    methods = st.sampled_from(["GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "TRACE", "G\xe9T"])
    headers = st.lists(st.tuples(st.sampled_from(NAMES) | latin, latin), max_size=3)
    return st.builds(_request, methods, targets, kinds | latin, headers, bodies, st.booleans())


def _as_payload(content: str) -> bytes:
    return urlencode({"payload": content}).encode()


def _request(
    method: str, target: str, kind: str, headers: list[tuple[str, str]], body: bytes, by_slack: bool
) -> Sent:
    lines = [f"{method} {target} HTTP/1.1", "Host: gamma", f"Content-Type: {kind}"]
    lines += [f"{name}: {value}" for name, value in headers]
    if by_slack:
        at = str(int(time.time()))
        signature = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        lines += [f"X-Slack-Request-Timestamp: {at}", f"X-Slack-Signature: v0={signature}"]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + body


@pytest.fixture(scope="module", params=[False, True], ids=["platforms", "sandbox"])
def doors(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    made = Doors(tmp_path_factory.mktemp("fuzz"), sandbox=request.param)
    yield made
    made.close()


def run(doors: Doors, start: int) -> int:
    """How many were answered, each without a fault."""
    answered = 0

    @seed(start)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate] if SECONDS else [Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(doors))
    def no_answer_is_a_fault(sent: Sent) -> None:
        nonlocal answered
        status = doors.send(sent)
        assert status < 500 or (status == 503 and b" /readyz" in sent), sent
        answered += status > 0

    no_answer_is_a_fault()
    return answered


def faults(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the door logs where it closes a connection without an answer."""
    told = [record for record in caplog.records if record.name.startswith(("waitress", "gamma"))]
    return [record.getMessage() for record in told if record.levelno >= logging.ERROR]


def test_no_request_is_answered_by_a_fault(doors: Doors, caplog: pytest.LogCaptureFixture) -> None:
    until, start, answered = time.monotonic() + SECONDS / 2, 1, run(doors, 1)
    while time.monotonic() < until:
        start += 1
        answered += run(doors, start)
    print(f"{answered} requests were answered, from {start} seeds, none with 500 or more")
    assert answered > EXAMPLES / 2
    assert faults(caplog) == []


HUGE = "9" * 31


@pytest.mark.parametrize(
    "head",
    [
        f"GET /sandbox/posts/{HUGE}/file",
        f"GET /sandbox/posts/{HUGE}/picture.png",
        f"GET /sandbox/posts?after={HUGE}",
        f"GET /calendar/{HUGE}",
        f"GET /sponsor/{HUGE}/x.ics",
        f"GET /document/{HUGE}",
        "GET /%00",
        "GET /sponsor/%ff%fe",
        "G\xe9T /healthz",
        "POST /healthz",
    ],
)
@pytest.mark.parametrize("more", ["", "Transfer-Encoding: x\r\n", "Content-Length: -1\r\n", "\xff: \xfe\r\n"])
def test_requests_that_were_faults_once(
    doors: Doors, head: str, more: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert 200 <= doors.send(f"{head} HTTP/1.1\r\nHost: gamma\r\n{more}\r\n".encode("latin-1")) < 500
    assert faults(caplog) == []
