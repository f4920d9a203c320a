"""Outside a startup's channel, whatever is answered of it names it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from gamma.chat import Form, Message
from gamma.errors import UserError
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context, Response
from storage.startups import startups

_HEADING = N_("**{startup}**")

T = TypeVar("T", bound=Response)


@contextmanager
def naming(context: Context, startup: Startup | None) -> Iterator[Callable[[Response], Response]]:
    """Gives what puts the name into an answer; a refusal or a question back gets it as well.

    startup: the one that the words are about; None where a number or the buttons tell.
    """
    about = startup or context.startup
    try:
        yield lambda answer: _named(context, about, answer)
    except ClarificationNeeded as question:
        raise ClarificationNeeded(_named_message(context, about, question.message)) from None
    except UserError as error:
        if about and _is_elsewhere(context, about):
            error.about = about.name
        raise


def _is_elsewhere(context: Context, startup: Startup) -> bool:
    return context.here is None or context.here.id != startup.id


def _named(context: Context, startup: Startup | None, answer: Response) -> Response:
    if isinstance(answer, Message):
        return _named_message(context, startup, answer)
    if not isinstance(answer, Form) or startup is None or not _is_elsewhere(context, startup):
        return answer
    if startup.name in f"{answer.title} {answer.intro}":
        return answer
    return replace(answer, intro="\n".join(filter(None, (startup.name, answer.intro))))


def _named_message(context: Context, startup: Startup | None, message: Message) -> Message:
    about = startup or _of_buttons(context, message)
    if about is None or not _is_elsewhere(context, about) or about.name in str(message):
        return message
    first, *others = message.paragraphs
    heading = context.translator.render(_HEADING, startup=about.name)
    return replace(message, paragraphs=(Text.lines(heading, first), *others))


def _of_buttons(context: Context, message: Message) -> Startup | None:
    """The only startup that the buttons are about."""
    about = {button.about for button in message.buttons}
    return startups.load(context.session, about.pop()) if len(about) == 1 and "" not in about else None
