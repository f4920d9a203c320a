"""What people see otherwise than the version of 0e50e4c showed it, on purpose: in `changed/`, a file a scene.

Each act has a list of differences: where in what is seen, what stood there, what stands there now.
`pytest tests/upgrade --database sqlite --accept-changes` writes those files anew; read them, then commit.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.upgrade.recording import Act, Json, Scene

_FOLDER = Path(__file__).parent / "changed"


def expected(scene: Scene, act: Act) -> Json:
    """What was seen then, but for what is changed on purpose.

    Raises AssertionError where the file speaks of something else than was seen then.
    """
    seen = deepcopy(act.seen)
    for difference in _differences_of(scene).get(_name(scene, act), []):
        *path, last = difference["at"]
        place: Any = seen
        for step in path:
            place = place[step]
        assert place[last] == difference["was"], f"{scene.name}: not what was seen then"
        place[last] = difference["is"]
    return seen


def accept(scene: Scene, act: Act, seen: Json) -> None:
    """Write down that this is seen now, on purpose."""
    differences = _differences_of(scene)
    found = [{"at": list(at), "was": was, "is": now} for at, was, now in _compared(act.seen, seen)]
    differences[_name(scene, act)] = found
    kept = {name: differences[name] for name in sorted(differences) if differences[name]}
    path = _FOLDER / f"{scene.name}.json"
    if kept:
        _FOLDER.mkdir(exist_ok=True)
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def _differences_of(scene: Scene) -> dict[str, list[Json]]:
    path = _FOLDER / f"{scene.name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _name(scene: Scene, act: Act) -> str:
    return f"{scene.acts.index(act) + 1:02} {act.do}"


def _compared(
    was: Any, now: Any, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    """The smallest places that differ: a list of another length or a dict of other keys is one place."""
    if isinstance(was, dict) and isinstance(now, dict) and was.keys() == now.keys():
        for key in was:
            yield from _compared(was[key], now[key], (*at, key))
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for number, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from _compared(one, other, (*at, number))
    elif was != now:
        yield at, was, now
