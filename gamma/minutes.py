"""The minutes of a checkpoint, and how a correction changes their lists without undoing anybody else's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from gamma.checkpoints import Checkpoint
from gamma.follow_up import Action, Commitment, Decision
from gamma.left_open import prints
from gamma.people import Startup

LISTS = ("decisions", "actions", "commitments")
TEXTS = ("summary", "notes")
"""The names of the parts, in the order of the form."""

_LIKE = 60
"""From 0 to 100: a new line that is at least so much like one that is gone is that one, corrected."""


@dataclass(frozen=True)
class Minutes:
    """revision: how often they were written, 0 before the first time. notes stay inside the team."""

    startup: Startup
    checkpoint: Checkpoint
    summary: str
    notes: str
    revision: int
    decisions: Sequence[Decision]
    actions: Sequence[Action]
    commitments: Sequence[Commitment]


@dataclass(frozen=True)
class Changes:
    """What a correction does to a list: lines that are new, corrected (by number), and no longer there."""

    added: Sequence[str]
    corrected: Mapping[int, str]
    gone: Sequence[int]

    @property
    def is_something(self) -> bool:
        return bool(self.added or self.corrected or self.gone)


def changes(shown: str, typed: Sequence[str], standing: Mapping[int, str]) -> Changes:
    """shown: prints of the lines as the form showed them; standing: the lines now, by number.

    Only what the person touched counts: lines that somebody else added or corrected meanwhile stay.
    """
    before = set(shown.split("-"))
    left = {_print(line) for line in typed}
    touched = [number for number, line in standing.items() if _print(line) in before - left]
    new = list(dict.fromkeys(line for line in typed if _print(line) not in before))
    new = [line for line in new if line not in standing.values()]
    corrected: dict[int, str] = {}
    for number in touched:
        likest = max(new, key=lambda line: fuzz.ratio(line, standing[number]), default="")
        if likest and fuzz.ratio(likest, standing[number]) >= _LIKE:
            corrected[number] = likest
            new.remove(likest)
    return Changes(new, corrected, [number for number in touched if number not in corrected])


def _print(line: str) -> str:
    return prints([line])
