"""The readiness criteria in the programme file: questions, conditions, verdicts, reasons, next steps."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from gamma.chat import FORM_OPTIONS
from gamma.programme.names import did_you_mean
from gamma.programme.predicates import PREDICATES, parameters_of
from gamma.programme.texts import (
    Label,
    LocalText,
    OptionLabel,
    PageTitle,
    Paragraph,
    ProgrammeEntry,
    Question,
)

FieldKind = Literal["number", "text", "long_text", "date", "choice", "answer"]
Verdict = Literal["reached", "partly", "not_yet", "unknown"]


class OptionSpec(ProgrammeEntry):
    id: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,60}$")
    label: OptionLabel


class FieldSpec(ProgrammeEntry):
    """One question. `unit`, `at_most` and `same_unit_as` name other fields of the page.

    whole: what is counted one by one.
    """

    id: str
    kind: FieldKind
    label: Label
    question: Question
    fact: bool = False
    percent: bool = False
    whole: bool = False
    future: bool = False
    unit: str | None = None
    at_most: str | None = None
    same_unit_as: str | None = None
    too_many: LocalText | None = None
    zero: LocalText | None = None
    options: tuple[OptionSpec, ...] = Field((), max_length=FORM_OPTIONS)


class Condition(ProgrammeEntry):
    """A named test with its parameters; numbers may be given by a threshold's name."""

    model_config = ConfigDict(extra="allow", frozen=True)
    test: str

    @property
    def parameters(self) -> dict[str, Any]:
        return dict(self.model_extra or {})

    @model_validator(mode="after")
    def _knows_its_test(self) -> Self:
        if self.test not in PREDICATES:
            raise ValueError(f"unknown test “{self.test}”{did_you_mean(self.test, PREDICATES)}")
        wanted, given = parameters_of(self.test), set(self.parameters)
        if wanted != given:
            raise ValueError(f"test “{self.test}” takes {sorted(wanted)}, not {sorted(given)}")
        for name, value in self.parameters.items():
            if not _PARAMETER_FORMS.get(name, _is_name)(value):
                raise ValueError(f"test “{self.test}”: {value!r} cannot be its “{name}”")
        return self


def _is_name(value: Any) -> bool:
    return isinstance(value, str)


def _is_number_or_threshold(value: Any) -> bool:
    return isinstance(value, str) or (type(value) in (int, float) and isfinite(value))


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(word, str) for word in value)


_PARAMETER_FORMS: dict[str, Callable[[Any], bool]] = {
    "percent": _is_number_or_threshold,
    "count": _is_number_or_threshold,
    "fields": _is_list_of_words,
    "answers": _is_list_of_words,
    "words": _is_list_of_words,
}


class _Rule(ProgrammeEntry):
    """Something that is said when all these conditions hold."""

    when: tuple[str, ...]


class VerdictRule(_Rule):
    verdict: Verdict = Field(alias="is")
    rule: Paragraph


class Reason(_Rule):
    """agenda: the point that it offers for the next checkpoint.

    team: how the team says it to its sponsor and in its channel, where `text` speaks to one person.
    """

    text: Paragraph
    agenda: Paragraph | None = None
    team: Paragraph | None = None

    @property
    def said_by_team(self) -> LocalText:
        return self.team or self.text


class NamedList(ProgrammeEntry):
    """The labels of those fields that have one of these answers; or the parts whose conditions hold."""

    fields: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    parts: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        if bool(self.parts) == bool(self.fields and self.answers):
            raise ValueError("a list has either fields with answers, or parts")
        return self


class Step(_Rule):
    """domain: of the expert network, in which a question about it may be asked."""

    text: Paragraph
    needs: str | None = None
    domain: str | None = None


class Criterion(ProgrammeEntry):
    """One readiness criterion: one page of questions and the rules that read them."""

    id: str
    title: LocalText
    short: PageTitle
    aliases: tuple[str, ...] = ()
    intro: Paragraph
    thresholds: Mapping[str, Annotated[Decimal, Field(ge=0)]] = {}
    fields: tuple[FieldSpec, ...]
    conditions: Mapping[str, Condition]
    lists: Mapping[str, NamedList] = {}
    verdicts: tuple[VerdictRule, ...]
    reasons: tuple[Reason, ...] = ()
    steps: tuple[Step, ...] = ()

    def field(self, field_id: str) -> FieldSpec:
        return next(field for field in self.fields if field.id == field_id)

    @cached_property
    def fact_groups(self) -> tuple[frozenset[str], ...]:
        """The ids of its facts: together those that are compared or say of what they are, any other alone."""
        groups: list[set[str]] = []
        for field in self.fields:
            if field.fact:
                linked = {field.id} | {
                    each for each in (field.unit, field.at_most, field.same_unit_as) if each
                }
                met = [group for group in groups if group & linked]
                groups = [group for group in groups if group not in met] + [linked.union(*met)]
        return tuple(map(frozenset, groups))
