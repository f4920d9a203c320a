"""Lines of many blanks, letters or marks: twice as long, they take twice as long to be read, not four times."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gamma.checkpoints.parse_cadence import parse_cadence
from gamma.checkpoints.parse_offsets import parse_offsets
from gamma.committees.parsing import parse_dates, parse_outcome
from gamma.errors import UserError
from gamma.follow_ups.due_dates import parse_due_date
from gamma.follow_ups.parse_line import parse_action, parse_commitment
from gamma.parsing.day import parse_day
from gamma.parsing.duration import parse_return_date
from gamma.parsing.line_parts import parse_items, split_all, split_line, split_tight
from gamma.parsing.moment import names_an_end, parse_leading_moment, parse_moment
from gamma.parsing.no_value import read_no_value
from gamma.parsing.number import parse_number
from gamma.parsing.quantity import parse_quantity
from gamma.parsing.text import find_mentions, normalise
from gamma.places.parse_place import parse_place
from gamma.text import clean_typed, one_line
from handlers.commands import COMMAND_TABLE
from handlers.engine.startup_names import named_first, named_last
from handlers.engine.typed_text import (
    confirmed,
    split_leading_number,
    split_leading_numbers,
    split_page,
    split_signed_number,
)

TODAY, NOW, ZONE = date(2026, 12, 1), datetime(2026, 12, 1, 9, tzinfo=UTC), ZoneInfo("Europe/Paris")
NAMES = {"velo-facile": "Vélo facile", "cantine-claire": "Cantine claire"}

READERS: dict[str, Callable[[str], object]] = {
    "numbers": split_leading_numbers,
    "number": split_leading_number,
    "signed": split_signed_number,
    "page": split_page,
    "yes": confirmed,
    "command": COMMAND_TABLE.match,
    "startup first": lambda typed: named_first(NAMES, typed),
    "startup last": lambda typed: named_last(NAMES, typed),
    "day": lambda typed: parse_day(typed, TODAY, future=False),
    "due": lambda typed: parse_due_date(typed, TODAY),
    "moment": lambda typed: parse_moment(typed, NOW, ZONE),
    "leading moment": lambda typed: parse_leading_moment(typed, NOW, ZONE),
    "end": names_an_end,
    "away": lambda typed: parse_return_date(typed, TODAY),
    "amount": parse_number,
    "quantity": parse_quantity,
    "nothing": read_no_value,
    "items": parse_items,
    "parts": split_line,
    "tight parts": split_tight,
    "all parts": split_all,
    "action": lambda typed: parse_action(one_line(typed)[:6000], TODAY, lambda name: name == "Camille"),
    "promise": lambda typed: parse_commitment(one_line(typed)[:6000], TODAY),
    "committee": lambda typed: parse_dates(typed, TODAY),
    "outcome": parse_outcome,
    "cadence": parse_cadence,
    "offsets": parse_offsets,
    "place": parse_place,
    "mentions": find_mentions,
    "folded": normalise,
    "cleaned": clean_typed,
}
LINES = ("1{}x", "1,{}x", "a{}", "relancer{}— x", "page{}x", "copie à{}x @b")
FILLERS = (
    " ",
    "a",
    "1",
    "!",
    "&",
    "@",
    ",",
    "(",
    "é ",
    "1 ",
    "le ",
    "et ",
    "@a ",
    "@a",
    " - ",
    "; ",
    "&#",
    "12/12 ",
)
LENGTH = 3_000


def seconds(read: Callable[[str], object], line: str) -> float:
    """Of this process alone, the least of three."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        with suppress(UserError):
            read(line)
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("reader", READERS)
def test_a_line_twice_as_long_takes_no_four_times_as_long(reader: str) -> None:
    read = READERS[reader]
    slow = []
    for pattern in LINES:
        for filler in FILLERS:
            short, long = (pattern.format((filler * size)[:size]) for size in (LENGTH, 2 * LENGTH))
            taken = seconds(read, short)
            if taken < 0.004:
                continue
            if (after := seconds(read, long)) >= 3 * taken:
                slow.append((pattern, filler, taken, after))
    assert not slow
