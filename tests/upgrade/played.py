"""Yesterday's people come back to today's bot: what they see then."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.schedule import JOBS
from tests.conversation import Talk
from tests.talk import Screen, SeenForm, SeenMessage
from tests.upgrade.platforms import as_it_was, opened, places, shown
from tests.upgrade.recording import Json, Scene

_MADE_BY_CHANCE = re.compile(
    r'((?:name="seal" value="|/calendar/|\bUID:))[\w.@-]+|((?:/sponsor/|/document/|href="))W[\w.-]+'
)
"""Links to pages that were given out before have no part drawn by chance: they must stay as they were."""


@dataclass
class Return(Talk):
    """A talk that goes on where it was left."""

    def __post_init__(self) -> None:
        """What is done now and then was done just before."""
        self._turns = {job.id: self.now for job in JOBS}
        self.admin = ""
        self.app = self._started()

    def look_around(self) -> None:
        """Now is the time for all that is done now and then."""
        self._turns = {job.id: self.now - job.every for job in JOBS}
        self.tick()


@contextmanager
def returned(scene: Scene, database_url: str) -> Iterator[Return]:
    """The bot starts on that database, among the people of the scene, at its moment."""
    driver = as_it_was(scene.platform, scene.world)
    talk = Return(driver, database_url, scene.settings, datetime.fromisoformat(scene.now))
    yield talk
    talk.close()


def play(talk: Return, do: str, what: Json) -> Json:
    """What people see: whoever acts at once, and everybody after all that is due was done and sent."""
    acts = {
        "tick": _tick,
        "press": _press,
        "send": _send,
        "say": _say,
        "web": _visit,
        "wait": _wait,
        "leap": _leap,
    }
    at_once = acts[do](talk, what)
    talk.tick()
    return {"at_once": at_once, "posts": posts(talk)}


def posts(talk: Return) -> Json:
    """All that was posted since the scene began, by place."""
    said = {name: talk.driver.posts(place) for place, name in places(talk.driver).items()}
    return {name: [_message(post) for post in here] for name, here in sorted(said.items()) if here}


def _press(talk: Return, what: Json) -> Json:
    return _screen(talk.driver.press(what["person"], shown(talk.driver, what), what["label"]))


def _send(talk: Return, what: Json) -> Json:
    return _screen(talk.driver.send(what["person"], opened(talk.driver, what["form"]), what["values"]))


def _say(talk: Return, what: Json) -> Json:
    """One line after the other."""
    lines = enumerate(what["lines"])
    return {f"{number} {line[2]}": _screen(talk.driver.say(*line)) for number, line in lines}


def _visit(talk: Return, what: Json) -> Json:
    """A page for those without an account."""
    answer = talk.app.web.test_client().open(what["path"], method=what["method"], data=what["data"])
    return {"status": answer.status_code, "page": _without_chance(answer.text)}


def _tick(talk: Return, _what: Json) -> Json:
    talk.look_around()
    return {}


def _wait(talk: Return, what: Json) -> Json:
    talk.wait_until(talk.now + timedelta(days=what["days"]))
    return {}


def _leap(talk: Return, what: Json) -> Json:
    """The bot is away until then, each time."""
    for moment in what["to"]:
        talk.now = datetime.fromisoformat(moment)
        talk.look_around()
    return {}


def _screen(screen: Screen) -> Json:
    return {
        **({"message": _message(screen.message)} if screen.message else {}),
        **({"form": _form(screen.form)} if screen.form else {}),
    }


def _message(message: SeenMessage) -> Json:
    seen: Json = {
        "text": _without_chance(message.text),
        "buttons": list(message.buttons),
        "picture": message.picture_alt,
        "file": message.file_name,
        "content": _without_chance(message.file.decode()),
    }
    return {name: value for name, value in seen.items() if value}


def _form(form: SeenForm) -> Json:
    fields = [[f.name, f.label, f.help, f.kind, f.value, [list(o) for o in f.options]] for f in form.fields]
    return {"title": form.title, "intro": form.intro, "fields": fields, "errors": form.errors}


def _without_chance(words: str) -> str:
    return _MADE_BY_CHANCE.sub(r"\1\2…", words)
