"""What people of the sandbox write without `/gamma`: to Gamma directly, or with its name in a channel."""

import re
from secrets import token_hex

from bot.platforms.sandbox.render import render_message
from bot.platforms.sandbox.state import BOT, SandboxState
from bot.platforms.sandbox.workspace import direct_conversation, people_in_conversation
from gamma.chat import Answer, Message, Place
from gamma.spoken import Entered, Spoken

_NAME = re.compile(rf"(?<!\w)@{BOT}\b", re.IGNORECASE)


def tell_post(state: SandboxState, person: str, place: Place, line: str, post: str) -> None:
    """Heard in the direct conversation, and elsewhere where the bot is named."""
    alone = people_in_conversation(place.id) == [person]
    if not (alone or _NAME.search(line)):
        return
    text = _NAME.sub(" ", line).strip(" ,:;")
    channels = state.workspace.channels_named(person, text)
    people = state.workspace.people_named(text)
    spoken = Spoken("sandbox", person, place, text, channels, people, message=post, alone=alone)
    state.hear(spoken, Voice(state, person, place))


def tell_entered(state: SandboxState, place: Place) -> None:
    state.hear(Entered("sandbox", place, f"entered-{token_hex(8)}"), Voice(state, "", place))


class Voice:
    """Posts as the bot: the sandbox has no threads."""

    def __init__(self, state: SandboxState, person: str, place: Place) -> None:
        self._state = state
        self._person = person
        self._place = place

    def here(self, message: Message, answer: Answer) -> None:
        self._post(self._place.id, message, answer.place)

    def privately(self, message: Message, answer: Answer) -> None:
        self._post(direct_conversation(self._person), message, answer.place)

    def _post(self, channel: str, message: Message, place: Place) -> None:
        content = render_message(message, self._state.signer, self._person, place)
        self._state.add_post(channel, BOT, content)
