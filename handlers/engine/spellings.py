"""Commands by what people type: hyphens or spaces make no difference, and a slip gets what was meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz.distance import OSA

from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.translator import N_
from handlers.engine.command_spec import CommandSpec, Subcommand

T = TypeVar("T")

_MOST_WORDS = 8
"""Of one spelling: "when is the next checkpoint"."""
_WORD = re.compile(r"[\w'’‐‑-]+")
_WORDS_OF_A_SENTENCE = 4
_MARKS = '?!.,;:…«»“”"()'
_SUGGESTIONS = 4
_SHORTEST_WITH_A_SLIP, _SHORTEST_WITH_TWO = 5, 8
"""Letters. In a shorter word one other letter makes another word: "data" is no "date"."""
_NEGATIONS = ("un", "dis", "des", "de", "non")
"""What turns a word into its opposite: "délier", "unshare"."""


def match_spelling(by_spelling: Mapping[str, T], typed: str) -> tuple[T | None, str]:
    """What the first words spell, as many of them as possible, and the words after them.

    by_spelling: by normalised words, so that "compte-rendu" and "compte rendu" are the same.
    """
    for words, rest in _beginnings(typed):
        if found := by_spelling.get(words):
            return found, rest
    return None, typed.strip()


def strip_last(spellings: Iterable[str], typed: str) -> tuple[bool, str]:
    """Whether the last words are one of these, and the words before them."""
    words, known = typed.split(), set(map(normalise, spellings))
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if normalise(" ".join(words[-count:])) in known:
            return True, " ".join(words[:-count])
    return False, typed.strip()


def _beginnings(typed: str) -> Iterator[tuple[str, str]]:
    """The first words, normalised, and the rest: the longest first. No mark stands between them."""
    tokens = list(re.finditer(r"\S+", typed))[:_MOST_WORDS]
    joined = next((at for at, each in enumerate(tokens) if not _WORD.fullmatch(each[0])), len(tokens) - 1)
    for token in reversed(tokens[: joined + 1]):
        words = normalise(typed[: token.end()])
        if words and normalise(token[0]):
            yield words, typed[token.end() :].strip()


class UnknownCommandError(UserError):
    """The line begins with no command's name. suggested: whole lines by ids that were perhaps meant."""

    def __init__(self, typed: str, suggested: Sequence[str] = ()) -> None:
        sentence = N_("I do not know “{typed}”. `/gamma help` shows what can be asked. Nothing was changed.")
        super().__init__(sentence, typed=typed[:60])
        self.typed = typed
        self.suggested = suggested


class CommandTable:
    """The commands, found by what is typed. The first is what is meant where nothing is typed."""

    def __init__(self, commands: Sequence[CommandSpec]) -> None:
        self._commands = commands
        self._by_spelling: dict[str, tuple[CommandSpec, str]] = {}
        self._by_phrase: dict[str, tuple[CommandSpec, str]] = {}
        # Of two with the same spelling, the first of the table.
        for command in commands:
            for spelling in command.spellings():
                self._by_spelling.setdefault(normalise(spelling), (command, ""))
        for command, says, each in _all_below(commands):
            for spelling in each.alone:
                self._by_spelling.setdefault(normalise(spelling), (command, says))
            for phrase in each.phrases:
                self._by_phrase.setdefault(normalise(phrase) or phrase, (command, says))

    def match(self, text: str) -> tuple[CommandSpec, str]:
        """The command and the words after its name. Raises UnknownCommandError."""
        typed = text.strip()
        if not typed:
            return self._commands[0], ""
        phrase = self._by_phrase.get(normalise(typed) or typed)
        found, rest = (phrase, "") if phrase else match_spelling(self._by_spelling, typed)
        if found:
            command, below = found
            return command, f"{below} {rest}".strip()
        return self._without_a_command(typed)

    def _without_a_command(self, typed: str) -> tuple[CommandSpec, str]:
        """A sentence goes to the command that answers such, unless it begins with a slip."""
        suggested = suggest(self._commands, typed)
        asks = "?" in typed and not is_slip_of_command(self._commands, typed)
        if is_sentence(typed) and (asks or not suggested):
            for command in self._commands:
                if command.answers_sentences:
                    return command, f"{command.answers_sentences} {typed}"
        raise UnknownCommandError(typed, suggested)


def is_sentence(typed: str) -> bool:
    return len(normalise(typed).split()) >= _WORDS_OF_A_SENTENCE


