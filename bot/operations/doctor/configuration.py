"""The settings, the programme file and the secret, as far as they can be told without asking anybody."""

from collections.abc import Iterator

from bot.operations.doctor.context import DoctorContext
from bot.platforms.check_results import CheckResult, ok, warning, wrong
from bot.settings import PLATFORMS, SANDBOX_SIGNING_KEY, guessable, missing_for_run
from gamma.programme.file import ProgrammeError, load_programme

_REPLACE_IT = "put what `openssl rand -hex 32` prints; forms and buttons shown before have to be opened anew"
_GUIDES = " or ".join(f"docs/{platform.name}.md" for platform in PLATFORMS)
_SET_ONE_UP = f"follow {_GUIDES}; `gamma sandbox` needs no platform"
SECRET_LENGTH = 32


def check_settings(context: DoctorContext) -> Iterator[CheckResult]:
    for problem in context.problems:
        yield wrong(f"settings: {problem.rstrip('.')}", "correct it in .env or in the environment")
    configured = context.settings
    if not any(platform.is_set_up(configured) or platform.missing(configured) for platform in PLATFORMS):
        yield warning("settings: no platform is set up, so `gamma run` has nothing to serve", _SET_ONE_UP)
        return
    if missing := missing_for_run(configured):
        yield wrong(f"settings: {missing.rstrip('.')}", "see the table of settings in README.md")
        return
    if not context.problems:
        yield ok("settings: all that `gamma run` needs is set")


def check_programme_file(context: DoctorContext) -> Iterator[CheckResult]:
    try:
        loaded = load_programme(context.settings.gamma_programme)
    except ProgrammeError as error:
        yield wrong(f"programme file: {str(error).rstrip('.')}", "correct the entry it names")
    else:
        yield ok(f"programme file: valid ({len(loaded.criteria)} criteria)")


def check_secret(context: DoctorContext) -> Iterator[CheckResult]:
    """Whoever guesses it can forge forms and buttons."""
    value = context.settings.gamma_secret
    if not value:
        return
    if value in (SANDBOX_SIGNING_KEY, "openssl rand -hex 32"):
        yield wrong("GAMMA_SECRET: this one stands in Gamma's own papers, so anybody knows it", _REPLACE_IT)
    elif why := guessable(value):
        yield wrong(f"GAMMA_SECRET: {why}, and can be guessed", _REPLACE_IT)
    elif len(value) < SECRET_LENGTH:
        yield warning(f"GAMMA_SECRET: it is shorter than {SECRET_LENGTH} characters", _REPLACE_IT)
    else:
        yield ok("GAMMA_SECRET: long and varied enough")


def check_programme_team(context: DoctorContext) -> Iterator[CheckResult]:
    if context.settings.gamma_admins:
        return
    problem = (
        "GAMMA_ADMINS: nobody is of the programme team, so nobody can enrol, or hears of failed messages"
    )
    yield warning(problem, "set it; docs/slack.md and docs/mattermost.md say where an account's id is found")
