"""What a person is told, and what is counted, where their request came to nothing."""

from bot.logs import internal_error
from gamma.chat import Button, Command, Errors, Event, Message, Submission
from gamma.errors import UserError
from gamma.text import Span, Text
from gamma.translator import N_, Translator
from storage.store import StoreBusyError

_WORTH_GIVING_BACK = 200
"""Characters of a line that was refused."""


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
    if isinstance(error, UserError):
        return "refused"
    return "busy" if isinstance(error, StoreBusyError) else "failed"


def _long_text(event: Event) -> str:
    """What was typed, where typing it again would be a pain: the line is gone from where it was written."""
    typed = event.text if isinstance(event, Command) else ""
    return typed if len(typed) >= _WORTH_GIVING_BACK else ""
