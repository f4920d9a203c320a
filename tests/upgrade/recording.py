"""What the version of 0e50e4c kept and gave out, and what it answered when people came back with it.

`of_0e50e4c.json.xz` was made once, by that version itself. It is not to be remade: what it says of yesterday
is true of that version only. It was made in three steps.

1. All conversations of the tests at that commit were had on Slack, and many on Mattermost, on SQLite; then,
   on both, one long season in which every table has rows and dozens of messages wait in the outbox. Right
   before each act of a new kind (a button pressed, a form sent, a message of the outbox said, a page opened
   without an account) all rows were read, with who and what was on the platform and the buttons people had.
2. Of these scenes some were chosen, so that each kind of button, of form and of planned message is there.
   Each kind of planned message waits in the outbox of a scene in which it is then said as it is.
3. Each act was played by itself on a copy of its scene's database by `played.py`, with the code of that
   commit, and what people saw was written down; but for what chance decides, twice the same.

Seals do not grow old here: the bot asks the clock that it is given, which stands where it stood then. They
were made with the secret of `tests.conversation`, which is to stay as it is.

What is seen otherwise on purpose since then stands in files of its own (see changes.py).

One text was changed by hand since: on Mattermost, who asks by form and whose question is taken before the
answer comes reads what Slack shows after that form, with its three buttons instead of one.
"""

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REVISION = "0007"
"""Of the tables that the rows are of."""

_FILE = Path(__file__).parent / "of_0e50e4c.json.xz"

Json = dict[str, Any]
Rows = Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]
"""By table: the names of its columns, and their values, moments in UTC and JSON as text."""


@dataclass(frozen=True)
class Act:
    """do: tick, press, send, say, web, wait or leap. seen: what people saw then."""

    do: str
    what: Json
    seen: Json


@dataclass(frozen=True)
class Scene:
    """People on a platform, and what the bot knew at that moment."""

    name: str
    platform: str
    now: str
    settings: dict[str, str]
    world: Json
    rows: Rows
    on_both: bool
    """On PostgreSQL too."""
    acts: tuple[Act, ...]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return sum(len(values) for _, values in self.rows.values())


@cache
def scenes() -> tuple[Scene, ...]:
    recorded = json.loads(lzma.decompress(_FILE.read_bytes()))
    return tuple(_scene(one) for one in recorded)


def _scene(recorded: Json) -> Scene:
    acts = tuple(Act(**act) for act in recorded["acts"])
    return Scene(**{**recorded, "acts": acts})
