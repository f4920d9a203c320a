"""What Mattermost calls: the slash command, pressed buttons, sent dialogs.

Only the command carries a token. Buttons and dialogs are not signed: whoever sends them, their seal is judged
by the dispatch, and here they are only read and answered.
"""

import hmac
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from bot.error_reference import internal_error
from bot.platforms.mattermost import render
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
SealFor = Callable[[str, Place], render.Seal]

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
        seal_for: SealFor,
        action_url: str,
        locale: str,
    ) -> None:
        """locale: spoken where the person's is not known."""
        self._locale = locale
        self._platform = platform
        self._dispatch = dispatch
        self._open_form = open_form
        self._seal_for = seal_for
        self._action_url = action_url

    def command(self, sent: MultiDict[str, str]) -> Json:
        locale = self._locale
        try:
            command = self._read_command(sent)
            answer = self._dispatch(command)
            locale = answer.locale
            return self._answer_command(command, answer, sent.get("trigger_id", ""))
        except Exception:
            return {
                "response_type": "ephemeral",
                "text": internal_error(Translator(locale)),
                "skip_slack_parsing": True,
            }

    def click(self, sent: Json) -> Json:
        if not _person(sent):
            return {"ephemeral_text": self._unreadable(), "skip_slack_parsing": True}
        locale = self._locale
        try:
            click = Click(self._platform, _person(sent), _seal(_mapping(sent.get("context")).get("t")))
            answer = self._dispatch(click)
            locale = answer.locale
            return self._answer_click(click, answer, str(sent.get("trigger_id", "")))
        except Exception:
            return {"ephemeral_text": internal_error(Translator(locale)), "skip_slack_parsing": True}

    def submission(self, sent: Json) -> Json:
        """`{}` closes the dialog: what there is to say after it is posted."""
        if sent.get("cancelled"):
            return {}
        if not _person(sent):
            return {"error": self._unreadable()}
        locale = self._locale
        try:
            values = render.values(_mapping(sent.get("submission")))
            answer = self._dispatch(
                Submission(self._platform, _person(sent), _seal(sent.get("state")), values)
            )
            locale = answer.locale
            return render.refusal(answer.reply, values) if isinstance(answer.reply, Errors) else {}
        except Exception:
            return {"error": internal_error(Translator(locale))}

    def _unreadable(self) -> str:
        """To something that Mattermost did not send."""
        return Translator(self._locale).text(
            N_("I do not recognise this form or button. Type `/gamma` to start again.")
        )

    def _read_command(self, sent: MultiDict[str, str]) -> Command:
        text = sent.get("text", "").strip()
        # Two people's own conversation counts as direct too: the bot can never be in it, no team is.
        name = sent.get("channel_name", "")
        place = Place(sent["channel_id"], direct=bool(_CONVERSATION.fullmatch(name)))
        channels, people = _named(sent, "channel", "~", text), _named(sent, "user", "@", text)
        return Command(self._platform, _person(sent), place, text, channels, people)

    def _answer_command(self, command: Command, answer: Answer, trigger: str) -> Json:
        reply = answer.reply
        if isinstance(reply, Form):
            try:
                self._open_form(reply, command.person, answer.place, trigger)
                return {}
            except ChatError as error:
                log.warning("a form could not be opened: %s", error.reason)
                reply = _try_again(reply, command, Translator(answer.locale))
        message = reply.as_message() if isinstance(reply, Errors) else reply
        seal = self._seal_for(command.person, answer.place)
        return render.command_answer(message, seal, self._action_url)

    def _answer_click(self, click: Click, answer: Answer, trigger: str) -> Json:
        translator = Translator(answer.locale)
        reply = answer.reply
        if isinstance(reply, Form):
            try:
                self._open_form(reply, click.person, answer.place, trigger)
                return {}
            except ChatError as error:
                log.warning("a form could not be opened: %s", error.reason)
                reply = Message(
                    (translator.render(N_("The form could not be opened in time. Press again.")),)
                )
        message = reply.as_message() if isinstance(reply, Errors) else reply
        return render.click_answer(message, translator, answer.typed)


def blueprint(endpoints: Endpoints, command_tokens: Sequence[str]) -> Blueprint:
    """Every answer has status 200: any other is shown to people as a failure without words."""
    pages = Blueprint("mattermost", __name__, url_prefix="/mattermost")

    @pages.post("/command")
    def command() -> ResponseReturnValue:
        if not _is_known(request.form.get("token", ""), command_tokens):
            log.warning("a command with an unknown token was refused: is Mattermost's in the settings?")
            return {}, 401
        return endpoints.command(request.form)

    @pages.post("/action")
    def action() -> ResponseReturnValue:
        return endpoints.click(_sent_json())

    @pages.post("/form")
    def form() -> ResponseReturnValue:
        return endpoints.submission(_sent_json())

    return pages


def _sent_json() -> Json:
    """What came as JSON; nothing where it cannot be read, however deep it is nested."""
    try:
        return _mapping(request.get_json(force=True, silent=True))
    except RecursionError:
        return {}


def _is_known(token: str, tokens: Sequence[str]) -> bool:
    """Compares with all of them, in a time that tells nothing."""
    matches = [hmac.compare_digest(token.encode(), known.encode()) for known in tokens if known]
    return any(matches)


def _person(sent: Mapping[str, Any]) -> str:
    """The sender's id, "" if it is none: it goes into the paths of calls made with the bot's token."""
    person = sent.get("user_id")
    return person if isinstance(person, str) and ID.fullmatch(person) else ""


def _seal(sent: object) -> str:
    return sent if isinstance(sent, str) else ""


def _mapping(sent: object) -> Json:
    return sent if isinstance(sent, dict) else {}


def _named(sent: MultiDict[str, str], kind: str, sign: str, text: str) -> tuple[str, ...]:
    """The ids of the channels or people named. Mattermost gives them in any order: back to the text's."""
    named = zip(sent.getlist(f"{kind}_mentions"), sent.getlist(f"{kind}_mentions_ids"), strict=False)
    return tuple(id_ for _, id_ in sorted(named, key=lambda pair: _position(sign + pair[0], text)))


def _position(mention: str, text: str) -> int:
    """A name may go on after a dot or a dash, but does not end with one: "@ann.lee", "@ann."."""
    found = re.search(rf"(?<!\w){re.escape(mention)}(?![.-]*\w)", text, re.IGNORECASE)
    return found.start() if found else len(text)


def _try_again(form: Form, command: Command, translator: Translator) -> Message:
    told = translator.render(N_("The form could not be opened in time."))
    button = Button(translator.text(N_("Open the form")), says=command.text, about=form.about, main=True)
    return Message((told,), (button,))
