"""What is logged of a failure, and the reference to it that a person is told.

Where in the code it was, and of what kind; never people's words or ids, which the message of an exception may
repeat. A reason that we wrote, and the code of a system or database error, may be told.
"""

import logging
import secrets
import traceback
from types import TracebackType

from gamma.chat import ChatError
from gamma.translator import N_, Translator

log = logging.getLogger(__name__)

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_THIS_LED_TO = "\n\nThis led to:\n\n"

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RedactingFormatter(logging.Formatter):
    """Tells an error's class, place and code: its message may hold what people wrote."""

    def formatException(self, ei: _ExceptionInfo) -> str:
        error = ei[1]
        return _THIS_LED_TO.join(map(_formatted, _chain(error))) if error else ""


def configure_logging() -> None:
    """To standard error. Does nothing where logging is configured already."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def internal_error(translator: Translator) -> str:
    """The sentence for a person; logs the exception being handled under the reference that they can quote."""
    reference = secrets.token_hex(3)
    log.exception("a request failed (reference %s)", reference)
    sorry = N_(
        "Something went wrong on my side. Nothing that was kept is lost: please try again. "
        "If it happens again, give the programme team this reference: {reference}."
    )
    return translator.text(sorry, reference=reference)


def _chain(error: BaseException) -> list[BaseException]:
    """The first cause first."""
    chain = [error]
    while cause := chain[0].__cause__ or (None if chain[0].__suppress_context__ else chain[0].__context__):
        if cause in chain:
            break
        chain.insert(0, cause)
    return chain


def _formatted(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"Traceback (most recent call last):\n{frames}{': '.join(filter(None, [name, _detail(error)]))}"


def _detail(error: BaseException) -> str:
    if isinstance(error, ChatError):
        return error.reason
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(getattr(error, "sqlite_errorname", "") or getattr(error, "sqlstate", "") or "")
