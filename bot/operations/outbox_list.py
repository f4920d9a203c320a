"""What the command line shows of the outbox: where each message stands, with reasons; what is retried."""

import argparse
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.clock import system_now
from bot.settings import Settings, SettingsError
from gamma.outbox import ENDED, Entry, State
from storage import outbox, outbox_retry
from storage.store import Store

_MAX_OF_EACH = 50
_RETRIED_WITHIN = timedelta(days=30)
_SHOWN: tuple[State, ...] = ("planned", "failed", "sent", "cancelled", "missed")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", choices=_SHOWN, help="only messages in this state")
    parser.add_argument("--about", default="", help="only messages about this, such as checkpoint:12")
    parser.set_defaults(run=run)
    retry = parser.add_subparsers(metavar="retry").add_parser("retry", help="send once more what failed")
    retry.add_argument("keys", nargs="*", metavar="KEY", help="as `gamma outbox --state failed` shows it")
    retry.add_argument("--all", action="store_true", help="all that failed in the last 30 days")
    retry.set_defaults(run=run_retry)


def run_retry(settings: Settings, options: argparse.Namespace) -> int:
    """Planned once more, due now: whatever runs sends it. Gives the exit status."""
    if bool(options.keys) == options.all:
        raise SettingsError("gamma outbox retry: name messages by their keys, or say --all.")
    settings = settings.for_inspection()
    store = Store(settings.database_url)
    store.upgrade()
    try:
        with store.write() as session:
            now = system_now()
            retried = outbox_retry.retry(session, now, now - _RETRIED_WITHIN, options.keys or None)
    finally:
        store.close()
    for key in retried:
        print(f"planned once more: {key}")
    unknown = [key for key in options.keys if key not in retried]
    for key in unknown:
        print(f"nothing to send again: {key} (not failed, or its words are not kept)")
    print(f"{len(retried)} planned once more.")
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
    planned = counts.get("planned", 0) + counts.get("claimed", 0)
    ended = ", ".join(f"{counts.get(state, 0)} {state}" for state in ENDED)
    yield f"{planned} planned, {ended} (times in {zone.key})"
    for state in _SHOWN:
        if only in ("", state):
            stored = "open" if state == "planned" else state
            entries = outbox.entries(session, stored, _MAX_OF_EACH, about)
            if entries:
                yield f"\n{state} (at most {_MAX_OF_EACH} shown)"
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
    if entry.state == "claimed":
        parts.append("outcome not known yet")
    if entry.state in ("planned", "claimed") and entry.hold_until:
        parts.append(f"not before {entry.hold_until.astimezone(zone):%H:%M:%S}")
    if entry.withdrawn:
        parts.append("called off too late" if entry.state == "sent" else "called off: looked for, not sent")
    if entry.attempts > 1:
        parts.append(f"{entry.attempts} tries")
    return "  " + "  ".join([*parts, entry.reason] if entry.reason else parts)
