"""People on a real Mattermost server, who type, press and fill as its web client does."""

import json
import time
from dataclasses import replace
from typing import Any

import httpx
import pytest

from tests.drivers.mattermost_seen import (
    as_sent,
    entered_in,
    filled,
    missing,
    refusals,
    seen_form,
    seen_text,
)
from tests.fakes.mattermost_rules import Json, dialog_complaints
from tests.live.account import Account
from tests.live.posts import Opened, Shown, seen, with_files
from tests.live.server import URL, Server, free_port
from tests.live.timings import took
from tests.talk import Screen, SeenForm, SeenMessage

_SILENT_AFTER = 15.0
"""Seconds without anything to see: then a click was answered by nothing, which is rare."""
_TOO_LATE = ("Le formulaire n’a pas pu s’ouvrir à temps.", "The form could not be opened in time.")
_MOST_PRESSES = 6


class LiveDriver:
    """presses_again: a form that a busy machine opens too late is opened by its button, as people do."""

    name = "mattermost"
    chains_forms = False

    def __init__(self, server: Server, *, presses_again: bool = False) -> None:
        self._server = server
        self.presses_again = presses_again
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.word, self.bot, self.command_token = self._installed()
        self.states: list[str] = []
        self._accounts: dict[str, Account] = {}
        self._readers: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        self._last_sent: tuple[str, Opened, dict[str, str]] | None = None
        self._last_answer: Json = {}
        self._answers: set[str] = set()
        """The posts that answered a click: seen then."""

    def _installed(self) -> tuple[str, Account, str]:
        """The command's word, the bot, and the command's token."""
        word = self._server.unique("gamma")
        bot = self._server.bot()
        return word, bot, self._server.command(word, f"{self.url}/mattermost/command")

    def settings(self) -> dict[str, str]:
        return {
            "MATTERMOST_URL": URL,
            "MATTERMOST_TOKEN": self.bot.token,
            "MATTERMOST_COMMAND_TOKEN": self.command_token,
            "GAMMA_URL": self.url,
        }

    def connect(self, app: Any) -> None:
        """Mattermost itself calls the bot."""

    def close(self) -> None:
        self._server.retire_bot(self.bot)

    @property
    def team(self) -> str:
        return self._server.team

    def account(self, person: str) -> Account:
        return self._accounts[person]

    def person(self, name: str, locale: str = "fr") -> str:
        account = self._server.person(name, locale)
        self._accounts[account.id] = account
        return account.id

    def channel(self, name: str, members: list[str], *, private: bool = False) -> str:
        people = [self._accounts[member] for member in members]
        id_ = self._server.channel(name, people, private=private)
        self._readers[id_] = list(members)
        self._names[name] = people[0]("GET", f"/channels/{id_}")["name"]
        return id_

    def leave(self, person: str, channel: str) -> None:
        self._accounts[person]("DELETE", f"/channels/{channel}/members/{person}")
        self._readers[channel].remove(person)

    def invite_bot(self, channel: str) -> None:
        """As people do it. The server says in the channel that the bot was added."""
        name = self.bot("GET", "/users/me")["username"]
        invited = self.execute(self._readers[channel][0], channel, f"/invite @{name}")
        assert invited.is_success, invited.text

    def retire(self, person: str, name: str = "") -> Any:
        pytest.skip("these people are there for all tests of the run")

    go_by = retire

    def mention_person(self, person: str) -> str:
        return f"@{self._accounts[person].username}"

    def direct(self, person: str) -> str:
        return self.direct_between(person, self.bot.id)

    def group(self, people: list[str]) -> str:
        id_ = str(self.bot("POST", "/channels/group", people)["id"])
        self._readers[id_] = people
        return id_

    def direct_between(self, person: str, other: str) -> str:
        id_ = str(self._accounts[person]("POST", "/channels/direct", [person, other])["id"])
        self._readers[id_] = [person]
        return id_

    def execute(self, person: str, place: str, words: str) -> httpx.Response:
        asked = {"channel_id": place, "command": words, "team_id": self._server.team}
        return self._accounts[person].ask("POST", "/commands/execute", asked)

    def say(self, person: str, place: str, text: str) -> Screen:
        for name, unique in self._names.items():
            text = text.replace(f"~{name}", f"~{unique}")
        since, begun = self._accounts[person].events.so_far(), time.monotonic()
        response = self.execute(person, place, f"/{self.word} {text}".rstrip())
        assert response.is_success, f"the person sees a failure: {response.text}"
        answer = response.json()
        assert answer["response_type"] in ("", "ephemeral"), "shown under the person's own name"
        return self._in_time(person, self._screen(person, place, since, answer["trigger_id"], begun))

    def write(self, person: str, place: str, text: str) -> None:
        """As people do; what answers it comes when it comes."""
        self._accounts[person]("POST", "/posts", {"channel_id": place, "message": text})

    def let_in(self, _person: str, channel: str) -> None:
        self.invite_bot(channel)

    def press(self, person: str, message: SeenMessage, label: str) -> Screen:
        return self._in_time(person, self._pressed(person, message, label))

    def _in_time(self, person: str, screen: Screen) -> Screen:
        for _ in range(_MOST_PRESSES if self.presses_again else 0):
            if screen.message is None or not screen.text.startswith(_TOO_LATE):
                break
            screen = self._pressed(person, screen.message, screen.message.buttons[0])
        return screen

    def _pressed(self, person: str, message: SeenMessage, label: str) -> Screen:
        shown: Shown = message.handle
        since, begun = self._accounts[person].events.so_far(), time.monotonic()
        conversation = self.direct(person)
        answer = self.click(person, message, label)
        return self._screen(person, shown.channel, since, answer["trigger_id"], begun, conversation)

    def click(self, person: str, message: SeenMessage, label: str) -> Json:
        shown: Shown = message.handle
        id_, cookie = shown.actions[label]
        answer: Json = self._accounts[person](
            "POST", f"/posts/{shown.post}/actions/{id_}", {"cookie": cookie}
        )
        return answer

    def send(self, person: str, form: SeenForm, values: dict[str, str]) -> Screen:
        opened: Opened = form.handle
        typed = filled(form, values)
        entered = entered_in(opened.dialog, typed)
        said_by_client = missing(opened.dialog, entered)
        if said_by_client:
            return Screen(form=seen_form(opened.dialog, opened, typed, said_by_client))
        begun = time.monotonic()
        opened = replace(opened, channel=self._looking_at(person, opened.channel))
        self._last_sent = (person, opened, entered)
        self._last_answer = self.submit(person, opened, entered)
        took("a form is taken or refused", begun)
        errors = refusals(self._last_answer, typed)
        return Screen(form=seen_form(opened.dialog, opened, typed, errors)) if errors else Screen()

    def _looking_at(self, person: str, channel: str) -> str:
        """The client names the channel on the screen: another one, once the person has left."""
        there = person in self._readers.get(channel, ())
        return channel if there else self.direct(person)

    def replay(self) -> tuple[Any, Any]:
        assert self._last_sent, "nothing was sent"
        return self._last_answer, self.submit(*self._last_sent)

    def submit(self, person: str, opened: Opened, typed: dict[str, str]) -> Json:
        response = self.try_submit(person, opened, typed)
        assert response.is_success, f"the form would close and lose the answers: {response.text}"
        answer: Json = response.json() or {}
        return answer

    def try_submit(self, person: str, opened: Opened, typed: dict[str, str]) -> httpx.Response:
        """The server passes on any url, state and values."""
        sent = {
            "url": opened.url,
            "callback_id": "",
            "state": opened.dialog["state"],
            "user_id": person,
            "channel_id": opened.channel,
            "team_id": self._server.team,
            "submission": as_sent(typed),
            "cancelled": False,
        }
        return self._accounts[person].ask("POST", "/actions/dialogs/submit", sent)

    def posts(self, place: str) -> list[SeenMessage]:
        reader = self._accounts[self._readers[place][0]]
        listed = reader("GET", f"/channels/{place}/posts?per_page=200")
        assert "integration" not in json.dumps(listed), "people see what buttons carry"
        own = self._own_posts(listed)
        return [with_files(seen(post), post, own, reader) for post in own if not post.get("file_ids")]

    def delete(self, place: str, number: int) -> None:
        """By the bot's own account, as the server's administrator could."""
        own = self._own_posts(self.bot("GET", f"/channels/{place}/posts?per_page=200"))
        self.bot("DELETE", f"/posts/{[post for post in own if not post.get('file_ids')][number]['id']}")

    def _own_posts(self, listed: Json) -> list[Json]:
        posts = [listed["posts"][id_] for id_ in reversed(listed["order"])]
        return [post for post in posts if self._is_told(post)]

    def _is_told(self, post: Json) -> bool:
        return post["user_id"] == self.bot.id and not post["type"] and post["id"] not in self._answers

    @property
    def server(self) -> Any:
        pytest.skip("looks into the played server")

    def _screen(
        self, person: str, place: str, since: int, trigger: str, begun: float, conversation: str = ""
    ) -> Screen:
        """What the client shows next, with collapsed threads: a dialog of this very trigger, words in this
        channel, or those that answer a click in the conversation with the bot. No reply to another post.
        """

        def appeared(event: Json) -> Screen | None:
            assert "integration" not in json.dumps(event), "people see what buttons carry"
            if event["event"] == "open_dialog":
                opened = json.loads(event["data"]["dialog"])
                return self._opened(opened, place) if opened["trigger_id"] == trigger else None
            if event["event"] in ("ephemeral_message", "posted"):
                post = json.loads(event["data"]["post"])
                return self._seen_at_once(post, place, conversation, event["event"])
            return None

        screen = self._accounts[person].events.first(appeared, since, _SILENT_AFTER)
        if screen:
            took("a form opens" if screen.form else "words are answered", begun)
        return screen or Screen()

    def _seen_at_once(self, post: Json, place: str, conversation: str, event: str) -> Screen | None:
        if event == "ephemeral_message":
            here = post["channel_id"] == place and not post["root_id"]
            return Screen(message=seen(post)) if here else None
        if post["channel_id"] != conversation or not self._is_told(post) or post["root_id"]:
            return None
        self._answers.add(post["id"])
        return Screen(message=seen(post))

    def _opened(self, opened: Json, place: str) -> Screen:
        dialog = opened["dialog"]
        if not dialog["elements"]:
            return Screen(message=SeenMessage(seen_text(dialog["introduction_text"])))
        version = self.bot("GET", "/config/client?format=old")["Version"]
        assert dialog_complaints(dialog, version) == []
        self.states.append(dialog["state"])
        return Screen(form=seen_form(dialog, Opened(opened["url"], dialog, place)))
