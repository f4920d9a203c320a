"""Something that a number names: loaded, and refused alike where it is not there or not for this person."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from gamma.errors import UserError
from handlers.engine.context import Context

T = TypeVar("T")


def access_numbered(
    context: Context,
    number: int | None,
    load: Callable[[Session, int], T | None],
    may: Callable[[T], bool],
    *,
    which: str,
    unknown: str,
) -> T:
    """Raises UserError: `which` without a number, `unknown` with one that names nothing for this person."""
    if number is None:
        raise UserError(which)
    found = load(context.session, number)
    if found is None or not may(found):
        raise UserError(unknown, number=number)
    return found
