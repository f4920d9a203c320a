"""What must fit together inside a criterion of the programme file: all names that are used are there."""

import re
from collections.abc import Iterable, Sequence

from gamma.answers import OPINIONS
from gamma.chat import FORM_FIELDS
from gamma.programme.criteria import Criterion, FieldSpec
from gamma.programme.names import check_unique, did_you_mean

SHARE = "share"
"""The name by which texts show the share of a field in its `at_most`."""

ALONE = "_alone"
"""What follows a field's name where texts show its number without its unit."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check_criterion(criterion: Criterion) -> Criterion:
    """Raises ValueError."""
    if not 1 <= len(criterion.fields) <= FORM_FIELDS:
        raise ValueError(f"has {len(criterion.fields)} fields, 1 to {FORM_FIELDS} fit on a page")
    _check_names(criterion)
    _check_rules(criterion)
    _check_texts(criterion)
    return criterion


def _check_names(criterion: Criterion) -> None:
    """Fields, thresholds and lists are named apart, since texts name all of them alike."""
    fields = [field.id for field in criterion.fields]
    for what, name in [("criterion", criterion.id), *(("field", field) for field in fields)]:
        if not _ID.fullmatch(name):
            raise ValueError(f"{what} “{name}” must be 1 to 40 of a-z, 0-9, _")
    check_unique("field", fields)
    check_unique("name", [*fields, *criterion.thresholds, *criterion.lists, SHARE])
    numbers = [field.id for field in criterion.fields if field.kind == "number"]
    for field in criterion.fields:
        _check_field(field, fields, numbers)


def _check_rules(criterion: Criterion) -> None:
    fields = [field.id for field in criterion.fields]
    answers = {*OPINIONS, *(option.id for field in criterion.fields for option in field.options)}
    for name, condition in criterion.conditions.items():
        given = condition.parameters
        named = [given.get(key) for key in ("field", "part", "whole")] + list(given.get("fields", ()))
        _check_known(f"condition “{name}”: field", named, fields)
        _check_known(f"condition “{name}”: answer", given.get("answers", ()), answers)
        thresholds = [given.get(key) for key in ("percent", "count") if isinstance(given.get(key), str)]
        _check_known(f"condition “{name}”: threshold", thresholds, criterion.thresholds)
    for name, listed in criterion.lists.items():
        _check_known(f"list “{name}”: field", listed.fields, fields)
        _check_known(f"list “{name}”: answer", listed.answers, answers)
    parts = [part for listed in criterion.lists.values() for part in listed.parts]
    for kind, rules in (
        ("part of a list", parts),
        ("verdict", criterion.verdicts),
        ("reason", criterion.reasons),
        ("step", criterion.steps),
    ):
        for place, rule in enumerate(rules, start=1):
            conditions = [condition.removeprefix("not ") for condition in rule.when]
            _check_known(f"{kind} {place}: condition", conditions, criterion.conditions)
    if not criterion.verdicts or criterion.verdicts[-1].when:
        raise ValueError("the last verdict must have when = [], so that every answer has a verdict")


def _check_texts(criterion: Criterion) -> None:
    known = {field.id for field in criterion.fields} | set(criterion.thresholds) | set(criterion.lists)
    known |= {f"{field.id}{ALONE}" for field in criterion.fields if field.kind == "number"}
    texts = [*(rule.rule for rule in criterion.verdicts), *(reason.text for reason in criterion.reasons)]
    texts += [reason.team for reason in criterion.reasons if reason.team]
    texts += [step.text for step in criterion.steps]
    texts += [part.text for listed in criterion.lists.values() for part in listed.parts]
    texts += [text for field in criterion.fields for text in (field.zero, field.too_many) if text]
    for text in texts:
        _check_known(f"text “{text.fr[:40]}…”: name", sorted(text.placeholders()), {*known, SHARE})


def _check_field(field: FieldSpec, fields: Sequence[str], numbers: Sequence[str]) -> None:
    what = f"field “{field.id}”"
    if (field.kind == "choice") != bool(field.options):
        raise ValueError(f"{what}: a choice has options, and only a choice")
    check_unique(f"{what}: option", [option.id for option in field.options])
    _check_known(f"{what}: unit", [field.unit], fields)
    _check_known(f"{what}: at_most", [field.at_most], fields)
    _check_known(f"{what}: same_unit_as", [field.same_unit_as], numbers)
    if bool(field.at_most) != bool(field.too_many):
        raise ValueError(f"{what}: at_most and too_many go together")
    if field.at_most and not {field.id, field.at_most} <= set(numbers):
        raise ValueError(f"{what}: at_most compares numbers, and only numbers")


def _check_known(what: str, names: Sequence[str | None], known: Iterable[str]) -> None:
    for name in names:
        if name is not None and name not in known:
            raise ValueError(f"{what} “{name}” is not there{did_you_mean(name, known)}")
