"""What commands find or add in one way: something that a number names, something said twice that is one."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy.orm import Session

from gamma.errors import UserError
from gamma.translator import N_
from handlers.engine.context import Context
from storage.startups import startups

_OF_ANOTHER = N_("#{number} is not of {startup}. Nothing was changed.")

T = TypeVar("T")


def access_numbered(
    context: Context,
    number: int | None,
    load: Callable[[Session, int], T | None],
    may: Callable[[T], bool],
    *,
    startup_of: Callable[[T], str],
    which: str,
    unknown: str,
) -> T:
    """Raises UserError: `which` without a number, `unknown` with one that names nothing for this person.

    Also where the startup named beside it is another one's than what the number names.
    """
    if number is None:
        raise UserError(which)
    found = load(context.session, number)
    if found is None or not may(found):
        raise UserError(unknown, number=number)
    if context.beside not in ("", startup_of(found)):
        name = startups.name_of(context.session, context.beside)
        raise UserError(_OF_ANOTHER, number=number, startup=name)
    return found


def add_once(existing: Iterable[T], is_same: Callable[[T], bool], add: Callable[[], T]) -> T:
    """The one that is there already, else a new one. Under the startup's lock, said twice it is one."""
    for each in existing:
        if is_same(each):
            return each
    return add()
