"""Answers in words: values as their reader would write them, and the programme's texts with them in place."""

from datetime import date
from decimal import Decimal

from gamma.answers import Answers, Quantity, Value, opinion_in, share_of
from gamma.assessments.readiness import condition_holds
from gamma.programme.checks import ALONE, SHARE
from gamma.programme.criteria import Criterion, NamedList
from gamma.programme.texts import LocalText
from gamma.text import Text
from gamma.translator import Translator, render
from gamma.units import counted

_MOST_OF_A_VALUE = 150


def render_criterion_text(
    translator: Translator, criterion: Criterion, text: LocalText, answers: Answers
) -> Text:
    """A text of the programme file with its fields, thresholds, lists and {share} in place."""
    return render(
        translator.local(text),
        **{name: _placeholder_value(translator, criterion, name, answers) for name in text.placeholders()},
    )


def format_value(translator: Translator, value: Value) -> str:
    """The value as it could be typed back into its field."""
    if isinstance(value, Quantity):
        return _with_unit(translator, value, value.unit)
    if isinstance(value, Decimal):
        return translator.exact(value)
    if isinstance(value, date):
        return translator.date(value)
    return value


def _with_unit(translator: Translator, number: Decimal, unit: str) -> str:
    return f"{translator.exact(number)} {counted(unit, number, translator.locale)}".strip()


def _placeholder_value(translator: Translator, criterion: Criterion, name: str, answers: Answers) -> str:
    if name in criterion.thresholds:
        return translator.number(criterion.thresholds[name])
    if name in criterion.lists:
        return translator.listed(_list_items(translator, criterion, criterion.lists[name], answers))
    if name == SHARE:
        return next(
            (_share(translator, criterion, field.id, answers) for field in criterion.fields if field.at_most),
            "",
        )
    return _field_value(translator, criterion, name, answers)[:_MOST_OF_A_VALUE]


def _list_items(
    translator: Translator, criterion: Criterion, listed: NamedList, answers: Answers
) -> list[str]:
    chosen = [field for field in listed.fields if opinion_in(answers, field) in listed.answers]
    labels = [translator.local(criterion.field(field).label).lower() for field in chosen]
    parts = [
        str(render_criterion_text(translator, criterion, part.text, answers))
        for part in listed.parts
        if all(condition_holds(criterion, name, answers) for name in part.when)
    ]
    return labels + parts


def _field_value(translator: Translator, criterion: Criterion, name: str, answers: Answers) -> str:
    """A field's value as the reader would write it, with its unit; "x_alone" is that of x without it."""
    fields = {field.id: field for field in criterion.fields}
    field = fields.get(name) or fields[name.removesuffix(ALONE)]
    value = answers.get(field.id)
    if value is None:
        return "…"
    if not isinstance(value, Decimal):
        return format_value(translator, value)
    if name != field.id:
        return translator.exact(value)
    unit = answers.get(field.unit, "") if field.unit else ""
    return _with_unit(translator, value, str(unit)) if unit else format_value(translator, value)


def _share(translator: Translator, criterion: Criterion, part: str, answers: Answers) -> str:
    share = share_of(answers, part, criterion.field(part).at_most or "")
    return translator.percent(share, criterion.thresholds.values()) if share is not None else "…"
