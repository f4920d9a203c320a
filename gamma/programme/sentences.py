"""Which command a sentence may mean: it is compared with the example sentences of gamma/sentences.toml."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, TypeAdapter

from gamma.chat import BUTTON_CHARACTERS
from gamma.parsing.text import closest_match, normalise
from gamma.parsing.word_evidence import Evidence, Likeness, learn, pieces_of_word
from gamma.programme.sentence_kinds import with_kinds
from gamma.programme.sentence_words import is_question, plain_words, says_no
from gamma.programme.texts import LocalText, ProgrammeEntry

_SHIPPED = Path(__file__).parents[1] / "sentences.toml"
_READ = 200
"""Characters of a sentence that are read: what is wanted shows long before."""
_BESIDE = 15.0
"""How much an example that is the very same counts, beside what the single words speak for."""
_IN_ITS_MOOD, _WITHOUT_NO = 1.1, 0.6
_SAME_WORD = 80
"""How alike a single word is to what it was meant to be, of 100."""
_NEAREST, _SECOND = 0.7, 0.3
"""One example may be like a sentence by chance, two of one command hardly."""

Fills = Literal[
    "", "moment", "period", "number", "domain", "value", "attention", "to_read", "after_colon", "everything"
]


def _fits(label: LocalText) -> LocalText:
    if max(len(label.fr), len(label.en)) > BUTTON_CHARACTERS:
        raise ValueError(f"“{label.en}”: at most {BUTTON_CHARACTERS} characters fit on a button")
    return label


Who = Literal["", "expert", "follower", "programme_team"]


class Meaning(ProgrammeEntry):
    """What a command is called on a button, and how people say it.

    answers: it shows something and changes nothing. fills: what of a sentence goes with the command.
    otherwise: the command that takes the whole sentence where nothing of it fills this one. who: whom it is
    for, "" for everybody; follower: who follows startups, or is of the programme team.
    undoes: it is the opposite of another.
    """

    label: Annotated[LocalText, AfterValidator(_fits)]
    answers: bool = False
    fills: Fills = ""
    otherwise: str = ""
    who: Who = ""
    undoes: bool = False
    fr: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """says: the command by its ids. score: how much speaks for it; comparable within any sentences."""

    says: str
    score: float


class Sentences:
    """meanings: by what says the command, by ids."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self.meanings = meanings
        self._ids = tuple(meanings)

    def guesses(self, typed: str) -> list[Guess]:
        """All that anything speaks for, the likest first. A sentence need not mean any of them."""
        words = _words(typed[:_READ])
        if len(words) == 1:
            return self._said_in_a_word(words[0])
        spoken, alike = self._spoken_for(words), self._alike(_pieces(words))
        scores = [one + _BESIDE * other for one, other in zip(spoken, alike, strict=True)]
        found = (Guess(says, score) for says, score in zip(self._ids, scores, strict=True) if score)
        in_mood = self._in_mood(found, typed)
        return sorted(in_mood, key=lambda guess: -guess.score)

    def _in_mood(self, guesses: Iterable[Guess], typed: str) -> Iterator[Guess]:
        """A question speaks a little more for what shows something, anything else for what does something.

        Only who says no or undoes means what undoes a thing.
        """
        question, no = is_question(typed), says_no(typed)
        for guess in guesses:
            meaning = self.meanings[guess.says]
            mood = _IN_ITS_MOOD if meaning.answers == question else 1.0
            yield replace(guess, score=guess.score * mood * (_WITHOUT_NO if meaning.undoes and not no else 1))

    def _said_in_a_word(self, word: str) -> list[Guess]:
        """A single word means something only where it is an example: in a sentence it may stand anywhere."""
        known = closest_match(word, self._single_words, at_least=_SAME_WORD)
        return [Guess(self._single_words[known], 2 * _BESIDE)] if known else []

    def _spoken_for(self, words: Sequence[str]) -> list[float]:
        evidence = self._evidence
        heard = [evidence.of(pieces_of_word(word)) for word in dict.fromkeys(words)]
        heard += [evidence.pieces.get(pair) for pair in _pairs(words)]
        return [sum(column) for column in zip([0.0] * len(self._ids), *filter(None, heard), strict=False)]

    def _alike(self, pieces: frozenset[str]) -> list[float]:
        """For each meaning, how much its nearest examples have in common with the sentence, from 0 to 1."""
        nearest: list[list[float]] = [[0.0, 0.0] for _ in self._ids]
        for place, alike in self._likeness.of(pieces).items():
            owner, _ = self._examples[place]
            nearest[owner] = sorted((*nearest[owner], alike), reverse=True)[:2]
        return [_NEAREST * first + _SECOND * second for first, second in nearest]

    # --- what is learned from the examples, once ---------------------------------------------------

    @cached_property
    def _examples(self) -> list[tuple[int, frozenset[str]]]:
        """Whose it is, and the pieces of its words and of its pairs of words."""
        return [
            (owner, _pieces(_words(line)))
            for owner, meaning in enumerate(self.meanings.values())
            for line in (*meaning.fr, *meaning.en)
        ]

    @cached_property
    def _single_words(self) -> Mapping[str, str]:
        """The examples of one word, and what they mean."""
        lines = ((says, line) for says, each in self.meanings.items() for line in (*each.fr, *each.en))
        return {words[0]: says for says, line in lines if len(words := _words(line)) == 1}

    @cached_property
    def examples(self) -> Mapping[str, str]:
        """Each, normalised, and what it means."""
        lines = ((says, line) for says, each in self.meanings.items() for line in (*each.fr, *each.en))
        return {" ".join(normalise(line).split()): says for says, line in lines}

    @cached_property
    def _evidence(self) -> Evidence:
        places = range(len(self._ids))
        lines = [[each for owner, each in self._examples if owner == place] for place in places]
        return learn(lines, [len(each) ** 0.5 for each in lines])

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness([pieces for _, pieces in self._examples])


def _words(text: str) -> list[str]:
    """Any day and any number stand for all of them: an example's own say nothing."""
    return plain_words(with_kinds(text))


def _pieces(words: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*map(pieces_of_word, words), _pairs(words))


def _pairs(words: Sequence[str]) -> list[str]:
    """ "pas venu" says what neither of its words says."""
    return [f"{one} {other}" for one, other in pairwise(words)]


@cache
def load_sentences() -> Sentences:
    entries = tomllib.loads(_SHIPPED.read_text(encoding="utf-8"))
    return Sentences(TypeAdapter(dict[str, Meaning]).validate_python(entries))
