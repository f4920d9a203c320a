"""What the sandbox's page asks over HTTP, and the doors kept shut against other pages of the same browser."""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, render_template_string, request

from bot.platforms.sandbox.labels import labels
from bot.platforms.sandbox.people import direct_conversation, in_conversation
from bot.platforms.sandbox.render import Json, rendered_answer
from bot.platforms.sandbox.state import SandboxState
from bot.platforms.sandbox.time_steps import later, next_monday, next_quarter
from gamma.chat import Answer, ChatError, Click, Command, Dispatch, Event, Message, Place, Submission
from gamma.text import render
from gamma.translator import LOCALES, N_, Translator, nearest_locale
from storage.sandbox import Post

PAGE = Path(__file__).parent / "page"
_ASSETS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_MAX_BODY = 500_000
_MAX_LINE = 3000
_COMMAND = re.compile(r"/?gamma(?:\s+(?P<text>.*))?", re.IGNORECASE | re.DOTALL)
_UNTIL = {"monday": next_monday, "quarter": next_quarter}
_GUARDS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class RefusedError(Exception):
    """A request the page itself would never make."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Act:
    """Who acts and where, checked against the cast."""

    person: str
    place: Place
    body: Json

    def words(self, name: str) -> str:
        return _text(self.body.get(name))

    def values(self) -> dict[str, str]:
        values = self.body.get("values")
        if not isinstance(values, dict):
            raise RefusedError(400, "values must be texts by field name")
        return {name: _text(value) for name, value in values.items()}


def make_blueprint(backstage: SandboxState, dispatch: Dispatch) -> Blueprint:
    blueprint = Blueprint("sandbox", __name__)
    # So that a test can bring a cast of its own.
    blueprint.record(lambda state: state.app.extensions.update(sandbox=backstage))
    blueprint.before_request(_check_request)
    blueprint.after_request(_guard)
    blueprint.register_error_handler(RefusedError, _explain_refusal)
    blueprint.register_error_handler(ChatError, _explain_failure)
    _add_page(blueprint, backstage)
    _add_posts(blueprint, backstage)
    _add_actions(blueprint, backstage, dispatch)
    return blueprint


def _add_page(blueprint: Blueprint, backstage: SandboxState) -> None:
    @blueprint.get("/")
    def page() -> str:
        locale = request.accept_languages.best_match(LOCALES, default="fr")
        template = (PAGE / "index.html").read_text(encoding="utf-8")
        return render_template_string(template, locale=locale, labels=labels(locale))

    @blueprint.get("/sandbox/<name>")
    def asset(name: str) -> Response:
        kind = _ASSETS.get(Path(name).suffix)
        found = next((file for file in PAGE.iterdir() if file.name == name), None)
        if not kind or not found:
            raise RefusedError(404, "there is no such file")
        return Response(found.read_bytes(), mimetype=kind)

    @blueprint.get("/sandbox/scene")
    def scene() -> Json:
        return _scene(backstage)

    @blueprint.get("/sandbox/commands")
    def commands() -> Json:
        return {locale: [list(pair) for pair in backstage.completions(locale)] for locale in LOCALES}


def _add_posts(blueprint: Blueprint, backstage: SandboxState) -> None:
    @blueprint.get("/sandbox/posts")
    def new_posts() -> Json:
        after = request.args.get("after", 0, type=int)
        found, latest = backstage.posts_after(after)
        return {
            "posts": [_shown(post) for post in found],
            "latest": latest,
            "now": backstage.clock.now().isoformat(),
        }

    @blueprint.get("/sandbox/posts/<int:post>/picture.png")
    def picture(post: int) -> Response:
        found = backstage.kept(post)
        if not found or "picture" not in found.content:
            raise RefusedError(404, "there is no such picture")
        return Response(b64decode(found.content["picture"]["png"]), mimetype="image/png")

    @blueprint.get("/sandbox/posts/<int:post>/file")
    def file(post: int) -> Response:
        """To be saved, never shown: whatever is in it stays out of this page's origin."""
        found = backstage.kept(post)
        if not found or "file" not in found.content:
            raise RefusedError(404, "there is no such file")
        name, content = found.content["file"]["name"], b64decode(found.content["file"]["content"])
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, mimetype="application/octet-stream", headers=headers)


