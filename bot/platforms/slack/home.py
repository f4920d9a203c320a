"""Slack's Home tab: what `/gamma` alone says in private, published when it is opened and kept true."""

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from bot.platforms.slack import render
from bot.platforms.slack.api import Api
from bot.signing import Signer
from gamma.chat import ChatError, Command, Dispatch, Message, Place

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]

_LOOKED_AT_SECONDS = 600.0
"""How long after it was opened somebody may still look at it: when it is opened again Slack tells so."""
_MOST_OPENED = 500


@dataclass
class _Opened:
    """shown: its words and buttons as they were published last."""

    place: Place
    until: float
    shown: object = None
    lock: Lock = field(default_factory=Lock)


class HomeTab:
    """Whose tab is open is remembered for a short while, by account: only theirs are published anew."""

    def __init__(
        self,
        api: Api,
        signer: Signer,
        executor: Executor,
        dispatch: Dispatch,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._signer = signer
        self._executor = executor
        self._dispatch = dispatch
        self._monotonic = monotonic
        self.looked_at: dict[str, _Opened] = {}

    def opened(self, event: Payload) -> None:
        """What Bolt calls with `app_home_opened`, which Slack also tells of the tab with the messages."""
        if event.get("tab") != "home":
            return
        person = event["user"]
        opened = _Opened(Place(event["channel"], direct=True), self._monotonic() + _LOOKED_AT_SECONDS)
        self.looked_at.pop(person, None)
        self.looked_at[person] = opened
        if len(self.looked_at) > _MOST_OPENED:
            self.looked_at.pop(next(iter(self.looked_at)), None)
        self._executor.submit(self._publish, person, opened)

    def refresh(self, person: str) -> None:
        """After what they did: the tab says how things are by now, if they may still look at it."""
        opened = self.looked_at.get(person)
        if opened and opened.until > self._monotonic():
            self._executor.submit(self._publish, person, opened)

    def forget(self, person: str) -> None:
        self.looked_at.pop(person, None)

    def _publish(self, person: str, opened: _Opened) -> None:
        """Nothing is sent where nothing changed."""
        with opened.lock:
            try:
                self._publish_if_changed(person, opened)
            except ChatError as error:
                log.warning("Slack did not take a Home tab: %s", error.reason)
            except Exception:
                log.exception("a Home tab could not be made")

    def _publish_if_changed(self, person: str, opened: _Opened) -> None:
        answer = self._dispatch(Command("slack", person, opened.place, ""))
        message = answer.reply
        if not isinstance(message, Message) or (message.paragraphs, message.buttons) == opened.shown:
            return
        blocks = render.message_blocks(
            message,
            lambda button: self._signer.sign_button(button, person, answer.place),
            answer.typed,
        )
        self._api.publish_home(person, blocks)
        opened.shown = message.paragraphs, message.buttons
