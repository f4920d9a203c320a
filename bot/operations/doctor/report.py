"""The table of all checks, and how what they find is told."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.engine import make_url

from bot.clock import system_now
from bot.operations.doctor import configuration, database, outside, shipped
from bot.operations.doctor.context import DoctorContext
from bot.platforms.check_results import Check, CheckResult, run_checks
from bot.settings import KINDS, Settings, read_what_is_right

CHECKS: tuple[tuple[str, Check[DoctorContext]], ...] = (
    ("settings", configuration.settings),
    ("programme file", configuration.programme),
    ("database", database.database),
    ("SQLite", database.sqlite_fault),
    ("file system", database.file_system),
    ("sandbox", database.invented_people),
    ("outbox", database.waiting),
    ("GAMMA_SECRET", configuration.secret),
    ("GAMMA_ADMINS", configuration.programme_team),
    ("time zones", shipped.time_zones),
    ("catalogues", shipped.catalogues),
    ("GAMMA_URL", outside.address),
    *((kind.name.capitalize(), partial(outside.platform, kind)) for kind in KINDS),
)


def examine(
    environment: Mapping[str, str | None],
    now: Callable[[], datetime] = system_now,
    sqlite_version: tuple[int, int, int] = sqlite3.sqlite_version_info[:3],
) -> Iterator[CheckResult]:
    settings, problems = read_what_is_right(environment)
    case = DoctorContext(settings, problems, now, sqlite_version)
    for finding in run_checks(CHECKS, case):
        yield CheckResult(
            finding.state, _hidden(finding.what, environment), _hidden(finding.remedy, environment)
        )
    if case.store:
        case.store.close()


def doctor(environment: Mapping[str, str | None]) -> int:
    """0 when nothing is wrong; warnings do not count."""
    states: Counter[str] = Counter()
    for finding in examine(environment):
        states[finding.state] += 1
        print(finding, flush=True)
    print(f"{states['ok']} ok, {states['warning']} warning, {states['wrong']} wrong")
    return 1 if states["wrong"] else 0


def _hidden(line: str, environment: Mapping[str, str | None]) -> str:
    """Whatever an error may have told, no secret is shown. What is shorter than six is none."""
    for secret in _secrets(environment):
        line = line.replace(secret, "•••")
    return line


def _secrets(environment: Mapping[str, str | None]) -> Iterator[str]:
    for name in Settings.model_fields:
        value = environment.get(name.upper()) or ""
        if name.endswith(("_token", "_secret")):
            yield from (part.strip() for part in value.split(",") if len(part.strip()) >= 6)
        if name == "database_url" and "@" in value:
            yield from filter(None, [make_url(value).password])
