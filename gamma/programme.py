"""The programme file as checked data: criteria, questions, thresholds, conditions and texts."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from gamma.chat import FORM_FIELDS, FORM_OPTIONS, Kind
from gamma.predicates import PREDICATES, parameters_of
from gamma.programme_checks import check_names, check_rules, check_spellings, check_texts, check_unique, meant
from gamma.programme_experts import Domain, Examples, ExpertTimes, check_domains
from gamma.programme_texts import Label, LocalText, OptionLabel, Part, Question, Short, Told

SHIPPED = Path(__file__).with_name("programme.toml")

FieldKind = Literal["number", "text", "long_text", "date", "choice", "answer"]
Verdict = Literal["reached", "partly", "not_yet", "unknown"]


class ProgrammeError(Exception):
    """The programme file is wrong; the message is one sentence that names the entry."""


class OptionSpec(Part):
    id: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,60}$")
    label: OptionLabel


class FieldSpec(Part):
    """One question. `unit` and `at_most` name other fields of the page."""

    id: str
    kind: FieldKind
    label: Label
    question: Question
    fact: bool = False
    percent: bool = False
    future: bool = False
    unit: str | None = None
    at_most: str | None = None
    too_many: LocalText | None = None
    zero: LocalText | None = None
    options: tuple[OptionSpec, ...] = Field((), max_length=FORM_OPTIONS)

    @property
    def chat_kind(self) -> Kind:
        return "choice" if self.kind == "answer" else self.kind


class Condition(Part):
    """A named test with its parameters; numbers may be given by a threshold's name."""

    model_config = ConfigDict(extra="allow", frozen=True)
    test: str

    @property
    def parameters(self) -> dict[str, Any]:
        return dict(self.model_extra or {})

    @model_validator(mode="after")
    def _knows_its_test(self) -> Self:
        if self.test not in PREDICATES:
            raise ValueError(f"unknown test “{self.test}”{meant(self.test, PREDICATES)}")
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


class FieldList(Part):
    """The labels of those fields that have one of these answers."""

    fields: tuple[str, ...]
    answers: tuple[str, ...]


class _Rule(Part):
    """Something that is said when all these conditions hold."""

    when: tuple[str, ...]


class VerdictRule(_Rule):
    verdict: Verdict = Field(alias="is")
    rule: Told


class Reason(_Rule):
    text: Told


class Step(_Rule):
    """domain: of the expert network, in which a question about it may be asked."""

    text: Told
    needs: str | None = None
    domain: str | None = None


class Criterion(Part):
    """One readiness criterion: one page of questions and the rules that read them."""

    id: str
    title: LocalText
    short: Short
    aliases: tuple[str, ...] = ()
    intro: Told
    thresholds: Mapping[str, Annotated[Decimal, Field(ge=0)]] = {}
    fields: tuple[FieldSpec, ...]
    conditions: Mapping[str, Condition]
    lists: Mapping[str, FieldList] = {}
    verdicts: tuple[VerdictRule, ...]
    reasons: tuple[Reason, ...] = ()
    steps: tuple[Step, ...] = ()

    def field(self, field_id: str) -> FieldSpec:
        return next(field for field in self.fields if field.id == field_id)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not 1 <= len(self.fields) <= FORM_FIELDS:
            raise ValueError(f"has {len(self.fields)} fields, 1 to {FORM_FIELDS} fit on a page")
        check_names(self)
        check_rules(self)
        check_texts(self)
        return self


class Area(Part):
    """Something a sponsor may have objectives for: one question of the form."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")
    label: Label
    aliases: tuple[str, ...] = ()


class MarketType(Part):
    """For whom a startup works."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    label: OptionLabel
    aliases: tuple[str, ...] = ()


class Programme(Part):
    name: str
    phases: Mapping[str, LocalText] = {}
    areas: tuple[Area, ...] = Field((), max_length=FORM_FIELDS - 1)
    market_types: tuple[MarketType, ...] = Field((), max_length=FORM_OPTIONS)
    domains: tuple[Domain, ...] = Field((), max_length=FORM_OPTIONS)
    small_talk: Examples = Examples()
    experts: ExpertTimes = ExpertTimes.model_validate({})
    criteria: tuple[Criterion, ...]

    def criterion(self, criterion_id: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == criterion_id)

    def domain(self, domain_id: str) -> Domain | None:
        """None for one that the file does not name any more."""
        return next((domain for domain in self.domains if domain.id == domain_id), None)

    def phase(self, name: str, locale: str) -> str:
        """The phase in words; an unknown one is said as it is named."""
        text = self.phases.get(name)
        return text.said(locale) if text else name

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        check_unique("criterion", [criterion.id for criterion in self.criteria])
        check_unique("field", [field.id for criterion in self.criteria for field in criterion.fields])
        check_spellings("area", self.areas)
        check_spellings("market type", self.market_types)
        check_domains(self.domains)
        for criterion in self.criteria:
            for domain in [step.domain for step in criterion.steps if step.domain]:
                if self.domain(domain) is None:
                    known = meant(domain, [each.id for each in self.domains])
                    raise ValueError(f"a step of “{criterion.id}” names the unknown domain “{domain}”{known}")
        if not self.criteria:
            raise ValueError("needs at least one criterion")
        if len(self.criteria) > FORM_FIELDS:
            raise ValueError(f"has {len(self.criteria)} criteria, at most {FORM_FIELDS} fit on a form")
        return self


def load_programme(path: Path = SHIPPED) -> Programme:
    """Raises ProgrammeError with one sentence that names the wrong entry."""
    try:
        text = path.read_text(encoding="utf-8")
        return _checked(text)
    except OSError as error:
        raise ProgrammeError(f"{path}: cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProgrammeError(f"{path}: is not TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = _entry(tomllib.loads(text), first["loc"])
        problem = first["msg"].removeprefix("Value error, ")
        raise ProgrammeError(f"{path}: {entry}: {problem}.") from error


@lru_cache(maxsize=4)
def _checked(text: str) -> Programme:
    """What was checked once is not checked again."""
    return Programme.model_validate(tomllib.loads(text))


def _entry(content: Any, location: Sequence[int | str]) -> str:
    """Where the mistake is, with ids rather than numbers: "criteria.market.fields.market_size.label"."""
    names: list[str] = []
    for step in location:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            content = None
        name = content.get("id") if isinstance(content, dict) and isinstance(step, int) else None
        names.append(str(name or (step + 1 if isinstance(step, int) else step)))
    return ".".join(names) or "the file"
