"""What was probably meant by a line that is no command: one slip away, by a command's own name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from gamma.parsing.text import WORD, beginnings, normalise
from handlers.engine.command_spec import CommandSpec, below

_WORDS_OF_A_SENTENCE = 4
_MARKS = '?!.,;:…«»“”"()'
_SUGGESTIONS = 3
_SHORTEST_WITH_A_SLIP, _SHORTEST_WITH_TWO = 5, 8
"""Letters. In a shorter word one other letter makes another word: "data" is no "date"."""
_EVERYDAY = frozenset(
    normalise(
        "on avec sans tous chacun rien aucun plus pas non mes mien moi un en fin "
        "my mine me all each none not no open show new voir montrer montre nouveau nouvelle "
        "pourquoi why baisse monte up down"
    ).split()
)
"""Spellings that a sentence may as well begin with."""
_NEGATIONS = ("un", "dis", "des", "de", "non")
"""What turns a word into its opposite: "délier", "unshare"."""


def is_sentence(typed: str) -> bool:
    return len(normalise(typed).split()) >= _WORDS_OF_A_SENTENCE


@dataclass(frozen=True)
class _Spelled:
    """A way to spell a command, or one of its sub-commands.

    says: both by their ids. undone: by ids what undoes it. depth: 0 for a command.
    takes: whether the words after it may be its own; None: any.
    """

    words: str
    says: str
    undone: str
    depth: int
    takes: Callable[[str], object] | None = None

    def may_be_followed_by(self, rest: str) -> bool:
        """A sentence may begin with "plus" or "mes": below a command such a word alone means nothing."""
        if not rest or not self.depth:
            return True
        if self.takes:
            return bool(self.takes(rest))
        if self.depth > 1 and self.words in _EVERYDAY:
            return False  # "non, plutôt vendredi" takes back no share
        return self.words not in _EVERYDAY or not is_sentence(f"{self.words} {rest}")


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


def begins_as_spelled(commands: Iterable[CommandSpec], typed: str) -> bool:
    """Whether the first words are the end of a command's line to the letter."""
    known = {each.words for command in commands for each in _spelled(command)}
    return any(words in known for words, _ in beginnings(_without_marks(typed)))


def spelled_whole(commands: Iterable[CommandSpec], typed: str) -> str:
    """By ids the line that these words are, to the letter and from its command's name on; "" for none."""
    words = normalise(_without_marks(typed)).strip()
    spelled = (each for command in commands for each in _spelled(command))
    return next((each.says for each in spelled if not each.depth and each.words == words), "")


def _spelled(command: CommandSpec) -> Iterator[_Spelled]:
    for spelling in command.spellings():
        yield _Spelled(normalise(spelling), command.id, "", 0)
    for says, each in below(command.subcommands):
        beside = f"{command.id} {says}".removesuffix(each.id)
        undone = beside + each.opposite if each.opposite else ""
        for spelling in each.spellings or (each.id,):
            depth = says.count(" ") + 1
            yield _Spelled(normalise(spelling), beside + each.id, undone, depth, each.takes)
        for spelling in each.alone:
            yield _Spelled(normalise(spelling), beside + each.id, undone, 0)


def _nearest(known: Iterable[_Spelled], typed: str) -> list[str]:
    """Those with the fewest slips; of what is deep below a command only what is spelled exactly."""
    typed_words = list(beginnings(_without_marks(typed)))
    found: dict[str, tuple[int, int]] = {}
    for each in known:
        for words, rest in typed_words:
            if words.count(" ") > each.words.count(" ") or not each.may_be_followed_by(rest):
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
    return typed.strip().replace(first, bare, 1) if normalise(bare) and WORD.fullmatch(bare) else ""


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
