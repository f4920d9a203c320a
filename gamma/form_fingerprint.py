"""What a form showed, in short: sent after it was left open, it undoes nothing that was stated meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s

from gamma.errors import UserError
from gamma.translator import N_

_EMPTY = "0"
_BETWEEN = "-"


def fingerprint(values: Iterable[str]) -> str:
    """One short print for each value, for a form's route."""
    return _BETWEEN.join(map(_print, values))


def renew_fingerprint(shown: str, fields: Iterable[str], kept: Mapping[str, str]) -> str:
    """Of a form that stays open after a part of it was kept: what it kept itself is shown in it."""
    before = zip(fields, shown.split(_BETWEEN), strict=True)
    return _BETWEEN.join(_print(kept[field]) if field in kept else stood for field, stood in before)


@dataclass(frozen=True)
class FormChanges:
    """What a person changed in a form, by field.

    overtaken: those of them that somebody else had changed as well since the form was shown, and to what.
    """

    values: Mapping[str, str]
    overtaken: Mapping[str, str]


def form_changes(shown: str, typed: Mapping[str, str], known: Mapping[str, str]) -> FormChanges:
    """shown: prints of the fields as they were shown, in the order of `typed`; known: what is stated now.

    A field emptied withdraws what stood in it, not what somebody stated since.
    Raises UserError if the form has other fields by now.
    """
    before = shown.split(_BETWEEN)
    if len(before) != len(typed):
        raise UserError(
            N_("This form has other questions by now. Please open it again. Nothing was changed.")
        )
    values: dict[str, str] = {}
    overtaken: dict[str, str] = {}
    for (field, value), stood in zip(typed.items(), before, strict=True):
        now = known.get(field, "")
        late = now != "" and _print(now) != stood
        if value != now and _print(value) != stood and (value or not late):
            values[field] = value
            overtaken |= {field: now} if late else {}
    return FormChanges(values, overtaken)


def _print(value: str) -> str:
    return blake2s(value.encode(), digest_size=4).hexdigest() if value else _EMPTY
