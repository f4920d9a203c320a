"""What commands find or add in one way: something that a number names, something said twice that is one."""

from collections.abc import Callable, Iterable
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


def add_once(existing: Iterable[T], is_same: Callable[[T], bool], add: Callable[[], T]) -> T:
    """The one that is there already, else a new one. Under the startup's lock, said twice it is one."""
    for each in existing:
        if is_same(each):
            return each
    return add()
