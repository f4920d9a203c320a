"""One frozen Settings from the environment and .env, checked at start; an error names the variable."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, ValidationError

import gamma
from bot.platforms.definition import PlatformDefinition, address, comma_separated
from bot.platforms.mattermost.definition import MATTERMOST, MattermostSettings
from bot.platforms.slack.definition import SLACK, SlackSettings

_SECRET_LENGTH = 16
_SECRET_CHARACTERS = 7
"""Different ones; even 16 random hexadecimal digits have hardly ever fewer."""
_OWN_CHARACTERS = 8
"""That are of no word which stands in examples."""
_PLACEHOLDERS = (
    "change|replace|secret|passwor[dt]|default|example|insert|gamma|here|this|your|please|me|my|[^a-z0-9]"
)

SHIPPED_PROGRAMME = Path(gamma.__file__).parent / "programme.toml"
_MOST_SENDERS = 64
"""Each of them may have a connection to the database while it words a message."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")

SANDBOX_DATABASE = "sqlite:///sandbox.db"
"""Where the sandbox's invented people and startups are, apart from real ones, unless DATABASE_URL is set."""
SANDBOX_SIGNING_KEY = "the sandbox has no secrets"
"""Known to everybody: the sandbox listens on loopback only, and asks nobody who they are."""
SANDBOX_ADMIN = ("sandbox", "nadia")


class SettingsError(Exception):
    """A setting is wrong or missing; the message is one sentence that names it."""


def _check_database_url(url: str) -> str:
    from storage.database_url import check_url  # the database's library is loaded by what needs a database

    check_url(url)
    return url


def _check_heartbeat_url(url: str) -> str:
    """A monitor's address; its failing is told at the same address with /fail."""
    base = address(url)
    if base.startswith("http://") and urlsplit(base).hostname not in _LOOPBACK:
        raise ValueError("must begin with https:// (http:// is for this machine only)")
    return base


def _zone(name: Any) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("must be a time zone such as Europe/Paris") from error


def _accounts(value: Any) -> Any:
    accounts = [part.partition(":") for part in comma_separated(value)]
    for platform, _, account in accounts:
        if platform not in PLATFORM_NAMES or not account:
            raise ValueError("must be a list such as slack:U024BE7LH,mattermost:4xp9fdt77pncbef59f4k1qe83o")
    return tuple((platform, account) for platform, _, account in accounts)


def _sources(value: Any) -> Any:
    """Addresses of files to import, separated by commas or spaces."""
    addresses = tuple(value.replace(",", " ").split()) if isinstance(value, str) else value
    if not all(address.lower().startswith("https://") for address in addresses):
        raise ValueError("must be one or more addresses that begin with https://")
    return addresses


def _port(value: Any) -> int:
    if not str(value).isdecimal() or int(value) > 65535:
        raise ValueError("must be a number from 0 to 65535")
    return int(value)


def _senders(value: Any) -> int:
    if not str(value).isdecimal() or not 1 <= int(value) <= _MOST_SENDERS:
        raise ValueError(f"must be a number from 1 to {_MOST_SENDERS}")
    return int(value)


def _listening_address(value: str) -> str:
    host, _, port = value.rpartition(":")
    if value and not (host and port.isdecimal() and int(port) <= 65535):
        raise ValueError("must be like 127.0.0.1:9464")
    return value


def _log_format(value: str) -> str:
    if value not in ("text", "json"):
        raise ValueError("must be text or json")
    return value


def _secret(value: str) -> str:
    if value and len(value) < _SECRET_LENGTH:
        problem = f"must be at least {_SECRET_LENGTH} characters long"
        raise ValueError(f"{problem}; `openssl rand -hex 32` makes a good one")
    return value


def guessable(secret: str) -> str:
    """Why somebody would guess it, as in "it repeats itself"; "" where nobody will."""
    if len(set(secret)) < _SECRET_CHARACTERS or secret in (secret + secret)[1:-1]:
        return "it repeats itself"
    if len(re.sub(_PLACEHOLDERS, "", secret, flags=re.IGNORECASE)) < _OWN_CHARACTERS:
        return "it is made of words that stand in examples"
    return ""


