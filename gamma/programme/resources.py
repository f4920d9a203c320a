"""Where the programme's resources come from, in the programme file: a public file each, or one beside it."""

from collections.abc import Mapping, Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from gamma.programme.names import check_unique, did_you_mean
from gamma.programme.texts import LocalText, ProgrammeEntry

Format = Literal["json", "yaml", "toml", "csv", "markdown"]


class SourceFields(ProgrammeEntry):
    """How the fields of an entry are called there. "" for one that it has not.

    link: an address, or a list of them, each of which is a resource of its own. words: further fields that
    it is found by; text, or lists of it.
    """

    title: str = "title"
    link: str = "link"
    changed: str = ""
    subject: str = ""
    words: tuple[str, ...] = ()


class Subject(ProgrammeEntry):
    """What a subject of a source is here: a domain of the expert network, a criterion, or both."""

    domain: str = ""
    criterion: str = ""


class ResourceSource(ProgrammeEntry):
    """One file of titles, links, dates and subjects. address: where it is fetched; file: beside this one.

    items: the key of the list in it, "" where the file is the list; keys below one another with a dot.
    base: what a link that is no whole address begins with. every_days: how often it is read anew.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    name: LocalText
    address: str = Field(default="", pattern=r"^(https://\S+)?$", max_length=1000)
    file: str = Field(default="", max_length=200)
    format: Format
    items: str = ""
    base: str = Field(default="", pattern=r"^(https://\S+)?$", max_length=500)
    fields: SourceFields = SourceFields()
    subjects: Mapping[str, Subject] = {}
    every_days: int = Field(default=1, ge=1, le=90)

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        if bool(self.address) == bool(self.file):
            raise ValueError("needs an address or a file, one of the two")
        return self


def check_sources(sources: Sequence[ResourceSource], domains: Sequence[str], criteria: Sequence[str]) -> None:
    """Raises ValueError for a subject that is none of the programme's."""
    check_unique("resource source", [source.id for source in sources])
    for source in sources:
        for word, subject in source.subjects.items():
            for kind, named, known in (
                ("domain", subject.domain, domains),
                ("criterion", subject.criterion, criteria),
            ):
                if named and named not in known:
                    hint = did_you_mean(named, known)
                    raise ValueError(
                        f"resources “{source.id}”: “{word}” names the unknown {kind} “{named}”{hint}"
                    )
