"""The tables and .env.example name what the code has: no command, setting or scope more, none less."""

from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from tests.docs.tables import TABLES, DocumentedSetting, documented_settings, with_tables

SETTINGS = list(documented_settings())


@pytest.mark.parametrize("document", TABLES, ids=[path.name for path in TABLES])
def test_the_tables_say_what_the_code_says(document: Path) -> None:
    assert document.read_text(encoding="utf-8") == with_tables(document), "run `make docs`"


def test_every_setting_is_documented_once_and_none_else() -> None:
    assert sorted(setting.name for setting in SETTINGS) == sorted(map(str.upper, Settings.model_fields))


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_a_setting_has_a_purpose_and_the_default_shown(setting: DocumentedSetting) -> None:
    field = setting.name.lower()
    default = getattr(read_settings({}), field)
    assert setting.purpose.endswith(".")
    assert getattr(read_settings({setting.name: setting.default}), field) == default
    assert setting.default or not default or setting.name == "GAMMA_PROGRAMME"
