"""The questions about the metric: what it is, and what was agreed on it with the sponsor."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gamma.assessments.answer_labels import format_value
from gamma.chat import SHORT_CHARACTERS, Field, Option
from gamma.errors import InvalidInputError
from gamma.metrics.messages import FREQUENCY_NAMES, kind_options
from gamma.metrics.metric import PERCENT, TARGET_MONTHS, Definition, counts, in_unit
from gamma.parsing.no_value import is_value
from gamma.parsing.past_day import parse_past_day
from gamma.parsing.quantity import parse_quantity
from gamma.parsing.text import normalise, parse_line, parse_lines
from gamma.programme.file import Programme
from gamma.text import one_line
from gamma.translator import N_, Translator

_UNIT_CHARACTERS = 60
_MEANING_CHARACTERS = 1000
_YES, _NO = "yes", "no"
_PERCENT_WORDS = frozenset(normalise("pourcent pour-cent pourcentage percent per-cent percentage").split())

OWNER, AGREED_WITH, AGREED_ON, FREQUENCY = "owner", "agreed_with", "agreed_on", "frequency"
_TEXTS = ("name", "meaning", "unit", "kind", "source")
_PARSED = Callable[[str], str]


def what_fields(
    translator: Translator, programme: Programme, known: Definition
) -> list[tuple[Field, _PARSED]]:
    """What it is. Each with what reads it, and says it as the field would show it."""
    text = translator.text
    kinds = tuple(Option(translator.local(each.label), each.id) for each in kind_options(programme))
    options = (Option(text(N_("Yes")), _YES), Option(text(N_("No")), _NO))
    name_help = text(N_("For example “requests handled a month”."))
    meaning_help = text(N_("What counts and what does not, in a few words."))
    unit_help = text(N_("For example “requests”, “tonnes of CO₂” or %."))
    source_help = text(N_("The address of a page, or in words."))
    regional_help = text(N_("Is it followed region by region too?"))
    fields: list[tuple[Field, _PARSED]] = [
        (
            Field("name", text(N_("Name")), "text", name_help, known.name[:SHORT_CHARACTERS]),
            lambda typed: parse_line(typed, SHORT_CHARACTERS),
        ),
        (
            Field("meaning", text(N_("What is counted")), "long_text", meaning_help, known.meaning),
            lambda typed: parse_lines(typed, _MEANING_CHARACTERS),
        ),
        (Field("unit", text(N_("Unit")), "text", unit_help, known.unit), _parse_unit),
    ]
    if kinds:
        shown = known.kind if known.kind in [each.value for each in kinds] else ""
        kind_help = text(N_("Which change does it mostly measure?"))
        kind = Field("kind", text(N_("Kind of impact")), "choice", kind_help, shown, kinds)
        fields.append((kind, one_line))
    return [
        *fields,
        (
            Field("source", text(N_("Source")), "text", source_help, known.source[:SHORT_CHARACTERS]),
            lambda typed: parse_line(typed, SHORT_CHARACTERS),
        ),
        (
            Field(
                "regional",
                text(N_("By region")),
                "choice",
                regional_help,
                _YES if known.regional else _NO,
                options,
            ),
            one_line,
        ),
    ]


def _parse_unit(typed: str) -> str:
    unit = parse_line(typed, _UNIT_CHARACTERS)
    if unit == PERCENT or normalise(unit) in _PERCENT_WORDS:
        return PERCENT
    return unit if is_value(unit) else ""


def agreed_fields(
    translator: Translator, known: Definition, owner: str, today: date
) -> list[tuple[Field, _PARSED]]:
    """Who is asked and how often; what was agreed with the sponsor. owner: their account here."""
    text = translator.text
    often = tuple(Option(text(name), each) for each, name in FREQUENCY_NAMES.items())
    shown = translator.date(known.agreed_on) if known.agreed_on else ""
    picked = known.agreed_on.isoformat() if known.agreed_on else ""
    owner_help = text(N_("Who is asked for a value, in private, when one is missing."))
    agreed_help = text(N_("Their name or office, as you say it."))
    day_help = text(N_("A day that has been, for example “15 October 2026”."))
    fields: list[tuple[Field, _PARSED]] = [
        (Field(OWNER, text(N_("Who follows it")), "person", owner_help, owner), one_line),
        (
            Field(
                FREQUENCY,
                text(N_("How often")),
                "choice",
                text(N_("How often is a value wanted?")),
                known.frequency,
                often,
            ),
            one_line,
        ),
        (
            Field(AGREED_WITH, text(N_("Agreed with")), "text", agreed_help, known.agreed_with),
            lambda typed: parse_line(typed, SHORT_CHARACTERS),
        ),
        (
            Field(AGREED_ON, text(N_("Agreed on")), "date", day_help, shown, picked=picked),
            lambda typed: _shown_day(translator, typed, today),
        ),
    ]
    for months in TARGET_MONTHS:
        label = text(N_("Target, {months} months"), months=months)
        help_ = text(N_("The value aimed for {months} months after the agreement."), months=months)
        number = known.targets.get(months)
        shown = format_value(translator, in_unit(number, known.unit)) if number is not None else ""
        field = Field(target_name(months), label, "number", help_, shown)
        fields.append((field, lambda typed: _shown_number(translator, typed, known.unit)))
    return fields


def target_name(months: int) -> str:
    return f"target_{months}"


def _shown_day(translator: Translator, typed: str, today: date) -> str:
    text = one_line(typed)
    return translator.date(parse_past_day(text, today)) if text else ""


def _shown_number(translator: Translator, typed: str, unit: str) -> str:
    """Raises InvalidInputError, also where it is in another unit than the metric."""
    number = _read_number(typed, unit)
    return format_value(translator, number) if number is not None else ""


def _read_number(typed: str, unit: str) -> Decimal | None:
    text = one_line(typed)
    if not text:
        return None
    number = parse_quantity(text, percent=True)
    if not counts(unit, number):
        raise InvalidInputError(_OTHER_UNIT, unit=unit)
    return in_unit(number, unit)


_OTHER_UNIT = N_("The metric counts “{unit}”: the target is wanted in the same unit.")


def with_what(known: Definition, changed: Mapping[str, str]) -> Definition:
    """The definition with what was changed of what it is."""
    texts: dict[str, Any] = {name: changed[name] for name in _TEXTS if name in changed}
    defined = replace(known, **texts, begins_curve=False)
    if "regional" in changed:
        defined = replace(defined, regional=changed["regional"] == _YES)
    return replace(defined, begins_curve=defined.counts_another_thing_than(known))


def with_agreed(
    known: Definition, changed: Mapping[str, str], owner_id: int | None, today: date
) -> Definition:
    """The definition with what was changed of what was agreed on. owner_id: as it stands from now on."""
    defined: dict[str, Any] = {"owner_id": owner_id, "begins_curve": False}
    if FREQUENCY in changed:
        defined["frequency"] = (
            changed[FREQUENCY] if changed[FREQUENCY] in FREQUENCY_NAMES else known.frequency
        )
    if AGREED_WITH in changed:
        defined["agreed_with"] = changed[AGREED_WITH]
    if AGREED_ON in changed:
        defined["agreed_on"] = parse_past_day(changed[AGREED_ON], today) if changed[AGREED_ON] else None
    targets = dict(known.targets)
    for months in TARGET_MONTHS:
        if target_name(months) in changed:
            number = _read_number(changed[target_name(months)], known.unit)
            targets.pop(months, None)
            targets |= {months: number} if number is not None else {}
    return replace(known, **defined, targets=targets)
