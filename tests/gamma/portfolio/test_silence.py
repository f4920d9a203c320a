"""The monthly message about silent startups: what is new stands alone, the rest is folded."""

from datetime import date

import pytest

from gamma.chat import Button, Message
from gamma.portfolio.silence import SilentStartup, is_told_in_week_of, silent_message
from gamma.text import MESSAGE_CHARACTERS
from gamma.translator import Translator

STOP = Button("Ne plus me le dire", "reminders off silent")


def named(name: str, *, new: bool = False, manager: bool = True) -> SilentStartup:
    return SilentStartup(name.lower(), name, is_new=new, has_manager=manager)


def worded(*silent: SilentStartup) -> tuple[Message, list[str]]:
    message, told = silent_message(Translator("en"), silent, 200, 8, STOP)
    return message, [each.id for each in told]


def test_only_what_is_new_stands_under_what_is_new() -> None:
    message, told = worded(named("Cirrus"), named("Alto", new=True), named("Boréal", manager=False))
    assert [str(each) for each in message.paragraphs[1:4]] == [
        "Since last time\n• Alto",
        "Told before, and still silent: Boréal, Cirrus.",
        "Without portfolio manager: Boréal.",
    ]
    assert told == ["alto", "boréal", "cirrus"]


def test_where_nothing_is_new_nothing_is_called_so() -> None:
    message, _ = worded(named("Cirrus"), named("Alto"))
    assert "Since last time" not in str(message)
    assert "still silent: Alto, Cirrus." in str(message)


@pytest.mark.many
def test_however_many_it_fits_and_tells_which_it_named() -> None:
    many = [named(f"{number:03} {'long name ' * 20}", new=number % 2 == 0) for number in range(400)]
    message, told = worded(*many)
    assert len(str(message)) <= MESSAGE_CHARACTERS
    new = [each.id for each in many if each.is_new]
    said = [id_ for id_ in new if id_ in told]
    assert 0 < len(said) < len(new)
    lines = str(message.paragraphs[1]).splitlines()
    assert len([line for line in lines if line.startswith("•")]) == len(said)


@pytest.mark.parametrize(("day", "told"), [(1, True), (7, True), (8, False), (29, False)])
def test_it_is_told_in_the_week_of_the_first_monday(day: int, told: bool) -> None:
    assert is_told_in_week_of(date(2027, 3, day)) is told