def _all_below(commands: Iterable[CommandSpec]) -> Iterator[tuple[CommandSpec, str, Subcommand]]:
    """All sub-commands, each with its command and the ids that lead to it."""
    for command in commands:
        yield command, "", command.plain
        yield from ((command, says, each) for says, each in _below(command.subcommands))


def _below(subcommands: Iterable[Subcommand], before: str = "") -> Iterator[tuple[str, Subcommand]]:
    for each in subcommands:
        says = f"{before} {each.id}".strip()
        yield says, each
        yield from _below(each.subcommands, says)


# --- what was probably meant -------------------------------------------------------------------


@dataclass(frozen=True)
class _Spelled:
    """A way to spell a command, or one of its sub-commands.

    says: both by their ids. undone: by ids what undoes it. depth: 0 for a command.
    """

    words: str
    says: str
    undone: str
    depth: int


def suggest(commands: Sequence[CommandSpec], typed: str) -> list[str]:
    """Whole lines, by ids, that may have been meant: by a command's own name, never by an example's words.

    What undoes the thing that was typed is no suggestion for it. What stands after the name is kept.
    """
    return _nearest([each for command in commands for each in _spelled(command)], typed)


def suggest_subcommand(command: CommandSpec, typed: str) -> list[str]:
    """The same among what may follow one command's name."""
    return _nearest([each for each in _spelled(command) if each.depth == 1], typed)


def is_slip_of_command(commands: Sequence[CommandSpec], typed: str) -> bool:
    return bool(
        _nearest([each for command in commands for each in _spelled(command) if not each.depth], typed)
    )


def _spelled(command: CommandSpec) -> Iterator[_Spelled]:
    for spelling in command.spellings():
        yield _Spelled(normalise(spelling), command.id, "", 0)
    for says, each in _below(command.subcommands):
        beside = f"{command.id} {says}".removesuffix(each.id)
        undone = beside + each.opposite if each.opposite else ""
        for spelling in each.spellings or (each.id,):
            yield _Spelled(normalise(spelling), beside + each.id, undone, says.count(" ") + 1)
        for spelling in each.alone:
            yield _Spelled(normalise(spelling), beside + each.id, undone, 0)


def _nearest(known: Iterable[_Spelled], typed: str) -> list[str]:
    """Those with the fewest slips; of what is deep below a command only what is spelled exactly."""
    beginnings = list(_beginnings(_without_marks(typed)))
    found: dict[str, tuple[int, int]] = {}
    for each in known:
        for words, rest in beginnings:
            if words.count(" ") > each.words.count(" "):
                continue
            slips, says = _slips(words, each)
            if says and slips is not None and (slips == 0 or each.depth < 2):
                line, rank = f"{says} {rest}".strip(), (slips, each.depth)
                found[line] = min(rank, found.get(line, rank))
    fewest = min((slips for slips, _ in found.values()), default=0)
    nearest = [line for line, (slips, _) in found.items() if slips == fewest]
    return sorted(nearest, key=lambda line: found[line][1])[:_SUGGESTIONS]


def _without_marks(typed: str) -> str:
    """ "résultat ?" is "résultat"; a word with other signs in it, such as "@channel", is no command."""
    first, *_ = typed.split(maxsplit=1) or [""]
    bare = first.strip(_MARKS)
    return typed.strip().replace(first, bare, 1) if normalise(bare) and _WORD.fullmatch(bare) else ""


def _slips(words: str, known: _Spelled) -> tuple[int | None, str]:
    """How many letters differ, None for too many; and what is meant, which may be the opposite."""
    slips = _distance(words, known.words)
    for negation in _NEGATIONS:
        positive = _distance(words.removeprefix(negation), known.words)
        if words.startswith(negation) and positive is not None and (slips is None or positive < slips):
            return positive, known.undone
        negated = _distance(words, known.words.removeprefix(negation))
        if known.words.startswith(negation) and negated is not None and (slips is None or negated < slips):
            return None, ""
    return slips, known.says


def _distance(typed: str, known: str) -> int | None:
    letters = max(len(typed), len(known))
    allowed = 0 if letters < _SHORTEST_WITH_A_SLIP else 1 if letters < _SHORTEST_WITH_TWO else 2
    slips = OSA.distance(typed, known, score_cutoff=allowed)
    return slips if slips <= allowed else None
