"""Asks back which of two days is meant: each is a button that says the whole line again with that day."""

from collections.abc import Callable
from datetime import date

from gamma.chat import Button, Message
from gamma.parsing.day import AmbiguousDayError
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.typed_text import MOST_REPEATED


def which_day(
    context: Context, ambiguous: AmbiguousDayError, says: Callable[[date], str], startup_id: str
) -> ClarificationNeeded:
    """says: the line with that day. Without buttons where it is too long for one."""
    buttons = day_buttons(context, ambiguous, says, startup_id)
    return ClarificationNeeded(Message((ambiguous.render(context.translator),), buttons))


def day_buttons(
    context: Context, ambiguous: AmbiguousDayError, says: Callable[[date], str], startup_id: str
) -> tuple[Button, ...]:
    buttons = [Button(context.translator.full_day(day), says(day), startup_id) for day in ambiguous.choices]
    return tuple(buttons) if all(len(button.says) <= MOST_REPEATED for button in buttons) else ()
