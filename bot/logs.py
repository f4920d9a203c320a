"""What the process logs of a failure: where in the code, and of what kind; never people's words or ids.

The message of an exception may repeat what somebody typed or who they are. A reason that we wrote, and the
code of a system or database error, may be told.
"""

import logging
import traceback
from types import TracebackType

from gamma.chat import ChatError

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LED_TO = "\n\nThis led to:\n\n"

_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RedactingFormatter(logging.Formatter):
    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802  (logging's own name)
        error = ei[1]
        return _LED_TO.join(map(_told, _chain(error))) if error else ""


def configure_logging() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _chain(error: BaseException) -> list[BaseException]:
    """The first cause first."""
    chain = [error]
    while before := chain[0].__cause__ or (None if chain[0].__suppress_context__ else chain[0].__context__):
        if before in chain:
            break
        chain.insert(0, before)
    return chain


def _told(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"Traceback (most recent call last):\n{frames}{': '.join(filter(None, [kind, _detail(error)]))}"


def _detail(error: BaseException) -> str:
    if isinstance(error, ChatError):
        return error.reason
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(getattr(error, "sqlite_errorname", "") or getattr(error, "sqlstate", "") or "")
