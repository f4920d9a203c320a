"""What a person typed into the fields of a page, as the values that are kept or a sentence at the field."""

from collections.abc import Collection, Mapping
from datetime import date

from gamma.answers import OPINIONS, Value, number_in, share_of
from gamma.assessments.answer_labels import fill
from gamma.chat import LONG_CHARACTERS, SHORT_CHARACTERS
from gamma.errors import InvalidInputError
from gamma.parsing.day import parse_day
from gamma.parsing.number import parse_number
from gamma.parsing.text import parse_line, parse_lines
from gamma.programme.criteria import Criterion, FieldSpec
from gamma.programme.texts import LocalText
from gamma.text import one_line
from gamma.translator import N_, Translator


def parse_page(
    criterion: Criterion, typed: Mapping[str, str], today: date, translator: Translator
) -> tuple[dict[str, Value], dict[str, str]]:
    """Values, and sentences of refusal, by field id. A field left empty is in neither.

    What was typed beyond the page's own fields is not looked at.
    """
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for field in criterion.fields:
        try:
            value = parse_field(field, typed.get(field.id, ""), today)
        except InvalidInputError as error:
            errors[field.id] = error.text(translator)
        else:
            values |= {} if value is None else {field.id: value}
    for field in criterion.fields:
        doubt = _doubt(field, values)
        if doubt:
            errors[field.id] = str(fill(translator, criterion, doubt, values))
    return {field: value for field, value in values.items() if field not in errors}, errors


def parse_field(field: FieldSpec, typed: str, today: date) -> Value | None:
    """None where nothing was typed. Raises TypedError."""
    text = one_line(typed)
    if not text:
        return None
    match field.kind:
        case "number":
            return parse_number(text, percent=field.percent)
        case "date":
            return parse_day(text, today, future=field.future)
        case "choice":
            return _chosen(text, [option.id for option in field.options])
        case "answer":
            return _chosen(text, OPINIONS)
        case "text":
            return parse_line(text, SHORT_CHARACTERS)
        case "long_text":
            return parse_lines(typed, LONG_CHARACTERS)


def _doubt(field: FieldSpec, values: Mapping[str, Value]) -> LocalText | None:
    """The programme's own question about a number that can hardly be meant."""
    if number_in(values, field.id) == 0 and field.zero:
        return field.zero
    share = share_of(values, field.id, field.at_most) if field.at_most else None
    return field.too_many if share is not None and share > 1 else None


def _chosen(typed: str, options: Collection[str]) -> str:
    if typed not in options:
        raise InvalidInputError(N_("Choose one of the answers in the list."))
    return typed
