"""Plays Mattermost and its people: types commands, presses buttons, fills dialogs as the clients do."""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from bot.platforms.mattermost.chat import FOLLOWS
from gamma.parsing.text import normalise
from tests.drivers.mattermost_seen import (
    as_sent,
    entered_in,
    filled,
    missing,
    refusals,
    seen_form,
    seen_message,
    seen_text,
    with_file,
)
from tests.drivers.mattermost_socket import Listening
from tests.fakes.mattermost import FakeMattermost, OpenedDialog
from tests.fakes.mattermost_rules import Json, check_content, check_following
from tests.talk import Screen, SeenForm, SeenMessage

COMMAND_TOKEN = "command-token-of-the-fake"
CALLBACK_URL = "http://gamma.test"


@dataclass(frozen=True)
class Shown:
    """Where buttons are shown and, by label, the integrations that only the server knows."""

    channel: str
    integrations: dict[str, Json]


@dataclass(frozen=True)
class Opened:
    dialog: OpenedDialog
    channel: str
    earlier: Json  # sent from the dialogs that this one followed: the web client sends it along


class MattermostDriver:
    name = "mattermost"
    chains_forms = False

    def __init__(self) -> None:
        self.server = FakeMattermost()
        self.listening = Listening(self.server)
        self._client: FlaskClient | None = None
        self._last_sent: tuple[str, str, dict[str, str], str] = ("", "", {}, "")
        self._last_answer: Json = {}
        self._answers: set[str] = set()  # the posts that answered a click: seen then

    def settings(self) -> dict[str, str]:
        return {
            "MATTERMOST_URL": self.server.url,
            "MATTERMOST_TOKEN": self.server.bot_token,
            "MATTERMOST_COMMAND_TOKEN": COMMAND_TOKEN,
            "GAMMA_URL": CALLBACK_URL,
        }

    def connect(self, app: Any) -> None:
        self._client = app.web.test_client()
        self.listening.connect(app)

    def close(self) -> None:
        self.listening.stop()
        assert self.server.complaints == []
        self.server.close()

    def person(self, name: str, locale: str = "fr") -> str:
        return self.server.add_user(normalise(name).replace(" ", "."), first_name=name, locale=locale)

    def channel(self, name: str, members: list[str], *, private: bool = False) -> str:
        return self.server.add_channel(name, members, "P" if private else "O")

    def invite_bot(self, channel: str) -> None:
        self.server.members[channel].add(self.server.bot)

    def leave(self, person: str, channel: str) -> None:
        self.server.members[channel].discard(person)

    def go_by(self, person: str, name: str) -> str:
        self.server.users[person]["nickname"] = name
        return name

    def retire(self, person: str) -> None:
        self.server.users[person]["delete_at"] = self.server.now_ms()

    def direct(self, person: str) -> str:
        return self.server.direct(person, self.server.bot)

    def group(self, people: list[str]) -> str:
        return self.server.group([*people, self.server.bot])

    def mention_person(self, person: str) -> str:
        return f"@{self.server.users[person]['username']}"

    def say(self, person: str, place: str, text: str) -> Screen:
        assert person in self.server.members[place], "Mattermost refuses commands of those who are not there"
        sent = MultiDict(self._command(person, place, text))
        for kind, named in (
            ("channel", self._public_channels_named_in(text)),
            ("user", self._named_in(text)),
        ):
            for name, id_ in named:
                sent.add(f"{kind}_mentions", name)
                sent.add(f"{kind}_mentions_ids", id_)
        headers = {"Authorization": f"Token {COMMAND_TOKEN}"}
        answer = _json(self.client.post("/mattermost/command", data=sent, headers=headers))
        assert not answer or answer["response_type"] == "ephemeral", "shown under the person's own name"
        assert not answer or answer["skip_slack_parsing"], "<!channel> in it would be rewritten and notify"
        check_content(answer.get("text", ""), {"attachments": answer.get("attachments", [])})
        message = _seen_message(answer.get("text", ""), answer.get("attachments", []), place)
        return self._screen(person, place, sent["trigger_id"], message)

    def write(self, person: str, place: str, text: str, thread: str = "") -> Json:
        self.listening.begin()
        post = self.server.store_post(person, {"channel_id": place, "message": text, "root_id": thread})
        self.listening.wait()
        return post

    def let_in(self, person: str, channel: str) -> None:
        self.listening.begin()
        self.invite_bot(channel)
        added = {"addedUserId": self.server.bot, "userId": person}
        body = {"channel_id": channel, "type": "system_add_to_channel", "props": added}
        self.server.store_post(person, body | {"message": "Ada added gamma to the channel."})
        self.listening.wait()

    def press(self, person: str, message: SeenMessage, label: str) -> Screen:
        shown: Shown = message.handle
        integration = shown.integrations[label]
        sent = self.click(person, shown.channel, integration["context"])
        posted, responded = len(self.server.all_posts), len(self.server.responded)
        answer = _json(self.client.post(urlsplit(integration["url"]).path, json=sent))
        assert "update" not in answer, "fails on ephemeral posts"
        assert not answer or answer["skip_slack_parsing"]
        seen = self._new_in_direct(person, posted) or self._responded_since(person, responded)
        unseen = answer.get("ephemeral_text", "")
        assert not unseen or seen, "hangs below the clicked post, where many clients do not show it"
        return self._screen(person, shown.channel, sent["trigger_id"], seen)

    def _new_in_direct(self, person: str, since: int) -> SeenMessage | None:
        conversation = self.direct(person)
        new = [post for post in self.server.all_posts[since:] if post["channel_id"] == conversation]
        self._answers |= {post["id"] for post in new}
        assert len(new) <= 1, "one click, one answer"
        return self._seen_post(new[0]) if new else None

    def _responded_since(self, person: str, since: int) -> SeenMessage | None:
        for to, channel, body in self.server.responded[since:]:
            assert to == person, "somebody else reads it"
            assert (body["response_type"], body["skip_slack_parsing"]) == ("ephemeral", True)
            return _seen_message(body["text"], body["attachments"], channel)
        return None

    def _seen_post(self, post: Json) -> SeenMessage:
        return _seen_message(post["message"], post["props"].get("attachments", []), post["channel_id"])

    def send(self, person: str, form: SeenForm, values: dict[str, str]) -> Screen:
        opened: Opened = form.handle
        dialog = opened.dialog.dialog
        typed = filled(form, values)
        entered = entered_in(dialog, typed)
        said_by_client = missing(dialog, entered)
        if said_by_client:
            return Screen(form=seen_form(dialog, opened, typed, said_by_client))
        sent, channel = opened.earlier | entered, self._looking_at(person, opened.channel)
        self._last_sent = (person, dialog["state"], sent, channel)
        self._last_answer = self.submit(*self._last_sent)
        check_following(self._last_answer, self.server.version)
        if "form" in self._last_answer:
            after = replace(opened.dialog, dialog=self._last_answer["form"])
            return Screen(form=seen_form(after.dialog, Opened(after, opened.channel, sent)))
        errors = refusals(self._last_answer, typed)
        return Screen(form=seen_form(dialog, opened, typed, errors)) if errors else Screen()

    def replay(self) -> tuple[Any, Any]:
        return self._last_answer, self.submit(*self._last_sent)

    def submit(self, person: str, state: str, typed: dict[str, str], channel: str) -> Json:
        """What the server sends for a dialog: anybody can have it send any state and values."""
        assert person in self.server.members[channel], "Mattermost refuses forms from where one is not"
        sent = {
            "type": "dialog_submission",
            "callback_id": "",
            "state": state,
            "user_id": person,
            "channel_id": channel,
            "team_id": self.server.team,
            "submission": as_sent(typed),
            "cancelled": False,
        }
        return _json(self.client.post("/mattermost/form", json=sent))

    def posts(self, place: str) -> list[SeenMessage]:
        here = self._own_posts(place)
        return [self._with_files(post, here) for post in here if not post["file_ids"]]

    def delete(self, place: str, number: int) -> None:
        self.server.delete([post for post in self._own_posts(place) if not post["file_ids"]][number]["id"])

    def _own_posts(self, place: str) -> list[Json]:
        posts = [post for post in self.server.all_posts if post["channel_id"] == place]
        told = [post for post in posts if self._by_bot(post) and post["id"] not in self._answers]
        return [post for post in told if not post["delete_at"]]

    @property
    def client(self) -> FlaskClient:
        assert self._client is not None, "connect an app first"
        return self._client

    def _with_files(self, post: Json, here: list[Json]) -> SeenMessage:
        message = self._seen_post(post)
        for reply in here:
            if (reply["props"] or {}).get(FOLLOWS) == post["id"]:
                file = self.server.files[reply["file_ids"][0]]
                message = with_file(message, seen_text(reply["message"]), file["name"], file["content"])
        return message

    def _by_bot(self, post: Json) -> bool:
        return bool(post["user_id"] == self.server.bot)

    def _command(self, person: str, place: str, text: str) -> dict[str, str]:
        return {
            "token": COMMAND_TOKEN,
            "team_id": self.server.team,
            "team_domain": "gamma",
            "channel_id": place,
            "channel_name": self.server.channels[place]["name"],
            "user_id": person,
            "user_name": self.server.users[person]["username"],
            "command": "/gamma",
            "text": text,
            "trigger_id": self.server.trigger(person),
            "response_url": self.server.hook(person, place),
        }

    def _looking_at(self, person: str, channel: str) -> str:
        """The client names the channel on the screen: another one, once the person has left."""
        return channel if person in self.server.members[channel] else self.direct(person)

    def click(self, person: str, channel: str, context: Json) -> Json:
        assert person in self.server.members[channel], "Mattermost refuses clicks of those who are not there"
        return {
            "user_id": person,
            "user_name": self.server.users[person]["username"],
            "channel_id": channel,
            "channel_name": self.server.channels[channel]["name"],
            "team_id": self.server.channels[channel]["team_id"],
            "team_domain": "",
            "post_id": "",
            "trigger_id": self.server.trigger(person),
            "type": "",
            "data_source": "",
            "context": context,
        }

    def _public_channels_named_in(self, text: str) -> list[tuple[str, str]]:
        """In no order that means anything, as the server does."""
        named = set(re.findall(r"~([a-z0-9_-]+)", text))
        found = [(c["name"], id_) for id_, c in self.server.channels.items() if c["type"] == "O"]
        return sorted(((name, id_) for name, id_ in found if name in named), key=lambda pair: pair[0][::-1])

    def _named_in(self, text: str) -> list[tuple[str, str]]:
        """People by their user names, whoever is in the channel; in no order that means anything."""
        known = {user["username"]: id_ for id_, user in self.server.users.items()}
        typed = {name.rstrip(".-_") for name in re.findall(r"\B@([a-z0-9][a-z0-9.\-_]*)", text.lower())}
        return sorted(
            ((name, known[name]) for name in typed if name in known), key=lambda pair: pair[0][::-1]
        )

    def _screen(self, person: str, place: str, trigger: str, message: SeenMessage | None) -> Screen:
        opened = [d for d in self.server.dialogs if d.trigger == trigger and d.person == person]
        for last in opened[-1:]:
            if last.dialog["elements"]:
                return Screen(form=seen_form(last.dialog, Opened(last, place, {})))
            return Screen(message=SeenMessage(seen_text(last.dialog["introduction_text"])))
        return Screen(message=message) if message and message.text else Screen()


def _json(response: TestResponse) -> Json:
    """Anything else than a JSON object with status 200 is shown to people as a failure."""
    assert response.status_code == 200, response.text
    assert isinstance(response.json, dict), response.text
    return response.json


def _seen_message(text: str, attachments: list[Json], channel: str) -> SeenMessage:
    actions = [action for attachment in attachments for action in attachment["actions"]]
    integrations = {action["name"]: action["integration"] for action in actions}
    return seen_message(text, [action["name"] for action in actions], Shown(channel, integrations))
