"""The minutes of a checkpoint, and how a correction changes their lists without undoing anybody else's."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from string import ascii_letters, digits

from rapidfuzz import fuzz

from gamma.chat import LONG_CHARACTERS
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.follow_ups.follow_up import Action, Commitment, Decision
from gamma.startups.startup import Startup

LISTS = ("decisions", "actions", "commitments")
TEXTS = ("summary", "notes")
"""The names of the parts, in the order of the form."""
TEXT_CHARACTERS = 1400
"""Written in French, they can be shown again in a field that counts bytes."""

_LIKE = 60
"""From 0 to 100: from then on two lines are much alike."""
_MOST_LINES = 25
"""Of each list, in the form: the prints of all three fit into its route."""
_FINGERPRINT_CHARACTERS = 2
_ALPHABET = ascii_letters + digits


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

    @property
    def fingerprint(self) -> str:
        """Short, of what a sponsor approves: not of the notes, nor of what was done about it since."""
        actions = [(each.text, each.owner_id or each.owner_name, str(each.due_on)) for each in self.actions]
        promised = [(each.kind, each.text, str(each.due_on)) for each in self.commitments]
        decided = [[each.text, each.holds_now] if each.holds_now else each.text for each in self.decisions]
        read = [self.summary, decided, actions, promised]
        return blake2s(json.dumps(read).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class ListEdits:
    """What a correction does to a list: lines that are new, corrected (by number), and no longer there."""

    added: Sequence[str]
    corrected: Mapping[int, str]
    removed: Sequence[int]


def fitting_lines(lines: Sequence[str]) -> list[str]:
    """As many as a field takes, from the first on. Mattermost counts what a field holds in bytes."""
    shown, room = [], LONG_CHARACTERS
    for line in lines[:_MOST_LINES]:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        shown.append(line)
    return shown


def fingerprint_lines(lines: Sequence[str]) -> str:
    """A short print for each of the lines that are shown, for a form's route."""
    return "".join(map(_fingerprint, fitting_lines(lines)))


def renew_marks(shown: str, typed: Sequence[str], current: Collection[str]) -> str:
    """Of a form that stays open after its lines were kept: those kept as they were typed are shown in it."""
    before = _marks(shown)
    return shown + "".join(
        mark for line in typed if line in current and (mark := _fingerprint(line)) not in before
    )


def find_edits(shown: str, typed: Sequence[str], current: Mapping[int, str]) -> ListEdits:
    """shown: prints of the lines as the form showed them; current: the lines now, by number.

    Only what the person touched counts: lines that somebody else added or corrected meanwhile stay. Prints
    decide only where somebody did: then one new line in about 150 may be taken for one that was shown.
    """
    if shown == fingerprint_lines(list(current.values())):
        number_shown = len(shown) // _FINGERPRINT_CHARACTERS
        changed = [number for number, line in list(current.items())[:number_shown] if line not in typed]
        new = [line for line in typed if line not in current.values()]
    else:
        before = _marks(shown)
        left = {_fingerprint(line) for line in typed}
        changed = [number for number, line in current.items() if _fingerprint(line) in before - left]
        new = [line for line in typed if _fingerprint(line) not in before and line not in current.values()]
    return _pair_corrections(list(dict.fromkeys(new)), changed, current)


def _marks(shown: str) -> set[str]:
    starts = range(0, len(shown), _FINGERPRINT_CHARACTERS)
    return {shown[start : start + _FINGERPRINT_CHARACTERS] for start in starts}


def _pair_corrections(new: list[str], changed: Sequence[int], current: Mapping[int, str]) -> ListEdits:
    """A new line that is much like one that is gone is that one, corrected."""
    corrected: dict[int, str] = {}
    for number in changed:
        likest = max(new, key=lambda line: fuzz.ratio(line, current[number]), default="")
        if likest and fuzz.ratio(likest, current[number]) >= _LIKE:
            corrected[number] = likest
            new.remove(likest)
    return ListEdits(new, corrected, [number for number in changed if number not in corrected])


def _fingerprint(line: str) -> str:
    """So short that all of them fit into a route."""
    number = int.from_bytes(blake2s(line.encode(), digest_size=4).digest(), "big")
    return _ALPHABET[number // len(_ALPHABET) % len(_ALPHABET)] + _ALPHABET[number % len(_ALPHABET)]
