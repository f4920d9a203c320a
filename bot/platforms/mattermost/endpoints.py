"""What Mattermost calls: the slash command, pressed buttons, sent dialogs.

Only the command carries a token. Mattermost signs neither buttons nor dialogs: whoever sends them, the
dispatch verifies what they carry, and here they are only parsed and answered.
"""

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from bot.logs import internal_error
from bot.platforms.mattermost import render
from bot.platforms.mattermost.command_tokens import CommandTokens
from bot.platforms.mattermost.replies import Clicked, Replies, repeating, response_id
from gamma.chat import (
    Answer,
    Button,
    ChatError,
    Click,
    Command,
    Dispatch,
    Errors,
    Form,
    Message,
    Place,
    Submission,
)
from gamma.translator import N_, Translator

Json = dict[str, Any]
OpenForm = Callable[[Form, str, Place, str], None]
"""(form, person, place, trigger): may raise ChatError."""

log = logging.getLogger(__name__)

ID = re.compile(r"[a-z0-9]{26}")
_CONVERSATION = re.compile(rf"{ID.pattern}__{ID.pattern}|[0-9a-f]{{40}}")
"""The name of a conversation of two, or of several; no team names its channel like this."""


class Endpoints:
    """Reads what comes, has it dispatched, shows the answer. Its methods never raise."""

    def __init__(
        self,
        platform: str,
        dispatch: Dispatch,
        open_form: OpenForm,
        replies: Replies,
        translator: Translator,
    ) -> None:
        """translator: for where the person's language is not known yet."""
        self._translator = translator
        self._platform = platform
        self._dispatch = dispatch
        self._open_form = open_form
        self._replies = replies

    def command(self, payload: MultiDict[str, str]) -> Json:
        translator = self._translator
        if not _person(payload):  # the doctor asks so whether the token is known
            return _to_person_alone(self._unreadable())
        try:
            command = self._parse_command(payload)
            answer = self._dispatch(command)
            translator = answer.translator
            return self._answer_command(command, answer, payload)
        except Exception:
            return _to_person_alone(internal_error(translator))

    def click(self, payload: Json) -> Json:
        if not _person(payload):
            return {"ephemeral_text": self._unreadable(), "skip_slack_parsing": True}
        translator, trigger = self._translator, _text(payload.get("trigger_id"))
        try:
            context = _mapping(payload.get("context"))
            click = Click(self._platform, _person(payload), _text(context.get("t")))
            channel, response = _text(payload.get("channel_id")), _text(context.get("r"))
            clicked = self._replies.clicked(click.person, channel, response)
            answer = self._dispatch(click)
            translator = answer.translator
            return self._answer_click(click, clicked, answer, trigger)
        except Exception:
            return self._replies.to_anybody(trigger, internal_error(translator), translator)

    def submission(self, payload: Json) -> Json:
        """`{}` closes the dialog: what there is to say after it is posted. A notice only told."""
        if payload.get("cancelled") or payload.get("state") == render.NOTICE_STATE:
            return {}
        if not _person(payload):
            return {"error": self._unreadable()}
        translator = self._translator
        try:
            values = render.values(_mapping(payload.get("submission")))
            answer = self._dispatch(
                Submission(self._platform, _person(payload), _text(payload.get("state")), values)
            )
            translator = answer.translator
            return render.refusal(answer.reply, values) if isinstance(answer.reply, Errors) else {}
        except Exception:
            return {"error": internal_error(translator)}

    def _unreadable(self) -> str:
        """To something that Mattermost did not send."""
        return self._translator.text(
            N_("I do not recognise this form or button. Type `/gamma` to start again.")
        )

    def _parse_command(self, payload: MultiDict[str, str]) -> Command:
        text = payload.get("text", "").strip()
        # Two people's own conversation counts as direct too: the bot can never be in it, no team is.
        name = payload.get("channel_name", "")
        place = Place(payload["channel_id"], direct=bool(_CONVERSATION.fullmatch(name)))
        channels, people = _mentioned(payload, "channel", "~", text), _mentioned(payload, "user", "@", text)
        return Command(self._platform, _person(payload), place, text, channels, people)

    def _answer_command(self, command: Command, answer: Answer, payload: Mapping[str, str]) -> Json:
        reply = answer.reply
        if isinstance(reply, Form):
            try:
                self._open_form(reply, command.person, answer.place, payload.get("trigger_id", ""))
                return {}
            except ChatError as error:
                log.warning("a form could not be opened: %s", error.reason)
                reply = _once_more(answer.translator, command.text, reply.about)
        message = reply.as_message() if isinstance(reply, Errors) else reply
        response = response_id(payload.get("response_url", ""))
        return self._replies.to_command(command.person, answer, message, response)

    def _answer_click(self, click: Click, clicked: Clicked, answer: Answer, trigger: str) -> Json:
        reply = answer.reply
        if isinstance(reply, Form):
            try:
                self._open_form(reply, click.person, answer.place, trigger)
                return {}
            except ChatError as error:
                log.warning("a form could not be opened: %s", error.reason)
                again = _once_more(answer.translator, "")
                return self._replies.to_click(clicked, answer, again, repeating(click.signed_state))
        message = reply.as_message() if isinstance(reply, Errors) else reply
        if not answer.place.id:  # nothing proves that anybody clicked
            return self._replies.to_anybody(trigger, str(message), answer.translator)
        return self._replies.to_click(clicked, answer, message)


def blueprint(endpoints: Endpoints, tokens: CommandTokens) -> Blueprint:
    """Every answer has status 200: any other is shown to people as a failure without words."""
    pages = Blueprint("mattermost", __name__, url_prefix="/mattermost")

    @pages.post("/command")
    def command() -> ResponseReturnValue:
        if not tokens.know(request.form.get("token", "")):
            return {}, 401
        return endpoints.command(request.form)

    @pages.post("/action")
    def action() -> ResponseReturnValue:
        return endpoints.click(_json_body())

    @pages.post("/form")
    def form() -> ResponseReturnValue:
        return endpoints.submission(_json_body())

    return pages


def _to_person_alone(sentence: str) -> Json:
    return {"response_type": "ephemeral", "text": sentence, "skip_slack_parsing": True}


def _json_body() -> Json:
    """What came as JSON; nothing where it cannot be read, however deep it is nested."""
    try:
        return _mapping(request.get_json(force=True, silent=True))
    except RecursionError:
        return {}


def _person(payload: Mapping[str, Any]) -> str:
    """The sender's id, "" if it is none: it goes into the paths of calls made with the bot's token."""
    person = payload.get("user_id")
    return person if isinstance(person, str) and ID.fullmatch(person) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _mentioned(payload: MultiDict[str, str], kind: str, sign: str, text: str) -> tuple[str, ...]:
    """The ids of the channels or people named. Mattermost gives them in any order: back to the text's."""
    mentions = zip(payload.getlist(f"{kind}_mentions"), payload.getlist(f"{kind}_mentions_ids"), strict=False)
    return tuple(id_ for _, id_ in sorted(mentions, key=lambda pair: _position(sign + pair[0], text)))


def _position(mention: str, text: str) -> int:
    """A name may go on after a dot or a dash, but does not end with one: "@ann.lee", "@ann."."""
    match = re.search(rf"(?<!\w){re.escape(mention)}(?![.-]*\w)", text, re.IGNORECASE)
    return match.start() if match else len(text)


def _once_more(translator: Translator, says: str, about: str = "") -> Message:
    sentence = translator.render(N_("The form could not be opened in time."))
    return Message((sentence,), (Button(translator.text(N_("Open the form")), says, about, main=True),))
