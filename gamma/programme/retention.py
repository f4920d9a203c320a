"""How long what is personal is kept after a season, in the programme file."""

from pydantic import Field

from gamma.programme.texts import ProgrammeEntry


class Retention(ProgrammeEntry):
    """months_after_season: after the end of a season that is closed."""

    months_after_season: int = Field(24, ge=1, le=120)
