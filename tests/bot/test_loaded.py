"""What a command loads: `gamma --help` and `gamma doctor` wait for no platform and no server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SHIPPED_PROGRAMME, Settings
from gamma.programme.file import SHIPPED

SERVERS = ("flask", "waitress", "werkzeug", "apscheduler", "prometheus_client")
PLATFORMS = (
    "slack_bolt",
    "slack_sdk",
    "websockets",
    "bot.platforms.slack.chat",
    "bot.platforms.mattermost.chat",
)
DATABASE = ("sqlalchemy",)
MIGRATIONS = ("alembic", "mako")
SUBJECTS = ("handlers.commands", "jobs.messages", "matplotlib")
PROGRAM = """
import sys
from importlib import import_module
if sys.argv[1] == "import":
    module, *functions = sys.argv[2:]
    for function in functions:
        getattr(import_module(module), function)()
    import_module(module)
else:
    try:
        import_module("bot.__main__").main(sys.argv[1:])
    except SystemExit:
        pass
print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    settings = {name.upper() for name in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name not in settings}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("--help",), (*SERVERS, *PLATFORMS, *DATABASE, *MIGRATIONS, *SUBJECTS, "httpx", "pydantic")),
        (("doctor",), (*SERVERS, *PLATFORMS, *SUBJECTS, *MIGRATIONS)),
        (("outbox",), (*SERVERS, *PLATFORMS, *SUBJECTS, "httpx")),
        (("db", "upgrade"), (*SERVERS, *PLATFORMS, *SUBJECTS, "httpx")),
        (("import", "bot.serve"), ("icalendar", "snowballstemmer", "matplotlib", *MIGRATIONS)),
        (("import", "gamma.calendar", "_france"), ("holidays.countries",)),
        (("import", "bot.settings"), (*SERVERS, *PLATFORMS, *DATABASE, *SUBJECTS, "httpx")),
    ],
    ids=lambda words: " ".join(words) if len(words) < 3 else "",
)
def test_a_command_loads_what_it_needs(
    tmp_path: Path, arguments: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    assert loaded(tmp_path, *arguments) & set(unwanted) == set()


def test_the_programme_that_is_shipped_is_the_one_settings_name() -> None:
    assert SHIPPED_PROGRAMME == SHIPPED
