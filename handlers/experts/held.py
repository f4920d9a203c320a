"""`/gamma expert solved` and `go-on`: what is known answers it, or somebody is asked all the same."""

from gamma.chat import Message
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import Context
from handlers.experts import known
from handlers.experts.ask import access_own, asked_message, note_if_nobody

_WHICH = N_("Which question? Write its number, as in `/gamma expert go-on 12`. Nothing was changed.")


def solved(context: Context, given: Arguments) -> Message:
    """By who asked it alone."""
    return known.solved(context, access_own(context, given.number, known.WHICH), given.text)


def go_on(context: Context, given: Arguments) -> Message:
    question = known.go_on(context, access_own(context, given.number, _WHICH))
    return asked_message(context, note_if_nobody(context, question))
