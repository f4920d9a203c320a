"""Conversations on Slack: commands, forms, results, buttons, and what must not get through."""

import logging
import secrets
import time
from urllib.parse import urlencode

import pytest

from gamma.chat import Button, Click, Command, Errors, Field, Form, Message, Option, Place, Submission
from gamma.text import Span, Text
from tests.drivers.slack import SlackDriver
from tests.fakes.slack import Fault
from tests.platforms.slack_bot import ScriptedBot, form_in, message, message_in

YES_NO = (Option("Yes", "yes"), Option("No", "no"))
MARKET = Form(
    "assess.market",
    "Market",
    (
        Field("users", "Users", "number", required=True),
        Field("growing", "Growing?", "choice", options=YES_NO),
    ),
    submit="Next",
    intro="What do you see?",
)
TEAM = Form("assess.team", "Team", (Field("who", "Who?", "long_text", value="Ann"),), submit="Send")
RESULT = message("Reached.", "Next step: celebrate.", buttons=(Button("Share", says="assess share"),))


@pytest.fixture
def bot(driver: SlackDriver) -> ScriptedBot:
    return ScriptedBot(driver)


@pytest.fixture
def ann(driver: SlackDriver) -> str:
    return driver.person("Ann")


@pytest.fixture
def team(driver: SlackDriver, bot: ScriptedBot, ann: str) -> str:
    team = driver.channel("team", [ann])
    bot.place = Place(team)
    return team


