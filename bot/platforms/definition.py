"""What a platform says of itself: its settings, what they lack, how it is made and examined."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from flask import Blueprint
from pydantic import BaseModel, ConfigDict

from bot.platforms.check_results import CheckResult
from bot.platforms.setting_types import Address, Locale
from bot.signing import Signer
from gamma.chat import Dispatch
from gamma.chat_platform import Chat


class CommonSettings(BaseModel):
    """What platforms need beside their own. Names are those of the environment, in lower case."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", arbitrary_types_allowed=True, hide_input_in_errors=True
    )

    gamma_url: Address = ""
    gamma_locale: Locale = "fr"


class Platform(Chat, Protocol):
    """A platform as it is served."""

    def blueprint(self, dispatch: Dispatch) -> Blueprint: ...

    def start(self, dispatch: Dispatch) -> None:
        """Open the connection that it keeps, if any. Raises ChatError that names the setting."""
        ...

    def stop(self) -> None: ...

    def verify(self) -> None:
        """Raises ChatError: permanent when the token is refused, not when nobody answers."""
        ...


@dataclass(frozen=True)
class Installation:
    """What an examination knows beside the settings.

    ips: where GAMMA_URL leads. channels: the startup by linked channel; admins: of the programme team.
    """

    ips: tuple[str, ...]
    channels: Mapping[str, str]
    admins: tuple[str, ...]
    now: Callable[[], datetime]


OwnSettings = TypeVar("OwnSettings", bound=CommonSettings, contravariant=True)


@dataclass(frozen=True)
class PlatformDefinition(Generic[OwnSettings]):
    """One of the platforms that can be set up.

    switch: the setting that turns it on, its token; one that is refused stops the start.
    needs: what to set, as a part of a sentence.
    lacking(settings): the sentence that names what is missing beside what is set, or "".
    make(settings, seals, executor): without an executor it has one of its own, if it needs one.
    """

    chat: type[Platform]
    switch: str
    needs: str
    lacking: Callable[[OwnSettings], str]
    make: Callable[[OwnSettings, Signer, Executor | None], Platform]
    examine: Callable[[OwnSettings, Installation], Iterator[CheckResult]]

    @property
    def name(self) -> str:
        return self.chat.name

    def wanted(self, settings: OwnSettings) -> bool:
        return bool(getattr(settings, self.switch))
