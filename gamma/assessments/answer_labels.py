"""Answers in words: values as their reader would write them, and the programme's texts with them in place."""

from datetime import date
from decimal import Decimal

from gamma.answers import Answers, Value, opinion_in, share_of
from gamma.programme.criteria import Criterion
from gamma.programme.texts import LocalText
from gamma.text import Text, render
from gamma.translator import Translator

_MOST_OF_A_VALUE = 150


def fill(words: Translator, criterion: Criterion, text: LocalText, answers: Answers) -> Text:
    """A text of the programme file with its fields, thresholds, lists and {share} in place."""
    return render(
        text.said(words.locale),
        **{name: _named(words, criterion, name, answers) for name in text.placeholders()},
    )


def _shown(words: Translator, criterion: Criterion, field_id: str, answers: Answers) -> str:
    """A field's value as the reader would write it, with its unit."""
    field = criterion.field(field_id)
    value = answers.get(field_id)
    unit = answers.get(field.unit, "") if field.unit else ""
    return f"{typed_form(words, value)} {unit}".strip() if value is not None else "…"


def typed_form(words: Translator, value: Value) -> str:
    """The value as it could be typed back into its field."""
    if isinstance(value, Decimal):
        return words.exact(value)
    if isinstance(value, date):
        return words.date(value)
    return value


def _named(words: Translator, criterion: Criterion, name: str, answers: Answers) -> str:
    if name in criterion.thresholds:
        return words.number(criterion.thresholds[name])
    if name in criterion.lists:
        listed = criterion.lists[name]
        chosen = [field for field in listed.fields if opinion_in(answers, field) in listed.answers]
        return words.listed([criterion.field(field).label.said(words.locale).lower() for field in chosen])
    if name == "share":
        return next(
            (_share(words, criterion, field.id, answers) for field in criterion.fields if field.at_most), ""
        )
    return _shown(words, criterion, name, answers)[:_MOST_OF_A_VALUE]


def _share(words: Translator, criterion: Criterion, part: str, answers: Answers) -> str:
    share = share_of(answers, part, criterion.field(part).at_most or "")
    return words.percent(share) if share is not None else "…"
