"""Beside a picker stands a line in which the same may be typed: on every platform one field of two inputs.

Either may be left empty; what is typed counts. No field's name has a dash: it begins the end of the line's.
"""

from collections.abc import Mapping
from dataclasses import replace

from gamma.chat import Errors, Field, Kind
from gamma.translator import N_, Translator

_WORDS, _NAME = "words", "name"
_LINES: Mapping[Kind, str] = {"date": _WORDS, "datetime": _WORDS, "person": _NAME}

PICKED = frozenset(_LINES)
"""The kinds of fields that have a picker where the platform has one."""


def line_name(field: Field) -> str:
    """Of the line beside the field's picker."""
    return f"{field.name}-{_LINES[field.kind]}"


def line_beside(field: Field, translator: Translator) -> Field:
    """The line as a field, but for its name: what the picker shows is not written twice."""
    is_person = field.kind == "person"
    label = translator.text(N_("Or by name") if is_person else N_("Or in words"))
    value = "" if is_person or field.picked else field.value
    return replace(field, kind="text", label=label, help="", value=value, required=False)


def joined(sent: Mapping[str, str]) -> dict[str, str]:
    """What the fields say, by name, of all that was sent. Who is typed is "@" and the name, as in a line."""
    values = {name: value for name, value in sent.items() if "-" not in name}
    for name, typed in sent.items():
        picker, _, line = name.partition("-")
        if line and (words := typed.strip()):
            values[picker] = f"@{words.lstrip('@ ')}" if line == _NAME else words
    return values


def has_words_beside(name: str, sent: Mapping[str, str]) -> bool:
    """Whether the field of this name was shown as a picker of days or hours."""
    return f"{name}-{_WORDS}" in sent


def errors_at_inputs(errors: Errors, sent: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The sentences by input, of a picker and its line at that which was used; and those of no input here."""
    at_inputs = {_used(name, sent): said for name, said in errors.fields.items() if name in sent}
    others = [said for name, said in errors.fields.items() if name not in sent]
    return at_inputs, [said for said in (errors.general, *others) if said]


def _used(name: str, sent: Mapping[str, str]) -> str:
    lines = (f"{name}-{line}" for line in (_WORDS, _NAME))
    return next((line for line in lines if sent.get(line, "").strip()), name)
