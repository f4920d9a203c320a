"""Texts of the programme file: in both languages, and short enough for where they are shown."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gamma.chat import HELP_BYTES, LABEL_BYTES, OPTION_CHARACTERS, TITLE_BYTES

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class ProgrammeEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalText(ProgrammeEntry):
    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def placeholders(self) -> set[str]:
        return set(_PLACEHOLDER.findall(self.fr) + _PLACEHOLDER.findall(self.en))


def _fits(limit: int, unit: Literal["bytes", "characters"]) -> AfterValidator:
    def check(text: LocalText) -> LocalText:
        for locale, words in (("fr", text.fr), ("en", text.en)):
            size = len(words.encode() if unit == "bytes" else words)
            if size > limit:
                raise ValueError(f"{locale} is {size} {unit} long, at most {limit} fit")
        return text

    return AfterValidator(check)


Label = Annotated[LocalText, _fits(LABEL_BYTES, "bytes")]
Question = Annotated[LocalText, _fits(HELP_BYTES, "bytes")]
PageTitle = Annotated[LocalText, _fits(TITLE_BYTES - len("3/3 · ".encode()), "bytes")]
"""The title of a page is its number and this."""
Paragraph = Annotated[LocalText, _fits(400, "characters")]
"""A few of these make one message."""
OptionLabel = Annotated[LocalText, _fits(OPTION_CHARACTERS, "characters")]
