"""Slack's menus: a question from anywhere; a question or an action made of a message, with a way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import Talk
from tests.databases import sqlite_in
from tests.drivers.slack import SlackDriver
from tests.drivers.slack_menus import choose_global, choose_on_message
from tests.fakes.slack_world import Json
from tests.talk import Screen, SeenForm

WORDS = "Qui sait rédiger une convention avec la préfecture ?"


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Talk]:
    talk = Talk(SlackDriver(), sqlite_in(tmp_path, "gamma.db"))
    talk.link()
    yield talk
    talk.close()


def driver_of(talk: Talk) -> SlackDriver:
    assert isinstance(talk.driver, SlackDriver)
    return talk.driver


def posted(talk: Talk, text: str, channel: str = "", **more: str) -> Json:
    driver = driver_of(talk)
    place = driver.fake.channels[channel or talk.channel]
    return driver.fake.store(place, {"user": talk.mate, "text": text, **more})


def on_message(talk: Talk, callback_id: str, message: Json, channel: str = "", person: str = "") -> Screen:
    return choose_on_message(
        driver_of(talk), person or talk.member, channel or talk.channel, callback_id, message
    )


def form_of(screen: Screen) -> SeenForm:
    assert screen.form is not None, screen.text
    return screen.form


def test_from_anywhere_the_form_opens_and_what_it_led_to_is_shown(slack: Talk) -> None:
    form = form_of(choose_global(driver_of(slack), slack.member, "ask_expert"))
    asked = slack.send(form, {"question": WORDS, "domain": "legal"})
    assert "juridique" in asked.text.casefold()
    assert slack.count("questions") == 1


def test_who_is_with_no_startup_is_told_so_in_a_window(slack: Talk) -> None:
    told = choose_global(driver_of(slack), slack.stranger, "ask_expert")
    assert "Je ne sais pas avec quelle startup" in told.text


def test_who_is_with_two_is_asked_which_above_all_and_goes_on_there(slack: Talk) -> None:
    slack.say("startup link cantine-claire", in_=slack.other_channel)
    asked = choose_global(driver_of(slack), slack.member, "ask_expert")
    assert asked.message
    assert set(asked.message.buttons) == {"Vélo facile", "Cantine claire"}
    assert slack.press(asked, "Cantine claire").form


def test_a_message_becomes_a_question_with_its_words_and_the_way_back(slack: Talk) -> None:
    message = posted(slack, WORDS)
    form = form_of(on_message(slack, "ask_about", message))
    assert form["question"].value == WORDS
    time = message["ts"].replace(".", "")
    assert form["context"].value == f"https://beta-gouv.slack.com/archives/{slack.channel}/p{time}"
    slack.send(form, {"domain": "legal"})
    assert slack.count("questions") == 1


def test_a_message_becomes_an_action_on_one_line_with_the_way_back(slack: Talk) -> None:
    message = posted(slack, "Il faut relancer la région\net <@UNOBODY> au passage &amp; vite")
    form = form_of(on_message(slack, "make_action", message))
    assert form["what"].value.startswith("Il faut relancer la région et @UNOBODY au passage & vite https://")
    noted = slack.send(form, {"who": "moi"})
    assert "Il faut relancer la région" in noted.text
    assert "Il faut relancer la région" in slack.say("actions").text


def test_people_in_it_are_called_by_their_names(slack: Talk) -> None:
    form = form_of(on_message(slack, "make_action", posted(slack, f"<@{slack.third}> s’en occupe")))
    assert form["what"].value.startswith("@Inès Diallo s’en occupe")


def test_long_messages_are_cut_so_that_the_form_opens(slack: Talk) -> None:
    message = posted(slack, "très long " * 800)
    assert len(form_of(on_message(slack, "make_action", message))["what"].value) <= 150
    assert "https://" in form_of(on_message(slack, "make_action", message))["what"].value
    assert len(form_of(on_message(slack, "ask_about", message))["question"].value) <= 3000


def test_a_message_without_words_opens_an_empty_form(slack: Talk) -> None:
    assert form_of(on_message(slack, "ask_about", posted(slack, "")))["question"].value == ""


def test_an_answer_in_a_thread_is_found_again_there(slack: Talk) -> None:
    message = posted(slack, WORDS, thread_ts="1700000000.000100")
    address = form_of(on_message(slack, "ask_about", message))["context"].value
    assert address.endswith(f"?thread_ts=1700000000.000100&cid={slack.channel}")


def test_away_from_the_team_the_form_asks_for_the_startup_and_keeps_the_words(slack: Talk) -> None:
    slack.say("startup link cantine-claire", in_=slack.other_channel)
    elsewhere = slack.driver.channel("elsewhere", [slack.member])
    form = form_of(on_message(slack, "ask_about", posted(slack, WORDS, elsewhere), elsewhere))
    assert form["question"].value == WORDS
    assert form["startup"].options


def test_who_may_not_is_told_and_nothing_opens(slack: Talk) -> None:
    public = posted(slack, WORDS, slack.other_channel)
    told = on_message(slack, "make_action", public, slack.other_channel, slack.stranger)
    assert told.message
    assert slack.count("actions") == 0
