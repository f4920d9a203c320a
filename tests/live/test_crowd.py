"""Hundreds of commands at once, as when a whole programme assesses at once: all are answered."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.live.server import URL, is_there_or_skip
from tests.live.talk import LiveTalk
from tests.live.timings import took
from tests.waiting import until

is_there_or_skip()

COMMANDS = 500
_LONGEST = 29.0
"""Mattermost gives up on a command after half a minute."""


def test_five_hundred_commands_at_once_are_all_answered(live: LiveTalk) -> None:
    live.link()
    account = live.live.account(live.member)
    asked = {"channel_id": live.channel, "command": f"/{live.live.word} help", "team_id": live.live.team}
    headers = {"Authorization": f"Bearer {account.token}"}
    began = time.monotonic()

    def say(_number: int) -> tuple[int, float]:
        at = time.monotonic()
        answer = client.post("/api/v4/commands/execute", json=asked, headers=headers)
        return answer.status_code, time.monotonic() - at

    limits = httpx.Limits(max_connections=COMMANDS)
    with (
        httpx.Client(base_url=URL, timeout=2 * _LONGEST, limits=limits) as client,
        ThreadPoolExecutor(COMMANDS) as people,
    ):
        answers = list(people.map(say, range(COMMANDS)))
    took(f"{COMMANDS} commands at once, until the last is answered", began)
    assert [status for status, _ in answers if status != 200] == []
    assert max(seconds for _, seconds in answers) < _LONGEST
    until(lambda: httpx.get(f"{live.live.url}/readyz", timeout=2).status_code == 200, 10, "not ready again")
