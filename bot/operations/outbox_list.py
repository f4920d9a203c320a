"""What the command line shows of the outbox: where each message stands, why; and what is done to them."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.clock import system_now
from bot.settings import Settings, SettingsError
from gamma.outbox import ENDED, HELD_BACK, Entry, State
from storage import outbox, outbox_retry, restored_messages
from storage.store import Store

_MAX_OF_EACH = 50
_HELD = " since a restore, until `gamma outbox release` or `gamma outbox drop`"
_RETRIED_WITHIN = timedelta(days=30)
_SHOWN: tuple[State | Literal["held"], ...] = ("planned", "held", "failed", "sent", "cancelled", "missed")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", choices=_SHOWN, help="only messages in this state")
    parser.add_argument("--about", default="", help="only messages about this, such as checkpoint:12")
    parser.set_defaults(run=run)
    acts = parser.add_subparsers(metavar="retry, release, drop")
    for name, act in _ACTS.items():
        options = acts.add_parser(name, help=act.help)
        options.add_argument("keys", nargs="*", metavar="KEY", help="as `gamma outbox` shows it")
        options.add_argument("--all", action="store_true", help=act.all_of_them)
        options.set_defaults(run=_run_act, act=name)


@dataclass(frozen=True)
class _Act:
    """What is done to messages by their keys, or to all where none is named; and how it is told."""

    help: str
    all_of_them: str
    do: Callable[[Session, datetime, list[str] | None], list[str]]
    done: str
    unknown: str


_ACTS = {
    "retry": _Act(
        "send once more what failed",
        "all that failed in the last 30 days",
        lambda session, now, keys: outbox_retry.retry(session, now, now - _RETRIED_WITHIN, keys),
        "planned once more",
        "nothing to send again: {key} (not failed, or its words are not kept)",
    ),
    "release": _Act(
        "let go what is held after a restore: it is looked for, and sent where it is not there",
        "all that is held",
        lambda session, _now, keys: restored_messages.release(session, keys),
        "let go",
        "not held: {key}",
    ),
    "drop": _Act(
        "do not send what is held after a restore",
        "all that is held",
        restored_messages.drop,
        "not sent any more",
        "not held: {key}",
    ),
}


def _run_act(settings: Settings, options: argparse.Namespace) -> int:
    """Whatever runs does the rest. Gives the exit status."""
    act, keys = _ACTS[options.act], list(options.keys)
    if bool(keys) == options.all:
        raise SettingsError(f"gamma outbox {options.act}: name messages by their keys, or say --all.")
    settings = settings.for_inspection()
    store = Store(settings.database_url)
    store.upgrade()
    try:
        with store.write() as session:
            done = act.do(session, system_now(), keys or None)
    finally:
        store.close()
    for key in done:
        print(f"{act.done}: {key}")
    unknown = [key for key in keys if key not in done]
    for key in unknown:
        print(act.unknown.format(key=key))
    print(f"{len(done)} {act.done}.")
    return 1 if unknown else 0


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Prints it, and gives the exit status."""
    settings = settings.for_inspection()
    store = Store(settings.database_url)
    store.upgrade()
    print(f"The outbox of {settings.redacted_database_url}")
    with store.read() as session:
        for line in outbox_lines(session, settings.gamma_timezone, options.state or "", options.about):
            print(line)
    store.close()
    return 0


def outbox_lines(session: Session, zone: ZoneInfo, only: str = "", about: str = "") -> Iterator[str]:
    """Never what a message says: only where it stands."""
    counts = outbox.counts(session)
    held = restored_messages.count_held_back(session)
    planned = counts.get("planned", 0) + counts.get("claimed", 0) - held
    ended = ", ".join(f"{counts.get(state, 0)} {state}" for state in ENDED)
    yield f"{planned} planned, {f'{held} held, ' if held else ''}{ended} (times in {zone.key})"
    for state in _SHOWN:
        if only in ("", state):
            most = held if only == "held" else _MAX_OF_EACH
            stored = "open" if state == "planned" else state
            entries = outbox.entries(session, stored, most, about)
            if entries:
                yield f"\n{state}{_HELD if state == 'held' else ''} (at most {most} shown)"
                yield from (_line(entry, zone) for entry in entries)


def _line(entry: Entry, zone: ZoneInfo) -> str:
    notification = entry.notification
    moment = (entry.ended_at or notification.due_at).astimezone(zone)
    recipient = notification.channel or f"person {notification.person_id}"
    parts = [
        f"{moment:%Y-%m-%d %H:%M}",
        notification.platform,
        recipient,
        notification.kind,
        notification.key,
    ]
    is_held = entry.hold_until == HELD_BACK
    if entry.state == "claimed" and not is_held:
        parts.append("outcome not known yet")
    if entry.state in ("planned", "claimed") and entry.hold_until and not is_held:
        parts.append(f"not before {entry.hold_until.astimezone(zone):%H:%M:%S}")
    if entry.withdrawn:
        parts.append("called off too late" if entry.state == "sent" else "called off: looked for, not sent")
    if entry.attempts > 1:
        parts.append(f"{entry.attempts} tries")
    return "  " + "  ".join([*parts, entry.reason] if entry.reason else parts)
