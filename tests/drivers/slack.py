"""People on Slack, played by signed requests to the bot; their screens are read from the fake Slack."""

import json
import re
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier
from werkzeug.test import Client, TestResponse

from tests.drivers.slack_events import SlackEvents, as_json
from tests.drivers.slack_seen import (
    Shown,
    buttons,
    entered_in,
    field_name,
    input_ids,
    inputs,
    screen_of_view,
    seen,
    with_typed,
)
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_api import check_view, kind_of
from tests.fakes.slack_world import BOT_ID, Interaction, Json, View
from tests.talk import Screen, SeenForm, SeenMessage

LOCALES = {"fr": "fr-FR", "en": "en-US"}


class SlackDriver:
    name = "slack"
    chains_forms = True

    def __init__(self) -> None:
        self.fake = FakeSlack()
        self.signing_secret = "shh"
        self.events = SlackEvents(self.fake, self.tell)
        self._web: Client | None = None
        self._last_sent: Json = {}
        self._last_answer = ""

    def settings(self) -> dict[str, str]:
        return {
            "SLACK_BOT_TOKEN": self.fake.token,
            "SLACK_SIGNING_SECRET": self.signing_secret,
            "SLACK_API_URL": self.fake.api_url,
        }

    def connect(self, app: Any) -> None:
        self._web = app.web.test_client()

    def close(self) -> None:
        self.fake.close()

    def person(self, name: str, locale: str = "fr") -> str:
        return self.fake.person(name, LOCALES[locale])

    def channel(self, name: str, members: list[str], *, private: bool = False) -> str:
        return self.fake.channel(name, members, private=private)

    def leave(self, person: str, channel: str) -> None:
        self.fake.channels[channel].members.discard(person)

    def invite_bot(self, channel: str) -> None:
        self.fake.invite_bot(channel)

    def go_by(self, person: str, name: str) -> str:
        self.fake.people[person].display_name = name
        return name

    def retire(self, person: str) -> None:
        self.fake.people[person].deleted = True

    def direct(self, person: str) -> str:
        return self.fake.direct(person)

    def group(self, people: list[str]) -> str:
        return self.fake.group(people)

    def mention_person(self, person: str) -> str:
        return f"@{self.fake.people[person].handle}"

    def say(self, person: str, place: str, text: str) -> Screen:
        interaction = self.fake.act(person, place)
        answer = self.deliver(urlencode(self.command(interaction, text)))
        assert (answer.status_code, answer.text) == (200, "")
        self.fake.wait(lambda: bool(interaction.view or interaction.messages))
        return self.screen(interaction)

    def write(self, person: str, place: str, text: str) -> None:
        self.events.write(person, place, text)

    def let_in(self, person: str, channel: str) -> None:
        self.events.invite(channel, person)

    def press(self, person: str, message: SeenMessage, label: str) -> Screen:
        shown: Shown = message.handle
        view = self.fake.views.get(shown.view)
        before = view.hash if view else ""
        interaction = self.fake.act(person, shown.channel)
        answer = self.interact(self._click(interaction, shown, label))
        assert (answer.status_code, answer.text) == (200, "")
        if view and view.body["type"] == "modal":
            self.fake.wait(lambda: view.hash != before)
            return screen_of_view(view)
        self.fake.wait(lambda: bool(interaction.view or interaction.messages))
        return self.screen(interaction)

    def send(self, person: str, form: SeenForm, values: dict[str, str]) -> Screen:
        view = self.fake.views[form.handle]
        typed = {field.name: values.get(field.name, field.value) for field in form.fields}
        filled = replace(form, fields=tuple(replace(f, value=typed[f.name]) for f in form.fields))
        entered = entered_in(view, typed, {field.name: field.value for field in form.fields})
        if errors := dict(_kept_back_by_slack(view, entered)):
            return Screen(form=replace(filled, errors=errors))
        self._last_sent = self._submission(person, view, entered)
        answer = self.interact(self._last_sent)
        assert answer.status_code == 200
        self._last_answer = answer.text
        return self._after_sending(view, filled, answer.get_json() if answer.text else {})

    def replay(self) -> tuple[Any, Any]:
        return _without_signed_states(self._last_answer), _without_signed_states(
            self.interact(self._last_sent).text
        )

    def posts(self, place: str) -> list[SeenMessage]:
        return [self._seen_post(place, post) for post in self._own_posts(place)]

    def delete(self, place: str, number: int) -> None:
        self.fake.delete(place, self._own_posts(place)[number]["ts"])

    def _own_posts(self, place: str) -> list[Json]:
        return [post for post in self.fake.channels[place].posts if post.get("bot_id") == BOT_ID]

    # --- the wire --------------------------------------------------------------------------------

    def tell(self, body: Json, retry: int = 0) -> TestResponse:
        """An event: JSON, signed like the rest."""
        retried = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        return self.deliver(as_json(body), headers={"Content-Type": "application/json", **retried})

    def deliver(
        self, body: str, *, timestamp: str = "", signature: str = "", headers: dict[str, str] | None = None
    ) -> TestResponse:
        """As Slack does: form-encoded, signed over the raw body and the time."""
        assert self._web is not None
        timestamp = timestamp or str(int(time.time()))
        signed = SignatureVerifier(self.signing_secret).generate_signature(timestamp=timestamp, body=body)
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            **(headers or {}),
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature or str(signed),
        }
        return self._web.post("/slack/events", data=body, headers=sent)

    def interact(self, payload: Json) -> TestResponse:
        return self.deliver(urlencode({"payload": json.dumps(payload)}))

    def command(self, interaction: Interaction, text: str) -> dict[str, str]:
        channel = self.fake.channels[interaction.channel]
        return {
            "token": "legacy",
            "team_id": "T1",
            "channel_id": channel.id,
            "channel_name": "privategroup" if kind_of(channel) == "private_channel" else channel.name,
            "user_id": interaction.person,
            "user_name": "deprecated",
            "command": "/gamma",
            "text": self._escaped(text),
            "api_app_id": "A1",
            "response_url": self.fake.response_url(interaction),
            "trigger_id": interaction.trigger,
        }

    def _escaped(self, text: str) -> str:
        """As with `should_escape`: channels and people that exist come with their ids."""
        names = {f"#{c.name}": f"<#{c.id}|{c.name}>" for c in self.fake.channels.values()}
        names |= {f"@{p.handle}": f"<@{p.id}|{p.handle}>" for p in self.fake.people.values()}
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return re.sub(r"[#@]\w[\w-]*(?:\.[\w-]+)*", lambda found: names.get(found[0], found[0]), text)

    def _click(self, interaction: Interaction, shown: Shown, label: str) -> Json:
        button = next(b for b in buttons(shown.blocks) if b["text"]["text"] == label)
        action = {"type": "button", **{name: button[name] for name in ("action_id", "text", "value")}}
        click = _payload("block_actions", interaction) | {"actions": [action]}
        if shown.view:
            view = self.fake.views[shown.view]
            container = {"type": "view", "view_id": view.id}
            return click | {"container": container, "view": {**view.body, "id": view.id, "hash": view.hash}}
        place = {"channel": {"id": shown.channel}, "response_url": self.fake.response_url(interaction)}
        message = {"message": {"ts": shown.ts}} if shown.ts else {}
        return click | place | message | {"container": {"type": "message", "is_ephemeral": not shown.ts}}

    def _submission(self, person: str, view: View, typed: dict[str, str]) -> Json:
        values = {b["block_id"]: {b["element"]["action_id"]: _state(b, typed)} for b in inputs(view)}
        sent = {**view.body, "id": view.id, "hash": view.hash, "state": {"values": values}}
        return _payload("view_submission", self.fake.act(person, "")) | {"view": sent, "response_urls": []}

    def _after_sending(self, view: View, form: SeenForm, answer: Json) -> Screen:
        if not answer:
            return Screen()
        if answer["response_action"] == "errors":
            assert answer["errors"], "Slack wants at least one error"
            assert set(answer["errors"]) <= {block["block_id"] for block in inputs(view)}
            errors = {field_name(name): said for name, said in answer["errors"].items()}
            return Screen(form=replace(form, errors=errors))
        assert answer["response_action"] == "update"
        check_view(answer["view"], self.fake.people)
        before = input_ids(view)
        view.body, view.hash = answer["view"], self.fake.new_id("H")
        screen = screen_of_view(view)
        return replace(screen, form=with_typed(screen.form, form, before & input_ids(view)))

    # --- the screen ------------------------------------------------------------------------------

    def screen(self, interaction: Interaction) -> Screen:
        if interaction.view:
            return screen_of_view(interaction.view)
        if interaction.messages:
            blocks = interaction.messages[-1]["blocks"]
            return Screen(seen(blocks, Shown(blocks, interaction.channel)))
        return Screen()

    def _seen_post(self, place: str, post: Json) -> SeenMessage:
        message = seen(post["blocks"], Shown(post["blocks"], place, post["ts"]))
        charts = [block for block in post["blocks"] if block["type"] == "data_visualization"]
        if charts:  # what is read aloud is the text of the post
            alt = unescape(post["text"]).rpartition("\n\n")[2]
            message = replace(message, picture_alt=alt, chart=charts[0])
        followed = [file for file in self.fake.files.values() if file.get("thread_ts") == post["ts"]]
        for file in followed:
            if file["alt_txt"]:
                message = replace(message, picture_alt=file["alt_txt"], picture=file["content"])
            else:
                message = replace(message, file_name=file["name"], file=file["content"])
        return message


