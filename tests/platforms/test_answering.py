"""That people on Slack are not answered is told, until one is again or nobody has acted for a while."""

import pytest

from bot.platforms.slack.client import Answering
from gamma.chat import ChatError
from tests.drivers.slack import SlackDriver
from tests.platforms.slack_bot import ScriptedBot, message
from tests.waiting import until


class Meter:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_few_in_a_row_are_told_and_forgotten_after_a_while() -> None:
    meter = Meter()
    answering = Answering(meter)
    answering.unanswered()
    answering.unanswered()
    assert answering.troubles() == []
    answering.unanswered()
    assert answering.troubles() == ["slack: the last 3 commands and clicks were not answered"]
    meter.now = 301
    assert answering.troubles() == []


def test_one_answer_ends_it() -> None:
    answering = Answering()
    for _ in range(5):
        answering.unanswered()
    answering.answered()
    answering.unanswered()
    assert answering.troubles() == []


def test_commands_whose_answer_slack_does_not_take_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = SlackDriver()
    try:
        bot = ScriptedBot(driver)
        ann = driver.person("Ann", locale="en")
        bot.replies = [message("Heard.")] * 4

        def refuse(*_: object) -> None:
            raise ChatError("ReadTimeout", unsure=True)

        with monkeypatch.context() as patched:
            patched.setattr(bot.slack._api, "respond", refuse)
            patched.setattr(driver.fake, "wait", lambda *_: None)  # nothing comes
            for _ in range(3):
                driver.say(ann, driver.direct(ann), "help")
            until(bot.slack.troubles)
            assert bot.slack.troubles() == ["slack: the last 3 commands and clicks were not answered"]
        driver.say(ann, driver.direct(ann), "help")
        assert bot.slack.troubles() == []
    finally:
        driver.close()
