"""README.md and .env.example name what the code has: no command or setting more, none less."""

import pytest

from bot.settings import Settings, read_settings
from tests.docs.tables import README, DocumentedSetting, documented_settings, with_tables

SETTINGS = list(documented_settings())


def test_the_tables_say_what_the_code_says() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_tables(readme), "run `make docs`"


def test_every_setting_is_documented_once_and_none_else() -> None:
    assert sorted(setting.name for setting in SETTINGS) == sorted(map(str.upper, Settings.model_fields))


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_a_setting_has_a_purpose_and_the_default_shown(setting: DocumentedSetting) -> None:
    field = setting.name.lower()
    default = getattr(read_settings({}), field)
    assert setting.purpose.endswith(".")
    assert getattr(read_settings({setting.name: setting.default}), field) == default
    assert setting.default or not default or setting.name == "GAMMA_PROGRAMME"
