"""What the bot asks of Slack on its own: posts and finding them, pictures, people, channels, mishaps."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.platforms.slack import api as slack_api
from bot.platforms.slack import render
from bot.platforms.slack.chat import Slack
from gamma.chat import Button, ChatError, Errors, Field, Form, Message, Option, Picture, Place, Profile
from gamma.text import Span, Text
from gamma.translator import Translator
from tests.drivers.slack import SlackDriver
from tests.fakes.blocks import message_problems, view_problems
from tests.fakes.slack import FakeSlack, Fault
from tests.fakes.slack_world import BOT_USER
from tests.platforms.slack_bot import ScriptedBot, message

PNG = b"\x89PNG picture"


@pytest.fixture
def fake(driver: SlackDriver) -> FakeSlack:
    return driver.fake


@pytest.fixture
def bot(driver: SlackDriver) -> ScriptedBot:
    return ScriptedBot(driver)


@pytest.fixture
def slack(bot: ScriptedBot) -> Slack:
    return bot.slack


@pytest.fixture
def ann(fake: FakeSlack) -> str:
    return fake.person("Ann", "fr-FR", "Europe/Paris")


@pytest.fixture
def team(fake: FakeSlack, ann: str) -> str:
    team = fake.channel("team", [ann])
    fake.invite_bot(team)
    return team


def just_now(fake: FakeSlack) -> datetime:
    return datetime.fromtimestamp(fake.now(), UTC)


def test_a_post_is_found_again_by_its_key_however_many_came_after(
    fake: FakeSlack, slack: Slack, team: str
) -> None:
    fake.page = 2
    since = just_now(fake)
    first = slack.post(team, message("One"), "key 1", "")
    for number in range(2, 7):
        slack.post(team, message(str(number)), f"key {number}", "")
    assert slack.find(team, "key 1", since) == first
    assert slack.find(team, "key 9", since) is None
    assert slack.find(team, "key 1", since + timedelta(hours=1)) is None


def test_a_key_on_somebody_elses_message_does_not_count(
    fake: FakeSlack, slack: Slack, ann: str, team: str
) -> None:
    forged = {"event_type": slack_api.EVENT, "event_payload": {"key": "key"}}
    fake.person_says(ann, team, "I am the bot", forged)
    assert slack.find(team, "key", just_now(fake)) is None


def test_a_post_says_everything_aloud_and_opens_nothing(fake: FakeSlack, slack: Slack, team: str) -> None:
    slack.post(team, message("A < B", "C", buttons=(Button("Go", says="go"),)), "key", "")
    _, sent = fake.calls[-1]
    assert sent["text"] == "A &lt; B\n\nC"
    assert (sent["unfurl_links"], sent["unfurl_media"], sent["mrkdwn"]) == (False, False, False)


def test_buttons_of_a_post_are_for_every_reader_only_where_meant(
    driver: SlackDriver, bot: ScriptedBot, fake: FakeSlack, ann: str, team: str
) -> None:
    bob = fake.person("Bob")
    bot.slack.post(team, message("All", buttons=(Button("Go", says="go", for_all=True),)), "1", "")
    bot.slack.post(fake.direct(ann), message("You", buttons=(Button("Go", says="go"),)), "2", ann)
    bot.replies = [message("Gone."), message("Gone.")]
    assert driver.press(bob, driver.posts(team)[0], "Go").text == "Gone."
    assert driver.press(ann, driver.posts(fake.direct(ann))[0], "Go").text == "Gone."
    in_team, in_direct = (
        bot.signer.verify_button(getattr(click, "signed_state", ""), ann) for click in bot.events
    )
    assert (in_team.place, in_direct.place) == (Place(team), Place(fake.direct(ann), direct=True))


def test_a_picture_follows_in_the_thread_with_its_words(
    driver: SlackDriver, fake: FakeSlack, slack: Slack, team: str
) -> None:
    look = message("Look", picture=Picture(lambda: PNG, "A line going up"))
    slack.attach(team, slack.post(team, look, "key", ""), look, "key")
    (seen,) = driver.posts(team)
    assert seen.picture_alt == "A line going up"
    assert next(iter(fake.files.values()))["content"] == PNG


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
def test_a_picture_that_fails_can_be_tried_again(
    driver: SlackDriver, fake: FakeSlack, slack: Slack, team: str, method: str
) -> None:
    fake.faults = lambda called, _: Fault(503) if called == method else None
    look = message("Look", picture=Picture(lambda: PNG, "A line"))
    post = slack.post(team, look, "key", "")
    with pytest.raises(ChatError) as failure:
        slack.attach(team, post, look, "key")
    assert not failure.value.permanent
    assert [seen.picture_alt for seen in driver.posts(team)] == [""]


def test_a_post_whose_answer_is_lost_is_unsure_and_sent_once(
    fake: FakeSlack, slack: Slack, team: str
) -> None:
    fake.faults = lambda method, _: Fault(drop=True) if method == "chat.postMessage" else None
    with pytest.raises(ChatError) as lost:
        slack.post(team, message("One"), "key", "")
    assert (lost.value.unsure, lost.value.permanent) == (True, False)
    assert len(fake.channels[team].posts) == 1
    assert slack.find(team, "key", just_now(fake)) == fake.channels[team].posts[0]["ts"]


def test_a_post_that_takes_too_long_is_unsure(
    driver: SlackDriver, fake: FakeSlack, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_api, "POST_SECONDS", 0.1)
    given_up = threading.Event()

    def wait() -> None:
        given_up.wait(10)

    fake.faults = lambda *_: Fault(after=wait)
    with pytest.raises(ChatError) as slow:
        ScriptedBot(driver).slack.post(team, message("One"), "key", "")
    given_up.set()
    assert (slow.value.unsure, slow.value.permanent) == (True, False)


@pytest.mark.parametrize(
    ("fault", "unsure", "retry_after"),
    [
        (Fault(429, retry_after=7), False, 7.0),
        (Fault(500), True, None),
        (Fault(503, retry_after=30), True, 30.0),
    ],
)
def test_what_slack_cannot_do_now_may_be_asked_again(
    fake: FakeSlack, slack: Slack, team: str, fault: Fault, unsure: bool, retry_after: float | None
) -> None:
    fake.faults = lambda *_: fault
    with pytest.raises(ChatError) as refused:
        slack.post(team, message("One"), "key", "")
    assert (refused.value.unsure, refused.value.permanent) == (unsure, False)
    assert refused.value.retry_after == retry_after


@pytest.mark.parametrize(
    "ask",
    [
        lambda slack, elsewhere: slack.post("C404", message("One"), "key", ""),
        lambda slack, elsewhere: slack.post(elsewhere, message("One"), "key", ""),
        lambda slack, elsewhere: slack.find(elsewhere, "key", datetime.now(UTC)),
        lambda slack, elsewhere: slack.profile("U404"),
        lambda slack, elsewhere: slack.memberships("U404", {"C1"}),
        lambda slack, elsewhere: slack.direct_channel("U404"),
    ],
)
def test_what_slack_will_never_do_is_permanent(
    fake: FakeSlack, slack: Slack, ask: Callable[[Slack, str], Any]
) -> None:
    elsewhere = fake.channel("elsewhere", [])
    with pytest.raises(ChatError) as refused:
        ask(slack, elsewhere)
    assert (refused.value.permanent, refused.value.unsure) == (True, False)


def test_a_wrong_token_is_permanent_and_an_absent_slack_is_not(fake: FakeSlack, bot: ScriptedBot) -> None:
    bot.slack.verify()
    wrong = Slack("xoxb-wrong", "shh", bot.signer, api_url=fake.api_url)
    with pytest.raises(ChatError) as refused:
        wrong.verify()
    assert refused.value.permanent
    absent = Slack("xoxb-token", "shh", bot.signer, api_url="http://127.0.0.1:9/api/")
    with pytest.raises(ChatError) as unreachable:
        absent.verify()
    assert (unreachable.value.permanent, unreachable.value.unsure) == (False, False)


def test_joining_is_done_where_nobody_has_to_invite(fake: FakeSlack, slack: Slack) -> None:
    public, private, invited = fake.channel("a", []), *(fake.channel(n, [], private=True) for n in "bc")
    fake.invite_bot(invited)
    assert slack.join(public)
    assert slack.join(public)
    assert slack.join(invited)
    assert not slack.join(private)
    assert BOT_USER in fake.channels[public].members
    fake.channels[public].archived = True
    with pytest.raises(ChatError, match="is_archived"):
        slack.join(public)


def test_memberships_are_those_of_now_over_all_pages(fake: FakeSlack, slack: Slack, ann: str) -> None:
    fake.page = 1
    mine = [fake.channel(f"mine{number}", [ann]) for number in range(3)]
    hidden = fake.channel("hidden", [ann], private=True)
    other = fake.channel("other", [])
    assert slack.memberships(ann, [*mine, hidden, other]) == set(mine)
    fake.invite_bot(hidden)
    fake.channels[mine[0]].members.discard(ann)
    assert slack.memberships(ann, [*mine, hidden, other]) == {*mine[1:], hidden}
    assert slack.memberships(ann, []) == set()


def test_a_profile_is_read_once_in_a_while(fake: FakeSlack, slack: Slack, ann: str) -> None:
    assert slack.profile(ann) == Profile("Ann", "fr", "Europe/Paris", ("Ann", "ann"))
    fake.faults = lambda *_: Fault(503)
    assert slack.profile(ann).locale == "fr"


def test_a_direct_conversation_is_the_same_each_time(fake: FakeSlack, slack: Slack, ann: str) -> None:
    assert slack.direct_channel(ann) == slack.direct_channel(ann) == fake.direct(ann)


def test_several_are_brought_together_and_looked_for_only_with_their_scopes(
    fake: FakeSlack, slack: Slack, ann: str
) -> None:
    both = [ann, fake.person("Bob")]
    group = slack.group_channel(both)
    fake.scopes -= {"mpim:write"}
    with pytest.raises(ChatError, match="missing_scope") as opening:
        slack.group_channel(both)
    fake.scopes -= {"mpim:history"}
    with pytest.raises(ChatError, match="missing_scope") as looking:
        slack.find(group, "key", just_now(fake))
    assert opening.value.permanent
    assert looking.value.permanent
    assert slack.direct_channel(ann) == fake.direct(ann)


WIDE = "é" * 12
FIELDS = (
    Field("a" * 40, WIDE, "text", "h" * 150, "v" * 150, required=True),
    Field("b", WIDE, "long_text", "h" * 150, "v" * 3000),
    Field("c", WIDE, "number", value="1 000"),
    Field("d", WIDE, "date"),
    Field("e", WIDE, "choice", value="gone", options=tuple(Option("o" * 75, f"{n:060}") for n in range(100))),
    Field("f", WIDE, "choice", value="3", options=tuple(Option("o" * 75, str(n)) for n in range(10))),
)


def test_the_longest_form_fits() -> None:
    view = render.form_view(Form("r", WIDE, FIELDS, WIDE, "i" * 3000), Translator("fr"), "s" * 3000)
    assert view_problems(view) == []
    assert view["blocks"][-1]["element"]["initial_option"]["value"] == "3"
    assert "initial_option" not in view["blocks"][-2]["element"]


@pytest.mark.parametrize("paragraphs", [["&" * 3800], ["x"] * 1267, ["<b>", "", "c"], ["\n".join("lines")]])
def test_the_longest_messages_fit(slack: Slack, team: str, paragraphs: list[str]) -> None:
    buttons = tuple(Button("b" * 40, says="s" * 100, about="a" * 40, main=True) for _ in range(5))
    longest = Message(tuple(Text((Span(p), Span("", "bold"))) for p in paragraphs), buttons)
    assert slack.post(team, longest, "k" * 200, "")
    view = render.message_view(longest, Translator("fr"), lambda _: "s" * 2000, lambda each: each.says)
    assert view_problems(view) == []
    assert message_problems(view["blocks"]) == []


def test_errors_to_a_command_are_still_said(
    driver: SlackDriver, bot: ScriptedBot, ann: str, team: str
) -> None:
    bot.replies = [Errors({"date": "Not a date."}, general="Nothing saved.")]
    assert driver.say(ann, team, "plan x").text == "Nothing saved.\n\nNot a date."
