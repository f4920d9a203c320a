"""Records all that people say, are shown and find posted in the tests, and compares two such recordings.

    python -m pytest -p tests.transcripts --transcripts FOLDER --database sqlite -n 2 tests
    python -m tests.transcripts compare BEFORE AFTER

A test is known by its name and its case, wherever its file is; these alone choose where it is had.
"""

import argparse
import inspect
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from difflib import unified_diff
from functools import wraps
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

CONVERSATIONS = {"talk", "talk_of_many", "anywhere", "elsewhere", "driver", "played", "show"}
WITH = {*CONVERSATIONS, "bench", "half_year", "scene", "sponsor"}
"""A test that uses one of these fixtures is recorded, unless it uses one of the others."""
WITHOUT = {"browser", "live"}
CHANCE = {
    "SEAL": re.compile(r"\.?[\w-]{12,}(\.[\w-]{6})?\.[\w-]{27}(?![\w-])"),
    "SECRET": re.compile(r"(?<=/calendar/)[\w-]{32}(?=\.ics)"),
    "UID": re.compile(r"\b[0-9a-f]{32}(?=@gamma)"),
    "REFERENCE": re.compile(r"(?<=this reference: )[0-9a-f]{6}|(?<=animation\W:\W)[0-9a-f]{6}"),
    "PORT": re.compile(r"(?<=127\.0\.0\.1:)\d+"),
}
UNSEEN = {"action_id", "at", "block_id", "callback_id", "private_metadata", "seal", "state"}
"""Of what a platform is sent: known to programs alone, or the hour of the machine."""
SENT = (
    ("slack", "seen", "blocks"),
    ("slack", "screen_of_view", "view"),
    ("slack_seen", "seen", "blocks"),
    ("mattermost", "seen_message", "text"),
    ("mattermost", "seen_form", "dialog"),
    ("sandbox", "_message", "shown"),
    ("sandbox", "_form", "shown"),
)
"""The drivers' functions that read what a platform was sent, which also has the markup and the limits."""


class Recorder:
    """What happens in one test."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.drivers: list[Any] = []
        self.told_to: defaultdict[str, list[str]] = defaultdict(list)
        self.sent: dict[int, tuple[Any, Any]] = {}
        """What a platform was sent, by the id() of a handle; with the handle, which has to stay."""
        self.arrived: list[tuple[Any, str]] = []
        """The fake and the place of each post that was not written down yet."""
        self.read: Counter[tuple[int, str]] = Counter()
        """How many posts of a driver's place are written down; for the sandbox up to which one, at ""."""

    def write(self, text: str, before: str = "") -> None:
        for word, pattern in CHANCE.items():
            text = pattern.sub(word, text)
        self.lines += [f"{before}{line}" for line in text.split("\n")]

    def show(self, seen: Any, before: str = "  < ") -> None:
        """A screen, or a part of it, without what is empty."""
        if not is_dataclass(seen):
            return self.write(_plain(seen), before)
        for name in (field.name for field in fields(seen)):
            value = getattr(seen, name)
            if name == "handle" and id(value) in self.sent:
                self.write(f"sent: {_plain(self.sent[id(value)][1])}", before)
            elif is_dataclass(value) and name != "handle":
                self.show(value, before)
            elif name == "fields":
                for each in value:
                    self.show(each, f"{before}  ")
            elif value and name != "handle":
                self.write(f"{name}: {_plain(value)}", before)
        return None

    def posts(self) -> None:
        """What was posted since the last time, place by place: nobody sees which place was first."""
        for driver in self.drivers:
            for place, count in sorted(Counter(self._arrived_at(driver)).items()):
                seen = self.read[id(driver), place]
                self.read[id(driver), place] += count
                for post in driver.posts(place)[seen : seen + count]:
                    self.show(post, f"  {place} < ")

    def _arrived_at(self, driver: Any) -> list[str]:
        if driver.name != "sandbox":
            fake = driver.fake if driver.name == "slack" else driver.server
            places = [place for of, place in self.arrived if of is fake]
            self.arrived = [each for each in self.arrived if each[0] is not fake]
            return places
        answer = driver._web and driver._web.get(f"/sandbox/posts?after={self.read[id(driver), '']}")
        if not answer or answer.status_code != 200:
            return []
        self.read[id(driver), ""] = answer.get_json()["latest"]
        return [post["channel"] for post in answer.get_json()["posts"] if post["author"] == "gamma"]

    def end(self) -> None:
        """All that people find, once more: files may have come later."""
        self.posts()
        for driver in self.drivers:
            for place in sorted(place for of, place in self.read if of == id(driver) and place):
                for post in driver.posts(place):
                    self.show(post, f"  {place} . ")
        for whom, messages in sorted(self.told_to.items()):
            self.write("\n".join(messages), f"  {whom} < ")


now = Recorder()


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return sha256(value).hexdigest() if b"\0" in value else value.decode(errors="replace")
    return value if isinstance(value, str) else json.dumps(_seen(value), ensure_ascii=False, sort_keys=True)


def _seen(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _seen(value) for name, value in part.items() if name not in UNSEEN}
    return [_seen(each) for each in part] if isinstance(part, list | tuple) else part


def _listen(owner: Any, name: str, heard: Callable[..., object], first: Callable[..., object] = bool) -> None:
    """heard: is given the result, and the arguments by name; first: the arguments alone, beforehand."""
    original = getattr(owner, name)
    signature = inspect.signature(original)

    @wraps(original)
    def listened(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*args, **kwargs).arguments
        first(given)
        result = original(*args, **kwargs)
        heard(result, given)
        return result

    setattr(owner, name, listened)


def _acted(given: dict[str, Any]) -> None:
    told = [_plain(value) for name, value in given.items() if name not in ("self", "message", "form")]
    now.write(f"> {' | '.join(told)}")


