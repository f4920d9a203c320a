"""docs/running.md says what to do for each line of the doctor, and names figures that there are."""

import re

from bot.metrics import REGISTRY
from bot.operations.doctor.report import CHECKS
from bot.settings import Settings
from tests.docs.tables import ROOT

PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_each_subject_of_the_doctor_has_its_line_in_the_same_order() -> None:
    lines = section("What to do for each line of `gamma doctor`").splitlines()
    subjects = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    assert subjects[2:] == [subject for subject, _ in CHECKS]


def test_each_figure_that_is_counted_is_told_and_no_other() -> None:
    told = set(re.findall(r"gamma_\w+", section("Figures for Prometheus")))
    counted = {family.name for family in REGISTRY.collect()}
    at_a_look = {"gamma_ready", "gamma_outbox_due", "gamma_outbox_oldest_due_seconds"}
    bare = {re.sub("_(total|bucket)$", "", name) for name in told}
    assert bare == counted | at_a_look


def test_settings_that_are_named_are_settings() -> None:
    named = set(re.findall(r"`(GAMMA_[A-Z_]+)", PAGE))
    assert {name.lower() for name in named} <= set(Settings.model_fields)
