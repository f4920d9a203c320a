"""What a person is told, and what is counted, where their request came to nothing."""

import time
from collections import deque
from collections.abc import Callable

from bot.logs import OVERLOADED, internal_error
from gamma.chat import Button, Command, Errors, Event, Message, Submission
from gamma.errors import UserError
from gamma.text import Span, Text
from gamma.translator import N_, Translator
from storage.store import StoreBusyError

_FEW, _LATELY_SECONDS = 3, 60.0
_WORTH_GIVING_BACK = 200
"""Characters of a line that was refused."""


class OverloadedError(UserError):
    """They waited for too long before anybody began: nothing is done late, with an answer nobody awaits."""


class Overload:
    """Whether people were told lately to come back, since too many came at once."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._told_at: deque[float] = deque(maxlen=_FEW)

    def error(self) -> OverloadedError:
        self._told_at.append(self._monotonic())
        return OverloadedError(OVERLOADED)

    def troubles(self) -> list[str]:
        told_at = list(self._told_at)
        if len(told_at) < _FEW or self._monotonic() - told_at[0] > _LATELY_SECONDS:
            return []
        return ["requests come faster than they are answered: people are told to try again"]


def error_reply(error: Exception, event: Event, translator: Translator) -> Message | Errors:
    """The sentence for the person; what they cannot put right is logged with a reference to quote."""
    if isinstance(error, UserError):
        sentence = error.render(translator)
    elif isinstance(error, StoreBusyError):
        sentence = translator.render(N_("I am busy just now. Nothing is lost: try again in a moment."))
    else:
        sentence = Text((Span(internal_error(translator)),))
    if isinstance(event, Submission):
        return Errors(general=str(sentence))
    steps = error.next_steps if isinstance(error, UserError) else ()
    buttons = tuple(Button(translator.text(label), says) for label, says in steps)
    return Message((sentence,), buttons, given_back=_long_text(event))


def outcome_of(error: Exception) -> str:
    if isinstance(error, StoreBusyError | OverloadedError):
        return "busy"
    return "refused" if isinstance(error, UserError) else "failed"


def _long_text(event: Event) -> str:
    """What was typed, where typing it again would be a pain: the line is gone from where it was written."""
    typed = event.text if isinstance(event, Command) else ""
    return typed if len(typed) >= _WORTH_GIVING_BACK else ""
