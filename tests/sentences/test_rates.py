"""Sentences that nobody wrote the examples by: how many are understood, and that none does anything.

tests/sentences/said.txt was written first, by what people may want rather than by what is in
gamma/sentences.toml. Every other sentence was looked at while the examples and weights were tuned; the others
were only counted, and so were those of fresh.txt, which came later. The sets of strangers were each counted
at first sight: 85 % among and 79 % first, then 73 % and 57 %, and after what those two taught 85 % and 75 %
(docs/decisions.md). No example was written for what the last one missed.

winter.txt and thaw.txt came when the metric had commands of its own: 71 % and 62 %, 70 % and 52 % at first
sight. What winter.txt missed was then read and its kinds mended; thaw.txt was only counted, but whoever wrote
the new examples had written it minutes before. Held out are: half of said.txt, later, strangers last, thaw.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, select

from gamma.chat import Message
from gamma.parsing.text import match_spelling, normalise
from gamma.programme.sentences import load_sentences
from gamma.text import Span, Text
from handlers import sentences
from handlers.commands import COMMAND_TABLE, COMMANDS
from handlers.engine.command_spec import Subcommand
from handlers.engine.context import Context
from tests.conversation import Talk

AMONG, FIRST = 0.85, 0.65


def _read(name: str) -> list[tuple[frozenset[str], str]]:
    """What each line means, any of several commands, and the sentence."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    parts = [line.split("|", 1) for line in lines if not line.startswith("#")]
    return [(frozenset(meant.strip().split(",")), sentence.strip()) for meant, sentence in parts]


SAID, FRESH, LATER = _read("said.txt"), _read("fresh.txt"), _read("later.txt")
STRANGERS, STRANGERS_LATER = _read("strangers.txt"), _read("strangers_later.txt")
STRANGERS_LAST = _read("strangers_last.txt")
WINTER, THAW = _read("winter.txt"), _read("thaw.txt")
FIRST_SNOW = _read("first_snow.txt")
TUNED_ON, HELD_OUT = SAID[0::2], SAID[1::2]
EVERY = (*SAID, *FRESH, *LATER, *STRANGERS, *STRANGERS_LATER, *STRANGERS_LAST, *WINTER, *THAW, *FIRST_SNOW)


def test_no_sentence_that_measures_is_an_example() -> None:
    meanings = load_sentences().meanings.values()
    examples = {normalise(line) for meaning in meanings for line in (*meaning.fr, *meaning.en)}
    assert [sentence for _, sentence in EVERY if normalise(sentence) in examples - {""}] == []
    assert len(SAID) >= 200


def test_examples_are_of_commands_that_there_are() -> None:
    known = {f"{command.id} {says}".strip() for command in COMMANDS for says in _ids(command.subcommands)}
    names = {command.id for command in COMMANDS}
    meant = set(load_sentences().meanings)
    assert meant <= known | names
    assert {says.split()[0] for says in meant} == names, "each command can be said in one's own words"


WITH_ANOTHER = frozenset({"checkpoint postpone", "checkpoint invitation", "expert choose"})
"""Said as "checkpoint move" and "checkpoint feed" are, which lead to them; pressed, not said."""


def test_each_sub_command_or_the_one_above_it_has_examples() -> None:
    """What is one step further ("coach remove") is reached by what is proposed for the thing above it."""
    meant = set(load_sentences().meanings)
    known = {f"{command.id} {says}" for command in COMMANDS for says in _ids(command.subcommands)}
    assert {says for says in known if not ({says} | _above(says)) & meant} == WITH_ANOTHER


def _above(says: str) -> set[str]:
    words = says.split()
    return {" ".join(words[:count]) for count in range(1, len(words))}


def _ids(subcommands: tuple[Subcommand, ...]) -> Iterator[str]:
    for each in subcommands:
        yield each.id
        yield from (f"{each.id} {below}" for below in _ids(each.subcommands))


@pytest.mark.parametrize(
    ("said", "which"),
    [
        (TUNED_ON, "tuned on"),
        (HELD_OUT, "held out"),
        (FRESH, "fresh"),
        (LATER, "later"),
        (STRANGERS, "strangers"),
        (STRANGERS_LATER, "strangers later"),
        (STRANGERS_LAST, "strangers last"),
        (WINTER, "winter"),
        (THAW, "thaw"),
        (FIRST_SNOW, "first snow"),
    ],
)
def test_what_is_meant_is_proposed_and_nothing_is_done(
    sandbox: Talk, monkeypatch: pytest.MonkeyPatch, said: list[tuple[frozenset[str], str]], which: str
) -> None:
    sandbox.link()
    sandbox.say("bonjour")  # who asks is remembered from the first word on
    answered = _record(monkeypatch)
    before = _everything(sandbox.database_url)
    first = among = 0
    missed = []
    for meant, sentence in said:
        answered.clear()
        shown = sandbox.say(sentence).text
        proposed = answered or _lines(shown)
        assert len(proposed) <= sentences.PROPOSALS + 1, sentence
        first += bool(meant & set(proposed[:1]))
        among += bool(meant & set(proposed))
        if not meant & set(proposed):
            missed.append(
                ("at once: " if answered else "") + f"{sentence!r}: {sorted(meant)}, not {proposed}"
            )
    if os.environ.get("GAMMA_MISSED"):
        print("\n".join(missed))
    print(f"{which}: {among / len(said):.1%} among, {first / len(said):.1%} first")
    assert _everything(sandbox.database_url) == before, "nothing is changed without a press"
    assert among >= AMONG * len(said), "\n".join(missed)
    assert first >= FIRST * len(said)


def _record(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that are run at once, by their ids, instead of their answers."""
    answered: list[str] = []

    def run(_context: Context, says: str) -> Message:
        answered.append(says)
        return Message((Text((Span("…"),)),))

    monkeypatch.setattr(sentences, "_run", run)
    return answered


def _lines(shown: str) -> list[str]:
    """The commands of the lines that are proposed, by their ids."""
    return [_by_ids(line) for line in re.findall(r"/gamma ([^\n`]+)", shown)]


def _by_ids(line: str) -> str:
    command, rest = COMMAND_TABLE.match(line.strip(" ?\u202f\u00a0."))
    says, below = command.id, command.by_spelling
    while below:
        found, rest = match_spelling(below, rest)
        if found is None:
            break
        says, below = f"{says} {found.id}", found.by_spelling
    return says


def _everything(database_url: str) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept, table by table."""
    engine, tables = create_engine(database_url), MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        found = {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in tables.tables.items()
        }
    engine.dispose()
    return found