class Settings(SlackSettings, MattermostSettings):
    """All of them; those of a platform stand in its room."""

    database_url: Annotated[str, AfterValidator(_check_database_url)] = "sqlite:///gamma.db"
    gamma_secret: Annotated[str, AfterValidator(_secret)] = ""
    gamma_admins: Annotated[tuple[tuple[str, str], ...], BeforeValidator(_accounts)] = ()
    gamma_privacy_contact: str = ""
    gamma_import_url: Annotated[tuple[str, ...], BeforeValidator(_sources)] = ()
    gamma_import_private: bool = False
    gamma_programme: Path = SHIPPED_PROGRAMME
    gamma_timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Europe/Paris")
    gamma_rehearsal: bool = False
    gamma_heartbeat_url: Annotated[str, AfterValidator(_check_heartbeat_url)] = ""
    gamma_senders: Annotated[int, BeforeValidator(_senders)] = 24
    gamma_log: Annotated[str, AfterValidator(_log_format)] = "text"
    gamma_metrics: Annotated[str, AfterValidator(_listening_address)] = ""
    host: str = "127.0.0.1"
    port: Annotated[int, BeforeValidator(_port)] = 3000

    @property
    def platforms(self) -> tuple["PlatformDefinition[Settings]", ...]:
        """Those that are set up."""
        return tuple(platform for platform in PLATFORMS if platform.is_set_up(self))

    def for_the_sandbox(self) -> "Settings":
        """The same, with the sandbox's own database unless one was named."""
        is_given = "database_url" in self.model_fields_set
        return self if is_given else self.model_copy(update={"database_url": SANDBOX_DATABASE})

    def for_inspection(self) -> "Settings":
        """For who looks at what is there: the sandbox's database where there is no other, as `gamma tick`."""
        has_sandbox = Path(SANDBOX_DATABASE.removeprefix("sqlite:///")).exists()
        return self if self.platforms or not has_sandbox else self.for_the_sandbox()

    @property
    def metrics_address(self) -> tuple[str, int] | None:
        """Where to tell figures, if anywhere."""
        host, _, port = self.gamma_metrics.rpartition(":")
        return (host.strip("[]"), int(port)) if host else None

    @property
    def fingerprint(self) -> str:
        """Of what is read at the start only; it tells none of it."""
        said = self.model_dump_json(exclude={"mattermost_command_token", "mattermost_admin_token"})
        return sha256(said.encode()).hexdigest()[:16]

    @property
    def redacted_database_url(self) -> str:
        """Its address, without a password."""
        from sqlalchemy.engine import make_url

        return make_url(self.database_url).render_as_string(hide_password=True)


PLATFORMS: tuple[PlatformDefinition[Settings], ...] = (SLACK, MATTERMOST)
"""The table of the platforms that can be set up. The sandbox needs no setting up."""
PLATFORM_NAMES = (*(platform.name for platform in PLATFORMS), "sandbox")


def read_settings(environment: Mapping[str, str | None]) -> Settings:
    """Raises SettingsError. Empty values count as not set."""
    try:
        return Settings.model_validate(_present(environment))
    except ValidationError as error:
        raise SettingsError(_problems(error)[0][1]) from error


def read_valid_settings(environment: Mapping[str, str | None]) -> tuple[Settings, tuple[str, ...]]:
    """The settings without the wrong ones, and a sentence for each of those."""
    values = _present(environment)
    try:
        return Settings.model_validate(values), ()
    except ValidationError as error:
        problems = _problems(error)
    valid = {name: value for name, value in values.items() if name not in dict(problems)}
    return Settings.model_validate(valid), tuple(sentence for _, sentence in problems)


def _present(environment: Mapping[str, str | None]) -> dict[str, str]:
    present = {name.lower(): value for name, value in environment.items() if value}
    return {name: present[name] for name in Settings.model_fields if name in present}


def _problems(error: ValidationError) -> list[tuple[str, str]]:
    """The names of the wrong settings, each with a sentence."""
    problems = []
    for problem in error.errors(include_input=False):
        name = str(problem["loc"][0])
        sentence = _lower_first(problem["msg"].removeprefix("Value error, ").rstrip("."))
        problems.append((name, f"{name.upper()} {sentence}."))
    return problems


def check_for_run(settings: Settings) -> None:
    """Raises SettingsError naming what `gamma run` lacks, or must not be run with."""
    missing = missing_for_run(settings)
    if missing:
        raise SettingsError(missing)
    if why := guessable(settings.gamma_secret):
        remedy = "put what `openssl rand -hex 32` prints there, and keep it the same at every start"
        raise SettingsError(f"GAMMA_SECRET can be guessed, {why}: {remedy}.")


def missing_for_run(settings: Settings) -> str:
    """A sentence, or ""."""
    if not settings.platforms:
        needs = ", or ".join(platform.needs for platform in PLATFORMS)
        return f"No platform is set up: give {needs}; `gamma sandbox` needs none of them."
    sentences = [sentence for platform in PLATFORMS if (sentence := platform.missing(settings))]
    if sentences:
        return sentences[0]
    if not settings.gamma_secret:
        return "GAMMA_SECRET is missing: `openssl rand -hex 32` makes one; keep it the same at every start."
    return ""


def _lower_first(problem: str) -> str:
    return problem[:1].lower() + problem[1:]
