"""The programme file as checked data: its criteria, what it says of startups, the expert network."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from gamma.chat import FORM_FIELDS, FORM_OPTIONS
from gamma.parsing.text import normalise
from gamma.programme.baseline import Baseline
from gamma.programme.channels import CommunityChannel, check_channels
from gamma.programme.checks import check_criterion
from gamma.programme.criteria import Criterion
from gamma.programme.experts import Domain, Examples, ExpertTimes, check_domains
from gamma.programme.messages import MessageLimits
from gamma.programme.names import check_unique, did_you_mean
from gamma.programme.peers import PeerTimes
from gamma.programme.resources import ResourceSource, check_sources
from gamma.programme.retention import Retention
from gamma.programme.rounds import RoundTimes
from gamma.programme.startups import Area, MarketType, check_names_apart
from gamma.programme.texts import LocalText, ProgrammeEntry
from gamma.translator import Translator

SHIPPED = Path(__file__).parents[1] / "programme.toml"


class ProgrammeError(Exception):
    """The programme file is wrong; the message is one sentence that names the entry."""


class Programme(ProgrammeEntry):
    name: str
    phases: Mapping[str, LocalText] = {}
    areas: tuple[Area, ...] = Field((), max_length=FORM_FIELDS - 1)
    market_types: tuple[MarketType, ...] = Field((), max_length=FORM_OPTIONS)
    domains: tuple[Domain, ...] = Field((), max_length=FORM_OPTIONS - 1)  # beside "I am not sure"
    small_talk: Examples = Examples()
    experts: ExpertTimes = ExpertTimes.model_validate({})
    rounds: RoundTimes = RoundTimes.model_validate({})
    messages: MessageLimits = MessageLimits.model_validate({})
    peers: PeerTimes = PeerTimes.model_validate({})
    retention: Retention = Retention.model_validate({})
    baseline: Baseline | None = None
    resources: tuple[ResourceSource, ...] = ()
    channels: tuple[CommunityChannel, ...] = ()
    criteria: tuple[Annotated[Criterion, AfterValidator(check_criterion)], ...]

    def criterion(self, criterion_id: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == criterion_id)

    def domain(self, domain_id: str) -> Domain | None:
        """None for one that the file does not name any more."""
        return next((domain for domain in self.domains if domain.id == domain_id), None)

    def phase_name(self, phase: str, translator: Translator) -> str:
        """An unknown one is said as it is written."""
        text = self.phases.get(phase)
        return translator.local(text) if text else phase

    def criterion_named(self, word: str) -> Criterion | None:
        """The criterion called like this in either language."""
        named = normalise(word)
        for criterion in self.criteria:
            names = (criterion.id, criterion.short.fr, criterion.short.en, *criterion.aliases)
            if named and named in map(normalise, names):
                return criterion
        return None

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        check_unique("criterion", [criterion.id for criterion in self.criteria])
        check_unique("field", [field.id for criterion in self.criteria for field in criterion.fields])
        check_names_apart("area", self.areas)
        check_names_apart("market type", self.market_types)
        check_domains(self.domains)
        domains, criteria = ([each.id for each in every] for every in (self.domains, self.criteria))
        check_sources(self.resources, domains, criteria)
        check_channels(self.channels, [domain.id for domain in self.domains], self.phases)
        if self.baseline and self.baseline.reached.keys() != {criterion.id for criterion in self.criteria}:
            raise ValueError("baseline.reached needs each criterion, and nothing else")
        for criterion in self.criteria:
            for domain in [step.domain for step in criterion.steps if step.domain]:
                if self.domain(domain) is None:
                    known = did_you_mean(domain, [each.id for each in self.domains])
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
