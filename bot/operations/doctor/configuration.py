"""The settings, the programme file and the secret, as far as they can be told without asking anybody."""

from collections.abc import Iterator

from bot.operations.doctor.context import DoctorContext
from bot.platforms.check_results import CheckResult, ok, warning, wrong
from bot.settings import KINDS, SANDBOX_SECRET, SettingsError, check_for_run
from gamma.programme.file import ProgrammeError, load_programme

ANOTHER = "put what `openssl rand -hex 32` prints; forms and buttons shown before have to be opened anew"
GUIDES = " or ".join(f"docs/{kind.name}.md" for kind in KINDS)
NO_PLATFORM = f"follow {GUIDES}; `gamma sandbox` needs no platform"
LONG_ENOUGH = 32
MANY_DIFFERENT = 10


def settings(case: DoctorContext) -> Iterator[CheckResult]:
    for problem in case.problems:
        yield wrong(f"settings: {problem.rstrip('.')}", "correct it in .env or in the environment")
    set_up = case.settings
    if not any(kind.wanted(set_up) or kind.lacking(set_up) for kind in KINDS):
        yield warning("settings: no platform is set up, so `gamma run` has nothing to serve", NO_PLATFORM)
        return
    try:
        check_for_run(set_up)
    except SettingsError as error:
        yield wrong(f"settings: {str(error).rstrip('.')}", "see the table of settings in README.md")
        return
    if not case.problems:
        yield ok("settings: all that `gamma run` needs is set")


def programme(case: DoctorContext) -> Iterator[CheckResult]:
    try:
        loaded = load_programme(case.settings.gamma_programme)
    except ProgrammeError as error:
        yield wrong(f"programme file: {str(error).rstrip('.')}", "correct the entry it names")
    else:
        yield ok(f"programme file: valid ({len(loaded.criteria)} criteria)")


def secret(case: DoctorContext) -> Iterator[CheckResult]:
    """Whoever guesses it can forge forms and buttons."""
    given = case.settings.gamma_secret
    if not given:
        return
    if given in (SANDBOX_SECRET, "openssl rand -hex 32"):
        yield wrong("GAMMA_SECRET: this one stands in Gamma's own papers, so anybody knows it", ANOTHER)
    elif len(set(given)) < MANY_DIFFERENT or given in (given + given)[1:-1]:
        yield wrong("GAMMA_SECRET: it repeats itself, and can be guessed", ANOTHER)
    elif len(given) < LONG_ENOUGH:
        yield warning(f"GAMMA_SECRET: it is shorter than {LONG_ENOUGH} characters", ANOTHER)
    else:
        yield ok("GAMMA_SECRET: long and varied enough")


def programme_team(case: DoctorContext) -> Iterator[CheckResult]:
    if case.settings.gamma_admins:
        return
    told = "GAMMA_ADMINS: nobody is of the programme team, so nobody can enrol, or hears of failed messages"
    yield warning(told, "set it; docs/slack.md and docs/mattermost.md say where an account's id is found")