def _answered(answer: Any, _given: dict[str, Any]) -> None:
    now.show(answer)
    now.posts()


def _sent(result: Any, sent: Any) -> None:
    seen = getattr(result, "form", None) or getattr(result, "message", None) or result
    now.sent[id(seen.handle)] = seen.handle, getattr(sent, "body", sent)


def _opened(answer: Any, given: dict[str, Any]) -> None:
    if answer.mimetype in ("text/html", "text/calendar"):
        typed = _plain(given.get("kwargs", {}).get("data"))
        now.write(f"> {answer.request.method} {answer.request.full_path} {typed}\n{answer.status}")
        now.write(answer.text, "  < ")


def _told(_id: Any, given: dict[str, Any]) -> None:
    message = given["message"]
    buttons, file = [button.label for button in message.buttons], message.file and message.file.name
    now.told_to[f"{given['channel']} {given['reader']}"].append(f"{message}\n{buttons} {file or ''}")


def pytest_sessionstart(session: pytest.Session) -> None:
    if not session.config.getoption("transcripts"):
        return
    conversation = import_module("tests.conversation")
    for driver in conversation.DRIVERS.values():
        _listen(driver, "__init__", lambda _, given: now.drivers.append(given["self"]))
        for act in ("say", "press", "send", "replay"):
            _listen(driver, act, _answered, _acted)
    for module, name, what in SENT:
        reads = import_module(f"tests.drivers.{module}")
        _listen(reads, name, lambda result, given, what=what: _sent(result, given[what]))
    _listen(conversation.Talk, "tick", lambda *_: now.posts())
    _listen(import_module("tests.fakes.chat").FakeChat, "post", _told)
    _listen(import_module("werkzeug.test").Client, "open", _opened)
    _listen(import_module("tests.fakes.slack_world").World, "store", _stored)
    _listen(import_module("tests.fakes.mattermost").FakeMattermost, "store_post", _stored)


def _stored(post: Any, given: dict[str, Any]) -> None:
    """A driver shows what the bot posted; a file goes with the post before it."""
    fake = given["self"]
    by_bot = "bot_id" in post or post.get("user_id") == getattr(fake, "bot", None)
    if by_bot and not post.get("file_ids"):
        now.arrived.append((fake, post["channel_id"] if "channel_id" in post else given["channel"].id))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--transcripts", default="", help="the folder that transcripts are written to")


def pytest_configure(config: pytest.Config) -> None:
    """Every conversation is there on every platform; one is chosen here."""
    if folder := config.getoption("transcripts"):
        config.option.everywhere = True
        if not hasattr(config, "workerinput"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            for old in Path(folder).glob("*.jsonl"):
                old.unlink()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("transcripts"):
        items[:] = [item for item in items if _is_wanted(item, config)]


def _is_wanted(item: pytest.Item, config: pytest.Config) -> bool:
    """By turns on one platform, and on one database."""
    used = set(getattr(item, "fixturenames", ()))
    if not used & WITH or used & WITHOUT:
        return False
    params = item.callspec.params if hasattr(item, "callspec") else {}
    if "talk" in params:
        platforms = list(import_module("tests.conversation").DRIVERS)
        turn = crc32(item.name.replace("-".join(params["talk"]), "").encode())
        return bool(params["talk"][0] == platforms[turn % len(platforms)])
    if config.getoption("--database") == "both" and "database_url" in params:
        turn = crc32(item.name.replace(params["database_url"], "").encode())
        on = "sqlite" if item.get_closest_marker("long") or turn % 2 else "postgresql"
        return bool(params["database_url"] == on)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    now.__init__()  # type: ignore[misc]
    yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        now.write(f"ended by {type(error).__name__}")
        raise
    finally:
        if folder := item.config.getoption("transcripts"):
            now.end()
            worker = getattr(item.config, "workerinput", {}).get("workerid", "all")
            with (Path(folder) / f"{worker}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps({"test": item.name, "lines": now.lines}, ensure_ascii=False) + "\n")


def read(folder: Path) -> dict[str, list[list[str]]]:
    """By the test's name, on whatever database: more than one where tests of several files have the same."""
    found = defaultdict(list)
    for file in folder.glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            test = json.loads(line)
            found[re.sub("-?(sqlite|postgresql)", "", test["test"])].append(test["lines"])
    return {name: sorted(found[name]) for name in sorted(found)}


def compare(before: dict[str, list[list[str]]], after: dict[str, list[list[str]]], most: int) -> bool:
    """Prints what is not the same; whether nothing is."""
    both = [name for name in before if name in after]
    different = [name for name in both if before[name] != after[name]]
    print(*(f"{sum(map(len, side.values()))} transcripts" for side in (before, after)), sep=" and ")
    print(f"{len(both)} names in both: {len(both) - len(different)} equal, {len(different)} different")
    for title, one, other in (("before", before, after), ("after", after, before)):
        only = [name for name in one if name not in other]
        print(f"only {title}: {len(only)}", *only, sep="\n  ")
    for number, name in enumerate(different):
        print(f"different: {name}")
        if number < most:
            old, new = ([line for each in side[name] for line in each] for side in (before, after))
            print("\n".join(unified_diff(old, new, "before", "after", lineterm="")))
    return not different


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.transcripts")
    parser.add_argument("command", choices=["compare"])
    parser.add_argument("folders", nargs=2, type=Path, help="recorded before and after")
    parser.add_argument("--most", type=int, default=10, help="of how many tests the differences are shown")
    given = parser.parse_args()
    before, after = map(read, given.folders)
    return 0 if compare(before, after, given.most) else 1


if __name__ == "__main__":
    raise SystemExit(main())
