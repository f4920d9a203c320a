"""Everything the bot says is said in both languages."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "gamma", "handlers", "jobs")
KEYWORDS = {"N_": None, "text": None, "rich": None, "plural": (1, 2)}
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def said() -> set[str | tuple[str, ...]]:
    """Every sentence in the code."""
    found: set[str | tuple[str, ...]] = set()
    for room in ROOMS:
        for _, _, message, _, _ in extract_from_dir(ROOT / room, [("**.py", "python")], keywords=KEYWORDS):
            found.add(message)
    return found


@pytest.fixture(scope="module")
def french() -> Catalog:
    with (ROOT / "gamma/locale/fr/LC_MESSAGES/gamma.po").open("rb") as source:
        return read_po(source, locale="fr")


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(sentence: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """One form, or singular and plural."""
    return [sentence] if isinstance(sentence, str) else list(sentence or ())


def test_every_sentence_has_its_french(said: set[str | tuple[str, ...]], french: Catalog) -> None:
    assert said - {message.id for message in entries(french)} == set(), "run `make texts`, then translate"
    assert [m.id for m in entries(french) if not all(forms(m.string)) or m.fuzzy] == []


def test_no_translation_is_left_over(said: set[str | tuple[str, ...]], french: Catalog) -> None:
    assert {message.id for message in entries(french)} - said == set()


def test_translations_keep_every_placeholder(french: Catalog) -> None:
    for message in entries(french):
        for original, translation in zip(forms(message.id), forms(message.string), strict=True):
            assert set(PLACEHOLDER.findall(original)) == set(PLACEHOLDER.findall(translation)), original


def test_french_typography_never_breaks_a_line_before_its_marks(french: Catalog) -> None:
    for message in entries(french):
        for translation in forms(message.string):
            words = re.sub(r"`[^`]*`", "", translation)
            assert not re.search(r" [:;?!%»]|« ", words), translation
