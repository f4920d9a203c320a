"""The table of all checks, and how their results are told."""

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
from bot.settings import PLATFORMS, Settings, read_valid_settings

CHECKS: tuple[tuple[str, Check[DoctorContext]], ...] = (
    ("settings", configuration.check_settings),
    ("programme file", configuration.check_programme_file),
    ("database", database.check_database),
    ("SQLite", database.check_sqlite_bug),
    ("file system", database.check_file_system),
    ("sandbox", database.check_invented_people),
    ("outbox", database.check_outbox),
    ("GAMMA_SECRET", configuration.check_secret),
    ("GAMMA_ADMINS", configuration.check_programme_team),
    ("time zones", shipped.check_time_zones),
    ("catalogues", shipped.check_catalogues),
    ("the running process", outside.check_process),
    ("GAMMA_URL", outside.check_address),
    *((each.name.capitalize(), partial(outside.check_platform, each)) for each in PLATFORMS),
)


def examine(
    environment: Mapping[str, str | None],
    now: Callable[[], datetime] = system_now,
    sqlite_version: tuple[int, int, int] = sqlite3.sqlite_version_info[:3],
) -> Iterator[CheckResult]:
    """The results of all checks, one by one. environment: the variables that are set, by name."""
    settings, problems = read_valid_settings(environment)
    context = DoctorContext(settings, problems, now, sqlite_version)
    for result in run_checks(CHECKS, context):
        what, remedy = _redact(result.what, environment), _redact(result.remedy, environment)
        yield CheckResult(result.state, what, remedy)
    if context.store:
        context.store.close()


def doctor(environment: Mapping[str, str | None]) -> int:
    """0 when nothing is wrong; warnings do not count."""
    states: Counter[str] = Counter()
    for result in examine(environment):
        states[result.state] += 1
        print(result, flush=True)
    print(f"{states['ok']} ok, {states['warning']} warning, {states['wrong']} wrong")
    return 1 if states["wrong"] else 0


def _redact(line: str, environment: Mapping[str, str | None]) -> str:
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
