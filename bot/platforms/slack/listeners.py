"""What Slack sends, parsed, acknowledged in time, dispatched; and the answer shown where the person acted.

Slack waits three seconds for an acknowledgement. A command or click is done and answered on a thread of ours,
by its response_url, its trigger or its window, and acknowledged then: should the process die meanwhile, Slack
says so where the person acted. What takes longer is owed, and acknowledged while it goes on. A form is
dispatched first, since its acknowledgement carries what there is to show: so what Slack takes for received is
saved.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt import Ack

from bot.logs import internal_error
from bot.platforms.profiles import names_of_selected
from bot.platforms.slack import render
from bot.platforms.slack.api import Api
from bot.platforms.slack.client import Answering, Work
from bot.platforms.slack.home import HomeTab
from bot.platforms.slack.submissions import errors_at_fields, first_input, parse_submission
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
from gamma.translator import N_, Translator

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]

BUSY = N_("I am busy just now. Nothing is lost: try again in a moment.")

_WINDOW_MOVED_ON = {"hash_conflict", "not_found"}
"""What Slack says when the person pressed twice, or closed the window meanwhile."""
_GROUP_CONVERSATION = "mpdm-"
_REFERENCE = re.compile(r"<(?P<sign>[#@!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


@dataclass(frozen=True)
class ReplyTarget:
    """How the person who acted can be answered; "" where this way is not open.

    view_hash: of the window as it was pressed in, so that a newer one is not overwritten.
    """

    person: str
    trigger: str = ""
    response_url: str = ""
    view: str = ""
    view_hash: str = ""


class Listeners:
    """What Bolt calls. Nothing is raised to it: what fails is told to the person."""

    def __init__(
        self,
        api: Api,
        signer: Signer,
        work: Work,
        dispatch: Dispatch,
        translator: Translator,
        profile: Callable[[str], Profile],
        home: HomeTab,
        answering: Answering,
    ) -> None:
        """translator: for where the person's language is not known yet."""
        self._api = api
        self._signer = signer
        self._work = work
        self._dispatch = dispatch
        self._translator = translator
        self._profile = profile
        self._home = home
        self._answering = answering

    def command(self, ack: Ack, body: Payload) -> None:
        if self._work.begin(self._answer_command, body["user_id"], body):
            ack()
        else:
            self._answering.unanswered()
            ack(self._translator.text(BUSY))

    def click(self, ack: Ack, body: Payload) -> None:
        """One that nobody could begin with is not acknowledged: Slack marks it where it was pressed."""
        pressed, person = body["actions"][0]["type"] == "button", body["user"]["id"]
        if not pressed or self._work.begin(self._answer_click, person, body):
            ack()
        else:
            self._answering.unanswered()

    def submission(self, ack: Ack, body: Payload) -> None:
        """Dispatched before the acknowledgement, which carries the errors or the next page."""
        translator = self._translator
        try:
            answer = self._dispatch(parse_submission(body))
            translator = answer.translator
            ack(self._after_form(answer, body))
        except Exception:
            ack({"response_action": "errors", "errors": {first_input(body): internal_error(translator)}})
        self._refresh_home(body["user"]["id"])

    def _after_form(self, answer: Answer, body: Payload) -> dict[str, Any]:
        if isinstance(answer.reply, Errors):
            return {"response_action": "errors", "errors": errors_at_fields(answer.reply, body)}
        view = self._view(answer, answer.reply, body["user"]["id"])
        return {"response_action": "update", "view": view}

    def _answer_command(self, body: Payload) -> None:
        self.answer(parse_command(body), body)

    def answer(self, command: Command, body: Payload) -> None:
        """body: what Slack sent, with what the person can be answered by."""
        target = ReplyTarget(command.person, body.get("trigger_id", ""), body.get("response_url", ""))
        self._answer(command, target, partial(self._sign_repeated, command))

    def _answer_click(self, body: Payload) -> None:
        click = parse_click(body)
        self._answer(click, _click_target(body), lambda _: click.signed_state)

    def _sign_repeated(self, command: Command, place: Place) -> str:
        return self._signer.sign_button(Button("", says=command.text), command.person, place)

    def _answer(self, event: Command | Click, target: ReplyTarget, repeat: Callable[[Place], str]) -> None:
        """repeat: the signed state of a button that asks for the same form once more."""
        translator = self._translator
        try:
            answer = self._dispatch(event)
            translator = answer.translator
            self._show(answer, target, repeat)
            self._answering.answered()
        except Exception:
            self._apologise(target, translator)
        self._refresh_home(target.person)

    def _refresh_home(self, person: str) -> None:
        """Of nearly everybody it is not open."""
        if person in self._home.looked_at:
            self._home.refresh(person)

    def _show(self, answer: Answer, target: ReplyTarget, repeat: Callable[[Place], str]) -> None:
        reply = answer.reply.as_message() if isinstance(answer.reply, Errors) else answer.reply
        if target.view:
            self._update(target, self._view(answer, reply, target.person))
        elif isinstance(reply, Form):
            self._open(answer, reply, target, repeat)
        elif target.response_url or not self._open_message(answer, reply, target):
            self._respond(
                target, reply, partial(self._sign_button, target.person, answer.place), answer.typed
            )

    def _open_message(self, answer: Answer, message: Message, target: ReplyTarget) -> bool:
        """In a window, where the person acted in no channel. False where it came too late for that."""
        try:
            self._api.open_view(target.trigger, self._view(answer, message, target.person))
        except ChatError as error:
            log.info("Slack did not open a window: %s", error.reason)
            return False
        return True

    def _update(self, target: ReplyTarget, view: dict[str, Any]) -> None:
        try:
            self._api.update_view(target.view, target.view_hash, view)
        except ChatError as error:
            if error.reason not in _WINDOW_MOVED_ON:
                raise
            log.info("A Slack window had moved on: %s", error.reason)

    def _open(self, answer: Answer, form: Form, target: ReplyTarget, repeat: Callable[[Place], str]) -> None:
        try:
            self._api.open_view(target.trigger, self._view(answer, form, target.person))
        except ChatError as error:
            if error.permanent and "trigger" not in error.reason:
                raise
            # The trigger lived its three seconds, or Slack was slow: a button brings a fresh one.
            log.info("Slack did not open a form: %s", error.reason)
            translator = answer.translator
            late = translator.render(N_("The form took too long to open. One more press and it is there."))
            button = Button(translator.text("Open the form"), says="", main=True)
            self._respond(target, Message((late,), (button,)), lambda _: repeat(answer.place))

    def _view(self, answer: Answer, reply: Message | Form, person: str) -> dict[str, Any]:
        translator, place = answer.translator, answer.place
        if isinstance(reply, Form):
            state = self._signer.sign_form(reply, person, place)
            return render.form_view(reply, translator, state, names_of_selected(reply, self._profile))
        return render.message_view(reply, translator, partial(self._sign_button, person, place), answer.typed)

    def _sign_button(self, person: str, place: Place, button: Button) -> str:
        return self._signer.sign_button(button, person, place)

    def _respond(
        self,
        target: ReplyTarget,
        message: Message,
        sign: render.SignButton,
        typed: Callable[[Button], str] | None = None,
    ) -> None:
        blocks, text = render.message_blocks(message, sign, typed), render.fallback(message)
        if target.response_url:
            self._api.respond(target.response_url, text, blocks)
        else:
            self._api.post(self._api.direct_channel(target.person), text, blocks, "")

    def _apologise(self, target: ReplyTarget, translator: Translator) -> None:
        apology = Errors(general=internal_error(translator)).as_message()
        try:
            self._show(Answer(apology, translator, Place("")), target, lambda _: "")
            self._answering.answered()
        except ChatError as error:
            self._answering.unanswered()
            log.warning("Slack did not take the apology either: %s", error.reason)


