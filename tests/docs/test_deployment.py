"""What is shipped to run Gamma elsewhere agrees with the program: commands, paths, who it runs as."""

import os
import re
import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.__main__ import _parser
from bot.settings import Settings
from bot.web.server import HEALTH_PATHS
from tests.docs.tables import ROOT

DOCKERFILE, COMPOSE, PROCFILE = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("Dockerfile", "compose.yaml", "Procfile")
)


@pytest.fixture
def unit() -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ROOT / "deploy" / "gamma.service", encoding="utf-8")
    return parser


def commands() -> list[list[str]]:
    lines = [line.partition(":")[2] for line in PROCFILE.splitlines()]
    words = [[word for word in shlex.split(line) if "=" not in word] for line in lines]
    shipped = re.findall(r'^CMD \["gamma", "(.*)"\]$', DOCKERFILE, re.MULTILINE)
    return [*(each[1:] for each in words if each[0] == "gamma"), *([each] for each in shipped)]


def test_the_commands_are_gammas(unit: ConfigParser) -> None:
    started = shlex.split(unit["Service"]["ExecStart"])
    assert Path(started[0]).name == "gamma"
    all_of_them = [*commands(), started[1:]]
    assert len(all_of_them) == 4
    for words in all_of_them:
        assert _parser().parse_args(words).run


def test_the_image_holds_the_rooms_and_runs_without_rights() -> None:
    for room in ("bot", "handlers", "jobs", "storage", "gamma"):
        assert f"COPY {room}/ {room}/" in DOCKERFILE
        assert f"!{room}" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert re.search(r"^USER (\d+):\1$", DOCKERFILE, re.MULTILINE)
    assert not re.search(r"^USER 0", DOCKERFILE, re.MULTILINE)


def test_its_health_is_whether_people_are_answered() -> None:
    asked = re.search(r"HEALTHCHECK.*?\n\nCMD", DOCKERFILE, re.DOTALL)
    assert asked
    assert "/readyz" in asked[0]
    assert "/readyz" in HEALTH_PATHS


@pytest.mark.parametrize(
    "promise",
    [
        "read_only: true",
        "cap_drop:\n      - ALL",
        "no-new-privileges:true",
        "127.0.0.1:3000:3000",
        "stop_grace_period",
    ],
)
def test_the_service_is_closed_in(promise: str) -> None:
    gamma, _, database = COMPOSE.partition("\n  database:\n")
    assert promise in gamma
    assert "ports:" not in database


def test_what_is_set_is_a_setting() -> None:
    known = {name.upper() for name in Settings.model_fields}
    environment = re.search(r"    environment:\n((?:      .*\n)+)", COMPOSE)
    assert environment
    assert {line.split(":")[0].strip() for line in environment[1].splitlines()} <= known
    shipped = set(re.findall(r"^ +([A-Z_]+)=", DOCKERFILE, re.MULTILINE))
    assert shipped - {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR"} <= known


def test_a_setting_that_is_wrong_is_not_tried_again_and_a_stop_has_time(unit: ConfigParser) -> None:
    service = unit["Service"]
    assert service["RestartPreventExitStatus"] == "2"
    assert int(service["TimeoutStopSec"]) > 10
    assert service["User"] == "gamma"
    assert service["ProtectSystem"] == "strict"


def test_the_compose_file_keeps_to_its_schema() -> None:
    """With a copy of compose-spec.json at hand: see docs/decisions.md."""
    schema = os.environ.get("COMPOSE_SCHEMA")
    if not schema:
        pytest.skip("COMPOSE_SCHEMA names no copy of the Compose schema")
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    import json

    jsonschema.validate(yaml.safe_load(COMPOSE), json.loads(Path(schema).read_text(encoding="utf-8")))
