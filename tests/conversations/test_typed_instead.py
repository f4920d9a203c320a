"""What can be typed where a button is not shown is in the reader's language, to the last word."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from gamma.translator import Translator
from handlers.commands import COMMANDS
from handlers.engine.context import Context
from handlers.engine.typed_text import as_typed
from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled


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


@pytest.mark.parametrize(
    ("before", "typed", "done"),
    [
        ("startup inscrire velo-facile {third}", "startup retirer oui velo-facile", "ne participe plus"),
        ("point lieu Salle 9", "point lieu retirer oui velo-facile", "C’est noté"),
        ("point planifier 8 décembre 14h oui", "point annuler oui velo-facile", "C’est annulé"),
        ("aide", "comité 12 mars 2027 oui velo-facile", "vendredi 12 mars 2027 (dans"),
        ("aide", "comité 12 mars 2027 velo-facile oui", "vendredi 12 mars 2027 (dans"),
        ("aide", "point planifier 2026-12-15 14:30 oui velo-facile", "C’est planifié"),
    ],
)
def test_a_yes_counts_before_and_behind_the_name_of_the_startup(
    talk: Talk, before: str, typed: str, done: str
) -> None:
    """As a button's line is told where no button can be shown, and as people type it."""
    enrolled(talk)
    talk.say(before.format(third=talk.at(talk.third)), talk.admin)
    talk.make_manager(talk.admin)
    assert done in talk.say(typed, talk.admin, talk.driver.direct(talk.admin)).text


def test_what_was_shared_is_taken_back_by_the_line_that_says_so(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.say("évaluer partager")
    taken = talk.say("évaluer partager non oui velo-facile", in_=talk.driver.direct(talk.member))
    assert "repris" in taken.text.lower()