def _add_actions(blueprint: Blueprint, backstage: SandboxState, dispatch: Dispatch) -> None:
    def answered(act: Act, event: Event) -> Json:
        return {"reply": rendered_answer(dispatch(event), backstage.seals, act.person, backstage.cast)}

    @blueprint.post("/sandbox/say")
    def say() -> Json:
        act = _read_act(backstage)
        line = act.words("text").strip()[:_MAX_LINE]
        command = _COMMAND.fullmatch(line)
        if command:
            text = (command["text"] or "").strip()
            channels, people = (
                backstage.cast.channels_named(act.person, text),
                backstage.cast.people_named(text),
            )
            return answered(act, Command("sandbox", act.person, act.place, text, channels, people))
        note = _typed_slash(backstage, act, line)
        if note:
            locale = backstage.cast.people[act.person].locale
            reply = Answer(Message((render(Translator(locale).text(note)),)), locale, act.place)
            return {"reply": rendered_answer(reply, backstage.seals, act.person, backstage.cast)}
        if line:
            backstage.keep(act.place.id, act.person, {"text": line})
        return {"reply": None}

    @blueprint.post("/sandbox/press")
    def press() -> Json:
        act = _read_act(backstage)
        return answered(act, Click("sandbox", act.person, act.words("seal")))

    @blueprint.post("/sandbox/send")
    def send() -> Json:
        act = _read_act(backstage)
        return answered(act, Submission("sandbox", act.person, act.words("seal"), act.values()))

    @blueprint.post("/sandbox/language")
    def language() -> Json:
        _read_act(backstage)
        return {}

    @blueprint.post("/sandbox/clock")
    def clock() -> Json:
        return {"now": backstage.advance(_read_step(_body())).isoformat()}


def _typed_slash(backstage: SandboxState, act: Act, line: str) -> str:
    """The answer to a slash that is no command of Gamma's, "" for a plain line."""
    if re.fullmatch(r"/invite @?gamma", line, re.IGNORECASE) and not act.place.direct:
        backstage.cast.invite_bot(act.place.id)
        return N_("Gamma is in this channel now.")
    if line.startswith("/"):
        return N_("Commands begin with `/gamma` here. Nothing was sent.")
    return ""


def _scene(backstage: SandboxState) -> Json:
    cast = backstage.cast
    return {
        "labels": {locale: labels(locale) for locale in LOCALES},
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "locale": person.locale,
                "role": {
                    locale: Translator(locale).text(person.role) if person.role else "" for locale in LOCALES
                },
                "direct": direct_conversation(person.id),
                "channels": [
                    channel.id for channel in cast.channels.values() if person.id in channel.members
                ],
            }
            for person in cast.people.values()
        ],
    }


def _shown(post: Post) -> Json:
    shown = {"id": post.id, "channel": post.channel, "author": post.author, **post.content}
    if "picture" in post.content:
        alt = post.content["picture"]["alt"]
        shown["picture"] = {"src": f"/sandbox/posts/{post.id}/picture.png", "alt": alt}
    if "file" in post.content:
        shown["file"] = {"src": f"/sandbox/posts/{post.id}/file", "name": post.content["file"]["name"]}
    return shown


def _read_act(backstage: SandboxState) -> Act:
    """Also remembers the language the person's column is in, when it says so."""
    body = _body()
    person, place = body.get("person"), body.get("place")
    if not isinstance(person, str) or person not in backstage.cast.people:
        raise RefusedError(400, "nobody in the sandbox has this id")
    if not isinstance(place, str) or not backstage.cast.is_in(person, place):
        raise RefusedError(403, "this person is not in this conversation")
    locale = nearest_locale(str(body.get("locale", "")))
    if locale:
        backstage.cast.people[person].locale = locale
    return Act(person, Place(place, direct=bool(in_conversation(place))), body)


def _text(value: object) -> str:
    """A text that every database can keep: no NUL, no half of a surrogate pair."""
    if not isinstance(value, str) or re.search("[\0\ud800-\udfff]", value):
        raise RefusedError(400, "a text was expected")
    return value


def _read_step(body: Json) -> Callable[[datetime], datetime]:
    """What gives the new local time."""
    days, hours, until = body.get("days", 0), body.get("hours", 0), body.get("until")
    if isinstance(until, str) and until in _UNTIL:
        return _UNTIL[until]
    if type(days) is int and type(hours) is int and 0 <= days <= 366 and 0 <= hours <= 48 and days + hours:
        return partial(later, step=timedelta(days=days, hours=hours))
    raise RefusedError(400, "the clock moves by days, by hours, until monday or until quarter")


def _body() -> Json:
    body: Any = request.get_json()
    if not isinstance(body, dict):
        raise RefusedError(400, "the body must be a JSON object")
    return body


def _check_request() -> None:
    """Another site's page may name this address (DNS rebinding) or post to it (CSRF): neither gets in."""
    try:
        host = urlsplit(f"//{request.host}").hostname
    except ValueError:
        host = None
    if host not in _LOOPBACK:
        raise RefusedError(403, "open this page as http://127.0.0.1")
    if request.method == "POST":
        request.max_content_length = _MAX_BODY
        origin = request.headers.get("Origin")
        if origin is not None and origin != request.host_url.rstrip("/"):
            raise RefusedError(403, "this request comes from another page")
        if request.mimetype != "application/json":
            raise RefusedError(415, "the body must be JSON")


def _guard(response: Response) -> Response:
    response.headers.update(_GUARDS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _explain_refusal(refused: RefusedError) -> tuple[Response, int]:
    return jsonify(error=str(refused)), refused.status


def _explain_failure(failure: ChatError) -> tuple[Response, int]:
    return jsonify(error=failure.reason), 503
