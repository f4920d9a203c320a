"""A picker and the line beside it are one field: what is typed counts, and its error stands there."""

import pytest

from bot.platforms import pickers
from gamma.chat import Errors, Field
from gamma.translator import Translator


@pytest.mark.parametrize(
    ("sent", "values"),
    [
        ({"who": "U1", "who-name": ""}, {"who": "U1"}),
        ({"who": "U1", "who-name": " Camille  Moreau"}, {"who": "@Camille  Moreau"}),
        ({"who": "", "who-name": "@ camille"}, {"who": "@camille"}),
        ({"who-name": "moi", "who": ""}, {"who": "@moi"}),
        ({"day": "2026-12-08", "day-words": "fin mai"}, {"day": "fin mai"}),
        ({"day": "2026-12-08", "day-words": " "}, {"day": "2026-12-08"}),
        ({"day": "2026-12-08", "what": "a-b"}, {"day": "2026-12-08", "what": "a-b"}),
    ],
)
def test_what_the_fields_say(sent: dict[str, str], values: dict[str, str]) -> None:
    assert pickers.joined(sent) == values


def test_an_error_stands_at_the_input_that_was_used() -> None:
    sent = {"who": "U1", "who-name": "Zed", "coach": "U2", "coach-name": "", "day": "", "day-words": "x"}
    errors = Errors({"who": "Qui ?", "coach": "Lui ?", "day": "Quand ?", "gone": "Plus là."}, "Tout.")
    at_inputs, others = pickers.errors_at_inputs(errors, sent)
    assert at_inputs == {"who-name": "Qui ?", "coach": "Lui ?", "day-words": "Quand ?"}
    assert others == ["Tout.", "Plus là."]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field("who", "Qui", "person", value="U1", required=True), ""),
        (Field("day", "Jour", "date", value="8 décembre", picked="2026-12-08"), ""),
        (Field("day", "Jour", "date", value="fin 2027"), "fin 2027"),
    ],
)
def test_the_line_is_optional_and_says_nothing_twice(field: Field, value: str) -> None:
    line = pickers.line_beside(field, Translator("fr"))
    assert (line.kind, line.required, line.value, line.help) == ("text", False, value, "")
