"""The programme file as checked data: criteria, questions, thresholds, conditions and texts."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from gamma.chat import FORM_FIELDS, HELP_BYTES, LABEL_BYTES, Kind
from gamma.folding import closest
from gamma.predicates import PREDICATES, parameters_of

SHIPPED = Path(__file__).with_name("programme.toml")

FieldKind = Literal["number", "text", "long_text", "date", "choice", "answer"]
Verdict = Literal["reached", "partly", "not_yet", "unknown"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class ProgrammeError(Exception):
    """The programme file is wrong; the message is one sentence that names the entry."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalText(_Part):
    fr: str
    en: str

    def said(self, locale: str) -> str:
        return self.fr if locale == "fr" else self.en

    def placeholders(self) -> set[str]:
        return set(_PLACEHOLDER.findall(self.fr) + _PLACEHOLDER.findall(self.en))


def _fits(limit: int) -> AfterValidator:
    def check(text: LocalText) -> LocalText:
        for locale, words in (("fr", text.fr), ("en", text.en)):
            size = len(words.encode())
            if not 1 <= size <= limit:
                raise ValueError(f"{locale} is {size} bytes long, 1 to {limit} fit")
        return text

    return AfterValidator(check)


Label = Annotated[LocalText, _fits(LABEL_BYTES)]
Question = Annotated[LocalText, _fits(HELP_BYTES)]


class OptionSpec(_Part):
    id: str
    label: LocalText


class FieldSpec(_Part):
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
    options: tuple[OptionSpec, ...] = ()

    @property
    def chat_kind(self) -> Kind:
        return "choice" if self.kind == "answer" else self.kind


class Condition(_Part):
    """A named test with its parameters; numbers may be given by a threshold's name."""

    model_config = ConfigDict(extra="allow", frozen=True)
    test: str

    @property
    def parameters(self) -> dict[str, Any]:
        return dict(self.model_extra or {})

    @model_validator(mode="after")
    def _knows_its_test(self) -> Self:
        if self.test not in PREDICATES:
            raise ValueError(f"unknown test “{self.test}”{_meant(self.test, PREDICATES)}")
        wanted, given = parameters_of(self.test), set(self.parameters)
        if wanted != given:
            raise ValueError(f"test “{self.test}” takes {sorted(wanted)}, not {sorted(given)}")
        return self


class FieldList(_Part):
    """The labels of those fields that have one of these answers."""

    fields: tuple[str, ...]
    answers: tuple[str, ...]


class VerdictRule(_Part):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    verdict: Verdict
    when: tuple[str, ...]
    rule: LocalText

    @model_validator(mode="before")
    @classmethod
    def _is_reads_better(cls, data: Any) -> Any:
        """The file says `is = "reached"`, which Python cannot."""
        if isinstance(data, dict) and "is" in data:
            data = {**data, "verdict": data["is"]}
            del data["is"]
        return data


class Reason(_Part):
    when: tuple[str, ...]
    text: LocalText


class Step(_Part):
    when: tuple[str, ...]
    text: LocalText
    needs: str | None = None


class Criterion(_Part):
    """One readiness criterion: one page of questions and the rules that read them."""

    id: str
    title: LocalText
    short: Label
    aliases: tuple[str, ...] = ()
    intro: LocalText
    thresholds: Mapping[str, Decimal] = {}
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
        _check_names(self)
        _check_rules(self)
        _check_texts(self)
        return self


class Programme(_Part):
    name: str
    phases: Mapping[str, LocalText] = {}
    criteria: tuple[Criterion, ...]

    def criterion(self, criterion_id: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == criterion_id)

    def phase(self, name: str, locale: str) -> str:
        """The phase in words; an unknown one is said as it is named."""
        text = self.phases.get(name)
        return text.said(locale) if text else f"« {name} »"

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        _unique("criterion", [criterion.id for criterion in self.criteria])
        _unique("field", [field.id for criterion in self.criteria for field in criterion.fields])
        if not self.criteria:
            raise ValueError("needs at least one criterion")
        return self


def load_programme(path: Path = SHIPPED) -> Programme:
    """Raises ProgrammeError with one sentence that names the wrong entry."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return Programme.model_validate(content)
    except OSError as error:
        raise ProgrammeError(f"{path}: cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProgrammeError(f"{path}: is not TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = _entry(content, first["loc"])
        problem = first["msg"].removeprefix("Value error, ")
        raise ProgrammeError(f"{path}: {entry}: {problem}.") from error


def _check_names(criterion: Criterion) -> None:
    fields = [field.id for field in criterion.fields]
    _unique("field", fields)
    for field in criterion.fields:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", field.id):
            raise ValueError(f"field “{field.id}” must be 1 to 40 of a-z, 0-9, _")
        if (field.kind == "choice") != bool(field.options):
            raise ValueError(f"field “{field.id}”: a choice has options, and only a choice")
        _known(f"field “{field.id}”: unit", [field.unit], fields)
        _known(f"field “{field.id}”: at_most", [field.at_most], fields)
        if bool(field.at_most) != bool(field.too_many):
            raise ValueError(f"field “{field.id}”: at_most and too_many go together")


def _check_rules(criterion: Criterion) -> None:
    fields = [field.id for field in criterion.fields]
    for name, condition in criterion.conditions.items():
        given = condition.parameters
        named = [given.get(key) for key in ("field", "part", "whole")] + list(given.get("fields", ()))
        _known(f"condition “{name}”: field", named, fields)
        for key in ("percent", "count"):
            if isinstance(given.get(key), str):
                _known(f"condition “{name}”: threshold", [given[key]], criterion.thresholds)
    for name, listed in criterion.lists.items():
        _known(f"list “{name}”: field", listed.fields, fields)
    for kind, rules in (
        ("verdict", criterion.verdicts),
        ("reason", criterion.reasons),
        ("step", criterion.steps),
    ):
        for place, rule in enumerate(rules, start=1):
            named = [name.removeprefix("not ") for name in rule.when]
            _known(f"{kind} {place}: condition", named, criterion.conditions)
    if not criterion.verdicts or criterion.verdicts[-1].when:
        raise ValueError("the last verdict must have when = [], so that every answer has a verdict")


def _check_texts(criterion: Criterion) -> None:
    known = {field.id for field in criterion.fields} | set(criterion.thresholds) | set(criterion.lists)
    texts = [*(rule.rule for rule in criterion.verdicts), *(reason.text for reason in criterion.reasons)]
    texts += [step.text for step in criterion.steps]
    texts += [text for field in criterion.fields for text in (field.zero, field.too_many) if text]
    for text in texts:
        _known(f"text “{text.fr[:40]}…”: name", sorted(text.placeholders()), {*known, "share"})


def _known(what: str, names: Sequence[str | None], known: Iterable[str]) -> None:
    for name in names:
        if name is not None and name not in known:
            raise ValueError(f"{what} “{name}” is not there{_meant(name, known)}")


def _unique(what: str, ids: Sequence[str]) -> None:
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise ValueError(f"{what} “{min(twice)}” is there twice")


def _meant(typed: str, known: Iterable[str]) -> str:
    near = closest(typed, known)
    return f" (did you mean “{near}”?)" if near else ""


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
