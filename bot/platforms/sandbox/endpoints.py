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

from bot.platforms.sandbox.hearing import tell_entered, tell_post
from bot.platforms.sandbox.labels import labels
from bot.platforms.sandbox.render import Json, render_answer
from bot.platforms.sandbox.scene import render_scene
from bot.platforms.sandbox.state import SandboxState, later, next_monday, three_months_later
from bot.platforms.sandbox.workspace import people_in_conversation
from gamma.chat import Answer, ChatError, Click, Command, Dispatch, Event, Message, Place, Submission
from gamma.translator import LOCALES, N_, Translator, nearest_locale, render
from storage.sandbox import Post

PAGE = Path(__file__).parent / "page"
_ASSETS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_MAX_BODY = 500_000
_MAX_LINE = 16_000
_COMMAND = re.compile(r"/?gamma(?:\s+(?P<text>.*))?", re.IGNORECASE | re.DOTALL)
_UNTIL = {"monday": next_monday, "quarter": three_months_later}
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
class Action:
    """Who acts and where, checked against the workspace."""

    person: str
    place: Place
    body: Json

    def words(self, name: str) -> str:
        """A text of the request's body, "" where there is none."""
        return _text(self.body.get(name))

    def values(self) -> dict[str, str]:
        """The answers of a form. Raises RefusedError where they are no texts by field name."""
        values = self.body.get("values")
        if not isinstance(values, dict):
            raise RefusedError(400, "values must be texts by field name")
        return {name: _text(value) for name, value in values.items()}


def make_blueprint(state: SandboxState, dispatch: Dispatch) -> Blueprint:
    blueprint = Blueprint("sandbox", __name__)
    # So that a test can bring a workspace of its own.
    blueprint.record(lambda setup: setup.app.extensions.update(sandbox=state))
    blueprint.before_request(_check_request)
    blueprint.after_request(_guard)
    blueprint.register_error_handler(RefusedError, _explain_refusal)
    blueprint.register_error_handler(ChatError, _explain_failure)
    _add_page(blueprint, state)
    _add_post_routes(blueprint, state)
    _add_actions(blueprint, state, dispatch)
    return blueprint


def _add_page(blueprint: Blueprint, state: SandboxState) -> None:
    @blueprint.get("/")
    def page() -> str:
        locale = request.accept_languages.best_match(LOCALES, default="fr")
        template = (PAGE / "index.html").read_text(encoding="utf-8")
        return render_template_string(template, locale=locale, labels=labels(locale))

    @blueprint.get("/sandbox/<name>")
    def asset(name: str) -> Response:
        mimetype = _ASSETS.get(Path(name).suffix)
        path = next((file for file in PAGE.iterdir() if file.name == name), None)
        if not mimetype or not path:
            raise RefusedError(404, "there is no such file")
        return Response(path.read_bytes(), mimetype=mimetype)

    @blueprint.get("/sandbox/scene")
    def scene() -> Json:
        return render_scene(state.workspace)

    @blueprint.get("/sandbox/commands")
    def commands() -> Json:
        return {locale: [list(pair) for pair in state.completions(locale)] for locale in LOCALES}


def _add_post_routes(blueprint: Blueprint, state: SandboxState) -> None:
    @blueprint.get("/sandbox/posts")
    def new_posts() -> Json:
        after = request.args.get("after", 0, type=int)
        posts, latest, newest = state.posts_after(after)
        return {
            "posts": [_render_post(post) for post in posts],
            "latest": latest,
            "newest": newest,
            "now": state.clock.now().isoformat(),
        }

    @blueprint.get("/sandbox/posts/<int:post>/picture.png")
    def picture(post: int) -> Response:
        stored = state.find_post(post)
        if not stored or "picture" not in stored.content:
            raise RefusedError(404, "there is no such picture")
        return Response(b64decode(stored.content["picture"]["png"]), mimetype="image/png")

    @blueprint.get("/sandbox/posts/<int:post>/file")
    def file(post: int) -> Response:
        """To be saved, never shown: whatever is in it stays out of this page's origin."""
        stored = state.find_post(post)
        if not stored or "file" not in stored.content:
            raise RefusedError(404, "there is no such file")
        name, content = stored.content["file"]["name"], b64decode(stored.content["file"]["content"])
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, mimetype="application/octet-stream", headers=headers)


