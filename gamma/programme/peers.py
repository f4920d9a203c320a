"""Teams that help each other, in the programme file: when they are asked, and how long they may think."""

from pydantic import Field

from gamma.programme.texts import ProgrammeEntry


class PeerTimes(ProgrammeEntry):
    """month: of each quarter, in which it is asked. answered_within: working days, of each of both sides."""

    month: int = Field(3, ge=1, le=3)
    answered_within: int = Field(5, ge=1, le=20)
