"""What is logged of a failure, and the reference to it that a person is told.

Where in the code it was, and of what kind; never people's words or ids, which the message of an exception may
repeat. A reason that we wrote, and the code of a system or database error, may be told.
"""

import logging
import secrets
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import NamedTuple

from gamma.chat import ChatError
from gamma.translator import N_, Translator

log = logging.getLogger(__name__)

_FORMAT = "%(asctime)s %(levelname)s %(name)s%(in_request)s: %(message)s"
_JSON_FIELDS = ("timestamp", "levelname", "name", "message", "reference")
_THIS_LED_TO = "\n\nThis led to:\n\n"

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


PATIENCE_SECONDS = 1.5
"""Who waited for longer before anybody began is told so at once: with what is asked Slack would give up."""

OVERLOADED = N_("Many requests are coming in just now. Nothing was changed: try again in a minute.")


class Door(NamedTuple):
    """Where a request came in, and when it was read. since: on the clock that only goes forward."""

    reference: str
    since: float


DOOR: ContextVar[Door | None] = ContextVar("door", default=None)
"""Of the request that is being answered in this thread; work handed to another thread takes it along."""
CAME_AT: ContextVar[float | None] = ContextVar("came_at", default=None)
"""When it was read, before it waited for this thread."""


class RedactingFormatter(logging.Formatter):
    """Tells an error's class, place and code: its message may hold what people wrote."""

    def format(self, record: logging.LogRecord) -> str:
        door = DOOR.get()
        record.reference = door.reference if door else None
        record.in_request = f" [{door.reference}]" if door else ""
        return super().format(record)

    def formatException(self, ei: _ExceptionInfo) -> str:
        error = ei[1]
        return _THIS_LED_TO.join(map(_formatted, _chain(error))) if error else ""


def configure_logging() -> None:
    """To standard error. Does nothing where logging is configured already."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def log_as_json() -> None:
    """From now on one object a line, with what each line is about as fields of their own."""
    formatter = json_formatter()
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, RedactingFormatter):
            handler.setFormatter(formatter)


def json_formatter() -> logging.Formatter:
    from pythonjsonlogger.core import RESERVED_ATTRS
    from pythonjsonlogger.json import JsonFormatter  # not loaded where nobody asks for it

    class RedactingJsonFormatter(RedactingFormatter, JsonFormatter):
        """The same of errors; what cannot be written as JSON is told by its kind."""

    return RedactingJsonFormatter(
        _JSON_FIELDS,
        rename_fields={"levelname": "level", "name": "logger", "exc_info": "trace"},
        reserved_attrs=[*RESERVED_ATTRS, "in_request"],
        timestamp=True,
        json_ensure_ascii=False,
    )


def internal_error(translator: Translator) -> str:
    """The sentence for a person; logs the exception being handled under the reference that they can quote."""
    door = DOOR.get()
    reference = door.reference if door else secrets.token_hex(3)
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
