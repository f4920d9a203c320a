"""Answers in words: values as their reader would write them, and the programme's texts with them in place."""

from datetime import date
from decimal import Decimal

from gamma.answers import Answers, Value, opinion_in, share_of
from gamma.programme.criteria import Criterion
from gamma.programme.texts import LocalText
from gamma.text import Text
from gamma.translator import Translator, render

_MOST_OF_A_VALUE = 150


def render_criterion_text(
    translator: Translator, criterion: Criterion, text: LocalText, answers: Answers
) -> Text:
    """A text of the programme file with its fields, thresholds, lists and {share} in place."""
    return render(
        translator.local(text),
        **{name: _placeholder_value(translator, criterion, name, answers) for name in text.placeholders()},
    )


def _field_value(translator: Translator, criterion: Criterion, field_id: str, answers: Answers) -> str:
    """A field's value as the reader would write it, with its unit."""
    field = criterion.field(field_id)
    value = answers.get(field_id)
    unit = answers.get(field.unit, "") if field.unit else ""
    return f"{format_value(translator, value)} {unit}".strip() if value is not None else "…"


def format_value(translator: Translator, value: Value) -> str:
    """The value as it could be typed back into its field."""
    if isinstance(value, Decimal):
        return translator.exact(value)
    if isinstance(value, date):
        return translator.date(value)
    return value


def _placeholder_value(translator: Translator, criterion: Criterion, name: str, answers: Answers) -> str:
    if name in criterion.thresholds:
        return translator.number(criterion.thresholds[name])
    if name in criterion.lists:
        listed = criterion.lists[name]
        chosen = [field for field in listed.fields if opinion_in(answers, field) in listed.answers]
        return translator.listed([translator.local(criterion.field(field).label).lower() for field in chosen])
    if name == "share":
        return next(
            (_share(translator, criterion, field.id, answers) for field in criterion.fields if field.at_most),
            "",
        )
    return _field_value(translator, criterion, name, answers)[:_MOST_OF_A_VALUE]


def _share(translator: Translator, criterion: Criterion, part: str, answers: Answers) -> str:
    share = share_of(answers, part, criterion.field(part).at_most or "")
    return translator.percent(share) if share is not None else "…"