def _state(block: Json, typed: dict[str, str]) -> Json:
    """What Slack tells of an input: null where nothing was typed or chosen."""
    element, value = block["element"], typed[block["block_id"]]
    if element["type"] == "users_select":
        return {"type": element["type"], "selected_user": value or None}
    if element["type"] == "datepicker":
        return {"type": element["type"], "selected_date": value or None}
    if element["type"] == "datetimepicker":
        instant = int(datetime.fromisoformat(value).timestamp()) if value else None
        return {"type": element["type"], "selected_date_time": instant}
    if "options" not in element:
        return {"type": element["type"], "value": value or None}
    chosen = [option for option in element["options"] if option["value"] == value]
    assert chosen or not value, f"{value!r} is not among the options of {block['block_id']}"
    return {"type": element["type"], "selected_option": chosen[0] if chosen else None}


def _without_signed_states(answer: str) -> str:
    """Each signed state is new, so two answers are compared without them."""
    return re.sub(r'"(private_metadata|value)":\s*"[\w.-]{60,}"', "", answer)


def _kept_back_by_slack(view: View, typed: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Slack sends no form with a required field empty or a text too long; it says so itself."""
    for block in inputs(view):
        name, value = block["block_id"], typed[block["block_id"]]
        if not value and not block.get("optional"):
            yield name, "Please complete this required field."
        elif len(value) > block["element"].get("max_length", 3000):
            yield name, "This is too long."


def _payload(kind: str, interaction: Interaction) -> Json:
    person = {"user": {"id": interaction.person, "team_id": "T1"}, "team": {"id": "T1"}}
    return {"type": kind, "api_app_id": "A1", "trigger_id": interaction.trigger, **person}
