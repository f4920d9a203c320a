"""Bolt's listeners: acknowledge in time, dispatch, show the answer where the person acted."""

import logging
import re
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from flask import Request, Response
from slack_bolt import Ack, App, BoltRequest
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response
from slack_bolt.authorization import AuthorizeResult

from bot.error_reference import internal_error
from bot.platforms.selected_people import names_of_picked
from bot.platforms.slack import payloads, render
from bot.platforms.slack.api import Api, quiet_log
from bot.platforms.slack.manifest import COMMAND
from bot.platforms.slack.payloads import Payload, ReplyTarget
from bot.signing import Signer
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
    Profile,
)
from gamma.translator import Translator

log = logging.getLogger(__name__)

_WINDOW_MOVED_ON = {"hash_conflict", "not_found"}
"""What Slack says when the person pressed twice, or closed the window meanwhile."""


class Listeners:
    def __init__(
        self,
        api: Api,
        seals: Signer,
        executor: Executor,
        dispatch: Dispatch,
        locale: str,
        profile: Callable[[str], Profile],
    ) -> None:
        """locale: spoken where the person's is not known."""
        self._locale = locale
        self._api = api
        self._seals = seals
        self._executor = executor
        self._dispatch = dispatch
        self._profile = profile

    def app(self, signing_secret: str) -> App:
        bolt = App(
            name="gamma",
            logger=quiet_log,
            client=self._api.nameless_client(),
            signing_secret=signing_secret,
            authorize=_authorize,
            process_before_response=True,
            listener_executor=self._executor,
        )
        bolt.command(COMMAND)(self._command)
        bolt.action(re.compile(""))(self._click)
        bolt.view(render.CALLBACK_ID)(self._submission)
        bolt.event(re.compile(""))(_ignore)  # an event nobody listens to is a 404, and sent again
        return bolt

    def _command(self, ack: Ack, body: Payload) -> None:
        ack()
        self._executor.submit(self._answer_command, body)

    def _click(self, ack: Ack, body: Payload) -> None:
        ack()
        if body["actions"][0]["type"] == "button":
            self._executor.submit(self._answer_click, body)

    def _submission(self, ack: Ack, body: Payload) -> None:
        """Dispatched before the acknowledgement, which carries the errors or the next page."""
        locale = self._locale
        try:
            answer = self._dispatch(payloads.submission(body))
            locale = answer.locale
            ack(self._after_form(answer, body))
        except Exception:
            first, *_ = payloads.input_names(body)
            ack({"response_action": "errors", "errors": {first: internal_error(Translator(locale))}})

    def _after_form(self, answer: Answer, body: Payload) -> dict[str, Any]:
        if isinstance(answer.reply, Errors):
            return {"response_action": "errors", "errors": _placed(answer.reply, payloads.input_names(body))}
        view = self._view(answer, answer.reply, body["user"]["id"])
        return {"response_action": "update", "view": view}

    def _answer_command(self, body: Payload) -> None:
        reach = payloads.command_target(body)
        command = payloads.command(body)
        self._answer(command, reach, partial(self._say_again, command))

    def _answer_click(self, body: Payload) -> None:
        click = payloads.click(body)
        self._answer(click, payloads.click_target(body), lambda _: click.seal)

    def _say_again(self, command: Command, place: Place) -> str:
        return self._seals.button(Button("", says=command.text), command.person, place)

    def _answer(self, event: Command | Click, reach: ReplyTarget, again: Callable[[Place], str]) -> None:
        locale = self._locale
        try:
            answer = self._dispatch(event)
            locale = answer.locale
            self._show(answer, reach, again)
        except Exception:
            self._apologise(reach, locale)

    def _show(self, answer: Answer, reach: ReplyTarget, again: Callable[[Place], str]) -> None:
        """again: the seal of a button that asks for the same form once more."""
        reply = answer.reply.as_message() if isinstance(answer.reply, Errors) else answer.reply
        if reach.view:
            self._update(reach, self._view(answer, reply, reach.person))
        elif isinstance(reply, Message):
            self._respond(reach, reply, partial(self._seal, reach.person, answer.place))
        else:
            self._open(answer, reply, reach, again)

    def _update(self, reach: ReplyTarget, view: dict[str, Any]) -> None:
        try:
            self._api.update_view(reach.view, reach.view_hash, view)
        except ChatError as error:
            if error.reason not in _WINDOW_MOVED_ON:
                raise
            log.info("A Slack window had moved on: %s", error.reason)

    def _open(self, answer: Answer, form: Form, reach: ReplyTarget, again: Callable[[Place], str]) -> None:
        try:
            self._api.open_view(reach.trigger, self._view(answer, form, reach.person))
        except ChatError as error:
            if error.permanent and "trigger" not in error.reason:
                raise
            # The trigger lived its three seconds, or Slack was slow: a button brings a fresh one.
            log.info("Slack did not open a form: %s", error.reason)
            translator = Translator(answer.locale)
            late = translator.render("The form took too long to open. One more press and it is there.")
            button = Button(translator.text("Open the form"), says="", main=True)
            self._respond(reach, Message((late,), (button,)), lambda _: again(answer.place))

    def _view(self, answer: Answer, reply: Message | Form, person: str) -> dict[str, Any]:
        translator = Translator(answer.locale)
        if isinstance(reply, Form):
            seal = self._seals.form(reply, person, answer.place)
            return render.form_view(reply, translator, seal, names_of_picked(reply, self._profile))
        return render.message_view(reply, translator, partial(self._seal, person, answer.place))

    def _seal(self, person: str, place: Place, button: Button) -> str:
        return self._seals.button(button, person, place)

    def _respond(self, reach: ReplyTarget, message: Message, seal: render.SealButton) -> None:
        blocks = render.message_blocks(message, seal)
        self._api.respond(reach.response_url, render.fallback(message), blocks)

    def _apologise(self, reach: ReplyTarget, locale: str) -> None:
        sorry = Answer(Errors(general=internal_error(Translator(locale))).as_message(), locale, Place(""))
        try:
            self._show(sorry, reach, lambda _: "")
        except ChatError as error:
            log.warning("Slack did not take the apology either: %s", error.reason)


def answer_http(bolt: App, request: Request) -> Response:
    received = to_bolt_request(request)
    if not received.body:
        _read_command(received)
    return to_flask_response(bolt.dispatch(received))


def _read_command(received: BoltRequest) -> None:
    """Bolt takes a command that has the word "payload" in it for an interaction, and reads nothing."""
    received.body = dict(parse_qsl(received.raw_body, keep_blank_values=True))


def _authorize() -> AuthorizeResult:
    """One workspace, and we call with our own client: nothing to ask Slack while it waits."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


def _ignore() -> None:
    pass


def _placed(errors: Errors, names: list[str]) -> dict[str, str]:
    """Slack shows errors at fields only: what concerns the whole form stands at the first."""
    placed = {name: sentence for name, sentence in errors.fields.items() if name in names}
    homeless = [sentence for name, sentence in errors.fields.items() if name not in names]
    general = [sentence for sentence in (errors.general, *homeless) if sentence]
    if general:
        first = names[0]
        placed[first] = " ".join([*general, placed[first]] if first in placed else general)
    return placed
