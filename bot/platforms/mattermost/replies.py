"""What a command or a click is answered with, and where that is seen.

Mattermost hangs what a click is answered with below the post that was clicked: where threads are collapsed,
as on servers since 7.0, many clients show that beside the channel only, which nobody has open. So whatever
the setting, an answer is a message of its own: of a card that a command brought, by the address that came
with the command (half an hour, five times), where it was typed; of all others, and after that, in the
person's direct conversation. There are buttons in both.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex

from bot.platforms.mattermost import render
from bot.platforms.mattermost.api import Api, Json
from bot.signing import Signer
from gamma.chat import Answer, Button, ChatError, Message, Place
from gamma.spoken import naming_startup
from gamma.translator import N_, Translator

SignFor = Callable[[str, Place], render.SignButton]
"""(reader, place)"""

_RESPONSE_ID = re.compile(r"[a-z0-9]{26}")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Clicked:
    """Who clicked in which channel. response: of the command that brought the card, "" of others."""

    person: str
    channel: str
    response: str = ""


class Replies:
    def __init__(
        self,
        api: Api,
        own_id: Callable[[], str],
        sign_for: SignFor,
        action_url: str,
        form_url: str,
        signer: Signer,
    ) -> None:
        self._api = api
        self._own_id = own_id
        self._sign_for = sign_for
        self._action_url = action_url
        self._form_url = form_url
        self._signer = signer

    def to_command(self, person: str, answer: Answer, message: Message, response: str) -> Json:
        sign = self._sign_for(person, answer.place)
        return self._command_answer(person, message, sign, response)

    def clicked(self, person: str, channel: str, response: str) -> Clicked:
        """response: as a button brought it back, signed."""
        return Clicked(person, channel, self._signer.verify_response(response, person))

    def to_click(
        self, clicked: Clicked, answer: Answer, message: Message, sign: render.SignButton | None = None
    ) -> Json:
        """sign: of its buttons, where they are to carry something else."""
        sign = sign or self._sign_for(clicked.person, answer.place)
        if clicked.response and self._respond(clicked, message, sign):
            return {}
        try:
            channel = self._post_directly(clicked, naming_startup(answer.startup, message), sign)
        except ChatError as error:
            log.warning("a click could not be answered in the direct conversation: %s", error.reason)
            return render.click_answer(message, answer.translator, answer.typed)
        if channel == clicked.channel:
            return {}
        where = answer.translator.text(N_("My answer is in your direct conversation with me."))
        return {"ephemeral_text": where, "skip_slack_parsing": True}

    def to_anybody(self, trigger: str, sentence: str, translator: Translator) -> Json:
        """To a click that may not be one: a window, which only a trigger of Mattermost's own opens."""
        try:
            self._api.open_dialog(trigger, self._form_url, render.notice(sentence, translator))
        except ChatError as error:
            log.info("a click could not be answered by a window: %s", error.reason)
            return {"ephemeral_text": sentence, "skip_slack_parsing": True}
        return {}

    def _command_answer(self, person: str, message: Message, sign: render.SignButton, response: str) -> Json:
        signed = self._signer.sign_response(response, person) if response else ""
        return render.command_answer(message, sign, self._action_url, signed)

    def _respond(self, clicked: Clicked, message: Message, sign: render.SignButton) -> bool:
        response = clicked.response
        try:
            self._api.respond(response, self._command_answer(clicked.person, message, sign, response))
        except ChatError as error:
            log.info("a command's own address takes no more answers: %s", error.reason)
            return False
        return True

    def _post_directly(self, clicked: Clicked, message: Message, sign: render.SignButton) -> str:
        """The channel of the conversation."""
        me = self._own_id()
        channel = str(self._api.direct_channel(me, clicked.person)["id"])
        content = render.post_content(message, sign, self._action_url)
        self._api.post(content | {"channel_id": channel, "pending_post_id": f"{me}:{token_hex(16)}"})
        return channel


def response_id(address: str) -> str:
    """The end of a command's response address: its beginning is where people reach the server, not we."""
    id_ = address.rpartition("/")[2]
    return id_ if _RESPONSE_ID.fullmatch(id_) else ""


def repeating(signed_state: str) -> render.SignButton:
    """For a button that does once more what was clicked."""

    def sign(_button: Button) -> str:
        return signed_state

    return sign
