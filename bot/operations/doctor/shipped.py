"""What comes with Gamma, Python or the system: time zones and catalogues."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from babel.messages.pofile import read_po

import gamma
from bot.operations.doctor.context import DoctorContext
from bot.platforms.check_results import CheckResult, ok, warning
from gamma.translator import LOCALES, SOURCE_LOCALE

ZONES_MAX_AGE = timedelta(days=548)
PACKAGE = Path(str(files("tzdata") / "zoneinfo"))
"""Where Python looks last."""
CATALOGUES = Path(gamma.__file__).parent / "locale"


def check_time_zones(context: DoctorContext) -> Iterator[CheckResult]:
    """Where Python takes this zone from: the system first, then the package tzdata."""
    key = context.settings.gamma_timezone.key
    name, where = zones_in_use(key, (*map(Path, zoneinfo.TZPATH), PACKAGE))
    if not name:
        yield ok(f"time zones: {key} is known (from {where}, which tells no version)")
    elif context.now() - published(name) > ZONES_MAX_AGE:
        problem = f"time zones: the rules of {where} are of {name}, and countries have changed theirs since"
        yield warning(problem, _newer_than(name))
    else:
        yield ok(f"time zones: {key} is known, by the rules of {name}")


def _newer_than(name: str) -> str:
    own, _ = zones_in_use("UTC", (PACKAGE,))
    if own <= name:
        return "bring the package tzdata up to date (Python's, or the system's if there is one)"
    return (
        f"bring the system's package tzdata up to date, or start Gamma with PYTHONTZPATH= (empty) "
        f"in its environment: Python's own rules are of {own}"
    )


def zones_in_use(key: str, folders: tuple[Path, ...]) -> tuple[str, str]:
    """The version of the rules ("" if none is told), and where they are."""
    folder = next(folder for folder in folders if (folder / key).is_file())
    for name in ("tzdata.zi", "+VERSION"):
        if (folder / name).is_file():
            with (folder / name).open(encoding="utf-8") as source:
                return source.readline().removeprefix("# version ").strip(), str(folder)
    return "", str(folder)


def published(name: str) -> datetime:
    """About when: 2025b was the second of its year, and no year had many more than six."""
    months = 2 * (ord(name[4:5] or "a") - ord("a"))
    return datetime(int(name[:4]), 1 + min(months, 11), 1, tzinfo=UTC)


def check_catalogues(_context: DoctorContext) -> Iterator[CheckResult]:
    incomplete = {locale: count for locale in LOCALES if (count := untranslated(CATALOGUES, locale))}
    for locale, count in incomplete.items():
        problem = f"catalogue {locale}: {count} sentence(s) are not translated, and are said in English"
        yield warning(problem, "install Gamma again; if you changed its sentences, translate them")
    if not incomplete:
        yield ok(f"catalogues: complete ({', '.join(LOCALES)})")


def untranslated(folder: Path, locale: str) -> int:
    """How many. The language of the code needs no catalogue. Raises OSError where another has none."""
    if locale == SOURCE_LOCALE:
        return 0
    with (folder / locale / "LC_MESSAGES" / "gamma.po").open("rb") as source:
        sentences = [message for message in read_po(source, locale=locale) if message.id]
    if not sentences:
        raise OSError(f"the catalogue {locale} is empty")
    return sum(not _is_translated(message.string) or message.fuzzy for message in sentences)


def _is_translated(translation: object) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)
