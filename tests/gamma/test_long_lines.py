"""Lines of many blanks, letters or marks: twice as long, they take twice as long, not four times."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gamma.checkpoints.parse_cadence import parse_cadence
from gamma.checkpoints.parse_offsets import parse_offsets
from gamma.committees.parsing import parse_dates, parse_outcome
from gamma.errors import InvalidInputError, UserError
from gamma.experts.parse_expertise import parse_expertise
from gamma.experts.parse_question import split_domain
from gamma.follow_ups.due_dates import parse_due_date
from gamma.follow_ups.parse_line import parse_action, parse_commitment
from gamma.parsing.day import parse_day
from gamma.parsing.duration import parse_return_date
from gamma.parsing.line_parts import parse_items, split_all, split_line, split_tight
from gamma.parsing.moment import names_an_end, parse_leading_moment, parse_moment
from gamma.parsing.no_value import read_no_value
from gamma.parsing.number import parse_number
from gamma.parsing.quantity import parse_quantity
from gamma.parsing.text import closest_match, find_mentions, match_spelling, normalise, strip_last
from gamma.places.parse_place import parse_place
from gamma.programme.file import SHIPPED, load_programme
from gamma.startups.search import find_startup
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
PROGRAMME = load_programme(SHIPPED)
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
    "mentions": find_mentions,
    "folded": normalise,
    "cleaned": clean_typed,
}
LINES = ("1{}x", "1,{}x", "relancer{}— x", "copie à{}x @b")
FILLERS = (" ", "a", "1", "!", "@", ",", "le ", "et ", "@a ", "@a", " - ", "; ", "12/12 ")
LENGTH = 1_000
UNSURE = 0.03
"""Seconds below which a measure says nothing."""


def seconds(read: Callable[[str], object], line: str) -> float:
    """Of this process alone."""
    began = time.process_time()
    with suppress(UserError):
        read(line)
    return time.process_time() - began


@pytest.mark.parametrize("reader", READERS)
def test_a_line_twice_as_long_takes_no_four_times_as_long(reader: str) -> None:
    read = READERS[reader]
    for pattern in LINES:
        for filler in FILLERS:
            short, long = (pattern.format((filler * size)[:size]) for size in (LENGTH, 2 * LENGTH))
            if seconds(read, long) > UNSURE:
                least = [min(seconds(read, line) for _ in range(5)) for line in (short, long)]
                assert least[1] < max(6 * least[0], UNSURE), (pattern, filler)


MANY = {f"startup-{number}": f"Service numéro {number} de la région" for number in range(662)}
COMPARED: dict[str, Callable[[str], object]] = {
    "startup": lambda typed: find_startup(typed, MANY),
    "startup first": lambda typed: named_first(MANY, typed),
    "startup last": lambda typed: named_last(MANY, typed),
    "expertise": lambda typed: parse_expertise(PROGRAMME, typed),
    "expert's domain": lambda typed: split_domain(PROGRAMME, typed),
    "spelling": lambda typed: match_spelling({"aide": "help"}, typed),
    "last words": lambda typed: strip_last(["oui"], typed),
    "near word": lambda typed: closest_match(typed, MANY.values()),
    "command": COMMAND_TABLE.match,
}


@pytest.mark.parametrize("reader", COMPARED)
def test_what_grows_when_it_is_folded_is_cut_and_compared_in_no_time(reader: str) -> None:
    """One letter may become eighteen, in three words: sixteen thousand of them are what a platform takes."""
    for line in ("\ufdfa" * 16_000, "\ufdfa " * 8_000, ("\ufdfa" * 30 + ", ") * 500):
        assert min(seconds(COMPARED[reader], line) for _ in range(2)) < 2.0, line[:40]


def test_many_people_in_copy_are_read_at_once() -> None:
    """Each blank between them could be taken in two ways: thirty of them took minutes."""
    line = f"relancer, copie à {'@a ' * 40}et d’autres @b"
    assert parse_action(line, TODAY, lambda _: False).who == "b"


@pytest.mark.parametrize("filler", ["le ", "la region de "])
def test_a_long_place_is_no_place(filler: str) -> None:
    began = time.process_time()
    with pytest.raises(InvalidInputError):
        parse_place(filler * 400)
    assert time.process_time() - began < 20