def parse_command(payload: Payload) -> Command:
    """Of a slash command: its text as the person wrote it, those named by Slack's ids."""
    text = payload.get("text", "")
    channel = payload["channel_id"]
    return Command(
        platform="slack",
        person=payload["user_id"],
        place=Place(channel, direct=is_direct(channel, payload.get("channel_name", ""))),
        text=references_as_written(text),
        channels=targets("#", text),
        people=targets("@", text),
    )


def is_direct(channel: str, name: str) -> bool:
    """Also where the bot is with several people: no team's channel is named like that."""
    return channel.startswith("D") or name.startswith(_GROUP_CONVERSATION)


def parse_click(payload: Payload) -> Click:
    """Of a block action with a button."""
    return Click("slack", payload["user"]["id"], payload["actions"][0].get("value", ""))


def _click_target(payload: Payload) -> ReplyTarget:
    view = payload.get("view") or {}
    if view.get("type") == "home":  # it is no window: what a button there leads to is opened above it
        return ReplyTarget(payload["user"]["id"], payload.get("trigger_id", ""))
    return ReplyTarget(
        payload["user"]["id"],
        payload.get("trigger_id", ""),
        payload.get("response_url", ""),
        view.get("id", ""),
        view.get("hash", ""),
    )


def references_as_written(text: str) -> str:
    """A text as the person wrote it: `<#C1|general>` is #general, `&lt;` is <."""
    text = _REFERENCE.sub(_reference_as_written, text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _reference_as_written(reference: re.Match[str]) -> str:
    sign, target, label = reference["sign"], reference["target"], reference["label"]
    if sign in "#@" and sign:
        return sign + (label or target)
    return label or ("@" + target if sign else target)


def targets(sign: str, text: str) -> tuple[str, ...]:
    """The ids of those named in the text, in order."""
    named = (reference["target"] for reference in _REFERENCE.finditer(text) if reference["sign"] == sign)
    return tuple(dict.fromkeys(named))
