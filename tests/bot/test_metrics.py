"""What Prometheus is told, and the reference by which a request is followed through the log."""

import json
import logging
import re
import socket
import urllib.request
from collections.abc import Callable
from itertools import pairwise

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.logs import DOOR, Door, RedactingFormatter, json_formatter
from bot.metrics import CALL_ERRORS
from bot.platforms.mattermost.api import Api
from bot.settings import Settings, SettingsError, read_settings
from bot.web.metrics_page import registry_of, serve_metrics
from gamma.chat import ChatError
from gamma.outbox import Notification
from storage import outbox
from tests.conversation import Talk

TYPED = "Camille Moreau"
Seen = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def seen(talk: Talk) -> Seen:
    told = generate_latest(registry_of(talk.app.outbox_now)).decode()
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


def value(found: Seen, name: str, **labels: str) -> float:
    return found.get((name, tuple(sorted(labels.items()))), 0.0)


@pytest.fixture
def moved(talk: Talk) -> Callable[..., float]:
    """How much a figure went up since the test began."""
    before = seen(talk)
    return lambda name, **labels: value(seen(talk), name, **labels) - value(before, name, **labels)


def test_commands_are_counted_by_what_came_of_them(talk: Talk, moved: Callable[..., float]) -> None:
    talk.say("help")
    talk.say("startup link no-such-startup")
    asked = {"platform": talk.driver.name, "kind": "command"}
    assert moved("gamma_requests_total", **asked, command="help", outcome="answered") == 1
    assert moved("gamma_requests_total", **asked, command="startup", outcome="refused") == 1
    assert moved("gamma_answer_seconds_count", **asked) == 2


def test_an_error_nobody_foresaw_is_counted_and_its_reference_is_that_of_the_request(
    talk: Talk, moved: Callable[..., float], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Camille Moreau")

    monkeypatch.setattr("bot.dispatch.run_command", broken)
    caplog.set_level(logging.INFO)
    answer = talk.say("help")
    told = re.findall(r"reference (\w+)", caplog.text)
    assert told
    assert told[0] in answer.text
    platform = talk.driver.name
    assert (
        moved("gamma_requests_total", platform=platform, kind="command", command="help", outcome="failed")
        == 1
    )


def test_the_outbox_tells_how_long_its_oldest_message_is_due(talk: Talk) -> None:
    with talk.app.store.write() as session:
        outbox.plan(
            session, Notification("k", "invite_me", {}, talk.driver.name, talk.now, channel="no-such-channel")
        )
    found = seen(talk)
    assert value(found, "gamma_outbox_due", platform=talk.driver.name) == 1
    assert value(found, "gamma_outbox_oldest_due_seconds", platform=talk.driver.name) >= 0
    assert value(found, "gamma_ready") == 0  # its scheduler is not running
    assert any(name == "process_cpu_seconds_total" for name, _ in found)


def test_a_running_bot_counts_what_becomes_of_messages(talk: Talk, moved: Callable[..., float]) -> None:
    talk.app.start()
    try:
        talk.say("startup link velo-facile")
        platform = talk.driver.name
        assert moved("gamma_messages_total", platform=platform, outcome="planned") >= 1
    finally:
        talk.app.stop()


def test_calls_of_a_platform_are_counted_without_ids() -> None:
    call = "GET /users/…"
    labels = {"platform": "mattermost", "call": call, "outcome": "failed"}
    before = CALL_ERRORS.labels(**labels)._value.get()
    api = Api("http://127.0.0.1:1", "token")
    with pytest.raises(ChatError):
        api.user("camille")
    api.close()
    assert CALL_ERRORS.labels(**labels)._value.get() == before + 1


def test_nothing_told_names_a_person_or_a_startup(talk: Talk) -> None:
    talk.say("startup link velo-facile")
    talk.say("action Camille appelle la mairie demain")
    talk.say("chose que personne ne connaît")
    talk.app.tick()
    told = generate_latest(registry_of(talk.app.outbox_now)).decode()
    for word in ("velo", "Vélo", "Camille", "mairie", "personne", talk.member, talk.channel):
        assert word not in told


def test_it_is_served_on_an_address_of_its_own_and_ends(talk: Talk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free_port = taken.getsockname()[1]
    close = serve_metrics("127.0.0.1", free_port, talk.app.outbox_now)
    with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/metrics", timeout=5) as answer:
        assert b"gamma_ready 0.0" in answer.read()
    close()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{free_port}/metrics", timeout=5)
    assert talk.app.web.test_client().get("/metrics").status_code == 404


def test_a_database_that_does_not_answer_leaves_the_rest(talk: Talk) -> None:
    talk.app.store.close()
    talk.app.outbox_now._store = type(talk.app.store)("postgresql://nobody@127.0.0.1:1/nothing")
    found = seen(talk)
    assert value(found, "gamma_ready") == 0
    assert not any(name.startswith("gamma_outbox") for name, _ in found)


@pytest.mark.parametrize("wrong", ["9464", "127.0.0.1:", "127.0.0.1:99999", ":9464"])
def test_an_address_without_a_host_is_refused(wrong: str) -> None:
    with pytest.raises(SettingsError, match="GAMMA_METRICS must be like"):
        read_settings({"GAMMA_METRICS": wrong})


def test_it_is_off_unless_it_is_set() -> None:
    assert Settings().metrics_address is None
    assert read_settings({"GAMMA_METRICS": "[::1]:9464"}).metrics_address == ("::1", 9464)
    with pytest.raises(SettingsError, match="GAMMA_LOG must be text or json"):
        read_settings({"GAMMA_LOG": "xml"})


# --- the log ------------------------------------------------------------------------------------------


def test_one_reference_goes_from_the_door_to_the_outbox(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(json_formatter())
    lines: list[dict[str, str]] = []
    monkey = logging.Handler()
    monkey.emit = lambda record: lines.append(json.loads(json_formatter().format(record)))  # type: ignore[method-assign]
    logging.getLogger().addHandler(monkey)
    try:
        talk.say("startup link velo-facile")
        talk.say("help")
    finally:
        logging.getLogger().removeHandler(monkey)
    planned = [line for line in lines if line.get("outcome") == "planned"]
    answered = [line for line in lines if "command" in line]
    assert planned
    assert {line["reference"] for line in planned} == {answered[0]["reference"]}
    assert all(one["reference"] != then["reference"] for one, then in pairwise(answered))
    assert answered[0]["command"] == "startup"
    assert "Vélo" not in json.dumps(lines, ensure_ascii=False)


def test_a_line_of_the_log_is_one_object_and_a_trace_tells_nobodys_words() -> None:
    record = logging.LogRecord("bot", logging.ERROR, "", 1, "it failed", (), None)
    try:
        raise ValueError(TYPED)
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    token = DOOR.set(Door("3fa91c", 0.0))
    written = json_formatter().format(record)
    DOOR.reset(token)
    told = json.loads(written)
    assert "\n" not in written
    assert (told["level"], told["logger"], told["message"], told["reference"]) == (
        "ERROR",
        "bot",
        "it failed",
        "3fa91c",
    )
    assert "ValueError" in told["trace"]
    assert "Camille" not in written


def test_the_reference_stands_in_each_line_of_a_text_log() -> None:
    formatter = RedactingFormatter("%(name)s%(in_request)s: %(message)s")
    record = logging.LogRecord("bot", logging.INFO, "", 1, "done", (), None)
    assert formatter.format(record) == "bot: done"
    token = DOOR.set(Door("3fa91c", 0.0))
    assert formatter.format(record) == "bot [3fa91c]: done"
    DOOR.reset(token)