def test_a_form_is_opened_corrected_continued_and_ends_in_its_result(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    bot.replies = [MARKET, Errors({"users": "Not a number."}, general="Nothing saved."), TEAM, RESULT, TEAM]

    page = form_in(driver.say(ann, team, "assess"))
    assert (page.title, page.intro, page.submit) == ("Market", "What do you see?", "Next")
    assert page["growing"].options == (("Yes", "yes"), ("No", "no"))

    page = form_in(driver.send(ann, page, {"users": "many", "growing": "yes"}))
    assert page.errors == {"users": "Nothing saved. Not a number."}
    assert page["growing"].value == "yes"

    page = form_in(driver.send(ann, page, {"users": "12"}))
    assert (page.title, page["who"].value) == ("Team", "Ann")

    shown = message_in(driver.send(ann, page, {"who": "Bob & <Eve>"}))
    assert (shown.text, shown.buttons) == ("Reached.\n\nNext step: celebrate.", ("Share",))

    pressed = form_in(driver.press(ann, shown, "Share"))
    assert pressed.title == "Team"

    command, wrong, right, last, click = bot.events
    assert command == Command("slack", ann, Place(team), "assess")
    assert isinstance(wrong, Submission)
    assert isinstance(right, Submission)
    assert isinstance(last, Submission)
    assert isinstance(click, Click)
    assert wrong.values == {"users": "many", "growing": "yes"}
    assert right.values == {"users": "12", "growing": "yes"}
    assert last.values == {"who": "Bob & <Eve>"}
    assert bot.signer.verify_form(right.signed_state, ann).words == "assess.market"
    assert bot.signer.verify_form(last.signed_state, ann).words == "assess.team"
    assert bot.signer.verify_button(click.signed_state, ann).words == "assess share"


def test_a_field_left_empty_is_read_as_empty(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    bot.replies = [MARKET, RESULT]
    page = form_in(driver.say(ann, team, "assess"))
    driver.send(ann, page, {"users": "12"})
    assert isinstance(bot.events[1], Submission)
    assert bot.events[1].values == {"users": "12", "growing": ""}


def test_the_next_page_starts_afresh_though_its_fields_have_the_same_names(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    first, second = (
        Form(route, "Page", (Field("why", "Why?", "text", value=value),), "Send")
        for route, value in (("assess.one", ""), ("assess.two", "as before"))
    )
    bot.replies = [first, second, second]
    page = form_in(driver.say(ann, team, "assess"))
    page = form_in(driver.send(ann, page, {"why": "because"}))
    assert page["why"].value == "as before"
    again = form_in(driver.send(ann, page, {"why": "so"}))
    assert again["why"].value == "so"


def test_answers_to_commands_and_buttons_are_for_the_person_alone(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    bot.replies = [message("Hello", buttons=(Button("More", says="more"),)), message("More."), MARKET]
    hello = driver.say(ann, team, "")
    assert hello.message is not None
    assert driver.press(ann, hello.message, "More").text == "More."
    assert driver.press(ann, hello.message, "More").form is not None
    assert driver.posts(team) == []
    answers = [arguments for method, arguments in driver.fake.calls if method == "response_url"]
    assert {answer["response_type"] for answer in answers} == {"ephemeral"}
    assert not any(answer["replace_original"] for answer in answers)


def test_a_button_in_the_last_page_answers_there(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    bot.replies = [TEAM, RESULT, message("Shared.")]
    page = form_in(driver.say(ann, team, "assess"))
    shown = message_in(driver.send(ann, page, {}))
    assert driver.press(ann, shown, "Share").text == "Shared."


@pytest.mark.parametrize("seconds", [0, 4])
def test_a_form_that_slack_no_longer_opens_is_one_press_away(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str, seconds: int
) -> None:
    driver.fake.faults = lambda method, _: Fault(503) if method == "views.open" and not seconds else None
    bot.before_answer = lambda: driver.fake.later(seconds)
    bot.replies = [MARKET, MARKET, MARKET]

    late = message_in(driver.say(ann, team, "assess market"))
    assert late.buttons == ("Open the form",)
    again = message_in(driver.press(ann, late, "Open the form"))
    bot.before_answer = lambda: None
    driver.fake.faults = lambda *_: None
    assert driver.press(ann, again, "Open the form").form is not None

    _, first, second = bot.events
    assert isinstance(first, Click)
    assert isinstance(second, Click)
    sealed = bot.signer.verify_button(first.signed_state, ann)
    assert (sealed.words, sealed.place) == ("assess market", Place(team))
    assert second.signed_state == first.signed_state


def test_requests_nobody_at_slack_signed_reach_nothing(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    body = urlencode(driver.command(driver.fake.act(ann, team), "assess"))
    long_ago = str(int(time.time()) - 600)
    assert driver.deliver(body, signature="v0=" + "0" * 64).status_code == 401
    assert driver.deliver(body, timestamp=long_ago).status_code == 401
    assert bot.web.test_client().post("/slack/events", data=body).status_code == 401
    assert bot.events == []


def test_what_slack_escapes_in_a_command_is_read_as_it_was_typed(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    other = driver.channel("other", [ann])
    bot.replies = [RESULT, RESULT, RESULT]
    driver.say(ann, team, "link #other #team #none @Ann a<b & c>d &lt;")
    assert bot.events[0] == Command(
        "slack", ann, Place(team), "link #other #team #none @Ann a<b & c>d &lt;", (other, team)
    )
    driver.say(ann, team, "ask about the payload=1 format")
    assert bot.events[1] == Command("slack", ann, Place(team), "ask about the payload=1 format")
    direct = driver.direct(ann)
    driver.say(ann, direct, "")
    assert bot.events[2] == Command("slack", ann, Place(direct, direct=True), "")


NASTY = (
    "<!channel> <@U1> *bold* _it_ ~no~ `code` :smile: &lt; &amp; https://evil.example <https://e|x> @here\n>"
)


def test_a_persons_words_stay_words(driver: SlackDriver, bot: ScriptedBot, ann: str, team: str) -> None:
    ours = Text((Span("By "), Span(NASTY, "bold"), Span("/gamma", "code")))
    bot.replies = [
        Message((ours,), (Button(NASTY[:40], says="x"),)),
        Form("r", "T", MARKET.fields, "S", NASTY),
    ]

    assert driver.say(ann, team, "").text == f"By {NASTY}/gamma"
    answer = driver.fake.calls[-1][1]
    assert {element["type"] for element in answer["blocks"][0]["elements"][0]["elements"]} == {"text"}
    assert "<" not in answer["text"]
    assert "&amp;lt;" in answer["text"]
    form = form_in(driver.say(ann, team, ""))
    assert form.intro == NASTY


def test_one_word_styles_are_attributes(driver: SlackDriver, bot: ScriptedBot, ann: str, team: str) -> None:
    bot.replies = [Message((Text((Span("a", "bold"), Span("b", "code"), Span("c"))),))]
    driver.say(ann, team, "")
    bold, code, plain = driver.fake.calls[-1][1]["blocks"][0]["elements"][0]["elements"]
    assert (bold["style"], code["style"]) == ({"bold": True}, {"code": True})
    assert "style" not in plain


def test_buttons_that_read_alike_are_told_apart_aloud(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    bot.replies = [message("Who?", buttons=(Button("Ask", says="ask a"), Button("Ask", says="ask b")))]
    driver.say(ann, team, "")
    labels = [button["accessibility_label"] for button in driver.fake.calls[-1][1]["blocks"][1]["elements"]]
    assert labels == ["Ask: ask a", "Ask: ask b"], "by what would be typed"


def test_what_cannot_be_shown_gets_a_kind_sentence_and_a_reference(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str, caplog: pytest.LogCaptureFixture
) -> None:
    unshowable = message("x", buttons=(Button("Long", says=secrets.token_hex(2000)),))
    bot.replies = [unshowable, TEAM]
    said = driver.say(ann, team, "").text
    assert "Something went wrong" in said
    reference = said.rstrip(".").split()[-1]
    assert f"(reference {reference})" in caplog.text

    page = form_in(driver.say(ann, team, "assess"))
    refused = driver.send(ann, page, {"who": "Bob"}).form  # the script is at its end: dispatch raises
    assert refused is not None
    assert "Something went wrong" in refused.errors["who"]
    assert refused["who"].value == "Bob"


def test_a_second_press_on_a_window_that_moved_on_is_silent(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    bot.replies = [TEAM, RESULT, message("Shared.")]
    page = form_in(driver.say(ann, team, "assess"))
    shown = message_in(driver.send(ann, page, {}))
    view = driver.fake.views[shown.handle.view]
    bot.before_answer = lambda: setattr(view, "hash", "moved on")
    driver.press(ann, shown, "Share")
    assert [method for method, _ in driver.fake.calls].count("views.update") == 1


def test_events_and_unknown_clicks_are_acknowledged(driver: SlackDriver, bot: ScriptedBot) -> None:
    for event in ("message", "app_home_opened", "app_mention", "member_joined_channel"):
        payload = {"type": "event_callback", "team_id": "T1", "event": {"type": event, "user": "U1"}}
        assert driver.interact(payload).status_code == 200
    click = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "actions": [{"type": "overflow", "action_id": "old"}],
    }
    assert driver.interact(click).status_code == 200
    assert bot.events == []


def test_conversations_work_on_the_listeners_own_threads(driver: SlackDriver, ann: str) -> None:
    bot = ScriptedBot(driver, own_threads=True)
    bot.replies = [TEAM, RESULT, message("Shared.")]
    page = form_in(driver.say(ann, driver.direct(ann), "assess"))
    shown = message_in(driver.send(ann, page, {"who": "Bob"}))
    assert driver.press(ann, shown, "Share").text == "Shared."
    bot.slack.stop()


def test_no_secret_reaches_the_logs(
    driver: SlackDriver, ann: str, team: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        bot = ScriptedBot(driver)
        bot.replies = [TEAM, RESULT]
        driver.fake.faults = lambda method, _: Fault(503) if method == "views.open" else None
        driver.say(ann, team, "something private")
        driver.deliver("a=b", signature="v0=wrong")
    for secret in (driver.fake.token, driver.signing_secret, "something private"):
        assert secret not in caplog.text
