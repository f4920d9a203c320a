"""What the programme file says of startups: what sponsors may expect of them, and for whom they work."""

from collections.abc import Sequence

from pydantic import Field

from gamma.parsing.text import normalise
from gamma.programme.names import check_unique
from gamma.programme.texts import Label, LocalText, OptionLabel, ProgrammeEntry


class _Named(ProgrammeEntry):
    id: str
    label: LocalText
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it may be called by."""
        return (self.id, self.label.fr, self.label.en, *self.aliases)


class Area(_Named):
    """Something a sponsor may have objectives for: one question of the form."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")
    label: Label


class MarketType(_Named):
    """For whom a startup works."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    label: OptionLabel


def check_names_apart(what: str, named: Sequence[Area | MarketType]) -> None:
    """No two may be called alike."""
    check_unique(what, [each.id for each in named])
    names = [name for each in named for name in {normalise(name) for name in each.names}]
    check_unique(f"{what}: name", names)
