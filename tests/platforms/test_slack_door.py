"""When Slack is acknowledged, and what is turned away at its door before anything of it is read."""

import threading
import time
from urllib.parse import urlencode

import pytest

from bot.platforms.slack import chat, client
from gamma.chat import Place, Reply
from tests.drivers.slack import SlackDriver
from tests.platforms.slack_bot import ScriptedBot, message


@pytest.fixture
def ann(driver: SlackDriver) -> str:
    return driver.person("Ann")


@pytest.fixture
def team(driver: SlackDriver, ann: str) -> str:
    return driver.channel("team", [ann])


def own_threads(driver: SlackDriver, *replies: Reply) -> ScriptedBot:
    bot = ScriptedBot(driver, own_threads=True)
    bot.replies = list(replies)
    bot.place = Place("C1")
    return bot


def test_a_command_is_done_and_answered_before_it_is_acknowledged(
    driver: SlackDriver, ann: str, team: str
) -> None:
    """Slack says so where the person acted if the process dies before, instead of nothing for ever."""
    bot, is_over = own_threads(driver, message("Done.")), threading.Event()
    was_over: list[bool] = []
    bot.before_answer = lambda: was_over.append(is_over.wait(0.05))
    interaction = driver.fake.act(ann, team)
    acknowledged = driver.deliver(urlencode(driver.command(interaction, "now")))
    is_over.set()
    assert acknowledged.status_code == 200
    assert was_over == [False], "it was acknowledged first"
    assert interaction.messages
    bot.slack.stop()


def test_what_takes_long_is_acknowledged_meanwhile_and_answered_in_the_end(
    driver: SlackDriver, ann: str, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "WORK_SECONDS", 0.05)
    bot, may_go_on = own_threads(driver, message("Done.")), threading.Event()
    bot.before_answer = lambda: may_go_on.wait(20)
    interaction = driver.fake.act(ann, team)
    acknowledged = driver.deliver(urlencode(driver.command(interaction, "now")))
    assert (acknowledged.status_code, interaction.messages) == (200, [])
    may_go_on.set()
    bot.slack.stop()
    assert len(interaction.messages) == 1


def test_where_every_thread_is_held_the_person_is_told_and_nothing_is_done_later(
    driver: SlackDriver, ann: str, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "WORK_SECONDS", 0.02)
    monkeypatch.setattr(chat, "LISTENER_THREADS", 1)
    bot, may_go_on = own_threads(driver, *[message("Done.")] * 3), threading.Event()
    bot.before_answer = lambda: may_go_on.wait(20)
    driver.deliver(urlencode(driver.command(driver.fake.act(ann, team), "now")))
    refused = driver.deliver(urlencode(driver.command(driver.fake.act(ann, team), "help")))
    assert "busy" in refused.text
    may_go_on.set()
    bot.slack.stop()
    assert len(bot.events) == 1


@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        ("abc", ""),
        ("9" * 5000, ""),
        ("-1", ""),
        ("٣", ""),
        ("1e9", ""),
        ("", "é" * 67),
        ("", "v0=" + "é" * 64),
    ],
)
def test_malformed_headers_are_refused_in_one_line_that_repeats_nothing(
    driver: SlackDriver, caplog: pytest.LogCaptureFixture, timestamp: str, signature: str
) -> None:
    bot = ScriptedBot(driver)
    headers = {
        "X-Slack-Request-Timestamp": (timestamp or "1").encode().decode("latin-1"),
        "X-Slack-Signature": (signature or "v0=" + "0" * 64).encode().decode("latin-1"),
    }
    answered = bot.web.test_client().post("/slack/events", data=b"a=b", headers=headers)
    assert (answered.status_code, answered.text) == (401, "")
    assert len(caplog.records) == 1
    assert not caplog.records[0].exc_info
    assert timestamp == "" or timestamp not in caplog.messages[0]


@pytest.mark.parametrize("body", [b"{", b"payload={", b"[" * 9000, b"\xff\xfe", b"payload=%5B%5D"])
def test_a_body_that_slack_did_not_sign_is_not_even_read(driver: SlackDriver, body: bytes) -> None:
    bot = ScriptedBot(driver)
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": str(int(time.time())),
        "X-Slack-Signature": "v0=" + "a" * 64,
    }
    answered = bot.web.test_client().post("/slack/events", data=body, headers=headers)
    assert answered.status_code == 401
