"""The expert network in the programme file: its domains, and how long it waits."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from gamma.parsing.text import name_key
from gamma.programme.names import check_unique
from gamma.programme.texts import Label, LocalText, Paragraph, ProgrammeEntry


class Examples(ProgrammeEntry):
    """What people write, one line each, in both languages."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Domain(ProgrammeEntry):
    """What an expert may help in. words and examples: what people write about who need it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")
    title: LocalText
    label: Label
    aliases: tuple[str, ...] = ()
    about: Paragraph | None = None
    words: tuple[str, ...] = ()
    examples: Examples = Examples()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it may be called by."""
        titles = (self.title, self.label)
        return (self.id, *(name for title in titles for name in (title.fr, title.en)), *self.aliases)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        for name in (*self.names, *self.words, *self.examples.fr, *self.examples.en):
            if not name_key(name):
                raise ValueError(f"“{name}” has neither a letter nor a number")
        return self


def check_domains(domains: Sequence[Domain]) -> None:
    """No two may be called alike: who types a name means one of them."""
    owners: dict[str, str] = {}
    check_unique("domain", [domain.id for domain in domains])
    for domain in domains:
        for name in domain.names:
            owner = owners.setdefault(name_key(name), domain.id)
            if owner != domain.id:
                raise ValueError(f"domain “{domain.id}”: name “{name}” is one of “{owner}” already")


class ExpertTimes(ProgrammeEntry):
    """How long the expert network waits: for answers in working days, then in days since it was taken."""

    capacity: int = Field(3, ge=1, le=100)
    reminded_after: float = Field(1, gt=0, le=60)
    next_after: float = Field(2, gt=0, le=60)
    team_told_after: float = Field(4, gt=0, le=60)
    asked_after: int = Field(5, ge=1, le=365)
    asked_again_after: int = Field(10, ge=1, le=365)
    warned_after: int = Field(30, ge=1, le=365)
    closed_after: int = Field(35, ge=1, le=365)

    @model_validator(mode="after")
    def _come_in_order(self) -> Self:
        for earlier, later in pairwise(("asked_after", "asked_again_after", "warned_after", "closed_after")):
            if getattr(self, earlier) >= getattr(self, later):
                raise ValueError(f"{earlier} must come before {later}")
        if self.reminded_after >= self.next_after:
            raise ValueError("reminded_after must come before next_after")
        return self
