"""People in the sandbox, played by the requests that its page makes."""

from dataclasses import replace
from typing import Any

from sqlalchemy import delete
from werkzeug.test import Client

from bot.platforms.sandbox.state import SandboxState
from bot.platforms.sandbox.workspace import Workspace, direct_conversation, group_conversation
from storage.models import SandboxPostRow
from tests.talk import Screen, SeenField, SeenForm, SeenMessage

Json = dict[str, Any]


class SandboxDriver:
    name = "sandbox"
    chains_forms = True

    def __init__(self, workspace: Workspace | None = None) -> None:
        """Without a workspace nobody is there yet: people get the ids they would have alone ("nadia")."""
        self.workspace = workspace or Workspace()
        self._web: Client | None = None
        self._state: SandboxState | None = None

    def settings(self) -> dict[str, str]:
        """The sandbox needs none; the app is made with sandbox=True."""
        return {}

    def connect(self, app: Any) -> None:
        """The workspace is the driver's, so that people stay who they are over a restart of the app."""
        self._state = app.web.extensions["sandbox"]
        self._state.workspace = self.workspace
        self._web = app.web.test_client()

    def close(self) -> None:
        self._web = None

    def person(self, name: str, locale: str = "fr") -> str:
        return self.workspace.add_person(name, locale=locale).id

    def channel(self, name: str, members: list[str], *, private: bool = False) -> str:
        return self.workspace.add_channel(name, members, private=private).id

    def leave(self, person: str, channel: str) -> None:
        self.workspace.leave(person, channel)

    def invite_bot(self, channel: str) -> None:
        self.workspace.invite_bot(channel)

    def go_by(self, person: str, name: str) -> str:
        """The people of the sandbox have one name each."""
        return self.workspace.people[person].name

    def retire(self, person: str) -> None:
        del self.workspace.people[person]

    def direct(self, person: str) -> str:
        return direct_conversation(person)

    def group(self, people: list[str]) -> str:
        return group_conversation(people)

    def mention_person(self, person: str) -> str:
        return f"@{person}"

    def say(self, person: str, place: str, text: str) -> Screen:
        return _screen(self.ask("say", {"person": person, "place": place, "text": f"/gamma {text}".strip()}))

    def write(self, person: str, place: str, text: str) -> None:
        assert self.ask("say", {"person": person, "place": place, "text": text}) is None

    def let_in(self, person: str, channel: str) -> None:
        self.ask("say", {"person": person, "place": channel, "text": "/invite @gamma"})

    def press(self, person: str, message: SeenMessage, label: str) -> Screen:
        seal = next(button["seal"] for button in message.handle if button["label"] == label)
        return _screen(
            self.ask("press", {"person": person, "place": direct_conversation(person), "seal": seal})
        )

    def send(self, person: str, form: SeenForm, values: dict[str, str]) -> Screen:
        filled = {field.name: field.value for field in form.fields} | values
        people = [field.name for field in form.fields if field.kind == "person"]
        typed = {name: filled[name] for name in people if filled[name] not in ("", *self.workspace.people)}
        entered = filled | {name: f"@{words.lstrip('@')}" for name, words in typed.items()}
        sent = {
            "person": person,
            "place": direct_conversation(person),
            "seal": form.handle,
            "values": entered,
        }
        self._last_sent = sent
        self._last_answer = reply = self.ask("send", sent)
        if reply["kind"] != "errors":
            return _screen(reply)
        fields = tuple(replace(field, value=filled[field.name]) for field in form.fields)
        general = {"": reply["general"]} if reply["general"] else {}
        return Screen(form=replace(form, fields=fields, errors={**reply["fields"], **general}))

    def replay(self) -> tuple[Any, Any]:
        again = self.ask("send", self._last_sent)
        for answer in (self._last_answer, again):
            answer.pop("seal", None)  # each signed state is new
            for button in answer.get("message", answer).get("buttons", []):
                button.pop("seal", None)
        return self._last_answer, again

    def posts(self, place: str) -> list[SeenMessage]:
        return [self._with_files(_message(post), post) for post in self._own_posts(place)]

    def delete(self, place: str, number: int) -> None:
        """Nobody can on its page; the row is as good as never there."""
        assert self._state, "connect() comes first"
        with self._state._store.write() as session:
            session.execute(delete(SandboxPostRow).filter_by(id=self._own_posts(place)[number]["id"]))

    def _own_posts(self, place: str) -> list[Json]:
        found = self._client().get("/sandbox/posts?after=0").get_json()["posts"]
        own = [post for post in found if post["channel"] == place and post["author"] == "gamma"]
        return sorted(own, key=lambda post: int(post["id"]))

    def ask(self, path: str, body: Json) -> Json:
        """The reply to what a person did."""
        answer = self._client().post(f"/sandbox/{path}", json=body)
        assert answer.status_code == 200, answer.text
        reply: Json = answer.get_json()["reply"]
        return reply

    def _with_files(self, message: SeenMessage, post: Json) -> SeenMessage:
        if "picture" in post:
            picture = self._client().get(post["picture"]["src"]).data
            message = replace(message, picture_alt=post["picture"]["alt"], picture=picture)
        if "file" in post:
            file = self._client().get(post["file"]["src"]).data
            message = replace(message, file_name=post["file"]["name"], file=file)
        return message

    def _client(self) -> Client:
        assert self._web, "connect() comes first"
        return self._web


def _screen(reply: Json | None) -> Screen:
    if reply is None:
        return Screen()
    if reply["kind"] == "form":
        return Screen(form=_form(reply))
    if reply["kind"] == "errors":
        return Screen(SeenMessage("\n".join([reply["general"], *reply["fields"].values()]).strip()))
    return Screen(_message(reply))


def _message(shown: Json) -> SeenMessage:
    text = "\n\n".join("".join(span["text"] for span in spans) for spans in shown["paragraphs"])
    labels = tuple(button["label"] for button in shown["buttons"])
    links = tuple((s["text"], s["url"]) for spans in shown["paragraphs"] for s in spans if s["url"])
    return SeenMessage(text, labels, handle=shown["buttons"], links=links)


def _form(shown: Json) -> SeenForm:
    fields = tuple(_field(field) for field in shown["fields"])
    return SeenForm(shown["title"], shown["intro"], fields, shown["submit"], handle=shown["seal"])


def _field(field: Json) -> SeenField:
    """A list shows nobody where the person picked before is not in it, and then sends nobody."""
    options = tuple((option["label"], option["value"]) for option in field["options"])
    seen = SeenField(field["name"], field["label"], field["help"], field["kind"], field["value"], options)
    if field["kind"] != "person":
        return seen
    known = {value for _, value in options}
    return replace(seen, value=field["value"] if field["value"] in known else "", options=())
