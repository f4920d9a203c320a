"""The limits of both platforms, checked where the words are made."""

from collections.abc import Callable
from typing import Any

import pytest

from gamma.chat import Button, Field, Form, Message, Option, Picture
from gamma.translator import render

SAYS = render("Hello")
YES = Option("Oui", "yes")


def field(**given: Any) -> Field:
    return Field(**{"name": "a", "label": "A", "kind": "text"} | given)


def form(**given: Any) -> Form:
    return Form(**{"route": "r", "title": "T", "fields": (field(),), "submit": "S"} | given)


def button(**given: Any) -> Button:
    return Button(**{"label": "A", "says": "help"} | given)


FITS: list[Callable[[], object]] = [
    lambda: button(label="a" * 40),
    lambda: field(label="é" * 12),
    lambda: field(help="é" * 75),
    lambda: field(value="é" * 150),
    lambda: field(kind="long_text", value="a" * 3000),
    lambda: field(name="a" * 40),
    lambda: field(kind="choice", options=(YES,) * 100),
    lambda: Option("a" * 75, "A-z_.9"),
    lambda: form(route="a" * 200),
    lambda: form(title="é" * 12, submit="é" * 12, intro="a" * 3000, fields=(field(),) * 6),
    lambda: Message((render("{long}", long="a" * 3800),), (button(),) * 5),
    lambda: Picture(lambda: b"", "a" * 1000),
]

TOO_MUCH: list[tuple[str, Callable[[], object]]] = [
    ("button label is 41 long", lambda: button(label="a" * 41)),
    ("field label is 26 long", lambda: field(label="é" * 13)),
    ("field help is 152 long", lambda: field(help="é" * 76)),
    ("field value is 151 long", lambda: field(value="a" * 151)),
    ("field value is 3001 long", lambda: field(kind="long_text", value="a" * 3001)),
    ("must be 1 to 40", lambda: field(name="a" * 41)),
    ("must be 1 to 40", lambda: field(name="Market size")),
    ("only a choice", lambda: field(kind="choice")),
    ("only a choice", lambda: field(kind="number", options=(YES,))),
    ("options of a field is 101", lambda: field(kind="choice", options=(YES,) * 101)),
    ("option label is 76 long", lambda: Option("a" * 76, "a")),
    ("must be 1 to 60", lambda: Option("a", "")),
    ("must be 1 to 60", lambda: Option("a", "oui !")),
    ("form route is 201 long", lambda: form(route="a" * 201)),
    ("form title is 27 long", lambda: form(title="Adéquation produit/marché")),
    ("send label is 25 long", lambda: form(submit="a" * 25)),
    ("form intro is 3001 long", lambda: form(intro="a" * 3001)),
    ("has 0 fields", lambda: form(fields=())),
    ("has 7 fields", lambda: form(fields=(field(),) * 7)),
    ("at least one paragraph", lambda: Message(())),
    ("message is 3801 long", lambda: Message((render("{long}", long="a" * 3801),))),
    ("message is 3802 long", lambda: Message((render("{long}", long="a" * 1900),) * 2)),
    ("buttons of a message is 6", lambda: Message((SAYS,), (button(),) * 6)),
    ("needs an alternative text", lambda: Picture(lambda: b"", "")),
    ("alternative text is 1001 long", lambda: Picture(lambda: b"", "a" * 1001)),
]


@pytest.mark.parametrize("make", FITS)
def test_what_both_platforms_can_show_is_made(make: Callable[[], object]) -> None:
    assert make()


@pytest.mark.parametrize(("problem", "make"), TOO_MUCH)
def test_what_one_platform_cannot_show_is_refused(problem: str, make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=problem):
        make()


def test_a_message_is_also_plain_text() -> None:
    assert str(Message((render("**One**"), render("`two`")))) == "One\n\ntwo"
