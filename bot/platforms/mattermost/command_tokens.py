"""The tokens of Mattermost's commands, one a team: a new team's is known without a restart."""

import hmac
import logging
import os
import time
from collections.abc import Callable, Sequence
from threading import Lock

from dotenv import dotenv_values

from bot.platforms.definition import comma_separated

SETTING = "MATTERMOST_COMMAND_TOKEN"
_NOT_AGAIN_WITHIN = 2.0
"""Seconds: anybody can send an unknown token."""

log = logging.getLogger(__name__)


def written_tokens() -> tuple[str, ...]:
    """As the settings say now; the environment, which wins over .env, stays what it was at the start."""
    tokens: tuple[str, ...] = comma_separated(
        os.environ.get(SETTING) or dotenv_values(".env").get(SETTING) or ""
    )
    return tokens


class CommandTokens:
    def __init__(
        self,
        tokens: Sequence[str],
        read_again: Callable[[], Sequence[str]] = written_tokens,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tokens = tuple(tokens)
        self._read_again = read_again
        self._monotonic = monotonic
        self._next = monotonic()
        self._lock = Lock()

    def know(self, token: str) -> bool:
        if _is_one_of(self._tokens, token):
            return True
        self._read()
        if _is_one_of(self._tokens, token):
            log.info("%s was read again: it has a token more", SETTING)
            return True
        log.warning(
            "a command with an unknown token was refused: %s has none of it. `gamma mattermost setup` prints "
            "it for each team; what stands in .env is read again, the environment at the start only",
            SETTING,
        )
        return False

    def _read(self) -> None:
        with self._lock:
            if self._monotonic() < self._next:
                return
            self._next = self._monotonic() + _NOT_AGAIN_WITHIN
            try:
                self._tokens = tuple(dict.fromkeys((*self._tokens, *self._read_again())))
            except OSError as error:
                log.warning(".env could not be read again: %s", type(error).__name__)


def _is_one_of(tokens: Sequence[str], token: str) -> bool:
    """Compares with all of them, in a time that tells nothing."""
    matches = [hmac.compare_digest(token.encode(), known.encode()) for known in tokens if known]
    return any(matches)
