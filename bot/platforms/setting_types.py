"""How single settings are written: addresses, lists, languages."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator

from gamma.translator import LOCALES


def address(url: str) -> str:
    """A base URL without its last slash; empty stays empty."""
    if url and not (url.startswith(("http://", "https://")) and _host(url)):
        raise ValueError("must begin with http:// or https://, and name a host")
    return url.rstrip("/")


def listed(value: Any) -> Any:
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
Listed = Annotated[tuple[str, ...], BeforeValidator(listed)]
Locale = Annotated[str, AfterValidator(_locale)]
