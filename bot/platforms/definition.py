"""What a platform says of itself: its settings and how they are written, how it is made and examined."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from bot.platforms.check_results import CheckResult
from gamma.chat import Dispatch
from gamma.chat_platform import Chat, Owe
from gamma.spoken import Hear
from gamma.translator import LOCALES

if TYPE_CHECKING:  # the settings are read by commands that serve nothing
    from flask import Blueprint

    from bot.signing import Signer


def address(url: str) -> str:
    """A base URL without its last slash; empty stays empty."""
    if url and not (url.startswith(("http://", "https://")) and _host(url)):
        raise ValueError("must begin with http:// or https://, and name a host")
    return url.rstrip("/")


def comma_separated(value: Any) -> Any:
    """A text as a tuple; what is one already stays."""
    return (
        tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _locale(locale: str) -> str:
    if locale not in LOCALES:
        raise ValueError(f"must be one of {', '.join(LOCALES)}")
    return locale


Address = Annotated[str, AfterValidator(address)]
CommaSeparated = Annotated[tuple[str, ...], BeforeValidator(comma_separated)]
Locale = Annotated[str, AfterValidator(_locale)]


class CommonSettings(BaseModel):
    """What platforms need beside their own. Names are those of the environment, in lower case."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", arbitrary_types_allowed=True, hide_input_in_errors=True
    )

    gamma_url: Address = ""
    gamma_locale: Locale = "fr"


class Platform(Chat, Protocol):
    """A platform as it is served."""

    def listen(self, hear: Hear, owe: Owe) -> None:
        """Before all else: who hears what is said to the bot without a command. Else nobody does.

        owe: for what is acknowledged before it is answered.
        """
        ...

    def blueprint(self, dispatch: Dispatch) -> "Blueprint": ...

    def start(self, dispatch: Dispatch) -> None:
        """Open the connection that it keeps, if any. Raises ChatError that names the setting."""
        ...

    def stop(self) -> None:
        """Once, when the bot ends; what is under way is finished first."""
        ...

    def troubles(self) -> list[str]:
        """What keeps people from being answered."""
        ...

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


PlatformSettings = TypeVar("PlatformSettings", bound=CommonSettings, contravariant=True)


@dataclass(frozen=True)
class PlatformDefinition(Generic[PlatformSettings]):
    """One of the platforms that can be set up. What serves it is loaded once it is asked for.

    answers_forms: as its chat says it.
    switch: the setting that turns it on, its token; one that is refused stops the start.
    needs: what to set, as a part of a sentence.
    missing(settings): the sentence that names what is missing beside what is set, or "".
    make(settings, signer, executor): without an executor it has one of its own, if it needs one.
    """

    name: str
    answers_forms: bool
    switch: str
    needs: str
    missing: Callable[[PlatformSettings], str]
    make: "Callable[[PlatformSettings, Signer, Executor | None], Platform]"
    examine: Callable[[PlatformSettings, Installation], Iterator[CheckResult]]

    def is_set_up(self, settings: PlatformSettings) -> bool:
        return bool(getattr(settings, self.switch))
