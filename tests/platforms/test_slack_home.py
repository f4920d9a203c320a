"""Slack's Home tab: what `/gamma` alone says, kept true while somebody looks at it, and no more than that."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.platforms.slack import home
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled
from tests.conversations.portfolio.scene import plan
from tests.databases import sqlite_in
from tests.drivers.slack import SlackDriver
from tests.drivers.slack_menus import home_of, open_home
from tests.fakes.slack import Fault
from tests.fakes.slack_world import Json


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Talk]:
    talk = Talk(SlackDriver(), sqlite_in(tmp_path, "gamma.db"))
    enrolled(talk, manager=True)
    yield talk
    talk.close()


def driver_of(talk: Talk) -> SlackDriver:
    assert isinstance(talk.driver, SlackDriver)
    return talk.driver


def published(talk: Talk) -> list[Json]:
    return [call for method, call in driver_of(talk).fake.calls if method == "views.publish"]


def test_it_says_what_gamma_alone_says_in_private(slack: Talk) -> None:
    driver = driver_of(slack)
    for person in (slack.member, slack.manager, slack.admin, slack.stranger):
        shown = open_home(driver, person)
        said = slack.say("", person, driver.direct(person)).message
        assert said
        assert (shown.text, shown.buttons) == (said.text, said.buttons)


def test_the_tab_with_the_messages_is_none(slack: Talk) -> None:
    driver = driver_of(slack)
    told = {"type": "app_home_opened", "user": slack.member, "channel": driver.direct(slack.member)}
    driver.events.tell(told | {"tab": "messages"})
    assert not published(slack)


def test_a_button_there_opens_its_form_or_a_window_above_it(slack: Talk) -> None:
    shown = open_home(driver_of(slack), slack.member)
    form = slack.press(shown, "Planifier un point").form
    assert form
    help_ = slack.press(shown, "Aide")
    assert "me demander" in help_.text
    assert home_of(driver_of(slack), slack.member).text == shown.text, "the tab itself stays"


def test_it_follows_what_the_person_does_anywhere(slack: Talk) -> None:
    driver = driver_of(slack)
    assert "Aucun point prévu" in open_home(driver, slack.member).text
    slack.press(slack.say("point planifier mardi 8 décembre 14h30"), "Oui, planifier")
    assert "mardi 8 décembre à 14" in home_of(driver, slack.member).text
    slack.assess()
    assert "Ta dernière auto-évaluation" in home_of(driver, slack.member).text


def test_it_is_sent_only_where_something_changed_and_to_who_has_it_open(slack: Talk) -> None:
    open_home(driver_of(slack), slack.member)
    slack.say("aide")
    slack.say("point")
    assert len(published(slack)) == 1
    slack.say("aide", slack.mate)
    slack.press(slack.say("point planifier mardi 8 décembre 14h30", slack.mate), "Oui, planifier", slack.mate)
    assert len(published(slack)) == 1


def test_who_opened_it_long_ago_is_no_longer_looked_after(
    slack: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "_LOOKED_AT_SECONDS", -1.0)
    open_home(driver_of(slack), slack.member)
    slack.press(slack.say("point planifier mardi 8 décembre 14h30"), "Oui, planifier")
    assert len(published(slack)) == 1
    assert "8 décembre" in open_home(driver_of(slack), slack.member).text


def test_a_button_answers_what_waits(slack: Talk) -> None:
    plan(slack, STARTUP.id, date(2026, 11, 20))
    driver = driver_of(slack)
    shown = open_home(driver, slack.manager)
    assert "à regarder d’abord" in shown.text
    slack.press(shown, "Il a eu lieu", slack.manager)
    assert "à regarder d’abord" not in home_of(driver, slack.manager).text


def test_that_slack_does_not_take_it_disturbs_nobody(slack: Talk) -> None:
    driver = driver_of(slack)
    driver.fake.faults = lambda method, _: Fault(status=503) if method == "views.publish" else None
    told = {"type": "app_home_opened", "user": slack.member, "channel": driver.direct(slack.member)}
    driver.events.tell(told | {"tab": "home"})
    driver.fake.faults = lambda *_: None
    assert "me demander" in slack.say("aide").text
    assert "Aucun point prévu" in home_of(driver, slack.member).text, "the next occasion makes it good"
