"""Where the programme began: the count that its seasons are read beside."""

from collections.abc import Mapping

from pydantic import Field

from gamma.programme.texts import ProgrammeEntry


class Baseline(ProgrammeEntry):
    """reached: by criterion, how many of the startups looked at then."""

    on: str = Field(pattern=r"^\d{4}-\d{2}$")
    of: int = Field(ge=1)
    reached: Mapping[str, int]