def _add_actions(blueprint: Blueprint, state: SandboxState, dispatch: Dispatch) -> None:
    def answer(action: Action, event: Event) -> Json:
        return {"reply": render_answer(dispatch(event), state.signer, action.person, state.workspace)}

    @blueprint.post("/sandbox/say")
    def say() -> Json:
        action = _parse_action(state)
        line = action.words("text").strip()[:_MAX_LINE]
        command = _COMMAND.fullmatch(line)
        if command is None:
            return _take_plain_line(state, action, line)
        text = (command["text"] or "").strip()
        channels = state.workspace.channels_named(action.person, text)
        people = state.workspace.people_named(text)
        return answer(action, Command("sandbox", action.person, action.place, text, channels, people))

    @blueprint.post("/sandbox/press")
    def press() -> Json:
        action = _parse_action(state)
        return answer(action, Click("sandbox", action.person, action.words("seal")))

    @blueprint.post("/sandbox/send")
    def send() -> Json:
        action = _parse_action(state)
        return answer(action, Submission("sandbox", action.person, action.words("seal"), action.values()))

    @blueprint.post("/sandbox/language")
    def language() -> Json:
        _parse_action(state)
        return {}

    @blueprint.post("/sandbox/clock")
    def clock() -> Json:
        return {"now": state.advance(_parse_step(_body())).isoformat()}


def _take_plain_line(state: SandboxState, action: Action, line: str) -> Json:
    """Posted where it was typed, and heard there; or answered as the platform answers its own slashes."""
    note = _answer_other_slash(state, action, line)
    if note:
        translator = Translator(state.workspace.people[action.person].locale)
        reply = Answer(Message((render(translator.text(note)),)), translator, action.place)
        return {"reply": render_answer(reply, state.signer, action.person, state.workspace)}
    if line:
        post = state.add_post(action.place.id, action.person, {"text": line})
        tell_post(state, action.person, action.place, line, str(post.id))
    return {"reply": None}


def _answer_other_slash(state: SandboxState, action: Action, line: str) -> str:
    """The answer to a slash that is no command of Gamma's, "" for a plain line."""
    if re.fullmatch(r"/invite @?gamma", line, re.IGNORECASE) and not action.place.direct:
        state.workspace.invite_bot(action.place.id)
        tell_entered(state, action.place)
        return N_("Gamma is in this channel now.")
    if line.startswith("/"):
        return N_("Commands begin with `/gamma` here. Nothing was sent.")
    return ""


def _render_post(post: Post) -> Json:
    rendered = {
        "id": post.id,
        "change": post.change,
        "channel": post.channel,
        "author": post.author,
        **post.content,
    }
    if "picture" in post.content:
        alt = post.content["picture"]["alt"]
        rendered["picture"] = {"src": f"/sandbox/posts/{post.id}/picture.png", "alt": alt}
    if "file" in post.content:
        rendered["file"] = {"src": f"/sandbox/posts/{post.id}/file", "name": post.content["file"]["name"]}
    return rendered


def _parse_action(state: SandboxState) -> Action:
    """Also remembers the language the person's column is in, when it says so."""
    body = _body()
    person, place = body.get("person"), body.get("place")
    if not isinstance(person, str) or person not in state.workspace.people:
        raise RefusedError(400, "nobody in the sandbox has this id")
    if not isinstance(place, str) or not state.workspace.is_in(person, place):
        raise RefusedError(403, "this person is not in this conversation")
    locale = nearest_locale(str(body.get("locale", "")))
    if locale:
        state.workspace.people[person].locale = locale
    return Action(person, Place(place, direct=bool(people_in_conversation(place))), body)


def _text(value: object) -> str:
    """A text that every database can keep: no NUL, no half of a surrogate pair."""
    if not isinstance(value, str) or re.search("[\0\ud800-\udfff]", value):
        raise RefusedError(400, "a text was expected")
    return value


def _parse_step(body: Json) -> Callable[[datetime], datetime]:
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
