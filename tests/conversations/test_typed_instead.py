"""What can be typed where a button is not shown is in the reader's language, to the last word."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from gamma.translator import Translator
from handlers.commands import COMMANDS
from handlers.engine.context import Context
from handlers.engine.typed_text import as_typed


@pytest.mark.parametrize(
    ("says", "typed"),
    [
        ("checkpoint cancel #4 yes", "point annuler #4 oui"),
        ("checkpoint plan 2026-12-15 14:30 Europe/Paris yes", None),
        ("expert talked 8 no", "expert parlé 8 non"),
        ("expert leave all", None),
        ("committee outcome yes relance l’an prochain", None),
        ("privacy erase yes", None),
        ("expert pass 3 yes", None),
    ],
)
def test_no_english_word_is_left_in_a_french_command(says: str, typed: str | None) -> None:
    context: Any = SimpleNamespace(translator=Translator("fr"), commands=COMMANDS)
    said = as_typed(cast(Context, context), says)
    assert not {"yes", "no", "all", "met", "erase", "plan", "leave"} & set(said.split())
    assert typed in (None, said)
    english: Any = SimpleNamespace(translator=Translator("en"), commands=COMMANDS)
    assert as_typed(cast(Context, english), says) == says
