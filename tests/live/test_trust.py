"""Forged, altered and replayed input, carried by a real server, changes nothing and is told kindly."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from tests.conversation import IMPACT, MARKET, TEAM
from tests.live.posts import Opened, Shown
from tests.live.server import Server, is_there_or_skip
from tests.live.talk import LiveTalk
from tests.talk import SeenForm, SeenMessage

is_there_or_skip()


def opened(form: SeenForm | None) -> Opened:
    assert form
    handle: Opened = form.handle
    return handle


def test_another_persons_form_is_refused(live: LiveTalk) -> None:
    live.link()
    form = live.say("assess").form
    live.say("", as_=live.mate)
    with live.nothing_changes():
        assert live.live.submit(live.mate, opened(form), MARKET)["error"]


@pytest.mark.parametrize("place", [0, 20, -1])
def test_an_altered_form_is_refused(live: LiveTalk, place: int) -> None:
    live.link()
    form = opened(live.say("assess").form)
    letters = list(form.dialog["state"])
    letters[place] = "A" if letters[place] != "A" else "Q"
    altered = replace(form, dialog={**form.dialog, "state": "".join(letters)})
    with live.nothing_changes():
        assert live.live.submit(live.member, altered, MARKET)["error"]


def test_a_startups_form_is_refused_to_who_left_its_channel(live: LiveTalk) -> None:
    live.link()
    live.say("startup link cantine-claire", in_=live.other_channel)
    form = opened(live.say("assess", in_=live.other_channel).form)
    live.driver.leave(live.member, live.other_channel)
    with live.nothing_changes():
        assert live.live.try_submit(live.member, form, MARKET).status_code == 403, "Mattermost's own refusal"
        assert live.live.submit(live.member, replace(form, channel=live.channel), MARKET)["error"]
    assert live.say("assess").form


def test_the_very_same_forms_sent_again_change_nothing(live: LiveTalk) -> None:
    live.link()
    screen: Any = live.say("assess")
    for values in (MARKET, IMPACT, TEAM):
        live.send(screen, values)
        with live.nothing_changes():
            first, again = live.driver.replay()
        assert first == again == {}
        screen = live.carry_on(live.member) if values is not TEAM else None
    with live.nothing_changes():
        live.driver.replay()


def test_what_no_client_sends_is_refused_in_its_field(live: LiveTalk) -> None:
    live.link()
    form = opened(live.say("assess").form)
    sent: Any = {
        "market_size": -12,
        "market_unit": "x" * 5000,
        "in_production": "perhaps",
        "measured": ["yes"],
        "recurring_users": True,
        "unknown": {"deep": [1]},
    }
    with live.nothing_changes():
        answer = live.live.submit(live.member, form, sent)
    assert {"market_size", "market_unit", "in_production", "recurring_users"} <= set(answer["errors"])


def test_a_wrong_command_token_is_refused(live: LiveTalk, server: Server) -> None:
    word = server.unique("forged")
    server.command(word, f"{live.live.url}/mattermost/command")
    live.link()
    with live.nothing_changes():
        assert live.live.execute(live.member, live.channel, f"/{word} startup unlink").status_code == 500
        for token in ("", "wrong", live.live.command_token[:-1]):
            words = {
                "token": token,
                "user_id": live.member,
                "channel_id": live.channel,
                "text": "startup unlink",
            }
            refused = httpx.post(f"{live.live.url}/mattermost/command", data=words)
            assert refused.status_code == 401
            assert refused.text.strip() == "{}"


def test_a_button_shown_to_one_person_does_nothing_for_another(live: LiveTalk) -> None:
    live.link()
    live.assess()
    live.say("", as_=live.mate)
    result = live.say("assess result")
    with live.nothing_changes():
        told = live.press(result, result.message.buttons[0] if result.message else "", as_=live.mate)
    assert told.text


@pytest.mark.parametrize("context", [{}, {"t": ""}, {"t": "forged.seal"}, {"t": ["x"]}, {"t": None}])
def test_a_button_that_people_made_themselves_does_nothing(live: LiveTalk, context: dict[str, Any]) -> None:
    live.link()
    integration = {"url": f"{live.live.url}/mattermost/action", "context": context}
    action = {"id": "say0", "type": "button", "name": "Partager", "integration": integration}
    props = {"attachments": [{"fallback": "x", "actions": [action]}]}
    account = live.live.account(live.member)
    post = account("POST", "/posts", {"channel_id": live.channel, "message": "x", "props": props})
    forged = SeenMessage("x", ("Partager",), "", Shown(live.channel, post["id"], {"Partager": ("say0", "")}))
    with live.nothing_changes():
        assert live.press(forged, "Partager").text


def test_the_conversation_of_two_people_is_no_teams_channel(live: LiveTalk) -> None:
    between = live.live.direct_between(live.member, live.mate)
    assert live.say("startup link velo-facile", in_=between).text
    assert live.count("channels") == 0


def test_a_private_channel_is_opened_to_the_bot_by_an_invitation(live: LiveTalk) -> None:
    private = live.driver.channel("secret", [live.member, live.mate], private=True)
    told = live.say("startup link velo-facile", in_=private)
    assert "/invite @gamma" in told.text
    assert "/invite @gamma" in live.last_said_to(live.member).text
    assert live.driver.posts(private) == []
    live.live.invite_bot(private)
    live.send(live.say("assess", in_=private), MARKET)
    assert live.carry_on(live.member).title.startswith("2/3")


def test_a_private_channel_is_linked_by_the_form_once_the_bot_is_invited(live: LiveTalk) -> None:
    private = live.driver.channel("secret", [live.member], private=True)
    hello = live.say("", in_=private)
    assert hello.message
    refused = live.send(live.press(hello, hello.message.buttons[0]), {"startup": "Vélo facile"})
    assert refused.form
    assert "/invite @gamma" in refused.form.errors[""]
    live.live.invite_bot(private)
    live.send(refused, {})
    assert "Vélo facile" in live.said_in(private)[-1].text
